"""scimd export: what import takes again, and what spreadsheets read."""

import csv
import io
import json
import signal
import subprocess
import sys
import time
import uuid

import pytest

from offline import SCIMD, Database, person
from service import ENTERPRISE, GROUP


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "scimd.db").create("acme")


@pytest.fixture
def other(tmp_path):
    return Database(tmp_path / "other.db").create("acme")


def lines(text):
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def test_an_export_makes_the_same_network_elsewhere(service, fresh, other, tmp_path):
    network = fresh.url.rsplit("/", 1)[1]
    # A group from before its members, a manager from after, members of all kinds.
    early = fresh.post("/Groups", {"schemas": [GROUP], "displayName": "Early"}).json()
    boss_id = str(uuid.uuid4())
    jane = fresh.create_user(
        "jane@example.com",
        displayName="Ja\"né\n\u2028",
        password="secret text",
        active=False,
        emails=[{"type": "work", "value": "jane@example.com", "primary": True}],
        **{ENTERPRISE: {"department": "IT", "manager": {"value": boss_id}}},
    )
    joe = fresh.create_user("joe@example.com")
    late = fresh.post("/Groups", {"schemas": [GROUP], "displayName": "Late", "members": [{"value": joe["id"]}]}).json()
    members = [{"value": jane["id"], "display": "Jane"}, {"value": late["id"]}, {"value": "nobody"}]
    fresh.patch(f"/Groups/{early['id']}", ("add", "members", members))
    file = tmp_path / "acme.ndjson"
    told = service.scimd("export", network, "--ndjson", str(file)).stdout
    [[latest]] = service.query("SELECT max(seq) FROM journal")
    assert told == f"4 exported from {network}; the latest change is {latest}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    assert "secret text" not in text and "password" not in text
    exported = lines(text)
    assert [document["id"] for document in exported] == [jane["id"], joe["id"], early["id"], late["id"]]
    assert all("meta" not in document and "groups" not in document for document in exported)

    told = other.scimd("import", "acme", str(file)).stdout
    assert told == "4 imported into acme, 0 were there already, 0 failed\n"
    assert "whole" in other.scimd("check").stdout
    assert other.scimd("export", "acme", "--ndjson").stdout == text
    read = "SELECT groupId, memberId, memberType, userName FROM members WHERE network = ? ORDER BY 1, 2"
    assert other.query(read, "acme") == service.query(read, network)
    read = "SELECT id, document FROM users WHERE network = ? ORDER BY id"
    assert other.query(read, "acme") == service.query(read, network)
    # Once more changes nothing.
    told = other.scimd("import", "acme", str(file)).stdout
    assert told == "0 imported into acme, 4 were there already, 0 failed\n"
    # A group that was deleted can be made again as what it was.
    other.query("DELETE FROM member")
    assert "2 failed" in other.scimd("import", "acme", str(file), check=False).stdout


def test_who_may_be_without_a_required_value_can_be_imported(database, other):
    """Nobody is kept from being disabled, and a password is in no export."""
    demanded = ["--required-attributes", "name.givenName, password"]
    disabled = person("ann", active=False)
    database.load("acme", disabled, {**person("bob"), "name": {"givenName": "Bob"}})
    exported = database.scimd("export", "acme", "--ndjson").stdout
    other.scimd("network", "set", "acme", *demanded)
    file = other.path.with_suffix(".ndjson")
    file.write_text(exported)
    assert other.scimd("import", "acme", str(file)).stdout.startswith("2 imported")
    # Those who have never been in a network are new.
    file.write_text(json.dumps(disabled))
    ended = other.scimd("import", "acme", str(file), check=False)
    assert ended.returncode == 1 and "'name.givenName' is required" in ended.stderr


def test_what_is_only_returned_on_request_is_exported_and_what_never_is_is_not(database, other, tmp_path):
    schema = {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": "urn:x:Badge", "name": "Badge",
        "attributes": [
            {"name": "memo", "returned": "request"}, {"name": "pin", "returned": "never"}, {"name": "number"},
            {"name": "key", "mutability": "writeOnly", "returned": "never"},
            {"name": "place", "type": "complex", "subAttributes": [{"name": "room"}, {"name": "safe", "returned": "never"}]},
        ],
    }
    kind = {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "name": "User", "endpoint": "/Users",
        "schema": "urn:ietf:params:scim:schemas:core:2.0:User", "schemaExtensions": [{"schema": "urn:x:Badge"}],
    }
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "badge.json").write_text(json.dumps([schema, kind]))
    for one in (database, other):
        one.scimd("network", "schemas", "acme", str(tmp_path / "schemas"))
    badge = {"memo": "M", "pin": "P", "number": "1", "key": "K", "place": {"room": "R", "safe": "S"}}
    database.load("acme", person("a", **{"urn:x:Badge": badge}))
    [user] = lines(database.scimd("export", "acme", "--ndjson").stdout)
    assert user["urn:x:Badge"] == {"memo": "M", "number": "1", "place": {"room": "R"}}
    file = tmp_path / "a.ndjson"
    file.write_text(json.dumps(user))
    other.scimd("import", "acme", str(file))
    assert lines(other.scimd("export", "acme", "--ndjson").stdout) == [user]
    # Changes tell what a GET without parameters sends.
    [change] = database.changes("acme")
    assert change["after"]["urn:x:Badge"] == {"number": "1", "place": {"room": "R"}}


def test_an_identifier_that_is_taken_is_told(database, tmp_path):
    database.load("acme", "a", "b")
    one, two = lines(database.scimd("export", "acme", "--ndjson").stdout)
    file = tmp_path / "again.ndjson"
    # Somebody else's identifier, somebody else's name, one that is not scimd's own, and a free one.
    others = [{**one, "title": "T"}, {**two, "id": str(uuid.uuid4())}, person("c", id="17"), person("d", id=str(uuid.uuid4()))]
    file.write_text("\n".join(map(json.dumps, others)))
    ended = database.scimd("import", "acme", str(file), check=False)
    assert ended.stdout == "2 imported into acme, 0 were there already, 2 failed\n"
    assert f"line 1: the id '{one['id']}' belongs to another resource" in ended.stderr and "line 2: 'userName'" in ended.stderr
    exported = {user["userName"]: user["id"] for user in lines(database.scimd("export", "acme", "--ndjson").stdout)}
    assert exported["c"] != "17" and exported["d"] == others[3]["id"]


def test_csv_is_for_spreadsheets(service, fresh):
    network = fresh.url.rsplit("/", 1)[1]
    formula = fresh.create_user("=1+1", title='A "quoted", title\nof two lines', displayName=" space ", active=False)
    other = fresh.create_user("zoë@example.com", name={"familyName": "-x"}, externalId="+1", password="secret text",
                              emails=[{"type": "work", "value": "@b"}])
    ended = service.scimd("export", network, "--csv")
    assert ended.stderr == f"2 exported from {network}\n"
    raw = ended.stdout
    assert "secret text" not in raw and "pbkdf2" not in raw
    head, first, second = csv.reader(io.StringIO(raw, newline=""))
    assert head == [
        "id", "userName", "externalId", "active", "displayName", "givenName", "familyName", "workEmail", "title",
        "department", "employeeNumber", "managerId", "created", "lastModified",
    ]
    assert dict(zip(head, first)) == {
        **dict.fromkeys(head, ""), "id": formula["id"], "userName": "'=1+1", "active": "0", "displayName": " space ",
        "title": 'A "quoted", title\nof two lines',
        "created": formula["meta"]["created"], "lastModified": formula["meta"]["lastModified"],
    }
    row = dict(zip(head, second))
    assert (row["externalId"], row["familyName"], row["workEmail"]) == ("'+1", "'-x", "'@b")
    assert row["userName"] == "zoë@example.com" and row["id"] == other["id"] and row["active"] == "1"


def test_rows_end_as_the_rfc_says(database, tmp_path):
    database.load("acme", "a")
    file = tmp_path / "users.csv"
    database.scimd("export", "acme", "--csv", str(file))
    content = file.read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == 2 and content.endswith(b"\r\n")


def test_one_type_alone(database):
    database.load("acme", "a", {"schemas": [GROUP], "displayName": "G"})
    [group] = lines(database.scimd("export", "acme", "--ndjson", "--type", "Group").stdout)
    assert group["displayName"] == "G"
    ended = database.scimd("export", "acme", "--ndjson", "--type", "Thing", check=False)
    assert ended.returncode == 64 and "there are User, Group" in ended.stderr
    assert database.scimd("export", "acme", "--csv", "--type", "Group", check=False).returncode == 64
    assert database.scimd("export", "acme", check=False).returncode == 64
    assert database.scimd("export", "acme", "--csv", "--ndjson", check=False).returncode == 64


def test_a_file_that_is_there_is_not_overwritten(database, tmp_path):
    file = tmp_path / "kept"
    file.write_text("mine")
    ended = database.scimd("export", "acme", "--ndjson", str(file), check=False)
    assert ended.returncode == 1 and "is there already" in ended.stderr and file.read_text() == "mine"


def large(database, count, title=2_000):
    database.load("acme", *[person(f"user{number}@example.com", title="x" * title) for number in range(count)])


def test_memory_does_not_grow_with_the_network(database, tmp_path):
    # A small parent: a child counts as large as its parent was until it runs a program of its own.
    program = "import resource as r, subprocess as s, sys; s.check_call(sys.argv[1:]); print(r.getrusage(-1).ru_maxrss)"

    def peak(*arguments):
        command = [sys.executable, "-c", program, SCIMD, "export", "acme", *arguments, str(tmp_path / uuid.uuid4().hex)]
        return int(subprocess.check_output(command, env=database.environment, text=True).splitlines()[-1])

    empty = peak("--ndjson")
    large(database, 10_000)
    assert peak("--ndjson") - empty < 8_000, "KiB, of 20 MiB"
    assert peak("--csv") - empty < 8_000


def test_a_group_is_exported_and_imported_that_no_request_could_carry(database, other, tmp_path):
    members = [{"value": str(uuid.uuid4())} for _ in range(100_000)]
    group = {"schemas": [GROUP], "displayName": "Everybody", "members": members}
    assert len(json.dumps(group)) > 4 << 20
    database.load("acme", group)
    file = tmp_path / "acme.ndjson"
    database.scimd("export", "acme", "--ndjson", str(file))
    assert "1 imported" in other.scimd("import", "acme", str(file)).stdout
    assert other.query("SELECT count(*) FROM members") == [(100_000,)]


def test_an_interrupted_export_leaves_nothing(database, tmp_path):
    large(database, 10_000)
    file = tmp_path / "users.ndjson"
    partial = tmp_path / "users.ndjson.partial"
    for _ in range(30):
        process = database.start("export", "acme", "--ndjson", str(file))
        while not partial.exists() and not file.exists() and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=10)
        assert not partial.exists()
        if status == 1:
            assert not file.exists()
            return
        assert status == 0 and len(file.read_text().splitlines()) == 10_000
        file.unlink()
    raise AssertionError("it was never interrupted")


def test_whoever_stops_reading_is_told_of_as_an_error(database):
    large(database, 2_000)
    process = database.start("export", "acme", "--ndjson", stdout=-1, stderr=-1)
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=5) == 1
    assert "nobody reads" in process.stderr.read()
