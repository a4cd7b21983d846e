"""Looks for tokens and passwords in everything that scimd writes, and tries to read it as another user."""

import json
import os
import resource
import shutil
import signal
import subprocess
import time
import uuid
from pathlib import Path

import pytest

import needles
from fastcgi import Connection, base_url, request
from nobody import AS_NOBODY
from offline import SCIMD, Database
from service import GROUP, USER, Client, Service, patch
from stopwatch import compare

# In microseconds. Tokens of another network were answered 0.73 earlier before they were looked up like unknown ones.
NOTICEABLE = 0.4
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture(params=[0o000, 0o022], ids=["umask 000", "umask 022"])
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Started by somebody who lets others read and write all files, and logging as much as there is."""
    before = os.umask(0)
    try:
        service = Service(tmp_path_factory.mktemp("served") / "state", ("acme", "beta"), ["--log-level", "debug"])
    finally:
        os.umask(before)
    yield service
    if service.process.poll() is None:
        service.stop()


def open_parents(path):
    """Lets everybody come as far as a directory, so that only its own modes are in the way."""
    for parent in [path, *path.parents]:
        if os.access(parent, os.W_OK) and parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o755)


def exposed(*paths):
    """What others than its owner may read, write or enter of files."""
    every = [path for top in paths for path in [top, *(top.rglob("*") if top.is_dir() else [])]]
    return len(every), [f"{path} {path.lstat().st_mode:o}" for path in every if path.lstat().st_mode & 0o077]


def try_as_nobody(*command):
    return subprocess.run([*AS_NOBODY, *command], capture_output=True, text=True)


def reachable_by_nobody(paths):
    """Those of files and sockets that another user can open or connect to."""
    program = """
import socket, stat, os, sys
for path in sys.stdin.read().split("\\0"):
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            socket.socket(socket.AF_UNIX).connect(path)
        else:
            os.listdir(path) if os.path.isdir(path) else open(path, "rb").close()
        print(path)
    except OSError:
        pass
"""
    ended = subprocess.run(
        [*AS_NOBODY, "/usr/bin/python3", "-c", program], input="\0".join(map(str, paths)), capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


def run_directory(service):
    """Where nginx/serve keeps its sockets: nginx's command line tells."""
    shown = subprocess.check_output(["ps", "-eo", "ppid=,args="], text=True)
    [nginx] = [line for line in shown.splitlines() if line.split()[0] == str(service.process.pid) and " -p " in line]
    return Path(nginx.split(" -p ")[1].split()[0])


@root_only
def test_another_user_reads_nothing_of_a_state_and_connects_to_no_socket(served, tried):
    service = served
    open_parents(service.state.parent)
    service.state.chmod(0o755)
    state = [path for path in service.state.rglob("*")]
    assert {"scimd.db", "scimd.db-wal", "scimd.db-shm", "acme", "ca.key", "server.key"} <= {path.name for path in state}
    number, found = exposed(*service.state.iterdir())
    run = run_directory(service)
    assert run.stat().st_mode & 0o777 == 0o711
    assert oct((run / "scimd.sock").stat().st_mode & 0o777) == "0o660"
    reached = reachable_by_nobody([*state, *run.iterdir(), run])
    # What shows that the attempt itself can succeed.
    assert reachable_by_nobody([service.state]) == [str(service.state)]
    tried("secrets", "files and sockets of nginx/serve, opened as another user", number + 7, len(found) + len(reached))
    assert (found, reached) == ([], [])


def test_what_commands_make_is_for_their_user_alone(umask, tmp_path, tried):
    database = Database(tmp_path / "own" / "scimd.db")
    database.path.parent.mkdir()
    database.create("acme")
    database.load("acme", "one", "two")
    database.path.with_suffix(".ndjson").unlink()
    made = tmp_path / "made"
    made.mkdir(mode=0o755)
    database.scimd("backup", str(made / "backup"))
    database.scimd("export", "acme", "--ndjson", str(made / "export.ndjson"))
    database.scimd("export", "acme", "--csv", str(made / "export.csv"))
    # A file that others may read, from an earlier system, does not make the database one.
    os.chmod(made / "backup", 0o666)
    database.scimd("restore", str(made / "backup"))
    os.chmod(made / "backup", 0o600)
    socket = made / "socket"
    serving = database.start("serve", "--socket", str(socket), stderr=subprocess.DEVNULL)
    try:
        wait_for(socket.exists)
        Connection(socket).ask("acme", "none", "GET", "/Users")
        assert {"scimd.db", "scimd.db-wal", "scimd.db-shm"} < {path.name for path in database.path.parent.iterdir()}
        assert oct(socket.stat().st_mode & 0o777) == "0o660"
        files = [*database.path.parent.iterdir(), *(path for path in made.iterdir() if path != socket)]
        number, found = exposed(*files)
        reached = reachable_by_nobody([*files, socket]) if os.geteuid() == 0 else []
    finally:
        serving.terminate()
        serving.wait(timeout=10)
    tried("secrets", "files made by commands", number, len(found) + len(reached))
    assert number >= 7
    assert (found, reached) == ([], [])


def wait_for(look, timeout=20):
    end = time.monotonic() + timeout
    while not look():
        assert time.monotonic() < end
        time.sleep(0.02)


def secret():
    """A password that nothing else holds."""
    return f"pass/word+{uuid.uuid4().hex}"


def all_verbs(client, tokens):
    """Sends passwords by all verbs, and tokens and passwords where they do not belong; gives what was answered."""
    passwords = [secret() for _ in range(40)]
    take = iter(passwords).__next__
    answers = []

    def send(method, path, body=None, **options):
        answers.append(client.request(method, path, body, **options))
        return answers[-1]

    def user(**attributes):
        return {"schemas": [USER], "userName": f"u{uuid.uuid4().hex}", **attributes}

    jane = send("POST", "/Users", user(password=take())).json()
    path = f"/Users/{jane['id']}"
    send("GET", f"/Users/{uuid.uuid4()}")
    send("PUT", path, user(password=take()) | {"userName": jane["userName"]})
    for operation in [
        ("replace", "password", take()), ("add", {"password": take()}), ("Replace", f"{USER}:password", take()),
        ("replace", "password", [take()]), ("replace", "password", {"value": take()}), ("add", "password.value", take()),
        ("remove", "password", take()), ("replace", 'password[value eq "' + take() + '"]', "x"),
        ("replace", "nickName", {"password": take()}), (take(), "password", take()), ("replace", "userName", ""),
    ]:
        send("PATCH", path, patch(operation, ("replace", "password", take())))
    send("PATCH", path, patch(("replace", "password", take()), ("replace", "active", "neither")))
    send("PATCH", path, patch(("replace", "password", take())), headers={"If-Match": 'W/"77"'})
    send("POST", "/Users", user(password=take()) | {"userName": jane["userName"]})
    send("POST", "/Users", {"schemas": [USER], "password": take()})
    send("POST", "/Users", user(password=[take()]))
    send("POST", "/Users", user(password={"value": take()}))
    send("POST", "/Users", user(emails=take(), password=take()))
    send("POST", "/Groups", {"schemas": [GROUP], "displayName": f"g{uuid.uuid4().hex}", "password": take()})
    send("POST", "/Bulk", {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": [
            {"method": "POST", "path": "/Users", "bulkId": "a", "data": user(password=take())},
            {"method": "PATCH", "path": path, "data": patch(("replace", "password", take()))},
            {"method": "PATCH", "path": path, "data": patch(("replace", "password", [take()]))},
            {"method": "PUT", "path": f"/Users/{uuid.uuid4()}", "data": user(password=take())},
        ],
    })
    passwords += [secret() for _ in range(40)]
    for written in ['{"userName": "a", "password": "%s"', '{"password": "%s" "userName": 1}', '{"password": "%s\x01"}',
                    '{"password": "%s\\q"}', '{"password": %s}', '["%s"]', '"%s"', '%s', '{"schemas": ["%s"]}',
                    '{"password": "%s", "password": "twice"}']:
        send("POST", "/Users", written % passwords.pop())
        send("PATCH", path, written % passwords.pop())
    passwords += [secret() for _ in range(20)]
    for written in [*passwords[-10:], *tokens]:
        for expression in ['password eq "{}"', 'password eq "{}', 'userName eq "x" and password sw "{}"',
                           'PassWord co "{}"', f'{USER}:password eq "{{}}"', 'password[value eq "{}"] pr']:
            send("GET", "/Users", params={"filter": expression.format(written)})
            search = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]}
            send("POST", "/Users/.search", {**search, "filter": expression.format(written)})
    # A token is known by its form wherever it is.
    for written in tokens:
        for expression in ["{}", 'userName eq "{}" nonsense', 'emails[{} eq "x"]', 'userName eq "{}"', "{} pr"]:
            send("GET", "/Users", params={"filter": expression.format(written)})
        for parameter in ("access_token", "token", "count", "sortBy", "cursor", "attributes"):
            send("GET", "/Users", params={parameter: written})
        send("PATCH", path, patch(("replace", f'emails[value eq "{written}"].display', "x")))
        send("PATCH", path, patch(("replace", written, "x")))
        send("PUT", path, user(id=written, active=written))
        send("PUT", path, {"schemas": [USER], "userName": ""} | {"password": written})
        send("GET", "/Users", headers={"If-None-Match": written})
        send("POST", "/Users", {"schemas": [written], "userName": "x"})
    # Without a valid token, nothing is believed.
    stranger = Client(client.url, "scimd_" + "A" * 43, client.session.verify)
    for written in tokens:
        for header in ["Bearer x" + written, "Basic " + written, written, f"Bearer {written} {written}"]:
            stranger.session.headers["Authorization"] = header
            answers.append(stranger.get("/Users", params={"access_token": written, "filter": f'userName eq "{written}"'}))
            answers.append(stranger.post("/Users", user(password=take_last(passwords), userName=written)))
    for method in ("OPTIONS", "TRACE", "PROPFIND"):
        send(method, f"/Users?access_token={tokens[0]}")
    send("POST", "/Users", "x" * (5 << 20))
    return {*passwords, *(password for password in needles.known if password.startswith("pass/word"))}, answers


def take_last(passwords):
    passwords.append(secret())
    return passwords[-1]


def test_nothing_that_scimd_writes_or_says_holds_a_token_or_a_password(served, tmp_path, tried):
    service = served
    client = service.client()
    issued = [service.scimd("token", "issue", "acme").stdout.split()[-1] for _ in range(3)]
    service.scimd("token", "revoke", "3")
    tokens = {client.token, service.tenants["beta"][1], *issued}
    passwords, answers = all_verbs(client, sorted(tokens))
    secrets = {*tokens, *passwords}
    assert {200, 201, 400, 401, 403, 404, 409, 412, 413} <= {answer.status_code for answer in answers}
    assert len(secrets) > 80

    said = {"metrics": client.session.get(f"https://localhost:{service.port}/scimd/metrics").text}
    for arguments in [["activity", "acme"], ["activity", "acme", "--failed"], ["cycles", "acme"], ["changes", "acme"],
                      ["export", "acme", "--ndjson"], ["export", "acme", "--csv"], ["token", "list", "acme"],
                      ["network", "show", "acme"], ["network", "list"], ["check"]]:
        ended = service.scimd(*arguments)
        said[" ".join(arguments)] = ended.stdout + ended.stderr
    lines = [{"schemas": [USER], "userName": uuid.uuid4().hex, "password": password} for password in sorted(passwords)]
    written = [json.dumps(line) for line in lines] + [json.dumps(line)[:-1] for line in lines[:5]]
    written += [json.dumps({**line, "password": [line["password"]]}) for line in lines[:5]]
    (tmp_path / "people.ndjson").write_text("\n".join(written))
    ended = service.scimd("import", "beta", str(tmp_path / "people.ndjson"), check=False)
    assert ended.stdout == f"{len(lines)} imported into beta, 0 were there already, 10 failed\n"
    said["import"] = ended.stdout + ended.stderr
    said["wrong call"] = service.scimd("serve", "--socket", "/nowhere/socket", check=False).stderr

    left = tmp_path / "left"
    left.mkdir()
    service.scimd("backup", str(left / "backup"))
    # Deleted users leave pages behind.
    for user in client.get("/Users?count=200").json()["Resources"]:
        client.delete(f"/Users/{user['id']}")
    service.scimd("export", "beta", "--ndjson", str(left / "export.ndjson"))
    pages = needles.found([service.state], secrets)
    client.session.close()
    assert service.stop() == 0
    service.scimd("restore", str(left / "backup"))
    for what, text in said.items():
        (left / what.replace(" ", "-")).write_text(text)
    for number, answer in enumerate(answers):
        head = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
        (left / f"answer {number} {answer.request.method} {answer.status_code}").write_text(head + answer.text)
    found = pages + needles.found([service.state, left], secrets)
    tried("secrets", "requests and commands with tokens and passwords in them", len(answers) + len(said))
    tried("secrets", "tokens and passwords looked for in what they left", len(secrets), len({each for _, each in found}))
    # The search finds what is there: the tokens in their own files.
    assert needles.found([path for path in (service.state / "tokens").iterdir()], tokens)
    assert found == [], "\n" + "\n".join(f"{file}: {each}" for file, each in found[:40])


def test_time_tells_nothing_of_a_token(tmp_path, extent, seed, tried):
    """At scimd's own socket, where a thousandth of what a network varies by can be seen."""
    rounds = extent(short=8_000, long=100_000)
    database = Database(tmp_path / "scimd.db").create("acme", "beta")
    own, other = (database.scimd("token", "issue", network).stdout.split()[-1] for network in ("acme", "beta"))
    # Every character is one that tokens have, so that only the looking up can differ.
    last = "A" if own[-1] != "A" else "E"
    presented = {
        "a wrong token": ("acme", "scimd_" + "A" * 43),
        "another wrong one": ("acme", "scimd_" + "B" * 43),
        "all of a valid one but its last character": ("acme", own[:-1] + last),
        "a valid one of another network": ("acme", other),
        "a valid one at a network that is not there": ("nowhere", own),
        "a wrong one at a network that is not there": ("nowhere", "scimd_" + "C" * 43),
    }
    requests = {
        kind: request(network, token, "GET", "/v2/Users", headers={"SCIM_BASE_URL": base_url("any")})
        for kind, (network, token) in presented.items()
    }
    serving = database.start("serve", "--socket", tmp_path / "socket", "--threads", "1", "--log-level", "error")
    try:
        wait_for((tmp_path / "socket").exists)
        connection = Connection(tmp_path / "socket")
        # As in a service where both are in use.
        assert connection.ask("beta", other, "GET", "/Users").status == 200
        assert len({connection.exchange(each).body for each in requests.values()}) == 1
        # A machine that does much else needs more of them.
        for _ in range(8):
            differences = compare(connection.exchange, requests, rounds, seed)
            if all(abs(difference) < NOTICEABLE for difference in differences.values()):
                break
    finally:
        serving.terminate()
        serving.wait(timeout=10)
    print({kind: f"{difference:+.2f} µs" for kind, difference in differences.items()})
    wrong = {kind: difference for kind, difference in differences.items() if abs(difference) >= NOTICEABLE}
    tried("secrets", "refused tokens whose answers' times were compared", rounds * len(requests), len(wrong))
    assert wrong == {}


@pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGSEGV], ids=lambda number: number.name)
def test_a_killed_service_leaves_no_core_although_it_might(number, tmp_path, tried, monkeypatch):
    # Where Swift itself is installed, it would print a backtrace and go on.
    monkeypatch.setenv("SWIFT_BACKTRACE", "enable=no")
    if not leaves_core(tmp_path / "other"):
        pytest.skip("this machine's core_pattern puts core files elsewhere")
    database = Database(tmp_path / "scimd.db").create("acme")
    token = database.scimd("token", "issue", "acme").stdout.split()[-1]
    password = secret()
    body = json.dumps({"schemas": [USER], "userName": "a", "password": password}).encode()
    log = tmp_path / "log"
    with open(log, "w") as errors:
        serving = database.start(
            "serve", "--socket", tmp_path / "socket", stderr=errors, cwd=tmp_path, preexec_fn=allow_cores
        )
    wait_for((tmp_path / "socket").exists)
    assert Connection(tmp_path / "socket").ask("acme", token, "POST", "/Users", body=body).status == 201
    serving.send_signal(number)
    assert serving.wait(timeout=30) == -number
    left = {path.name for path in tmp_path.iterdir()} - {"scimd.db", "scimd.db-wal", "scimd.db-shm", "socket", "log", "other"}
    tried("secrets", "services killed where a core is allowed", 1, len(left))
    assert left == set()
    assert needles.found([tmp_path], {token, password}) == []


def allow_cores():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def leaves_core(directory):
    """Whether any other program does."""
    directory.mkdir()
    process = subprocess.Popen(["sleep", "60"], cwd=directory, preexec_fn=allow_cores)
    process.send_signal(signal.SIGABRT)
    process.wait(timeout=10)
    return any(directory.iterdir())


@root_only
def test_the_user_of_the_service_cannot_read_its_memory(tmp_path, tried):
    open_parents(tmp_path)
    tmp_path.chmod(0o777)
    program = shutil.copy(SCIMD, tmp_path / "scimd")
    program.chmod(0o755)
    database = tmp_path / "scimd.db"
    serve = [*AS_NOBODY, program, "serve", "--database", database, "--socket", tmp_path / "socket"]
    serving = subprocess.Popen(serve, stderr=subprocess.DEVNULL)
    sleeping = subprocess.Popen([*AS_NOBODY, "sleep", "60"])
    try:
        wait_for((tmp_path / "socket").exists)
        read = {name: try_as_nobody("head", "-c1", f"/proc/{serving.pid}/{name}").returncode for name in ("mem", "environ")}
        assert set(read.values()) == {1}
        assert Path(f"/proc/{serving.pid}/mem").stat().st_uid == 0
        # Another process of the user can be read.
        assert try_as_nobody("head", "-c1", f"/proc/{sleeping.pid}/environ").returncode == 0
    finally:
        for process in (serving, sleeping):
            process.terminate()
            process.wait(timeout=10)
    tried("secrets", "memories read by another process of the same user", 1)
