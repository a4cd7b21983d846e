"""Which instructions scimd executes for a request: as many on a slow machine as on a fast one."""

import http.client
import itertools
import subprocess
import time
from pathlib import Path

import rows
from behind_nginx import SCIMD, Nginx, Responder
from callgrind import Profile
from seed import Seeded

WARM_UP = 200
MEASURED = 300
SIZE = 1_000
# Functions of libdispatch, many of which are called for each writing of the log: the slower the machine, the more of those are
# there for a request.
OF_CLOCKS = ("_dispatch_", "dispatch_", "_os_object_", "_Block_")


class Counter:
    """scimd under callgrind, asked through nginx by one client."""

    def __init__(self, folder):
        self.seeded = Seeded(folder, SIZE)
        self.profile = folder / "callgrind"
        tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={self.profile}", "--dump-instr=yes", "--demangle=no", "--quiet"]
        # Without it each process would order its dictionaries differently.
        environment = {**self.seeded.environment, "SWIFT_DETERMINISTIC_HASHING": "1"}
        self.nginx = Nginx(folder)
        # valgrind cannot read what Swift tells debuggers.
        self.program = folder / "scimd"
        subprocess.run(["strip", "--strip-debug", "-o", self.program, SCIMD], check=True)
        command = [*tool, self.program, "serve", "--threads", "1"]
        self.responder = Responder(self.nginx.sockets["scimd"], command, environment=environment)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.nginx.ports["scimd", "http"], timeout=60)
        self.numbers = itertools.count(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.responder.stop()
        self.nginx.stop()

    def count(self, row):
        """What one request of a row costs: instructions, and pages of the program's code that each request goes through."""
        profile = self.profile_of(row)
        return {"instructions": profile.total // MEASURED, "pages": profile.pages(self.program, MEASURED, OF_CLOCKS)}

    def functions(self, row):
        """The functions of the program that each request of a row goes through, or each other one, and how often."""
        return self.profile_of(row).functions(self.program, MEASURED // 2)

    def profile_of(self, row):
        """What callgrind tells of so many requests of a row."""
        requests = itertools.cycle(rows.ROWS[row](self.seeded))
        self._send(itertools.islice(requests, WARM_UP))
        self._control("--zero")
        self._send(itertools.islice(requests, MEASURED))
        self._control(f"--dump={row}")
        return Profile(max(self.profile.parent.glob("callgrind.*"), key=lambda file: int(file.suffix[1:])))

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
