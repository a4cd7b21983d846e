"""scimd backup, restore and check: nothing that was answered is lost, and nothing half made is left."""

import hashlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest

from offline import Database, person


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "scimd.db").create("acme")
    database.load("acme", "a", "b")
    return database


def names(database):
    return [name for [name] in database.query("SELECT userName FROM users ORDER BY userName")]


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Load:
    """Clients that create users through nginx, and note who was acknowledged when."""

    def __init__(self, service, clients=4):
        self.acknowledged = []
        self.failures = []
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(service, number)) for number in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self, service, number):
        client = service.client()
        count = 0
        while not self.stopped.is_set():
            name = f"user{number}-{count}@example.com"
            try:
                client.create_user(name, title="x" * 500)
            except Exception as error:
                self.failures.append(error)
                return
            self.acknowledged.append(name)
            count += 1

    def wait_for(self, count):
        end = time.monotonic() + 30
        while len(self.acknowledged) < count:
            assert time.monotonic() < end and not self.failures, self.failures
            time.sleep(0.01)

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()
        assert not self.failures


def test_a_backup_under_load_restores_to_all_that_was_acknowledged(own_service, tmp_path):
    service = own_service()
    token = service.tenants["acme"]
    load = Load(service)
    copies = []
    for number in range(3):
        load.wait_for(300 * (number + 1))
        before = set(load.acknowledged)
        file = tmp_path / f"backup{number}.db"
        told = service.scimd("backup", str(file)).stdout
        assert re.fullmatch(rf"backup written to {file}: \d+\.\d MiB in \d+\.\d s\n", told)
        assert file.stat().st_mode & 0o777 == 0o600
        copies.append((file, before))
    load.wait_for(len(load.acknowledged) + 50)
    load.stop()
    everybody = set(load.acknowledged)
    assert not list(tmp_path.glob("*.partial*"))
    for file, before in copies:
        assert not os.path.exists(f"{file}-wal")
        other = Database(tmp_path / "elsewhere.db")
        other.scimd("restore", str(file))
        assert "whole" in other.scimd("check").stdout
        assert before <= set(names(other)) <= everybody

    # In the place of the database, the service stopped; then everything is as it was, token and all.
    file, before = copies[1]
    refused = service.scimd("restore", str(file), check=False)
    assert refused.returncode == 1 and "is open: stop scimd" in refused.stderr
    assert service.stop() == 0
    told = service.scimd("restore", str(file)).stdout
    kept = re.search(r"is kept as (\S+)$", told, flags=re.M)[1]
    assert "whole" in service.scimd("check").stdout
    assert set(names(Database(kept))) == everybody
    service = own_service()
    assert service.tenants["acme"][1] == token[1]
    client = service.client()
    assert client.find(f'userName eq "{min(before)}"')["totalResults"] == 1
    assert before <= set(names(Database(service.database))) < everybody
    client.create_user("after@example.com")
    assert "whole" in service.scimd("check").stdout


def test_nothing_is_restored_while_anybody_reads(database, tmp_path):
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    database.load("acme", "c")
    reader = sqlite3.connect(f"file:{database.path}?mode=ro", uri=True)
    # Idle, but open.
    reader.execute("SELECT count(*) FROM users").fetchall()
    ended = database.scimd("restore", str(file), check=False)
    assert ended.returncode == 1 and "is open: stop scimd" in ended.stderr
    assert reader.execute("SELECT count(*) FROM users").fetchall() == [(3,)]
    reader.close()
    assert names(database) == ["a", "b", "c"]
    database.scimd("restore", str(file))
    assert names(database) == ["a", "b"]
    assert not list(tmp_path.glob("*.partial*"))


def test_a_log_that_was_left_is_kept_aside_and_not_written_into_the_backup(database, tmp_path):
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    # A process that ends without closing leaves its log.
    program = f"""
import os, sqlite3
database = sqlite3.connect({str(database.path)!r})
database.execute("PRAGMA wal_autocheckpoint = 0")
with database: database.execute("UPDATE network SET name = 'late'")
with database: database.execute("DELETE FROM journal")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
    assert os.path.getsize(f"{database.path}-wal") > 0
    told = database.scimd("restore", str(file)).stdout
    kept = re.search(r"is kept as (\S+)$", told, flags=re.M)[1]
    assert os.path.getsize(f"{kept}-wal") > 0
    assert "whole" in database.scimd("check").stdout
    assert database.query("SELECT name FROM network") == [("acme",)]
    assert Database(kept).query("SELECT name FROM network") == [("late",)]
    assert database.path.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_beyond_reading_is_replaced(database, tmp_path):
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    database.path.write_bytes(b"\xff" * 10_000)
    database.scimd("restore", str(file))
    assert names(database) == ["a", "b"]


def damage(file):
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE tally SET count = 7")


def cut(file):
    os.truncate(file, file.stat().st_size // 2)


def scribble(file):
    # Every page but the first.
    content = bytearray(file.read_bytes())
    for start in range(3 * 4096, len(content), 4096):
        content[start:start + 64] = b"\x5a" * 64
    file.write_bytes(content)


@pytest.mark.parametrize("how", [damage, cut, scribble, lambda file: file.write_text("no database"), os.unlink])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(database, tmp_path, how):
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    how(file)
    before = digest(database.path)
    there = sorted(path.name for path in tmp_path.iterdir())
    ended = database.scimd("restore", str(file), check=False)
    assert ended.returncode == 1 and "nothing was changed" in ended.stderr, ended.stderr
    assert digest(database.path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == there
    assert names(database) == ["a", "b"]


def test_a_backup_of_a_newer_version_is_refused(database, tmp_path):
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO grdb_migrations VALUES ('99 future')")
    ended = database.scimd("restore", str(file), check=False)
    assert ended.returncode == 1 and f"'{file}' was written by a newer scimd" in ended.stderr
    assert names(database) == ["a", "b"]


def test_the_database_is_not_its_own_backup(database):
    ended = database.scimd("restore", str(database.path), check=False)
    assert ended.returncode == 1 and "is the database itself" in ended.stderr
    assert names(database) == ["a", "b"]


def test_a_file_that_is_there_is_not_overwritten(database, tmp_path):
    file = tmp_path / "kept"
    file.write_text("mine")
    ended = database.scimd("backup", str(file), check=False)
    assert ended.returncode == 1 and "is there already" in ended.stderr and file.read_text() == "mine"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_backup_leaves_no_half_of_a_file(database, tmp_path, number):
    database.load("acme", *[person(f"u{n}@example.com", title="x" * 2_000) for n in range(10_000)])
    file, partial = tmp_path / "backup.db", tmp_path / "backup.db.partial"
    for _ in range(30):
        process = database.start("backup", str(file))
        while not partial.exists() and not file.exists() and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(number)
        status = process.wait(timeout=10)
        if status == 0:
            file.unlink()
            continue
        assert not file.exists()
        assert number == signal.SIGKILL or status == 1 and not partial.exists()
        # What a killed process has left is in nobody's way.
        database.scimd("backup", str(file))
        assert not partial.exists() and "whole" in Database(file).scimd("check").stdout
        return
    raise AssertionError("it was never interrupted")


def test_followers_learn_what_is_lost(database, tmp_path):
    seen = database.changes("acme")[-1]["seq"]
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    database.load("acme", "lost")
    lost = database.changes("acme")[-1]["seq"]
    database.scimd("restore", str(file))
    # Who has seen nothing that is lost just goes on.
    assert database.changes("acme", "--after", str(seen)) == []
    for _ in range(2):
        ended = database.scimd("changes", "acme", "--after", str(lost), check=False)
        assert ended.returncode == 1 and "is lost" in ended.stderr and "scimd export acme" in ended.stderr
        database.load("acme", "new")
    [new] = database.changes("acme", "--after", str(seen))
    assert new["after"]["userName"] == "new" and new["seq"] > 1_000_000_000
    told = database.scimd("export", "acme", "--ndjson").stderr
    assert int(told.split()[-1]) == new["seq"]
    assert [change["seq"] for change in database.changes("acme", "--after", "0")][-1] == new["seq"]
    assert "whole" in database.scimd("check").stdout


def test_what_was_seen_between_two_restores_is_lost_too(database, tmp_path):
    """The second one knows nothing of the first; numbers that were given in between are not given again."""
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    database.scimd("restore", str(file))
    database.load("acme", "lost")
    lost = database.changes("acme")[-1]["seq"]
    database.scimd("restore", str(file))
    database.load("acme", "new", "newer")
    assert min(change["seq"] for change in database.changes("acme")[-2:]) > lost
    ended = database.scimd("changes", "acme", "--after", str(lost), check=False)
    assert ended.returncode == 1 and "is lost" in ended.stderr


def test_a_backup_of_an_earlier_version_is_brought_to_todays_shape(database, tmp_path):
    file = tmp_path / "backup.db"
    database.scimd("backup", str(file))
    with sqlite3.connect(file) as connection:
        connection.executescript(
            """
            DROP VIEW users; DROP VIEW groups; DROP VIEW members; DROP TABLE retention; DROP TABLE restoration;
            DELETE FROM grdb_migrations WHERE identifier LIKE '5 %';
            """
        )
    database.scimd("restore", str(file))
    assert names(database) == ["a", "b"] and len(database.changes("acme")) == 2
    # The backup itself is as it was.
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'").fetchall() == [(0,)]
