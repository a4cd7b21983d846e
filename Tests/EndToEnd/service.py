"""The service as an operator starts it: nginx/serve, with helpers to ask it and to disturb it."""

import os
import re
import signal
import socket
import subprocess
import sqlite3
import time
import uuid
from pathlib import Path

import requests

import needles

ROOT = Path(__file__).resolve().parents[2]
# The variable has nginx/serve take them from there too.
PROGRAMS = Path(os.environ.get("SCIMD_PROGRAMS") or ROOT / ".build" / "release")
SCIMD = PROGRAMS / "scimd"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
MEDIA_TYPE = "application/scim+json"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def patch(*operations):
    """The body of a PATCH; operations are (op, path, value) or (op, value)."""
    written = []
    for operation in operations:
        if len(operation) == 3:
            written.append({"op": operation[0], "path": operation[1], "value": operation[2]})
        else:
            written.append({"op": operation[0], "value": operation[1]})
    return {"schemas": [PATCH], "Operations": written}


class Client:
    """Talks to one network as an identity provider does."""

    def __init__(self, url, token, ca):
        self.url = url
        self.token = token
        self.session = requests.Session()
        # REQUESTS_CA_BUNDLE in the environment would win over the certificate given here.
        self.session.trust_env = False
        self.session.verify = ca
        self.session.headers["Authorization"] = f"Bearer {token}"

    def request(self, method, path, body=None, headers=None, **options):
        headers = dict(headers or {})
        if body is not None:
            headers.setdefault("Content-Type", MEDIA_TYPE)
            if isinstance(body, (bytes, str)):
                options["data"] = body
            else:
                options["data"] = requests.compat.json.dumps(body)
            needles.note(options["data"])
        return self.session.request(method, self.url + path, headers=headers, timeout=60, **options)

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, body, **options):
        return self.request("POST", path, body, **options)

    def put(self, path, body, **options):
        return self.request("PUT", path, body, **options)

    def patch(self, path, *operations, **options):
        return self.request("PATCH", path, patch(*operations), **options)

    def delete(self, path, **options):
        return self.request("DELETE", path, **options)

    def find(self, expression, path="/Users", **parameters):
        return self.get(path, params={"filter": expression, **parameters}).json()

    def create_user(self, user_name, **attributes):
        answer = self.post("/Users", {"schemas": [USER], "userName": user_name, **attributes})
        assert answer.status_code == 201, answer.text
        return answer.json()


def create_until(done, client, created, failures):
    """Creates one user after the other; notes the names that were answered 201, and all other answers."""
    while not done.is_set():
        name = uuid.uuid4().hex
        try:
            answer = client.post("/Users", {"schemas": [USER], "userName": name})
        except requests.RequestException as error:
            failures.append(repr(error))
            continue
        if answer.status_code == 201:
            created.append(name)
        else:
            failures.append(answer.text)


class Service:
    """One nginx/serve with a state directory of its own."""

    def __init__(self, state, networks=(), arguments=()):
        self.state = Path(state)
        needles.directories.add(self.state)
        self.port = free_port()
        self.log = open(self.state.parent / f"{self.state.name}.log", "a+")
        command = [ROOT / "nginx" / "serve", "--state", self.state, "--port", str(self.port)]
        for network in networks:
            command += ["--network", network]
        if arguments:
            command += ["--", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        try:
            self.printed = self._read_until_ca()
            self.wait_until_ready()
        except BaseException:
            self.process.terminate()
            raise

    def _read_until_ca(self):
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            needles.note(line)
            if line.startswith("CA certificate: "):
                return lines
        raise AssertionError("nginx/serve ended early:\n" + self.errors())

    def errors(self):
        return Path(self.log.name).read_text()

    @property
    def ca(self):
        return self.printed[-1].removeprefix("CA certificate: ")

    @property
    def tenants(self):
        """The Tenant URL and the secret token of each network."""
        urls = [line.removeprefix("Tenant URL: ") for line in self.printed if line.startswith("Tenant URL: ")]
        tokens = [line.removeprefix("Secret token: ") for line in self.printed if line.startswith("Secret token: ")]
        return {url.rsplit("/", 1)[1]: (url, token) for url, token in zip(urls, tokens)}

    def client(self, network="acme"):
        url, token = self.tenants[network]
        return Client(url, token, self.ca)

    @property
    def database(self):
        return self.state / "scimd.db"

    def query(self, sql, *values):
        with sqlite3.connect(self.database, timeout=30) as connection:
            return connection.execute(sql, values).fetchall()

    def scimd(self, *arguments, check=True):
        ended = subprocess.run(
            [SCIMD, *arguments],
            env={**os.environ, "SCIMD_DATABASE": str(self.database)},
            capture_output=True,
            text=True,
            check=check,
        )
        if arguments[:2] == ("token", "issue"):
            needles.note(ended.stdout)
        return ended

    def wait_until_ready(self, timeout=30):
        client = self.client(next(iter(self.tenants)))
        end = time.monotonic() + timeout
        while True:
            try:
                if client.get("/ServiceProviderConfig").status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            assert time.monotonic() < end, "the service does not answer:\n" + self.errors()
            time.sleep(0.05)

    def responders(self):
        """The process ids of `scimd serve`."""
        return self.processes(r"\S*/scimd serve")

    def processes(self, pattern):
        """The process ids of the descendants of nginx/serve whose command begins like that."""
        children = {}
        commands = {}
        for line in subprocess.check_output(["ps", "-eo", "pid=,ppid=,args="], text=True).splitlines():
            pid, parent, command = line.split(None, 2)
            children.setdefault(int(parent), []).append(int(pid))
            commands[int(pid)] = command
        found, open_ends = [], [self.process.pid]
        while open_ends:
            for child in children.get(open_ends.pop(), []):
                open_ends.append(child)
                if re.match(pattern, commands[child]):
                    found.append(child)
        return found

    def signal_responder(self, number):
        [pid] = self.responders()
        os.kill(pid, number)
        return pid

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=15)
        self.log.close()
        return status
