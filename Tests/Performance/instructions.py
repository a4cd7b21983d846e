"""How many instructions scimd executes for a request: the same number on a busy machine and on an idle one."""

import http.client
import itertools
import re
import subprocess
import time
from pathlib import Path

import rows
from behind_nginx import SCIMD, Nginx, Responder
from seed import Seeded

WARM_UP = 200
MEASURED = 300
SIZE = 1_000


class Counter:
    """scimd under callgrind, asked through nginx by one client."""

    def __init__(self, folder):
        self.seeded = Seeded(folder, SIZE)
        self.profile = folder / "callgrind"
        tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={self.profile}", "--quiet"]
        # Without it each process would order its dictionaries differently.
        environment = {**self.seeded.environment, "SWIFT_DETERMINISTIC_HASHING": "1"}
        self.nginx = Nginx(folder)
        # valgrind cannot read what Swift tells debuggers.
        program = folder / "scimd"
        subprocess.run(["strip", "--strip-debug", "-o", program, SCIMD], check=True)
        command = [*tool, program, "serve", "--threads", "1"]
        self.responder = Responder(self.nginx.sockets["scimd"], command, environment=environment)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.nginx.ports["scimd", "http"], timeout=60)
        self.numbers = itertools.count(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.responder.stop()
        self.nginx.stop()

    def count(self, row):
        """The instructions that one request of a row costs."""
        requests = itertools.cycle(rows.ROWS[row](self.seeded))
        self._send(itertools.islice(requests, WARM_UP))
        self._control("--zero")
        self._send(itertools.islice(requests, MEASURED))
        self._control(f"--dump={row}")
        newest = max(self.profile.parent.glob("callgrind.*"), key=lambda file: int(file.suffix[1:]))
        return int(re.search(r"^(?:totals|summary): (\d+)", newest.read_text(), re.MULTILINE)[1]) // MEASURED

    def _send(self, requests):
        headers = {"Authorization": f"Bearer {self.seeded.token}", "Content-Type": "application/scim+json"}
        for line in requests:
            method, path, *body = line.split("\t")
            text = body[0].replace("@N@", f"{next(self.numbers):010}") if body else None
            self.connection.request(method, path, text, headers)
            answer = self.connection.getresponse()
            told = answer.read()
            assert answer.status < 300, told
            # A checkpoint that a write begins ends before the next one: else it would be chance how many there are.
            if method != "GET":
                time.sleep(0.01)

    def _control(self, command):
        # The threads of the last answer may still be at work.
        time.sleep(0.2)
        parents = [process.pid for process in self.responder.processes]
        for parent in parents:
            for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
                subprocess.run(["callgrind_control", command, child], check=True, capture_output=True)
