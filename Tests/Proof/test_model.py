"""Compares every answer to random operations with those of a model written from the RFCs."""

import multiprocessing
import os
import queue
import re
import signal
import time
import traceback

import pytest

from model.discovery import differences
from model.responder import Responder
from model.worker import Worker
from service import ROOT

PROCESSES = 2
LENGTH = 500


def compare(responder, name, seed, count, results):
    """Puts what was found, or why nothing was."""
    try:
        worker = Worker(responder, name, seed, ROOT / ".build")
        worker.run(count, LENGTH)
        results.put((name, (worker.asked, worker.networks, worker.reports()), None))
    except BaseException:
        results.put((name, None, traceback.format_exc()))


def gather(workers, results):
    """What each worker found; fails as soon as one of them has failed, or has ended without a word."""
    found = {}
    while len(found) < len(workers):
        # Before what they have put is looked for: nothing comes any more from who has ended by now.
        ended = {worker.name: worker.exitcode for worker in workers if worker.exitcode is not None}
        try:
            name, outcome, failure = results.get(timeout=1)
        except queue.Empty:
            silent = {name: status for name, status in ended.items() if name not in found}
            assert not silent, f"workers ended without a word, with the exit status {silent}"
            continue
        assert failure is None, f"worker {name} failed:\n{failure}"
        found[name] = outcome
    return list(found.values())


def end(workers):
    """One that went on would keep the tests from their end."""
    for worker in workers:
        worker.terminate()
        worker.join()


def test_every_answer_is_the_one_the_model_expects(tmp_path, extent, seed, tried):
    operations = extent(short=20_000, long=2_000_000)
    responder = Responder(tmp_path)
    workers = []
    try:
        start = time.monotonic()
        context = multiprocessing.get_context("fork")
        results = context.Queue()
        workers = [
            context.Process(
                name=f"w{number}",
                target=compare,
                args=(responder, f"w{number}", seed + number * 10_000_000, operations // PROCESSES, results),
            )
            for number in range(PROCESSES)
        ]
        for worker in workers:
            worker.start()
        found = gather(workers, results)
        seconds = time.monotonic() - start
    finally:
        end(workers)
        status = responder.stop()
    asked, networks = (sum(each[number] for each in found) for number in (0, 1))
    reports = [report for each in found for report in each[2]]
    print(f"{asked:,} answers in {seconds:.0f} s: {asked / seconds:,.0f} a second")
    tried("model", "answers compared with the model", asked, len(reports))
    tried("model", "networks compared with the model", networks, len(reports))
    assert not reports, "\n\n".join(reports)
    assert status == 0
    checked = responder.run("check")
    assert checked.returncode == 0, checked.stdout


def fail(name, results):
    compare(None, name, 0, 1, results)


def die(name, results):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("lose, says", [(fail, "worker w0 failed"), (die, "{'w0': -9}")])
def test_a_worker_that_is_lost_is_told_while_others_go_on(lose, says):
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    workers = [
        context.Process(name="w0", target=lose, args=("w0", results)),
        context.Process(name="w1", target=time.sleep, args=(600,)),
    ]
    for worker in workers:
        worker.start()
    try:
        with pytest.raises(AssertionError, match=re.escape(says)):
            gather(workers, results)
    finally:
        end(workers)


def test_model_has_the_attributes_that_are_announced(tmp_path):
    responder = Responder(tmp_path)
    try:
        assert differences(responder, "schemas", responder.network("schemas")) == []
    finally:
        responder.stop()
