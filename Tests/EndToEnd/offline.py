"""A database without a service, for the commands that need none."""

import contextlib
import json
import os
import sqlite3
import subprocess
from pathlib import Path

from service import SCIMD, USER


class Database:
    def __init__(self, path):
        self.path = Path(path)

    @property
    def environment(self):
        return {**os.environ, "SCIMD_DATABASE": str(self.path)}

    def scimd(self, *arguments, check=True):
        ended = subprocess.run([SCIMD, *arguments], env=self.environment, capture_output=True, text=True)
        assert not check or ended.returncode == 0, ended.stderr
        return ended

    def start(self, *arguments, **options):
        return subprocess.Popen([SCIMD, *arguments], env=self.environment, text=True, **options)

    def create(self, *networks):
        for network in networks:
            self.scimd("network", "create", network)
        return self

    def query(self, sql, *values):
        with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection, connection:
            return connection.execute(sql, values).fetchall()

    def load(self, network, *documents):
        """Imports documents; a text stands for a user of that name."""
        file = self.path.with_suffix(".ndjson")
        file.write_text("\n".join(json.dumps(person(d) if isinstance(d, str) else d) for d in documents))
        return self.scimd("import", network, str(file))

    def changes(self, network, *arguments):
        told = self.scimd("changes", network, *arguments).stdout
        return [json.loads(line) for line in told.split("\n")[:-1]]


def person(name, **attributes):
    return {"schemas": [USER], "userName": name, **attributes}
