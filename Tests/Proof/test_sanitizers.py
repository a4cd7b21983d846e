"""Runs all tests under the sanitizers of addresses and of threads, which see what went well by chance."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

import front
import service
from nobody import AS_NOBODY
from sanitizers import end_to_end, sanitizer as sanitizers

ADDRESS, THREAD = sanitizers.SANITIZERS
LONG = "each sanitizer takes a build of everything, of many minutes: run Tests/proof --long sanitizers"


@pytest.fixture(params=sanitizers.SANITIZERS, ids=lambda each: each.name)
def sanitizer(request):
    return request.param


@pytest.fixture
def reports():
    """Where findings come, also those of programs that run as nobody."""
    with tempfile.TemporaryDirectory() as directory:
        os.chmod(directory, 0o777)
        yield Path(directory)


@pytest.fixture
def only_long(extent):
    if not extent(short=False, long=True):
        pytest.skip(LONG)


@pytest.mark.parametrize(
    "sanitizer, mistake, says",
    [
        (ADDRESS, "overrun", "heap-buffer-overflow"),
        # What the mistake is said to be depends on which access is seen first.
        (THREAD, "race", "race (pid="),
        # The kernel hands a mutex over that several threads wait for: nothing is wrong with that.
        (THREAD, "mutex", None),
    ],
    ids=["address", "thread", "mutex"],
)
def test_a_mistake_is_reported_and_nothing_else(sanitizer, mistake, says, reports, tmp_path):
    """What says that nothing was found can find something."""
    program = tmp_path / "mistakes"
    sanitizer.compile(sanitizers.HERE / "mistakes.swift", program)
    status = subprocess.run([program, mistake], env=sanitizer.environment(reports), capture_output=True).returncode
    found = sanitizers.reports_in(reports)
    assert (status, bool(found)) == ((66, True) if says else (0, False)), found
    assert all(says in report for report in found)


def test_nobody_can_report(reports):
    """Else a program that runs as nobody ends with a failure of the sanitizer's."""
    subprocess.run([*AS_NOBODY, "touch", reports / "report"], check=True)


def said(log, found):
    """What is to be read when something failed."""
    return f"{log} says which tests failed; there are {len(found)} reports:\n" + "\n".join(found)


def test_no_unit_test_makes_a_report(sanitizer, only_long, reports, tried):
    log = sanitizer.scratch / "unit.log"
    status = sanitizer.test(reports, log)
    found = sanitizers.reports_in(reports)
    number = sanitizers.number_of_tests(log)
    tried("sanitizers", f"unit tests under the {sanitizer.name} sanitizer", number, len(found))
    assert (status, found) == (0, []) and number > 200, said(log, found)


def test_no_end_to_end_test_makes_a_report(sanitizer, only_long, reports, tried):
    """The responder behind nginx/serve, the commands and the rehearsal; the build is that of the unit tests."""
    log = sanitizer.scratch / "end-to-end.log"
    status = end_to_end.run(sanitizer.programs, sanitizer.environment(reports), log)
    found = sanitizers.reports_in(reports)
    passed, failed = end_to_end.number_of_tests(log)
    tried("sanitizers", f"end-to-end tests under the {sanitizer.name} sanitizer", passed + failed, failed + len(found))
    assert (status, found) == (0, []) and passed > 300, said(log, found)


def test_reports_come_from_the_responder(sanitizer, only_long, reports, tmp_path, monkeypatch):
    """It is started by way of nginx/serve, spawn-fcgi and nginx/respond, and must come to have the options."""
    for name, value in {**sanitizer.environment(reports), "SCIMD_PROGRAMS": str(sanitizer.programs)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(service, "SCIMD", sanitizer.programs / "scimd")
    served = service.Service(tmp_path / "state", ["acme"])
    assert sanitizers.reports_in(reports) == []
    pid = served.signal_responder(signal.SIGSEGV)
    front.wait(lambda: (reports / f"report.{pid}").exists(), "nothing is reported")
    assert served.stop() == 0
    assert "SEGV" in (reports / f"report.{pid}").read_text()
