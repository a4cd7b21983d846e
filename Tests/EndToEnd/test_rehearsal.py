"""scim-rehearsal against the service: what a directory says is in the application, whatever happens on the way."""

import csv
import json
import os
import pty
import random
import re
import signal
import ssl
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from service import ENTERPRISE, PROGRAMS, Client, free_port

LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

REHEARSAL = PROGRAMS / "scim-rehearsal"
ATTRIBUTES = {
    "userName": "userPrincipalName",
    "displayName": "displayName",
    "title": "jobTitle",
    "preferredLanguage": "preferredLanguage",
    "externalId": "objectId",
}


def environment(client):
    return {**os.environ, "SCIM_TENANT_URL": client.url, "SCIM_TOKEN": client.token}


def rehearse(client, *arguments, check=True, timeout=300):
    done = subprocess.run(
        [REHEARSAL, *map(str, arguments)], env=environment(client), capture_output=True, text=True, timeout=timeout
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def provision_arguments(client, service, directory, state, *more):
    return [
        "provision", "--directory", directory, "--state", state, "--ca", service.ca, "--mapping", "entra-default",
        "--rate", 5000, "--concurrency", 16, *more,
    ]


def counts(output):
    """The numbers of the table, by the words of its first column."""
    numbers = {}
    for line in output.splitlines():
        name, _, number = line.rpartition(" ")
        if number.isdigit():
            numbers[name.strip()] = int(number)
    return numbers


def sample(path, number, seed):
    with open(path, "w") as file:
        subprocess.run([REHEARSAL, "sample", str(number), "--seed", str(seed)], stdout=file, check=True)
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


class Application:
    """What the application has to know after each cycle: the rules of the mapping, written a second time."""

    def __init__(self):
        self.users = {}
        self.groups = {}
        # A manager who was deleted stays one of whom nothing is told any more.
        self.names = {}

    def cycle(self, rows):
        ids = {row["userPrincipalName"].lower(): row["objectId"] for row in rows}
        for row in rows:
            self.tell(row)
        present = {row["objectId"] for row in rows}
        for source in [source for source in self.users if source not in present]:
            # Who left the scope before is not deleted any more.
            if self.users[source]["status"] != "unassigned":
                del self.users[source]
                for members in self.groups.values():
                    members.discard(source)
        for row in rows:
            user = self.users.get(row["objectId"])
            if user and user["status"] == "provisioned":
                manager = ids.get(row["manager"].lower())
                if manager is None or manager in self.users:
                    user["manager"] = manager
        self.join(rows)

    def tell(self, row):
        in_scope, enabled = row["assigned"] == "True", row["accountEnabled"] == "True"
        user = self.users.get(row["objectId"])
        if not (in_scope and enabled):
            if user:
                user["active"] = False
                user["status"] = "disabled" if in_scope else "unassigned"
            return
        if not user:
            user = self.users[row["objectId"]] = {"manager": None}
        user["active"], user["status"] = True, "provisioned"
        # What the directory empties is not told, so it stays.
        told = {name: row[column] for name, column in ATTRIBUTES.items()}
        told |= {
            "work email": row["mail"], "givenName": row["givenName"], "familyName": row["surname"],
            "formatted": " ".join(part for part in (row["givenName"], row["surname"]) if part),
            "country": row["country"], "organization": row["companyName"], "department": row["department"],
        }
        user.update({name: value for name, value in told.items() if value})

    def join(self, rows):
        wanted = {}
        for row in rows:
            for group in filter(None, row["groups"].split(";")):
                members = wanted.setdefault(group, set())
                user = self.users.get(row["objectId"])
                if user and (user["status"] != "unassigned" or row["objectId"] in self.groups.get(group, ())):
                    members.add(row["objectId"])
        present = {row["objectId"] for row in rows}
        for group, members in wanted.items():
            # Who was out of scope when the row went stays as they were, in their groups too.
            members |= {source for source in self.groups.get(group, ()) if source in self.users and source not in present}
        self.groups = wanted


def everything(client, path):
    resources, start = [], 1
    while True:
        page = client.get(path, params={"startIndex": start, "count": 1000}).json()
        resources += page["Resources"]
        start += len(page["Resources"])
        if start > page["totalResults"]:
            return resources


def known(client, names):
    """What the service knows, in the same form as `Application`; `names` are those of everybody seen so far."""
    users = {}
    for user in everything(client, "/Users"):
        names[user["id"]] = user["externalId"]
        enterprise = user.get(ENTERPRISE, {})
        flat = {name: user.get(name) for name in ATTRIBUTES} | {
            "active": user["active"],
            "work email": next((mail["value"] for mail in user.get("emails", []) if mail["type"] == "work"), None),
            "country": next((item["country"] for item in user.get("addresses", [])), None),
            "manager": enterprise.get("manager", {}).get("value"),
            **{name: user.get("name", {}).get(name) for name in ("givenName", "familyName", "formatted")},
            **{name: enterprise.get(name) for name in ("organization", "department")},
        }
        users[user["externalId"]] = flat
    for user in users.values():
        user["manager"] = names.get(user["manager"], user["manager"])
    groups = {
        group["displayName"]: {names[member["value"]] for member in group.get("members", [])}
        for group in everything(client, "/Groups")
    }
    return users, groups


def assert_equal(client, application):
    users, groups = known(client, application.names)
    assert users.keys() == application.users.keys()
    for source, user in application.users.items():
        wanted = {name: user.get(name) for name in users[source]}
        assert users[source] == wanted, source
    assert groups.keys() == application.groups.keys()
    for name, members in application.groups.items():
        assert groups[name] == members, name


def change(rows, chance, share=0.03):
    """A later directory: renames, disables, restores, deletions, moves of managers and groups, and newcomers."""
    people = [dict(row) for row in rows]
    number = int(len(people) * share)
    for row in chance.sample(people, number):
        kind = chance.randrange(7)
        if kind == 0:
            old = row["userPrincipalName"]
            row["surname"] = chance.choice(["O'Hara", "Núñez", "Ōe", "Smith-Jones"])
            row["displayName"] = f'{row["givenName"]} {row["surname"]}'
            row["userPrincipalName"] = row["mail"] = f"renamed.{chance.randrange(10**9)}@contoso.com"
            for other in people:
                if other["manager"] == old:
                    other["manager"] = row["userPrincipalName"]
        elif kind == 1:
            row["accountEnabled"] = "False" if row["accountEnabled"] == "True" else "True"
        elif kind == 2:
            row["assigned"] = "False" if row["assigned"] == "True" else "True"
        elif kind == 3:
            row["manager"] = chance.choice(people)["userPrincipalName"]
        elif kind == 4:
            row["groups"] = ";".join(chance.sample(["All Sales", "Office CH", "New group", "Überall"], 2))
        elif kind == 5:
            row["jobTitle"], row["department"] = chance.choice([("", "Legal"), ("Head of O&M", "")])
        else:
            row["gone"] = True
    away = [row for row in people if "False" in (row["accountEnabled"], row["assigned"])]
    for row in chance.sample(away, min(20, len(away))):
        row["accountEnabled"] = row["assigned"] = "True"
    gone = {row["userPrincipalName"] for row in people if row.pop("gone", False)}
    people = [row for row in people if row["userPrincipalName"] not in gone]
    for row in people:
        if row["manager"] in gone:
            row["manager"] = chance.choice(["", people[0]["userPrincipalName"]])
    for number in range(5):
        new = dict(chance.choice(people))
        new["objectId"] = f"{chance.randrange(16**32):032x}"
        new["userPrincipalName"] = new["mail"] = f"new.{new['objectId'][:12]}@contoso.com"
        people.append(new)
    return people


@pytest.mark.parametrize("dialect", ["default", "aadOptscim062020"])
def test_10000_people_over_six_cycles(service, fresh, tmp_path, dialect):
    directory, state = tmp_path / "people.csv", tmp_path / "state"
    rows = sample(directory, 10_000, seed=7)
    chance, application, total = random.Random(dialect), Application(), {}
    arguments = provision_arguments(fresh, service, directory, state, "--dialect", dialect)
    for cycle in range(6):
        done = counts(rehearse(fresh, *arguments).stdout)
        application.cycle(rows)
        if cycle == 0:
            assert done["created"] == len(application.users) + len(application.groups)
        for name, number in done.items():
            total[name] = total.get(name, 0) + number
        assert_equal(fresh, application)
        # Nothing changed in the directory, so nothing is sent.
        before = service.query("SELECT max(seq) FROM journal")
        unchanged = counts(rehearse(fresh, *arguments).stdout)
        assert service.query("SELECT max(seq) FROM journal") == before
        assert sum(unchanged.values()) == unchanged.get("skipped", 0)
        rows = change(rows, chance)
        write(directory, rows)
    kinds = ("created", "updated", "disabled", "restored", "deleted", "managers set", "member additions", "member removals")
    assert all(total[name] > 10 for name in kinds), total


def test_the_responder_may_die_at_any_time(own_service, tmp_path):
    service = own_service(state="dying")
    client = service.client()
    directory, state = tmp_path / "people.csv", tmp_path / "rehearsal"
    rows = sample(directory, 3_000, seed=11)
    application, chance = Application(), random.Random(5)
    arguments = provision_arguments(client, service, directory, state)
    arguments[arguments.index("--rate") + 1] = 400
    kills, over = [], threading.Event()

    def kill():
        while not over.wait(2):
            try:
                kills.append(service.signal_responder(signal.SIGKILL))
            except (ValueError, ProcessLookupError):
                pass  # It is just being started again.

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for _ in range(2):
            rehearse(client, *arguments)
            application.cycle(rows)
            rows = change(rows, chance)
            write(directory, rows)
    finally:
        over.set()
        killer.join()
    service.wait_until_ready()
    assert len(kills) >= 5
    assert_equal(client, application)
    assert service.scimd("check").returncode == 0


def test_the_rehearsal_may_be_interrupted_at_any_time(service, fresh, tmp_path):
    directory, state = tmp_path / "people.csv", tmp_path / "rehearsal"
    rows = sample(directory, 2_000, seed=3)
    application, chance = Application(), random.Random(9)
    before = service.query("SELECT max(seq) FROM journal")[0][0]
    arguments = [str(argument) for argument in provision_arguments(fresh, service, directory, state)]
    for _ in range(2):
        for delay in (0.3, 0.6, 0.5, 0.4):
            process = subprocess.Popen(
                [REHEARSAL, *arguments], env=environment(fresh), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(delay)
            process.kill()
            process.wait()
        rehearse(fresh, *arguments)
        application.cycle(rows)
        assert_equal(fresh, application)
        rows = change(rows, chance)
        write(directory, rows)
    creations = service.query("SELECT count(*) FROM journal WHERE seq > ? AND operation = 'create'", before)[0][0]
    deleted = service.query("SELECT count(*) FROM journal WHERE seq > ? AND operation = 'delete'", before)[0][0]
    assert creations == len(application.users) + len(application.groups) + deleted, "nobody was created twice"


def test_validate_tells_what_another_server_does_not_do(tmp_path):
    """scim2-server keeps to the RFC, and does not know the forms of Entra."""
    port, token = free_port(), "token"
    server = subprocess.Popen(
        [Path(sys.executable).parent / "scim2-server", "--port", str(port), "--bearer-token", token],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        client = Client(f"http://127.0.0.1:{port}", token, None)
        end = time.monotonic() + 20
        while rehearse(client, "test-connection", check=False).returncode != 0:
            assert time.monotonic() < end
            time.sleep(0.2)
        done = rehearse(client, "validate", "--rate", 1000, check=False)
    finally:
        server.terminate()
        server.wait()
    assert done.returncode == 1
    assert "✓ Create a new user\n" in done.stdout
    [failure] = re.findall(r"✗ Create a duplicate group.*\n(?:  .*\n)+", done.stdout)
    for part in ("the status is 201, and 409 is expected", "a second group of the name is 409", "> POST /Groups", "< 201"):
        assert part in failure
    assert re.search(r"\n4\d passed, 1\d failed", done.stdout), done.stdout[-200:]


@pytest.fixture
def endpoint():
    """An endpoint that answers as a test tells it to: a function from a request to (status, headers, body)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.server.seen.append((self.command, self.path))
            status, headers, content = self.server.behaviour(self.command, self.path, body)
            self.send_response(status)
            for name, value in {"Content-Type": "application/scim+json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_DELETE = answer

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    server.client = Client(f"http://127.0.0.1:{server.server_port}", "token", None)
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


EMPTY = json.dumps({"schemas": [LIST], "totalResults": 0, "startIndex": 1, "itemsPerPage": 0, "Resources": []}).encode()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((401, {}, b'{"detail": "no"}'), ["401", "secret token is not accepted"]),
        ((403, {}, b""), ["403", "may not read users"]),
        ((404, {}, b""), ["404", "never 404"]),
        ((301, {"Location": "/x"}, b""), ["301", "no redirection"]),
        ((502, {}, b""), ["502", "application behind it"]),
        ((200, {"Content-Type": "text/html"}, b"<html>hello"), ["not answered with JSON", "<html>hello", "Tenant URL"]),
        ((200, {}, b'{"Resources": []}'), ["not answered with a list", "totalResults"]),
        ((200, {}, EMPTY.replace(b'"totalResults": 0', b'"totalResults": 7')), ["finds 7 users", "'filter'"]),
    ],
)
def test_connection_fails_with_its_cause_and_its_cure(endpoint, answer, says):
    endpoint.behaviour = lambda *request: answer
    done = rehearse(endpoint.client, "test-connection", check=False)
    assert done.returncode == 1
    for text in says:
        assert text in done.stdout


def test_connection_with_another_content_type_is_doubtful(endpoint):
    endpoint.behaviour = lambda *request: (200, {"Content-Type": "application/json"}, EMPTY)
    done = rehearse(endpoint.client, "test-connection")
    assert "! Content type: the answer is application/json" in done.stdout


def test_connection_looks_at_name_port_and_certificate(service, acme):
    known = rehearse(acme, "test-connection", "--ca", service.ca).stdout
    assert re.search(r"✓ TLS: version 1\.[23]\n✓ Certificate: for this name.*\n✓ Cipher: TLS 1\.2 with ECDHE", known)
    for arguments, says in (
        ([], "it is not trusted"),
        (["--tenant-url", "https://nowhere.invalid/scim"], "the name nowhere.invalid is not known"),
        (["--tenant-url", f"https://127.0.0.1:{free_port()}/scim"], "does not answer"),
    ):
        done = rehearse(acme, "test-connection", *arguments, check=False)
        assert done.returncode == 1 and says in done.stdout, done.stdout


def test_connection_tells_a_certificate_of_another_name(endpoint, tmp_path):
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-subj", "/CN=other.example", "-addext", "subjectAltName=DNS:other.example", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    endpoint.socket = context.wrap_socket(endpoint.socket, server_side=True)
    url = f"https://localhost:{endpoint.server_port}"
    done = rehearse(endpoint.client, "test-connection", "--tenant-url", url, "--ca", certificate, check=False)
    assert done.returncode == 1 and "it is not for the name localhost" in done.stdout, done.stdout
    assert endpoint.seen == []


def provisioned(client, tmp_path, number, *more):
    directory = tmp_path / "people.csv"
    if not directory.exists():
        sample(directory, number, seed=2)
    return rehearse(
        client, "provision", "--directory", directory, "--state", tmp_path / "state", "--rate", 2000, *more, check=False
    )


@pytest.mark.parametrize(
    ("status", "code"), [(401, "EncounteredQuarantineException"), (404, "EncounteredQuarantineException")]
)
def test_quarantine_at_once(endpoint, tmp_path, status, code):
    endpoint.behaviour = lambda *request: (status, {}, b"")
    done = provisioned(endpoint.client, tmp_path, 20)
    assert done.returncode == 2
    assert f"Quarantine ({code})" in done.stdout and "after 6, 12 and 24 hours" in done.stdout
    assert len(endpoint.seen) == 1
    again = provisioned(endpoint.client, tmp_path, 20)
    assert "was in quarantine" in again.stderr


def test_too_many_deletions_are_held_back(service, fresh, tmp_path):
    arguments = ("--ca", service.ca)
    assert provisioned(fresh, tmp_path, 100, *arguments).returncode == 0
    before = fresh.get("/Users").json()
    (tmp_path / "people.csv").write_text("objectId,userPrincipalName\n")
    done = provisioned(fresh, tmp_path, 0, *arguments, "--accidental-deletions", 50)
    assert done.returncode == 2 and "Quarantine (TooManyDeletes)" in done.stdout
    assert fresh.get("/Users").json() == before
    number = re.search(r"--accidental-deletions (\d+)", done.stdout)[1]
    done = provisioned(fresh, tmp_path, 0, *arguments, "--accidental-deletions", number)
    assert done.returncode == 0 and counts(done.stdout)["deleted"] == int(number)


def test_busy_endpoint_is_asked_again_when_it_says(endpoint, tmp_path):
    turns = []

    def behaviour(method, path, body):
        if method == "GET":
            return 200, {}, EMPTY
        turns.append(time.monotonic())
        if len(turns) == 1:
            return 429, {"Retry-After": "1"}, b'{"status": "429"}'
        if len(turns) == 2:
            return 503, {}, b""
        return 201, {}, json.dumps({**json.loads(body), "id": str(len(turns))}).encode()

    endpoint.behaviour = behaviour
    (tmp_path / "people.csv").write_text("userPrincipalName,mail,assigned\na@x,a@x,true\n")
    done = provisioned(endpoint.client, tmp_path, 1)
    assert done.returncode == 0 and counts(done.stdout)["created"] == 1
    assert len(turns) == 3 and turns[1] - turns[0] >= 1


def test_failures_are_told_and_tried_again(service, fresh, tmp_path):
    fresh.create_user("taken@x", emails=[{"type": "work", "value": "else@x"}], externalId="other")
    (tmp_path / "people.csv").write_text(
        "objectId,userPrincipalName,mail,assigned,jobTitle\n1,taken@x,taken@x,true,T\n2,free@x,free@x,true,T\n"
    )
    mapping = tmp_path / "mail-only.json"
    mapping.write_text(json.dumps({"users": [
        {"target": 'emails[type eq "work"].value', "source": "[mail]", "match": 1},
        {"target": "userName", "source": "[userPrincipalName]"},
        {"target": "title", "source": "[jobTitle]"},
    ]}))
    report, page = tmp_path / "report.jsonl", tmp_path / "report.html"
    arguments = ("--ca", service.ca, "--mapping", mapping, "--report", report, "--html", page)
    done = provisioned(fresh, tmp_path, 0, *arguments)
    assert done.returncode == 1
    assert counts(done.stdout)["failed: EntryConflict"] == counts(done.stdout)["created"] == 1
    assert "matching attribute" in done.stdout, "the cure"
    actions = {action["sourceIdentity"]["id"]: action for action in map(json.loads, report.read_text().splitlines())}
    failed, good = actions["1"], actions["2"]
    assert failed["provisioningStatusInfo"]["status"] == "failure"
    assert failed["provisioningStatusInfo"]["errorInformation"]["errorCode"] == "EntryConflict"
    assert [step["status"] for step in failed["provisioningSteps"]][-1] == "failure"
    assert good["provisioningAction"] == "Create" and good["provisioningStatusInfo"]["status"] == "success"
    assert {"displayName": "title", "oldValue": None, "newValue": "T"} in good["modifiedProperties"]
    html = page.read_text()
    assert "taken@x" in html and "EntryConflict" in html and "<del>" not in html and "more actions" not in html
    [user] = fresh.find('userName eq "taken@x"')["Resources"]
    fresh.delete(f"/Users/{user['id']}")
    assert counts(provisioned(fresh, tmp_path, 0, *arguments).stdout)["created"] == 1


def test_what_waits_to_be_tried_again_is_not_called_done(service, fresh, tmp_path):
    fresh.create_user("taken@x", emails=[{"type": "work", "value": "else@x"}])
    people = tmp_path / "people.csv"
    people.write_text("objectId,userPrincipalName,mail,assigned\n1,taken@x,taken@x,true\n")
    mapping = tmp_path / "mail-only.json"
    mapping.write_text(json.dumps({"users": [
        {"target": 'emails[type eq "work"].value', "source": "[mail]", "match": 1},
        {"target": "userName", "source": "[userPrincipalName]"},
    ]}))
    for tries, waits in ((1, "for cycle 2"), (1, "for cycle 4"), (None, "for cycle 4"), (1, "for cycle 8")):
        done = provisioned(fresh, tmp_path, 0, "--ca", service.ca, "--mapping", mapping)
        assert done.returncode == 1 and f"1 object waits to be tried again, 1 {waits}" in done.stdout, done.stdout
        assert counts(done.stdout).get("failed: EntryConflict") == tries
    # The next cycle does not wait with what changed.
    people.write_text("objectId,userPrincipalName,mail,assigned\n1,free@x,free@x,true\n")
    done = provisioned(fresh, tmp_path, 0, "--ca", service.ca, "--mapping", mapping)
    assert done.returncode == 0 and counts(done.stdout)["created"] == 1, done.stdout
    assert "Everything the directory says is in the application." in done.stdout


def test_match_before_create_and_one_on_demand(service, fresh, tmp_path):
    there = fresh.create_user("old.name@x", emails=[{"type": "work", "value": "ANN@x"}])
    (tmp_path / "people.csv").write_text(
        "objectId,userPrincipalName,mail,assigned,department\n"
        "1,ann@x,ann@x,true,Sales\n2,bob@x,bob@x,true,Legal\n3,cid@x,cid@x,false,Sales\n"
    )
    arguments = ("--ca", service.ca)
    alone = provisioned(fresh, tmp_path, 0, *arguments, "--on-demand", "bob@x")
    assert alone.returncode == 0 and "✓ Create: created as" in alone.stdout
    assert fresh.get("/Users").json()["totalResults"] == 2
    done = provisioned(fresh, tmp_path, 0, *arguments, "--filter", 'department eq "Sales"', "--scope", "all")
    assert done.returncode == 0, done.stdout
    ann = fresh.get(f"/Users/{there['id']}").json()
    assert ann["userName"] == "ann@x" and ann["emails"][0]["value"] == "ann@x"
    assert fresh.find('userName eq "cid@x"')["totalResults"] == 1
    assert fresh.find('userName eq "bob@x"')["Resources"][0]["active"] is False, "out of scope"
    fresh.delete(f"/Users/{there['id']}")
    people = tmp_path / "people.csv"
    people.write_text(people.read_text().replace("ann@x,ann@x", "ann2@x,ann@x"))
    gone = provisioned(fresh, tmp_path, 0, *arguments, "--scope", "all")
    assert counts(gone.stdout)["failed: InvalidAnchor"] == 1 and "Restart" in gone.stdout
    assert provisioned(fresh, tmp_path, 0, *arguments, "--scope", "all", "--restart").returncode == 0
    assert fresh.find('userName eq "ann2@x"')["totalResults"] == 1


def test_rows_under_new_identifiers_keep_their_accounts(service, fresh, tmp_path):
    people = tmp_path / "people.csv"
    arguments = ("--ca", service.ca, "--mapping", "entra-default")
    people.write_text(
        "userPrincipalName,assigned,accountEnabled,manager,groups\n"
        "ann@x,true,true,,Team\nbob@x,true,true,ann@x,Team\ncid@x,true,true,,Team\ndan@x,true,true,,\n"
    )
    assert provisioned(fresh, tmp_path, 0, *arguments).returncode == 0
    before = {user["userName"]: user["id"] for user in everything(fresh, "/Users")}
    people.write_text(people.read_text().replace("cid@x,true,true", "cid@x,true,false"))
    assert counts(provisioned(fresh, tmp_path, 0, *arguments).stdout)["disabled"] == 1
    # Everybody gets an objectId, and dan is gone for good.
    people.write_text(
        "objectId,userPrincipalName,assigned,accountEnabled,manager,groups\n"
        "1,ann@x,true,true,,Team\n2,bob@x,true,true,ann@x,\n3,cid@x,true,false,,Team\n"
    )
    done = provisioned(fresh, tmp_path, 0, *arguments)
    assert done.returncode == 0, done.stdout
    numbers = counts(done.stdout)
    assert numbers["deleted"] == 1 and numbers["created"] == numbers["disabled"] == 0, done.stdout
    users = {user["userName"]: user for user in everything(fresh, "/Users")}
    assert {name: user["id"] for name, user in users.items()} == {name: before[name] for name in users}
    assert {name: user["active"] for name, user in users.items()} == {"ann@x": True, "bob@x": True, "cid@x": False}
    assert users["bob@x"][ENTERPRISE]["manager"]["value"] == before["ann@x"]
    [team] = everything(fresh, "/Groups")
    assert {member["value"] for member in team["members"]} == {before["ann@x"], before["cid@x"]}
    again = counts(provisioned(fresh, tmp_path, 0, *arguments).stdout)
    assert sum(again.values()) == 0, "everything was told under the new identifiers"
    # The new identifiers are the ones that count from now on.
    people.write_text(people.read_text().replace("1,ann@x,true,true,,Team\n", "").replace("ann@x", ""))
    assert counts(provisioned(fresh, tmp_path, 0, *arguments).stdout)["deleted"] == 1
    assert {user["userName"] for user in everything(fresh, "/Users")} == {"bob@x", "cid@x"}


def test_who_is_deleted_is_in_no_group(service, fresh, tmp_path):
    """A mapping that cannot disable deletes, and the application forgets the members itself."""
    people, mapping = tmp_path / "people.csv", tmp_path / "no-active.json"
    mapping.write_text(json.dumps({
        "users": [{"target": "userName", "source": "[userPrincipalName]", "match": 1}],
        "groups": [{"target": "displayName", "source": "[displayName]", "match": 1}, {"target": "members"}],
    }))
    everybody = "userPrincipalName,assigned,groups\nann@x,true,Team\nbob@x,true,Team\n"
    for text, number in ((everybody, 1), (everybody.replace("ann@x,true", "ann@x,false"), None), (everybody, 1)):
        people.write_text(text)
        done = provisioned(fresh, tmp_path, 0, "--ca", service.ca, "--mapping", mapping)
        assert done.returncode == 0, done.stdout
        assert counts(done.stdout).get("member additions") == number
        assert "member removals" not in done.stdout, "nobody is there to name"
        users, [team] = everything(fresh, "/Users"), everything(fresh, "/Groups")
        assert {member["value"] for member in team["members"]} == {user["id"] for user in users}
        assert len(users) == text.count("true")


def test_two_rows_never_share_an_account(service, fresh, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("objectId,userPrincipalName,mail,assigned,jobTitle\n1,ann@x,ann@x,true,T\n")
    assert provisioned(fresh, tmp_path, 0, "--ca", service.ca).returncode == 0
    before = everything(fresh, "/Users")
    # What is emptied is not told, so the account of ann has the address that is bob's in the directory.
    people.write_text("objectId,userPrincipalName,mail,assigned,jobTitle\n2,bob@x,ann@x,true,T\n1,ann@x,,true,T\n")
    # Two cycles try it, the next one only waits, and none calls it done.
    for _ in range(4):
        done = provisioned(fresh, tmp_path, 0, "--ca", service.ca)
        assert done.returncode == 1, done.stdout
        assert everything(fresh, "/Users") == before
    people.write_text("objectId,userPrincipalName,mail,assigned,jobTitle\n2,bob@x,bob@x,true,T\n1,ann@x,,true,U\n")
    done = provisioned(fresh, tmp_path, 0, "--ca", service.ca)
    assert done.returncode == 0 and counts(done.stdout)["created"] == counts(done.stdout)["updated"] == 1, done.stdout


@pytest.mark.parametrize(
    ("flag", "more", "word"),
    [
        ("", [], "Replace"),
        ("?aadOptscim062020", [], "replace"),
        ("?aadOptscim062020", ["--dialect", "default"], "Replace"),
        ("", ["--dialect", "aadOptscim062020"], "replace"),
        ("?aadOptscim062020", ["--on-demand", "ann@x"], "Replace"),
    ],
)
def test_the_flag_in_the_tenant_url_chooses_the_dialect(endpoint, tmp_path, flag, more, word):
    account = {"id": "1", "userName": "ann@x", "title": "old", "active": True}
    words = []

    def behaviour(method, path, body):
        if method == "PATCH":
            words.extend(operation["op"] for operation in json.loads(body)["Operations"])
            return 200, {}, b"{}"
        return 200, {}, json.dumps({**json.loads(EMPTY), "totalResults": 1, "Resources": [account]}).encode()

    endpoint.behaviour = behaviour
    (tmp_path / "people.csv").write_text("userPrincipalName,assigned,jobTitle\nann@x,true,new\n")
    page, url = tmp_path / "page.html", f"{endpoint.client.url}/scim{flag}"
    done = provisioned(endpoint.client, tmp_path, 0, "--tenant-url", url, "--html", page, *more)
    assert done.returncode == 0 and words == [word], done.stdout
    assert f"dialect {'default' if word == 'Replace' else 'aadOptscim062020'}" in page.read_text()


def test_on_demand_tells_only_a_new_manager_and_counts_it(endpoint, tmp_path):
    accounts, told = {}, []

    def behaviour(method, path, body):
        if method == "POST":
            identifier = str(len(accounts) + 1)
            accounts[identifier] = json.dumps({**json.loads(body), "id": identifier}).encode()
            return 201, {}, accounts[identifier]
        if method == "PATCH":
            told.extend(json.loads(body)["Operations"])
            # A bar is drawn anew after a tenth of a second.
            time.sleep(0.3)
            return 200, {}, b"{}"
        return 200, {}, accounts.get(path.removeprefix("/Users/"), EMPTY)

    def on_demand(name):
        """What a terminal shows of it."""
        here, terminal = pty.openpty()
        arguments = ["--directory", people, "--state", tmp_path / "state", "--mapping", "entra-default"]
        process = subprocess.Popen(
            [REHEARSAL, "provision", *arguments, "--on-demand", name],
            env=environment(endpoint.client), stdout=subprocess.PIPE, stderr=terminal, text=True,
        )
        os.close(terminal)
        output = process.communicate(timeout=60)[0]
        shown = os.read(here, 1 << 16).decode()
        os.close(here)
        assert process.returncode == 0, output + shown
        return shown

    endpoint.behaviour = behaviour
    people = tmp_path / "people.csv"
    people.write_text("userPrincipalName,assigned,manager\nann@x,true,\nbob@x,true,ann@x\n")
    for name in ("ann@x", "ann@x"):
        assert " 1/1" in on_demand(name) and told == [], "nobody is told of no manager"
    assert " 2/2" in on_demand("bob@x")
    assert [operation["op"] for operation in told] == ["Add"] and told[0]["value"][0]["value"] == "1"
    shown = on_demand("bob@x")
    assert " 1/1" in shown and "/2" not in shown and len(told) == 1


@pytest.mark.parametrize(
    ("people", "more", "says"),
    [
        ("userPrincipalName,phone\na@x,1\n", [], ["row 1, column 'phone'", "not known"]),
        ("userPrincipalName,mail\na@x,m@x\nb@x,m@x\n", [], ["row 3, column mail", "row 2"]),
        ("userPrincipalName,mail\na@x\n", [], ["row 2, column mail", "1 cells instead of 2"]),
        ("userPrincipalName\na@x\n", ["--mapping", "nothing"], ["no mapping 'nothing'", "starmind"]),
        ("userPrincipalName\na@x\n", ["--filter", "userPrincipalName is 1"], ["--filter cannot be used", "character"]),
        ("userPrincipalName\na@x\n", ["--on-demand", "nobody"], ["'nobody' is nobody"]),
        ("userPrincipalName\na@x\n", ["--ca", "/nowhere"], ["'/nowhere' holds no PEM"]),
        ("userPrincipalName\na@x\n", ["--html", "/nowhere/page.html"], ["'/nowhere/page.html' cannot be written"]),
        ("userPrincipalName\na@x\n", ["--tenant-url", "https://h:84430/scim"], ["is no Tenant URL"]),
    ],
)
def test_bad_input_names_its_place_and_sends_nothing(endpoint, tmp_path, people, more, says):
    (tmp_path / "people.csv").write_text(people)
    done = provisioned(endpoint.client, tmp_path, 0, *more)
    assert done.returncode in (1, 64)
    for text in says:
        assert text in done.stderr
    assert endpoint.seen == []


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one " * 100, None])
def test_state_that_is_none_is_never_half_used(endpoint, service, acme, tmp_path, content):
    state = tmp_path / "state"
    if content is None:
        assert provisioned(acme, tmp_path, 30, "--ca", service.ca).returncode == 0
        with open(state, "r+b") as file:
            file.seek(4096)
            file.write(os.urandom(8192))
    else:
        state.write_bytes(content)
    kept = state.read_bytes()
    client = endpoint.client if content else acme
    done = provisioned(client, tmp_path, 30, "--ca", service.ca)
    assert done.returncode == 1 and "the state file" in done.stderr, done.stderr
    assert any(cure in done.stderr for cure in ("name another file", "remove it"))
    assert state.read_bytes() == kept and endpoint.seen == []


def test_state_belongs_to_one_endpoint(service, acme, beta, tmp_path):
    assert provisioned(acme, tmp_path, 5, "--ca", service.ca).returncode == 0
    done = provisioned(beta, tmp_path, 5, "--ca", service.ca)
    assert done.returncode == 1 and f"belongs to {acme.url}" in done.stderr


def test_the_mapping_that_the_help_shows(service, fresh, tmp_path):
    shown = re.search(r"A mapping of your own.*?(\{.*\})\s+with the columns", rehearse(fresh, "provision", "--help").stdout, re.S)
    mapping = tmp_path / "own.json"
    mapping.write_text(json.dumps(json.loads(" ".join(shown[1].split()))))
    (tmp_path / "people.csv").write_text(
        "userPrincipalName,mail,mobile,assigned,manager,groups\n"
        "ANN@x,,+41 79,true,,Team\nbob@x,bob@x,,true,ann@X,Team\n"
    )
    assert provisioned(fresh, tmp_path, 0, "--ca", service.ca, "--mapping", mapping).returncode == 0
    [ann] = fresh.find('userName eq "ann@x"')["Resources"]
    [bob] = fresh.find('userName eq "bob@x"')["Resources"]
    assert ann["userName"] == "ann@x" and ann["title"] == "Member" and ann["emails"][0]["value"] == "+41 79"
    assert bob[ENTERPRISE]["manager"]["value"] == ann["id"] and ann["active"] is True
    [team] = fresh.get("/Groups").json()["Resources"]
    assert {member["value"] for member in team["members"]} == {ann["id"], bob["id"]}
