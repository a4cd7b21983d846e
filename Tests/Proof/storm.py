"""Writers that change resources all the time, a service whose processes are killed, and a look at what is left."""

import os
import random
import re
import shutil
import signal
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import requests

import stored
from told import Told
from writer import Writer, served

WRITERS = 8


class Storm:
    def __init__(self, own_service, state, chance):
        self.own_service = own_service
        self.state = state
        self.service = own_service(state=state)
        self.tolds = [Told() for _ in range(WRITERS)]
        self.writers = [
            Writer(f"w{number}", random.Random(chance.getrandbits(64)), told) for number, told in enumerate(self.tolds)
        ]
        self.may_write = threading.Event()
        self.is_over = False
        self.idle = [threading.Event() for _ in self.writers]
        self.threads = [threading.Thread(target=self.write, args=(number,)) for number in range(WRITERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.may_write.set()
        for thread in self.threads:
            thread.join()
        self.service.stop()

    def write(self, number):
        """What one writer does until the end."""
        writer, told = self.writers[number], self.tolds[number]
        service = client = None
        while not self.is_over:
            if not self.may_write.is_set():
                self.idle[number].set()
                self.may_write.wait()
                self.idle[number].clear()
                continue
            if service is not self.service:
                service = self.service
                client = service.client()
            unacknowledged = told.unacknowledged
            writer.step(client)
            if told.unacknowledged > unacknowledged:
                self.wait_for_answer(service, client)

    def wait_for_answer(self, service, client):
        """Writes that cannot even be sent would tell nothing."""
        while service is self.service and self.may_write.is_set() and not self.is_over:
            try:
                if client.get("/Users?count=0").status_code == 200:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.02)

    def blow(self, seconds):
        """Lets the writers write."""
        self.may_write.set()
        time.sleep(seconds)

    def kill(self, victim):
        """Kills processes at once; starts again what only an operator can."""
        service = self.service
        responders = service.responders()
        workers = service.processes("nginx: worker")
        masters = service.processes("nginx: master")
        # The folder of the socket, which nginx/serve removes itself unless it is killed.
        folder = Path(re.search(r"-p (\S+)", command(masters[0]))[1])
        match victim:
            case "the responder":
                kill(responders)
            case "nginx's workers":
                kill(workers)
            case "the responder and nginx's workers":
                kill(responders + workers)
            case "nginx":
                kill(masters + workers)
                service.process.wait(timeout=30)
            case "everything":
                kill([service.process.pid, *masters, *workers, *service.processes(""), *responders])
                service.process.wait(timeout=30)
        if service.process.poll() is not None:
            shutil.rmtree(folder, ignore_errors=True)
            self.service = self.own_service(networks=(), state=self.state)

    def calm(self):
        """Waits until every writer was answered again, and lets them rest."""
        before = [told.acknowledged for told in self.tolds]
        end = time.monotonic() + 60
        while any(told.acknowledged <= earlier for told, earlier in zip(self.tolds, before)):
            assert time.monotonic() < end, "the writers are not answered any more:\n" + self.service.errors()[-5000:]
            time.sleep(0.01)
        self.may_write.clear()
        for idle in self.idle:
            assert idle.wait(timeout=70), "a request is not answered"

    def look(self):
        """All that is wrong, with what the service says and with what lies in the database."""
        self.wait_for_rest()
        there = served(self.service.client())
        wrong = [text for writer in self.writers for text in writer.wrong]
        for writer in self.writers:
            writer.wrong = []
        parts = {writer.name: {} for writer in self.writers}
        for name, state in there.items():
            parts[name.split("-")[0]][name] = state
        for writer, told in zip(self.writers, self.tolds):
            wrong += told.differences(parts[writer.name])
        wrong += stored.look(self.service.database, served=there)
        checked = self.service.scimd("check", check=False)
        if checked.returncode != 0 or "whole" not in checked.stdout:
            wrong.append(checked.stdout + checked.stderr)
        return wrong

    def wait_for_rest(self):
        """What was on its way when nginx was killed may still be carried out; afterwards nobody changes anything."""
        with closing(sqlite3.connect(f"file:{self.service.database}?mode=ro", uri=True)) as connection:
            numbers = [None]
            while len(numbers) < 3 or numbers[-1] != numbers[-3]:
                numbers += connection.execute("SELECT max(seq) FROM journal").fetchone()
                time.sleep(0.02)

    def kinds(self):
        """How often each kind of change was made, by what came of it."""
        return dict(sum((writer.kinds for writer in self.writers), Counter()))


def command(process):
    return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")


def kill(processes):
    for process in processes:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
