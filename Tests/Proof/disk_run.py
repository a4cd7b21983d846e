"""One run of `scimd serve` on a disk that fails, and what it leaves behind."""

import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import stored
from front import Responder, make_database, scimd
from told import Told
from writer import Refused, Writer, served

# Every kind of change at least twice, and reading in between.
WORKLOAD = (
    "create create create create_group read change change_group bulk read delete "
    "create change_group change create_group bulk change_group read delete create read"
).split()
FILES = ("", "-wal", "-shm", "-journal")
# What of a file has been synced, which failing_disk.c keeps.
SYNCED = ".synced"


@dataclass
class Prepared:
    """A database to begin with, as often as wanted."""

    database: Path
    token: str
    told: Told

    def copy(self, database):
        for ending in FILES:
            beside(database, ending).unlink(missing_ok=True)
            beside(database, ending + SYNCED).unlink(missing_ok=True)
            if beside(self.database, ending).exists():
                shutil.copy(beside(self.database, ending), beside(database, ending))
                shutil.copy(beside(self.database, ending), beside(database, ending + SYNCED))


def beside(database, ending):
    return database.with_name(database.name + ending)


def prepare(front, folder, long_log=False):
    """Makes a database; with a log that is about to need the next part of its index, if wanted."""
    folder.mkdir()
    prepared = Prepared(folder / "scimd.db", "", Told())
    prepared.token = make_database(prepared.database)
    client = front.client(prepared.token)
    responder = Responder(front, prepared.database, folder / "log")
    writer = Writer("prepared", random.Random(1), prepared.told)
    with closing(sqlite3.connect(f"file:{prepared.database}?mode=ro", uri=True, isolation_level=None)) as reader:
        for _ in range(10):
            writer.step(client, "create")
        if long_log:
            # Whoever reads an old state keeps the log from starting anew.
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM resource").fetchone()
            while frames(prepared.database) < 4040:
                writer.step(client, "change")
        responder.end(signal.SIGKILL)
    assert writer.wrong == [] and prepared.told.unacknowledged == 0
    return prepared


def frames(database):
    return beside(database, "-wal").stat().st_size // (4096 + 24)


class Run:
    """A responder on a copy of a database, and a client that notes what it is told."""

    def __init__(self, front, disk, prepared, database, seed):
        self.front = front
        self.disk = disk
        self.database = database
        self.log = front.folder / "scimd.log"
        self.log.write_bytes(b"")
        prepared.copy(database)
        disk.start_anew()
        self.client = front.client(prepared.token)
        self.told = Told(dict(prepared.told.states))
        self.writer = Writer("run", random.Random(seed), self.told, come_again=(503,))
        self.refused = 0
        # What was called until the run ended first; later nothing fails.
        self.calls = None

    @property
    def wrong(self):
        return self.writer.wrong

    def start(self):
        self.responder = Responder(self.front, self.database, self.log, self.disk.environment)

    def work(self, kinds=WORKLOAD):
        for kind in kinds:
            self.read() if kind == "read" else self.writer.step(self.client, kind)

    def read(self):
        """What is answered is right, whatever the disk does."""
        try:
            found = served(self.client, come_again=(503,))
        except Refused:
            self.refused += 1
        except AssertionError as error:
            self.wrong.append(f"read: {error}")
        else:
            self.wrong.extend(self.told.differences(found))

    def recover(self, starts=None):
        """Once the cause is gone, everything works again by itself."""
        begun = time.monotonic()
        while True:
            acknowledged, unacknowledged = self.told.acknowledged, self.told.unacknowledged
            self.work(["create", "change", "create_group", "bulk", "delete"])
            if self.told.unacknowledged == unacknowledged and self.told.acknowledged > acknowledged:
                break
            if time.monotonic() - begun > 3:
                self.wrong.append("it does not recover")
                return
        try:
            there = served(self.client)
        except Refused as error:
            self.wrong.append(f"it does not recover: {error}")
            return
        self.wrong.extend(self.told.differences(there))
        if starts is not None and self.responder.starts != starts:
            self.wrong.append(f"the responder was started {self.responder.starts} times instead of {starts}")

    def refuses(self):
        """Changes are refused, and come to nothing; what was there can be read."""
        acknowledged = self.told.acknowledged
        self.work(["create", "change", "read", "create_group", "bulk", "delete", "read"])
        if self.told.acknowledged != acknowledged:
            self.wrong.append("a change was acknowledged")

    def end(self, number=signal.SIGKILL, power=True):
        """Ends the responder, and looks at what lies in the database then; without power, of what was synced."""
        status = self.responder.end(number)
        self.calls = self.calls or self.disk.calls()
        self.disk.works()
        if not power:
            for ending in FILES:
                beside(self.database, ending).unlink(missing_ok=True)
                if ending != "-shm" and beside(self.database, ending + SYNCED).exists():
                    beside(self.database, ending + SYNCED).rename(beside(self.database, ending))
        if any(what == "without an answer" for _, what in self.writer.kinds):
            self.wrong.append(f"a request was left without an answer: {self.writer.kinds}")
        if status not in (0, -number):
            self.wrong.append(f"it ended with status {status}")
        checked = scimd(self.database, "check", environment=self.disk.environment, check=False)
        if checked.returncode != 0 or "whole" not in checked.stdout:
            self.wrong.append(checked.stdout + checked.stderr)
        self.wrong.extend(stored.look(self.database, self.told))

    def abandon(self):
        """Ends the responder of a run that broke off."""
        if not self.responder.is_ending:
            self.responder.end(signal.SIGKILL)
