"""Compares every answer to random operations with those of a model written from the RFCs."""

import multiprocessing
import time

from model.discovery import differences
from model.responder import ROOT, Responder
from model.worker import Worker

PROCESSES = 2
LENGTH = 500


def compare(responder, name, seed, count, results):
    folder = ROOT / ".build"
    worker = Worker(responder, name, seed, folder)
    worker.run(count, LENGTH)
    results.put((worker.asked, worker.networks, worker.reports()))


def test_every_answer_is_the_one_the_model_expects(tmp_path, extent, seed, tried):
    operations = extent(short=20_000, long=2_000_000)
    responder = Responder(tmp_path)
    try:
        start = time.monotonic()
        context = multiprocessing.get_context("fork")
        results = context.Queue()
        workers = [
            context.Process(
                target=compare,
                args=(responder, f"w{number}", seed + number * 10_000_000, operations // PROCESSES, results),
            )
            for number in range(PROCESSES)
        ]
        for worker in workers:
            worker.start()
        found = [results.get() for _ in workers]
        for worker in workers:
            worker.join()
        seconds = time.monotonic() - start
    finally:
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


def test_model_has_the_attributes_that_are_announced(tmp_path):
    responder = Responder(tmp_path)
    try:
        assert differences(responder, "schemas", responder.network("schemas")) == []
    finally:
        responder.stop()
