"""Floods, and sends what is slow, broken, or built to be expensive: time and memory stay bounded for everyone."""

import itertools
import json
import uuid
from collections import Counter

import pytest

from flood import Flood
from neighbour import RATE, Comparison, Neighbour
from service import ERROR, USER, Service

# What a network may ask for in a second, unless the operator says otherwise, and for how many seconds a bucket lasts.
DEFAULT_RATE, DEPTH = 1_000, 2
POPULATION = 10_000


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A service with two networks, one of which has many users."""
    folder = tmp_path_factory.mktemp("hostile")
    service = Service(folder / "state", ("acme", "beta"))
    try:
        lines = folder / "users.ndjson"
        with open(lines, "w") as file:
            for number in range(POPULATION):
                user = {"schemas": [USER], "userName": f"user{number}", "displayName": f"User {number}"}
                file.write(json.dumps({**user, "title": f"{number % 7}", "emails": [{"value": f"u{number}@x.org"}]}) + "\n")
        service.scimd("import", "acme", str(lines))
        yield service
    finally:
        if service.process.poll() is None:
            service.stop()


def reads():
    return itertools.repeat(("GET", "/Users?count=1", None))


def scans():
    """What no index answers: all users are looked through, and none is found."""
    for number in itertools.count():
        yield "GET", f"/Users?filter=title%20co%20%22none{number}%22", None


def creations():
    while True:
        yield "POST", "/Users", {"schemas": [USER], "userName": uuid.uuid4().hex}


FLOODS = {"reads": (reads, 64), "scans": (scans, 16), "creations": (creations, 32)}
# Seconds of a turn: enough for a flood to use up its bucket.
TURN = 2
# By how much a neighbour's median may grow. Noise of the machine is met by more turns.
SLOWER, PATIENCE = 1.2, 3
# What the 95th percentile may grow by, in seconds: the flood and the web server share the two processors of the test with
# the neighbour, and who comes too late waits for a few time slices of Linux's scheduler, of 4 ms each.
LATER = 0.02


@pytest.mark.parametrize("kind", FLOODS)
def test_a_flooded_network_slows_no_other(crowded, extent, tried, kind):
    requests, connections = FLOODS[kind]
    neighbour, comparison = Neighbour(crowded.client("beta")), Comparison()
    # The first requests of a connection are slower.
    neighbour.ask(0.5, Comparison().quiet)
    answers = []
    turns = extent(short=2, long=100)
    for _ in range(PATIENCE):
        for _ in range(turns):
            neighbour.ask(TURN, comparison.quiet)
            with Flood(crowded.client("acme"), connections, requests()) as flood:
                neighbour.ask(TURN, comparison.flooded)
            answers.append(flood.answers)
        if comparison.median <= SLOWER and comparison.growth <= LATER:
            break
    print(f"{kind}: {comparison}")
    statuses = sum((each.statuses for each in answers), Counter())
    print(f"{dict(statuses)} in {sum(each.seconds for each in answers):.1f} s")
    tried("hostile", f"requests of a neighbour of a flood of {kind}", sum(neighbour.statuses.values()))
    tried("hostile", f"requests in a flood of {kind}", sum(statuses.values()))
    assert comparison.median <= SLOWER, str(comparison)
    assert comparison.growth <= LATER, str(comparison)
    assert not [each.failures for each in answers if each.failures]
    assert statuses.keys() <= {200, 201, 429}
    for each in answers:
        through = each.statuses[200] + each.statuses[201]
        assert through <= (each.seconds + DEPTH) * DEFAULT_RATE + connections, f"{through} in {each.seconds:.1f} s"


def test_a_flooded_network_is_answered_at_its_rate(crowded, tried):
    rate = 100
    crowded.scimd("network", "set", "acme", "--request-rate", str(rate))
    try:
        with Flood(crowded.client("acme"), 64, reads()) as flood:
            Neighbour(crowded.client("beta")).ask(4, Comparison().quiet)
    finally:
        crowded.scimd("network", "set", "acme", "--request-rate", str(DEFAULT_RATE))
    answers = flood.answers
    tried("hostile", "requests in a flood of 64 clients at 100 requests a second", sum(answers.statuses.values()))
    assert not answers.failures and answers.statuses.keys() == {200, 429}
    # What a held client does not ask for is lost to it; 64 of them ask for less than 100 a second then.
    allowed = (answers.seconds + DEPTH) * rate
    assert 0.5 * allowed < answers.statuses[200] < allowed + 64, answers.statuses
    fields, text = answers.refusal
    assert 1 <= int(fields["retry-after"]) <= 32
    error = json.loads(text)
    assert (error["schemas"], error["status"]) == ([ERROR], "429")
    assert "slow down" in error["detail"]


def test_25_requests_a_second_always_pass(crowded, extent, tried):
    """Even at the lowest rate that an operator can set."""
    seconds = extent(short=3, long=600)
    crowded.scimd("network", "set", "beta", "--request-rate", "50")
    neighbour = Neighbour(crowded.client("beta"))
    try:
        neighbour.ask(seconds, Comparison().quiet)
    finally:
        crowded.scimd("network", "set", "beta", "--request-rate", str(DEFAULT_RATE))
    refused = neighbour.statuses[429]
    tried("hostile", f"requests at {RATE} a second at the lowest rate", sum(neighbour.statuses.values()), refused)
    assert not refused
