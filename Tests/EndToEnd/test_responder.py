"""The responder as a process: concurrency, stopping, sharing, and what it does when the database cannot be written."""

import os
import signal
import sqlite3
import stat
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from service import ERROR, USER, create_until


def test_64_clients_never_wait_on_a_held_thread(own_service):
    service = own_service(arguments=["--threads", "2"])

    def ask(number):
        client = service.client()
        times = []
        for _ in range(20):
            start = time.monotonic()
            assert client.get("/Users?count=1").status_code == 200
            times.append(time.monotonic() - start)
        return max(times[1:])

    with ThreadPoolExecutor(64) as pool:
        slowest = max(pool.map(ask, range(64)))
    assert slowest < 2, f"a request took {slowest:.1f} s"


def test_stop_under_load_loses_no_request(own_service):
    """Creates run on while the responder is stopped by SIGTERM again and again: each is answered 201, none is lost."""
    service = own_service()
    done = threading.Event()
    created, failures = [], []

    def create(_):
        create_until(done, service.client(), created, failures)

    threads = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        time.sleep(1)
        before = service.responders()
        start = time.monotonic()
        service.signal_responder(signal.SIGTERM)
        while Path(f"/proc/{before[0]}").exists() and service.responders() == before:
            assert time.monotonic() - start < 5, "the responder did not end within 5 s"
            time.sleep(0.02)
    time.sleep(1)
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    stored = {row[0] for row in service.query("SELECT document ->> '$.userName' FROM resource")}
    assert len(created) > 100 and set(created) == stored
    assert "whole" in service.scimd("check").stdout


def test_stop_with_idle_connections_is_quick(own_service):
    service = own_service()
    clients = [service.client() for _ in range(8)]
    for client in clients:
        client.get("/Users")
    start = time.monotonic()
    assert service.stop() == 0
    assert time.monotonic() - start < 5


def test_every_acknowledged_create_survives_kill(own_service):
    service = own_service()
    created = []
    done = threading.Event()

    def create():
        client = service.client()
        while not done.is_set():
            name = uuid.uuid4().hex
            try:
                if client.post("/Users", {"schemas": [USER], "userName": name}).status_code == 201:
                    created.append(name)
            except requests.RequestException:
                pass

    threads = [threading.Thread(target=create) for _ in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        time.sleep(0.7)
        for pid in service.responders():
            os.kill(pid, signal.SIGKILL)
    time.sleep(2)
    done.set()
    for thread in threads:
        thread.join()
    stored = {row[0] for row in service.query("SELECT document ->> '$.userName' FROM resource")}
    assert len(created) > 100
    assert set(created) <= stored
    ended = service.scimd("check")
    assert (ended.returncode, "whole" in ended.stdout) == (0, True), ended


def test_two_responders_on_one_file_see_each_other(own_service, tmp_path):
    """Two services of their own nginx and responder on one database: what one answers, the other knows at once."""
    first = own_service()
    other_state = tmp_path / "other"
    other_state.mkdir()
    (other_state / "tokens").mkdir()
    (other_state / "tokens" / "acme").write_text(first.client().token)
    for name in ("scimd.db", "scimd.db-wal", "scimd.db-shm"):
        (other_state / name).symlink_to(first.state / name)
    second = own_service(state="other")
    one, two = first.client(), second.client()
    two.token = one.token

    def create(client, number):
        return client.post("/Users", {"schemas": [USER], "userName": f"same-{number}"}).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda n: create((one, two)[n % 2], n // 2), range(200)))
    assert sorted(statuses) == [201] * 100 + [409] * 100
    for number in range(20):
        user = one.create_user(f"seen-{number}")
        assert two.get(f"/Users/{user['id']}").status_code == 200
        assert two.patch(f"/Users/{user['id']}", ("replace", "title", str(number))).status_code == 200
        assert one.get(f"/Users/{user['id']}").json()["title"] == str(number)
    assert "whole" in first.scimd("check").stdout


def refused(answer):
    error = answer.json()
    return (answer.status_code, error["schemas"], int(answer.headers["Retry-After"]) > 0) == (503, [ERROR], True)


def test_locked_database_is_503_and_recovers(own_service):
    service = own_service()
    client = service.client()
    with sqlite3.connect(service.database, isolation_level=None) as lock:
        lock.execute("BEGIN IMMEDIATE")
        assert refused(client.post("/Users", {"schemas": [USER], "userName": "locked out"}))
        assert client.get("/Users").json()["totalResults"] == 0
        command = service.scimd("network", "create", "locked-out", check=False)
        assert command.returncode == 1
        assert "database is locked. If another program holds it, wait" in command.stderr
        # What only reads does not mind.
        assert "acme" in service.scimd("network", "list").stdout
        assert "whole" in service.scimd("check").stdout
        lock.execute("ROLLBACK")
    client.create_user("let in")
    assert client.get("/Users").json()["totalResults"] == 1


def test_full_database_is_503_and_loses_nothing(own_service):
    service = own_service()
    client = service.client()
    made, refusals = [client.create_user("kept")], []
    # A file system that is full soon: the files may grow by what some users take, and no more.
    [pid] = service.responders()
    import resource

    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    largest = max(file.stat().st_size for file in service.state.glob("scimd.db*"))
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest + 400_000, hard))
    for number in range(200):
        name = f"user-{number}"
        answer = client.post("/Users", {"schemas": [USER], "userName": name, "title": "x" * 5000})
        if answer.status_code == 201:
            made.append(answer.json())
        else:
            assert refused(answer), answer.text
            refusals.append(name)
    assert refusals and len(made) > 1
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))
    made.append(client.create_user("room again"))
    for user in made:
        assert client.get(f"/Users/{user['id']}").json() == user
    for name in refusals:
        assert client.find(f'userName eq "{name}"')["totalResults"] == 0, name
    assert client.get("/Users?count=0").json()["totalResults"] == len(made)
    assert service.responders() == [pid]
    assert "whole" in service.scimd("check").stdout


def test_backup_is_a_whole_database(own_service, tmp_path):
    service = own_service()
    service.client().create_user("kept")
    service.scimd("backup", str(tmp_path / "copy.db"))
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    checked = service.scimd("check", "--database", str(tmp_path / "copy.db"))
    assert "whole: 1 resources" in checked.stdout
    again = service.scimd("backup", str(tmp_path / "copy.db"), check=False)
    assert (again.returncode, "copy.db" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["serve"], "listening socket"),
        (["serve", "--threads", "0"], "--threads"),
        (["serve", "--socket", "/dev/null"], "not a socket"),
        (["serve", "--socket", "/" + "x" * 120], "shorter"),
    ],
)
def test_wrong_start_says_what_to_do(service, arguments, says):
    ended = service.scimd(*arguments, check=False)
    assert ended.returncode in (1, 64)
    assert says in ended.stderr
