"""scimd changes: every change, in order, from any number on."""

import json
import re
import selectors
import signal
import subprocess
import sys
import time

import pytest

from offline import SCIMD, Database, person
from service import GROUP, ROOT


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "scimd.db").create("acme", "beta")


def plain(client, kind, id):
    """What a plain GET sends, without what changes do not have."""
    document = client.get(f"/{kind}/{id}").json()
    for name in ("meta", "groups", "members"):
        document.pop(name, None)
    return document


def told(service, network, *arguments):
    return [json.loads(line) for line in service.scimd("changes", network, *arguments).stdout.split("\n")[:-1]]


def read_line(process, seconds=5):
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        assert selector.select(seconds), "no line came"
    return process.stdout.readline()


def test_who_followed_a_network_of_the_same_name_is_told(database):
    """And not given the changes of the other one, as if nothing had been between."""
    database.load("acme", "jane")
    [jane] = database.changes("acme")
    database.scimd("network", "delete", "acme")
    database.create("acme")
    assert database.changes("acme") == []
    for loaded in ([], ["bob"]):
        database.load("acme", *loaded)
        ended = database.scimd("changes", "acme", "--after", str(jane["seq"]), check=False)
        assert ended.returncode == 1 and "another network 'acme', which was deleted" in ended.stderr
    [bob] = database.changes("acme")
    assert bob["after"]["userName"] == "bob"
    assert database.changes("acme", "--after", str(bob["seq"])) == []
    # An export of a network in which nothing has happened yet tells where to go on.
    database.create("gamma")
    latest = re.search("the latest change is ([0-9]+)", database.scimd("export", "gamma", "--ndjson").stderr)[1]
    assert database.changes("gamma", "--after", latest) == []


def test_what_was_done_is_told_with_before_and_after(service, fresh, beta):
    network = fresh.url.rsplit("/", 1)[1]
    user = fresh.create_user("jane@example.com", password="secret text", title="One")
    beta.create_user(f"{network}@example.com")
    fresh.patch(f"/Users/{user['id']}", ("replace", "title", "Two"))
    group = fresh.post("/Groups", {"schemas": [GROUP], "displayName": "G", "members": [{"value": user["id"]}]}).json()
    fresh.patch(f"/Groups/{group['id']}", ("replace", "displayName", "H"))
    now = plain(fresh, "Groups", group["id"])
    # A change that changes nothing is none, and neither is one that is refused.
    fresh.patch(f"/Groups/{group['id']}", ("replace", "displayName", "H"))
    assert fresh.post("/Users", {"schemas": user["schemas"], "userName": "jane@example.com"}).status_code == 409
    fresh.delete(f"/Users/{user['id']}")
    changes = told(service, network)
    assert [(c["operation"], c["type"], c["id"], c["version"]) for c in changes] == [
        ("create", "User", user["id"], 1), ("update", "User", user["id"], 2), ("create", "Group", group["id"], 1),
        ("update", "Group", group["id"], 2), ("update", "Group", group["id"], 3), ("delete", "User", user["id"], 2),
    ]
    one, two, three, four, five, six = changes
    assert one["before"] is None and one["after"]["title"] == "One" and one["time"] == user["meta"]["created"]
    assert two["before"] == one["after"] and two["after"]["title"] == "Two"
    assert three["members"] == {"added": [user["id"]], "removed": []} and "members" not in two
    assert four["before"]["displayName"] == "G" and four["after"]["displayName"] == "H"
    assert five["members"] == {"added": [], "removed": [user["id"]]} and five["before"] == five["after"] == now
    assert six["before"] == two["after"] and six["after"] is None
    assert list(one) == ["seq", "time", "operation", "type", "id", "version", "before", "after"]
    seqs = [c["seq"] for c in changes]
    assert seqs == sorted(set(seqs))
    assert "password" not in json.dumps(changes)
    for number, seq in enumerate(seqs):
        assert told(service, network, "--after", str(seq)) == changes[number + 1:]
    assert told(service, network, "--limit", "2") == changes[:2]


def test_each_state_is_followed_by_the_next(service, fresh):
    network = fresh.url.rsplit("/", 1)[1]
    ids = [fresh.create_user(f"u{number}@example.com")["id"] for number in range(3)]
    for round in range(120):
        fresh.patch(f"/Users/{ids[round % 3]}", ("replace", "title", f"T{round}"))
    fresh.delete(f"/Users/{ids[0]}")
    changes = told(service, network)
    assert len(changes) == 124
    # More than one batch, and from the middle of it.
    assert told(service, network, "--after", str(changes[60]["seq"])) == changes[61:]
    state = {}
    for change in changes:
        assert change["before"] == state.get(change["id"])
        state[change["id"]] = change["after"]
    assert state == {ids[0]: None, **{id: plain(fresh, "Users", id) for id in ids[1:]}}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_follow_waits_for_more_and_ends_when_told(service, fresh, number):
    network = fresh.url.rsplit("/", 1)[1]
    fresh.create_user("first@example.com")
    command = [SCIMD, "changes", network, "--follow", "--database", service.database]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert json.loads(read_line(process))["after"]["userName"] == "first@example.com"
    for name in ("second@example.com", "third@example.com"):
        fresh.create_user(name)
        assert json.loads(read_line(process, 2))["after"]["userName"] == name
    process.send_signal(number)
    assert process.wait(timeout=3) == 0, process.stderr.read()


def test_follow_ends_with_its_reader(service, fresh):
    network = fresh.url.rsplit("/", 1)[1]
    fresh.create_user("first@example.com")
    command = [SCIMD, "changes", network, "--follow", "--database", service.database]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    read_line(process)
    # Nothing has to change for it to notice.
    process.stdout.close()
    assert process.wait(timeout=3) == 0
    assert process.stderr.read() == ""


def test_follow_ends_though_nobody_reads(database):
    database.load("acme", *[person(f"u{number}", title="x" * 1_000) for number in range(200)])
    process = database.start("changes", "acme", "--follow", stdout=subprocess.PIPE)
    time.sleep(0.5)
    process.terminate()
    assert process.wait(timeout=5) == 0


def test_follow_is_idle_when_nothing_happens(database):
    database.load("acme", "a")
    process = database.start("changes", "acme", "--follow", stdout=subprocess.PIPE)
    read_line(process)

    def ticks():
        with open(f"/proc/{process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    start = ticks()
    time.sleep(2)
    assert ticks() - start <= 4, "hundredths of a second of two"
    process.terminate()
    assert process.wait(timeout=3) == 0


def test_refused_requests_are_no_changes(database):
    database.load("acme", "a", "b")
    [[network]] = database.query("SELECT key FROM network WHERE name = 'acme'")
    database.query(
        """
        INSERT INTO journal (network, time, operation, type, resource, version, status)
        VALUES (?, 1, 'refuse', 'User', '', 0, 409)
        """,
        network,
    )
    database.load("acme", "c")
    assert [change["after"]["userName"] for change in database.changes("acme")] == ["a", "b", "c"]
    assert "3 changes" in database.scimd("check").stdout


def test_what_is_no_longer_kept_is_told(database):
    database.load("acme", "a", "b", "c")
    one, two, three = (change["seq"] for change in database.changes("acme"))
    [[network]] = database.query("SELECT key FROM network WHERE name = 'acme'")
    database.query("DELETE FROM journal WHERE seq <= ?", two)
    database.query("INSERT INTO retention VALUES (?, ?)", network, two)
    assert [change["seq"] for change in database.changes("acme", "--after", str(two))] == [three]
    for arguments in ([], ["--after", str(one)]):
        ended = database.scimd("changes", "acme", *arguments, check=False)
        assert ended.returncode == 1 and ended.stdout == ""
        assert f"up to number {two} are no longer kept" in ended.stderr
        assert "scimd export acme --ndjson FILE" in ended.stderr
    assert database.scimd("changes", "beta").returncode == 0
    assert "whole" in database.scimd("check").stdout


def test_what_is_deleted_under_a_follower_is_told(database):
    database.load("acme", "a")
    process = database.start("changes", "acme", "--follow", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    seq = json.loads(read_line(process))["seq"]
    [[network]] = database.query("SELECT key FROM network WHERE name = 'acme'")
    database.query("INSERT INTO retention VALUES (?, ?)", network, seq + 7)
    assert process.wait(timeout=3) == 1
    assert "no longer kept" in process.stderr.read()


def test_a_number_of_another_database_is_told(database):
    database.load("acme", "a")
    ended = database.scimd("changes", "acme", "--after", "99", check=False)
    assert ended.returncode == 1 and "there is no change 99" in ended.stderr and "scimd export" in ended.stderr


def test_a_network_that_is_deleted_ends_it(database):
    database.load("acme", "a")
    process = database.start("changes", "acme", "--follow", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    read_line(process)
    # It sees both at once.
    process.send_signal(signal.SIGSTOP)
    [before] = database.query("SELECT key FROM network WHERE name = 'acme'")
    database.scimd("network", "delete", "beta")
    database.scimd("network", "delete", "acme")
    database.create("acme")
    # What anybody remembers of the old network by its key is not taken for the new one's.
    assert database.query("SELECT key > ? FROM network WHERE name = 'acme'", before[0]) == [(1,)]
    process.send_signal(signal.SIGCONT)
    assert process.wait(timeout=3) == 1
    assert "was deleted" in process.stderr.read()


def test_a_network_that_is_deleted_takes_no_numbers_along(database):
    """Whoever has seen them would take new changes for ones that are seen."""
    database.load("acme", "a")
    database.load("beta", "b")
    [[last]] = database.query("SELECT max(seq) FROM journal")
    database.scimd("network", "delete", "beta")
    database.load("acme", "c")
    told = database.scimd("changes", "acme", "--after", str(last)).stdout.splitlines()
    [change] = map(json.loads, told)
    assert change["seq"] > last and change["after"]["userName"] == "c"
    assert database.query("SELECT count(*) FROM journal WHERE resource = '' AND before IS NULL") == [(1,)]


def test_many_changes_of_one_resource_are_not_quadratic(database):
    document = {"schemas": [GROUP], "displayName": "G"}
    database.load("acme", document)
    [[network, id, first]] = database.query("SELECT network, resource, seq FROM journal")

    def lengthen(count):
        [[last]] = database.query("SELECT max(seq) FROM journal")
        database.query(
            """
            WITH RECURSIVE n (seq) AS (SELECT ?1 + 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ?1 + ?2)
            INSERT INTO journal (seq, network, time, operation, type, resource, version, before, previous)
            SELECT seq, ?3, 1, 'update', 'Group', ?4, seq, '{"displayName":"G"}', seq - 1 FROM n
            """,
            last, count, network, id,
        )
        database.query(
            r"""
            UPDATE resource SET change = ?1, version = ?1,
                ending = replace(ending, 'W/\"' || version || '\"', 'W/\"' || ?1 || '\"')
            """,
            last + count,
        )

    def seconds():
        start = time.monotonic()
        assert len(database.changes("acme")) == database.query("SELECT max(seq) FROM journal")[0][0]
        return time.monotonic() - start

    lengthen(20_000)
    short = seconds()
    lengthen(60_000)
    assert seconds() < 10 * short
    assert "whole" in database.scimd("check").stdout


def test_wrong_calls_are_told(database):
    for arguments in (["--after", "-1"], ["--limit", "0"], ["--after", "x"]):
        assert database.scimd("changes", "acme", *arguments, check=False).returncode == 64
    assert database.scimd("changes", "none", check=False).returncode == 1


def test_the_example_of_the_document_follows_along(service, fresh, tmp_path):
    """The program of the guide, run as it stands but for the names of the network and of the database."""
    network = fresh.url.rsplit("/", 1)[1]
    guide = ROOT / "Sources" / "SCIM" / "SCIM.docc" / "Guides" / "FollowChanges.md"
    [program] = re.findall(r"```python\n(.*?)```", guide.read_text(), flags=re.S)
    program = program.replace("/var/lib/scimd/scimd.db", str(service.database)).replace('"acme"', f'"{network}"')
    program = program.replace('"scimd"', f'"{SCIMD}"')
    (tmp_path / "follow.py").write_text(program)
    users = [fresh.create_user(f"u{number}@example.com") for number in range(3)]

    def accounts():
        try:
            return sorted(name for [name] in Database(tmp_path / "application.db").query("SELECT name FROM account"))
        except Exception:
            return None

    def expect(names):
        end = time.monotonic() + 10
        while accounts() != names:
            assert time.monotonic() < end, accounts()
            time.sleep(0.05)

    for start in range(2):
        process = subprocess.Popen([sys.executable, "follow.py"], cwd=tmp_path)
        try:
            if start == 0:
                expect(["u0@example.com", "u1@example.com", "u2@example.com"])
                fresh.patch(f"/Users/{users[0]['id']}", ("replace", "active", False))
                fresh.delete(f"/Users/{users[1]['id']}")
                expect(["u2@example.com"])
            else:
                expect(["new@example.com", "u2@example.com"])
        finally:
            process.kill()
            process.wait()
        if start == 0:
            fresh.create_user("new@example.com")
