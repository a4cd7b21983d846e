"""A `scimd serve` of one's own on a Unix socket."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from fastcgi import Connection
from service import SCIMD


class Responder:
    def __init__(self, folder, program=SCIMD):
        self.program = program
        # The path of a socket has 107 bytes at most; that of a test's folder may have more.
        self.place = tempfile.TemporaryDirectory(prefix="scimd-proof.")
        self.socket = Path(self.place.name) / "socket"
        self.database = Path(folder) / "scimd.db"
        self.log = open(Path(folder) / "scimd.log", "a+")
        self.command("network", "create", "first")
        self.process = subprocess.Popen(
            [program, "serve", "--socket", self.socket, "--log-level", "error"], env=self.environment, stderr=self.log
        )
        end = time.monotonic() + 10
        while not self.socket.exists():
            assert self.process.poll() is None and time.monotonic() < end, "scimd serve does not listen"
            time.sleep(0.01)

    @property
    def environment(self):
        return {**os.environ, "SCIMD_DATABASE": str(self.database)}

    def run(self, *arguments, check=False):
        return subprocess.run(
            [self.program, *arguments], env=self.environment, capture_output=True, text=True, check=check
        )

    def command(self, *arguments):
        return self.run(*arguments, check=True).stdout.splitlines()

    def network(self, name):
        """Makes a network; the secret token of it."""
        self.command("network", "create", name)
        # Nothing here waits for a person or a disk: it is more than a network may send for long.
        self.command("network", "set", name, "--request-rate", "0")
        return self.command("token", "issue", name)[-1]

    def connect(self):
        return Connection(self.socket)

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=15)
        self.log.close()
        self.place.cleanup()
        return status
