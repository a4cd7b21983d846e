"""Lets the disk fail at every call, fill up and turn read-only, and takes the database away or locks it."""

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from disk_run import FILES, WORKLOAD, Run, beside, prepare
from failing_disk import NEVER, FailingDisk, compile
from file_system import FileSystem
from front import Front


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """nginx, a disk that fails when it is told to, and databases to begin with."""
    folder = tmp_path_factory.mktemp("disk")
    database = folder / "scimd.db"
    with Front(folder) as front:
        yield Bench(front, FailingDisk(compile(folder), folder, database), database)


class Bench:
    def __init__(self, front, disk, database):
        self.front = front
        self.disk = disk
        self.database = database
        self.prepared = {
            "a usual log": prepare(front, database.parent / "usual"),
            "a log whose index grows": prepare(front, database.parent / "long", long_log=True),
        }

    def run(self, prepared, seed, database=None):
        return Run(self.front, self.disk, self.prepared[prepared], database or self.database, seed)


# How many calls are tried in short, and how many of every kind at least; a long log takes its time.
SHORT = {"a usual log": (16, 1), "a log whose index grows": (8, 1)}


def once(run, number):
    """One call fails as by a broken sector; in the end the power goes, and what was not synced is gone."""
    run.disk.fails(errno.EIO, number, number)
    play(run)
    run.end(signal.SIGKILL, power=False)


def once_before_the_power_goes(run, number):
    """One call fails, and the power goes before anything else is synced that would make up for it."""
    run.disk.fails(errno.EIO, number, number)
    run.start()
    for kind in WORKLOAD:
        run.work([kind])
        if run.disk.failed:
            break
    run.end(signal.SIGKILL, power=False)
    run.start()
    run.recover()
    run.end(signal.SIGKILL)


def full_once(run, number):
    """One call finds no room; the calls of stopping count too."""
    run.disk.fails(errno.ENOSPC, number, number)
    play(run)
    run.end(signal.SIGTERM)


def from_then_on(run, number):
    """All calls fail from one on, for a while."""
    run.disk.fails(errno.EIO, number)
    is_over = threading.Event()

    def heal():
        while not run.disk.failed and not is_over.wait(0.002):
            pass
        is_over.wait(0.15)
        run.disk.works()

    healing = threading.Thread(target=heal)
    healing.start()
    try:
        play(run)
    finally:
        is_over.set()
        healing.join()
    run.end(signal.SIGKILL)


def play(run):
    run.start()
    run.work()
    run.recover()


@pytest.mark.parametrize("prepared", SHORT)
@pytest.mark.parametrize("fault", [once, once_before_the_power_goes, full_once, from_then_on])
def test_every_call_fails(bench, extent, seed, tried, fault, prepared):
    """Whichever call fails, the client is told the truth, and all is well again without a restart."""
    calls = count(bench, prepared, seed, fault)
    most, least = extent(short=SHORT[prepared], long=(len(calls), 1))
    numbers = chosen(calls, most, least, random.Random(seed))
    failures, met = [], Counter()
    for number in numbers:
        run, number = aimed(bench, prepared, seed, fault, number)
        if run.disk.failed:
            met[run.disk.call(number)] += 1
        if run.wrong:
            failures.append(f"call {number}, {run.disk.call(number)}: {run.wrong[:3]}\n{run.log.read_text()[-2000:]}")
    print(f"{fault.__name__} with {prepared}, {met.total()} of {len(numbers)} of {len(calls)} calls failed: {dict(met)}")
    what = f"calls of SQLite that fail, {fault.__name__.replace('_', ' ')}, with {prepared}"
    tried("disk", what, met.total(), len(failures))
    assert failures == [], f"{len(failures)} of {len(numbers)}:\n" + "\n".join(failures[:5])
    assert met.total() == len(numbers)


def aimed(bench, prepared, seed, fault, number):
    """A run in which the call of a number failed, and its number.

    A run may end some calls earlier than the one that was counted, for who commits with whom is chance: then its last
    call is aimed at in the next.
    """
    for _ in range(10):
        run = bench.run(prepared, seed)
        try:
            fault(run, number)
        finally:
            run.abandon()
        if run.disk.failed or run.wrong:
            break
        number = min(number, len(run.calls))
    return run, number


def count(bench, prepared, seed, fault):
    """The calls that a run makes when none fails."""
    run = bench.run(prepared, seed)
    try:
        fault(run, NEVER[0])
    finally:
        run.abandon()
    assert run.wrong == []
    return run.calls


def chosen(calls, most, least, chance):
    """About so many numbers of calls, and so many at least of every kind."""
    kinds = {}
    for number, call in enumerate(calls, 1):
        kinds.setdefault(call, []).append(number)
    share = min(1, most / len(calls))
    return sorted(
        number
        for numbers in kinds.values()
        for number in chance.sample(numbers, min(len(numbers), max(least, round(share * len(numbers)))))
    )


@pytest.fixture
def situation(bench, seed, tried):
    """Runs a situation that has a name, with a database that is in use, and notes it."""
    started = []

    def begin(what, database=None):
        run = bench.run("a usual log", seed, database)
        started.append((what, run))
        run.start()
        run.work()
        run.starts = run.responder.starts
        return run

    yield begin
    for what, run in started:
        run.abandon()
        tried("disk", what, 1, int(bool(run.wrong)))
    assert [run.wrong for _, run in started if run.wrong] == []


@pytest.fixture
def file_system(tmp_path):
    if os.getuid() != 0:
        pytest.skip("only root can mount a file system")
    with FileSystem(tmp_path / "mounted") as file_system:
        yield file_system


@pytest.mark.parametrize("left", [0, 4096, 20_000, 100_000])
def test_disk_is_full(file_system, situation, left):
    run = situation(f"file systems that are full, {left} bytes before", file_system.folder / "scimd.db")
    for _ in range(3):
        refused = run.told.unacknowledged
        file_system.fill(left)
        for _ in range(100):
            run.work(["create", "change", "create_group", "bulk", "change_group", "read"])
            if run.told.unacknowledged > refused + 20:
                break
        assert run.told.unacknowledged > refused + 20, "the disk was never full"
        file_system.free()
        run.recover(run.starts)
    run.end()


def test_disk_is_read_only_under_the_server(situation):
    run = situation("disks that turn read-only")
    for _ in range(3):
        run.disk.fails(errno.EROFS)
        run.refuses()
        run.disk.works()
        run.recover(run.starts)
    run.end()


def test_file_system_is_read_only_at_the_start(file_system, situation):
    """A responder that cannot start is started again and again; nginx waits for it meanwhile."""
    run = situation("file systems that are read-only at the start", file_system.folder / "scimd.db")
    run.responder.end(signal.SIGKILL)
    file_system.remount("ro")
    timer = threading.Timer(1, file_system.remount, ["rw"])
    timer.start()
    run.start()
    run.work()
    timer.join()
    assert run.responder.starts > 1
    assert run.told.unacknowledged == 0
    run.recover()
    run.end()


@pytest.mark.parametrize("taken", [FILES[:3], *([ending] for ending in FILES[:3])], ids=" ".join)
def test_database_is_deleted(situation, bench, taken):
    """Where it was, it must be put back: nothing is written meanwhile that would be found nowhere."""
    run = situation(f"databases of which {len(taken)} files are deleted under the server")
    for _ in range(3):
        files = [beside(bench.database, ending) for ending in taken]
        for file in files:
            file.rename(file.with_name(f"away-{file.name}"))
        run.refuses()
        for file in files:
            file.with_name(f"away-{file.name}").rename(file)
        run.recover(run.starts)
    run.end()


def test_database_is_replaced(situation, bench):
    """Another database in its place is not taken for it."""
    run = situation("databases that are replaced under the server")
    for _ in range(3):
        files = [beside(bench.database, ending) for ending in FILES[:3]]
        for file in files:
            file.rename(file.with_name(f"away-{file.name}"))
        bench.prepared["a usual log"].copy(bench.database)
        run.refuses()
        for file in files:
            file.with_name(f"away-{file.name}").rename(file)
        run.recover(run.starts)
    run.end()


HOLD = {
    "the database": """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
""",
    "the turn to commit": """
import fcntl, os, sys
fcntl.flock(os.open(os.path.dirname(sys.argv[1]), os.O_RDONLY), fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
""",
}


@pytest.mark.parametrize("held", HOLD)
def test_database_is_locked(situation, bench, extent, held):
    """Another process holds a lock: changes wait for it or are refused, and reading goes on."""
    seconds = extent(short=6 if held == "the database" else 2, long=30)
    run = situation(f"locks of {held} for {seconds} s")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD[held], bench.database], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        timer = threading.Timer(seconds, holder.stdin.close)
        timer.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            begun = time.monotonic()
            run.read()
            assert time.monotonic() - begun < 1, "reading had to wait"
            run.work(["create"])
        timer.join()
    if held == "the database":
        assert run.told.unacknowledged > 0
    run.recover(run.starts)
    run.end()
