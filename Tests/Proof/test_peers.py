"""Speaks FastCGI wrongly, slowly and without end to scimd's own socket, as a broken or hijacked web server would."""

import json
import os
import random
import socket
import struct
import time

import pytest

from bystander import Bystander
from expensive import SEARCH
from fastcgi import request
from raw import BEGIN, END, connect_responder, is_closed, parameter, record
from service import Service

# What a good client waits at most beside any of them, and how much memory scimd has at most, in seconds and MiB.
WAIT, MEMORY = 0.5, 256
# After how many seconds scimd hangs up a peer that does not get on, and how late it may be.
PATIENCE, LATE = 10, 3
# As many bytes of a body as are waited for before a thread reads them.
ENOUGH = 32 * 1024


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    service = Service(tmp_path_factory.mktemp("peers") / "state", ("acme", "beta"))
    yield service
    if service.process.poll() is None:
        service.stop()


@pytest.fixture
def good(served):
    with Bystander(served, WAIT, MEMORY) as bystander:
        yield bystander


def send(connection, content):
    """Sends as much as the other side takes within its time."""
    try:
        connection.sendall(content)
    except OSError:
        pass


def send_on(connection, piece, most):
    """Sends a piece again and again; gives how many bytes were taken."""
    sent = 0
    try:
        while sent < most:
            connection.sendall(piece)
            sent += len(piece)
    except OSError:
        pass
    return sent


def lengths(name, value):
    return struct.pack("!II", 1 << 31 | name, 1 << 31 | value)


HUGE = (1 << 31) - 1
WRONG = {
    "HTTP": b"GET /scim/v2/acme/Users HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "another version": record(1, b"\0\1\0\0\0\0\0\0", version=2) + END,
    "no beginning": record(4, parameter(b"A", b"b")) + END,
    "two beginnings": BEGIN + BEGIN + END,
    "another role": record(1, b"\0\3\0\0\0\0\0\0") + END,
    "a beginning that is too short": record(1, b"\0") + END,
    "a question about the responder": record(9, b"\x0e\0FCGI_MAX_CONNS", request=0),
    "an end of a request that has none": BEGIN + record(2),
    "an unknown record": BEGIN + record(77, b"x" * 100) + END,
    "a record of another request": BEGIN + record(4, request=2) + record(5),
    "a body without parameters": BEGIN + record(5, b"x") + record(5),
    "parameters behind the body": BEGIN + record(4) + record(5, b"x") + record(4, b"\1\1ab") + record(5),
    "a name of 2 GiB": BEGIN + record(4, lengths(HUGE, 1)) + END,
    "a value of 2 GiB": BEGIN + record(4, lengths(1, HUGE)) + END,
    "a name and a value that are more than an int can say": BEGIN + record(4, lengths(HUGE, HUGE)) + END,
    "a value that is cut off": BEGIN + record(4, b"\1\7ab") + END,
    "a length that is cut off": BEGIN + record(4, b"\x80\0") + END,
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_request_is_hung_up_at_once(served, good, tried, what):
    for _ in range(20):
        connection = connect_responder(served)
        send(connection, WRONG[what])
        assert is_closed(connection, 1)
        connection.close()
    tried("peers", f"connections with {what}", 20)


def test_parameters_and_bodies_without_end(served, good, extent, tried):
    """As long as they are taken, up to a gibibyte each."""
    most = extent(64 << 20, 1 << 30)
    endless = {
        "parameters": record(4, (parameter(b"NAME", b"x" * 1000) * 60)),
        "parameters without content": record(4, parameter(b"", b"") * 8_000),
        "records of one byte": record(4, b"\0") * 7_000,
    }
    opened = []
    for what, piece in endless.items():
        connection = connect_responder(served, timeout=1)
        send(connection, BEGIN)
        sent = send_on(connection, piece, most)
        assert sent < 1 << 20, f"{sent} bytes of {what} were taken"
        opened.append(connection)
    body = connect_responder(served)
    send(body, request("acme", served.client().token, "GET", "/Users")[:-8])
    sent = send_on(body, record(5, b"x" * 65_000), most)
    # What nobody reads is dropped, up to a limit.
    assert sent < 20 << 20, f"{sent} bytes of a body that nobody reads were taken"
    end = time.monotonic() + PATIENCE + LATE
    for connection in (*opened, body):
        assert is_closed(connection, max(0.01, end - time.monotonic()))
    tried("peers", "requests without end", len(opened) + 1)


def test_silent_peers_hold_no_thread(served, good, extent, tried):
    """Requests of which a part is missing, of any number, and some that come byte by byte."""
    number = extent(50, 2_000)
    whole = request("acme", served.client().token, "POST", "/Users", body=b'{"schemas":[]}')
    opened = []
    for part in (whole[:1], whole[:16], whole[: len(whole) // 2], whole[:-30], whole[:-1]):
        for _ in range(number):
            connection = connect_responder(served)
            send(connection, part)
            opened.append(connection)
    dripping = [connect_responder(served) for _ in range(number)]
    # What drips counts from its first byte.
    begun = time.monotonic()
    for byte in whole[: PATIENCE * 5]:
        for connection in dripping:
            send(connection, bytes([byte]))
        time.sleep(0.1)
    end = begun + PATIENCE + LATE
    for connection in opened + dripping:
        assert is_closed(connection, max(0.01, end - time.monotonic())), "scimd waits for a silent peer for ever"
    tried("peers", "silent and dripping connections", len(opened) + len(dripping))


def test_a_request_that_comes_in_pieces_is_answered(served, seed, extent, tried):
    """Whoever does not stop for long."""
    chance = random.Random(seed)
    client = served.client()
    number = extent(30, 1_000)
    for _ in range(number):
        body = json.dumps({"schemas": [SEARCH], "count": 1}).encode() + b" " * chance.choice([0, 10, 70_000, 300_000])
        whole = request("acme", client.token, "POST", "/Users/.search", body=body)
        connection = connect_responder(served)
        start = 0
        while start < len(whole):
            end = start + chance.choice([1, 7, 100, 1_000, 65_536])
            connection.sendall(whole[start:end])
            start = end
            if chance.random() < 0.1:
                time.sleep(0.002)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
        assert b"Status: 200" in answer
    tried("peers", "requests in pieces", number)


def test_slow_bodies_hold_threads_for_seconds(served, tried):
    """Once so much of a request has come that only a thread can read on, its time is limited."""
    large = request("acme", served.client().token, "POST", "/Users/.search", body=b" " * 4_000_000)
    # As many as there are threads.
    number = os.cpu_count() + 1
    with Bystander(served, PATIENCE + LATE, MEMORY):
        slow = [connect_responder(served) for _ in range(number)]
        for connection in slow:
            send(connection, large[: ENOUGH + 10_000])
        end = time.monotonic() + PATIENCE + LATE
        while not all(is_closed(connection, 0.01) for connection in slow):
            assert time.monotonic() < end
            for connection in slow:
                send(connection, b" ")
            time.sleep(0.2)
    with Bystander(served, WAIT, MEMORY):
        time.sleep(0.5)
    tried("peers", "slow bodies", number)


def test_garbage_ends_nothing(served, good, seed, extent, tried):
    """Requests of which some bytes are others, cut anywhere, one behind the other."""
    chance = random.Random(seed)
    whole = request("acme", served.client().token, "POST", "/Users/.search", body=b'{"count":1}')
    number = extent(10_000, 200_000)
    for _ in range(number):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 1, 2, 5, 50])):
            # The heads of the records are where it matters.
            place = chance.choice([chance.randrange(40), chance.randrange(len(content)), len(content) - chance.randrange(1, 40)])
            content[place] = chance.choice([0, 1, 4, 5, 0x7F, 0x80, 0xFF, chance.randrange(256)])
        content = content[: chance.choice([len(content), chance.randrange(len(content))])]
        connection = connect_responder(served)
        send(connection, bytes(content))
        if chance.random() < 0.5:
            connection.shutdown(socket.SHUT_WR)
            assert is_closed(connection, 5), bytes(content)
        connection.close()
    tried("peers", "requests with bytes that are others", number)
