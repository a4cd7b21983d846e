"""A client that asks as fast as it is answered, over many connections, and heeds nothing it is told."""

import asyncio
import json
import multiprocessing
import os
import ssl
import time
from collections import Counter
from urllib.parse import urlsplit


class Flood:
    """Floods one network from a process of its own until it is stopped; `requests` gives (method, path, body) without end."""

    def __init__(self, client, connections, requests):
        context = multiprocessing.get_context("fork")
        self.ours, theirs = context.Pipe()
        self.process = context.Process(
            target=run, args=(client.url, client.token, client.session.verify, connections, requests, theirs), daemon=True
        )

    def __enter__(self):
        self.process.start()
        assert self.ours.recv() == "begun"
        return self

    def __exit__(self, *_):
        self.ours.send("stop")
        self.answers = self.ours.recv()
        self.process.join(timeout=10)


class Answers:
    """What a flood was answered: how many of which status, and the last refusal whole."""

    def __init__(self):
        self.statuses = Counter()
        self.seconds = 0.0
        self.refusal = None
        self.failures = []


def run(url, token, ca, connections, requests, pipe):
    # Only what nobody else wants of the processors, as if it were on a machine of its own.
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    pipe.send("begun")
    pipe.send(asyncio.run(flood(urlsplit(url), token, ca, connections, requests, pipe)))


async def flood(url, token, ca, connections, requests, pipe):
    answers = Answers()
    started = time.monotonic()
    tasks = [asyncio.create_task(ask(url, token, ca, requests, answers)) for _ in range(connections)]
    await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
    answers.seconds = time.monotonic() - started
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return answers


async def ask(url, token, ca, requests, answers):
    context = ssl.create_default_context(cafile=ca)
    while True:
        try:
            reader, writer = await asyncio.open_connection(url.hostname, url.port, ssl=context)
            fields = {}
            # nginx lets a connection carry a thousand requests, says so with the last one, and reads no other.
            while fields.get("connection") != "close":
                method, path, body = next(requests)
                content = json.dumps(body).encode() if body is not None else b""
                head = (
                    f"{method} {url.path}{path} HTTP/1.1\r\nHost: {url.netloc}\r\nAuthorization: Bearer {token}\r\n"
                    f"Content-Type: application/scim+json\r\nContent-Length: {len(content)}\r\n\r\n"
                )
                writer.write(head.encode() + content)
                status, fields, text = await read_answer(reader)
                answers.statuses[status] += 1
                if status == 429:
                    answers.refusal = (fields, text)
            writer.close()
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            answers.failures.append(repr(error))
            await asyncio.sleep(0.1)


async def read_answer(reader):
    """Status, header fields and body."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
    text = await reader.readexactly(int(fields.get("content-length", 0)))
    return int(lines[0].split()[1]), fields, text
