"""Bytes that nobody would send, to everything that reads what strangers send."""

import random
import time
from urllib.parse import quote_from_bytes

import pytest
import requests

import fuzzer as fuzzing
import growth
from service import GROUP, PATCH, USER, patch

# So much more may a long input cost than the same bytes in eight short ones.
TOLERANCE = 3


@pytest.fixture(scope="module")
def fuzzers():
    fuzzing.build()
    return fuzzing.FUZZERS


def test_no_input_ends_or_holds_up_a_reader(fuzzers, extent, seed, tried, tmp_path):
    """Each fuzzer knows rules that hold for every input, and libFuzzer looks for one that breaks them."""
    share = extent(100_000, 25_000_000)
    for fuzzer in fuzzers:
        found = tmp_path / fuzzer.name
        found.mkdir()
        start = time.monotonic()
        processes = [fuzzer.start(found, share, seed + number) for number in range(2)]
        number = 0
        for process, log in processes:
            assert process.wait() == 0, (tmp_path / log.name).read_text(errors="replace")[-4_000:]
            number += fuzzing.executions(log)
        assert number >= 2 * share
        print(f"{fuzzer.name}: {number / (time.monotonic() - start):,.0f} executions/s")
        tried("fuzz", f"executions of the {fuzzer.title} fuzzer", number)


def test_time_grows_as_the_input_does(fuzzers, extent, tried, tmp_path):
    least = extent(0.05, 0.5)
    slow = []
    for name, what, make, size in growth.FAMILIES:
        short, long = tmp_path / "short", tmp_path / "long"
        for file, factor in ((short, 1), (long, 8)):
            text = make(size * factor)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        fuzzer = fuzzing.named(name)
        repetitions = 1
        while (few := fuzzer.seconds(short, 8 * repetitions)) < least:
            repetitions *= 4
        many = fuzzer.seconds(long, repetitions)
        print(f"{name}, {what}: {many / few:.1f}")
        if many > TOLERANCE * few:
            slow.append(f"{name}, {what}: a long one costs {many / few:.1f} times as much as eight short ones")
    tried("fuzz", "kinds of input made longer and longer", len(growth.FAMILIES), len(slow))
    assert not slow, "\n".join(slow)


class Target:
    """A service that gets what was found, with a user and a group to change."""

    def __init__(self, service):
        self.service = service
        self.client = service.client()
        self.responder = service.responders()
        self.user = self.client.create_user("bjensen@example.com", emails=growth.emails(20))["id"]
        group = {"schemas": [GROUP], "displayName": "Tour Guides", "members": [{"value": self.user}]}
        self.group = self.client.post("/Groups", group).json()["id"]
        self.requests = 0

    def send(self, method, path, body=None, headers=None):
        start = time.monotonic()
        answer = self.client.request(method, path, body, headers)
        passed = time.monotonic() - start
        self.requests += 1
        about = f"{method} {path[:300]} {body!r:.3000}: {answer.status_code} in {passed:.3f} s {answer.text[:300]}"
        # A token that belongs to nobody has no /Me (RFC 7644 §3.11).
        is_right = answer.status_code < 500 or answer.status_code == 501 and "/Me" in answer.json()["detail"]
        assert is_right and passed < 1, about
        return answer

    def check(self):
        assert self.service.responders() == self.responder, self.service.errors()


def written(text):
    return text.decode(errors="replace")


def send_json(target, text):
    for method, path in (
        ("POST", "/Users"), ("PUT", f"/Users/{target.user}"), ("POST", "/Groups"), ("POST", "/.search"), ("POST", "/Bulk"),
    ):
        target.send(method, path, text)


def send_filter(target, text):
    for path in ("/Users", "/Groups", ""):
        target.send("GET", f"{path}?filter={quote_from_bytes(text)}")
    target.send("PATCH", f"/Users/{target.user}", patch(("remove", f"emails[{written(text)}]", "")))


def send_path(target, text):
    for parameter in ("attributes", "excludedAttributes", "sortBy"):
        target.send("GET", f"/Users?{parameter}={quote_from_bytes(text)}")
    for operation in ("add", "remove"):
        for path in (f"/Users/{target.user}", f"/Groups/{target.group}"):
            target.send("PATCH", path, patch((operation, written(text), "x")))


def send_patch(target, text):
    for path in (f"/Users/{target.user}", f"/Groups/{target.group}"):
        target.send("PATCH", path, text)


def send_cursor(target, text):
    answer = target.send("GET", f"/Users?cursor={quote_from_bytes(text)}")
    assert answer.status_code == (400 if text else 200), text
    target.send("GET", f"/Users?sortBy=userName&count={quote_from_bytes(text)}&startIndex={quote_from_bytes(text)}")


def send_parameters(target, text):
    """What can come through a web server at all: lines without what ends a line or a text."""
    lines, _, body = text[1:].partition(b"\n\n")
    values = dict(line.split(b"=", 1) for line in lines.split(b"\n") if b"=" in line)
    path = quote_from_bytes(values.get(b"SCIM_PATH", b"")).replace("%2F", "/")
    query = quote_from_bytes(values.get(b"QUERY_STRING", b""), safe="%&=+")
    headers = {
        name: b"".join(bytes([byte]) for byte in values[parameter] if 0x21 <= byte < 0x7F)
        for name, parameter in (("If-Match", b"HTTP_IF_MATCH"), ("If-None-Match", b"HTTP_IF_NONE_MATCH"))
        if parameter in values
    }
    for method in ("GET", "PUT"):
        target.send(method, f"/{path}?{query}", body, headers)


SENDERS = [send_json, send_filter, send_path, send_patch, send_cursor, send_parameters]


def test_a_service_withstands_what_was_found(own_service, tried):
    target = Target(own_service())
    for fuzzer, send in zip(fuzzing.FUZZERS, SENDERS, strict=True):
        for text in fuzzer.inputs():
            send(target, text)
        target.check()
    tried("fuzz", "requests of inputs found, to a service", target.requests)


