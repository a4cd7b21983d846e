"""Asks with one network's token for another's things: the answer is that for what does not exist."""

import json
import random
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from isolation.comparison import masked
from isolation.neighbours import Neighbours
from isolation.questions import CREATIONS, QUESTIONS, named
from isolation.timing import Timing
from model.responder import Responder

# Microseconds that an answer may take longer or shorter. To read one row more takes half a microsecond.
TOLERANCE = 0.25
# How narrow the difference must be known for a test to have said anything, as a share of the time that a request takes: of 60
# microseconds, it is half a one. Noise is met by more pairs.
PRECISION, PATIENCE = 1 / 120, 60
# Where it must be known so well; of the others, it is where there is the quiet for it.
PRECISE = ["GET /Users", "GET /Groups"]
TIMED = [
    "GET /Users", "GET /Groups", "PUT /Users", "PATCH /Users", "PATCH /Groups with If-Match", "DELETE /Users",
    "filter on id at /Users", "filter on userName at /Users", "filter on externalId at /Users",
    "filter on email at /Users",
    "filter on manager at /Users", "filter on members at /Groups", "filter on id and members at /Groups",
    "filter on displayName at /Groups", "DELETE in Bulk", "cursor", "schema",
]


@pytest.fixture
def near(seed):
    random.seed(seed)
    # In memory where there is such a place: waiting for a disk would hide what is measured.
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        responder = Responder(folder)
        try:
            yield Neighbours(responder)
        finally:
            responder.stop()


def ask_and_undo(near, method, path, query, body, headers, **options):
    """The answer; what was made is deleted again, what was changed put back, so that each question meets the same."""
    answer = near.ask("acme", method, path, query, body, headers, **options)
    if method == "PATCH" and path in near.originals:
        assert near.ask("acme", "PUT", path, body=near.originals[path]).status == 200
    if method == "POST" and answer.status in (200, 201):
        told = json.loads(answer.body)
        for each in told.get("Operations", [told]):
            if each.get("status", "201") == "201":
                place = each.get("location") or each.get("meta", {}).get("location")
                if place:
                    near.ask("acme", "DELETE", place.split("/acme", 1)[1])
    return answer


def pair(near, name, question):
    """A question about something of beta, and the same about nothing."""
    is_group = any(word in name for word in ("Groups", "group", "displayName"))
    kind = "Groups" if is_group else random.choice(["Users", "Groups"])
    return [(each, question(near, each)) for each in named(near, kind)]


def test_foreign_things_are_as_if_they_did_not_exist(near, extent, tried):
    questions = {**QUESTIONS, **CREATIONS}
    number = extent(short=6_000, long=100_000)
    asked, leaks = 0, {}
    while asked < number:
        for name, question in random.sample(list(questions.items()), len(questions)):
            answers = []
            both = pair(near, name, question)
            for each, request in random.sample(both, 2):
                answer = ask_and_undo(near, *request)
                changes = request[0] in ("POST", "PATCH") and answer.status < 300
                answers.append((masked(answer, each, changes), request))
                asked += 1
            if answers[0][0] != answers[1][0]:
                leaks.setdefault(name, answers)
    tried("isolation", "requests for foreign things, each beside one for nothing", asked, len(leaks))
    told = [f"{name}:\n  {one}\n  {other}" for name, (one, other) in leaks.items()]
    assert not leaks, "\n".join(told)


def test_foreign_tokens_and_addresses_tell_nothing(near, tried):
    """acme's token at beta's address is as at that of no network; at acme's, beta's token is as one that never was."""
    other, _ = named(near, "Users")
    wrong = near.tokens["acme"][:-4] + "AAAA"
    failures = 0
    requests = [
        ("GET", "/Users"), ("GET", f"/Users/{other['id']}"), ("GET", "/Schemas"), ("GET", "/Devices"), ("GET", "/Me"),
        ("GET", "/ServiceProviderConfig"), ("GET", "/Nothing"), ("POST", "/Users"), ("DELETE", f"/Users/{other['id']}"),
    ]
    for method, path in requests:
        body = {"schemas": []} if method == "POST" else None
        pairs = [
            [("beta", near.tokens["acme"]), ("bete", near.tokens["acme"])], [("beta", wrong), ("bete", wrong)],
            [("acme", near.tokens["beta"]), ("acme", wrong)],
        ]
        for both in pairs:
            told = []
            for network, token in both:
                answer = near.ask(network, method, path, body=body, token=token)
                told.append(masked(answer, {**other, "place": network}, False))
            failures += told[0] != told[1]
            assert told[0] == told[1], (method, path, both)
    tried("isolation", "requests with foreign tokens", len(requests) * 6, failures)


def test_no_token_is_issued_for_a_foreign_resource(near, extent, tried):
    """/Me is the resource of a token; one of beta can be that of none of acme's, as one that does not exist."""
    number = extent(short=3, long=50)
    for _ in range(number):
        told = []
        for each in named(near, "Users"):
            with pytest.raises(subprocess.CalledProcessError) as refused:
                near.responder.command("token", "issue", "acme", "--me", each["id"])
            told.append(refused.value.stderr.replace(each["id"], "<the other>"))
        assert told[0] == told[1]
    mine = near.own["Users"][0]["id"]
    token = near.responder.command("token", "issue", "acme", "--me", mine)[-1]
    assert json.loads(near.ask("acme", "GET", "/Me", token=token).body)["id"] == mine
    assert near.ask("beta", "GET", "/Me", token=token).status == 401
    tried("isolation", "tokens for foreign resources refused", number)


def test_foreign_things_take_the_time_of_nothing(near, extent, tried):
    seconds = extent(short=0.8, long=20)
    lines, failures, measured = [], [], 0
    for name in TIMED:
        timing = Timing()
        for _ in range(PATIENCE):
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                (_, one), (_, other) = pair(near, name, QUESTIONS[name])
                timing.measure(lambda *request: near.ask("acme", *request), one, other)
            if name not in PRECISE or timing.is_known_by(PRECISION):
                break
        low, high = timing.interval
        lines.append(
            f"{name}: {timing.median:.0f} µs, {len(timing.differences)} pairs, difference {low:+.2f} to {high:+.2f} µs"
        )
        measured += len(timing.differences)
        if timing.differs_by(TOLERANCE) or (name in PRECISE and not timing.is_known_by(PRECISION)):
            failures.append(lines[-1])
    print("\n".join(lines))
    tried("isolation", "pairs of requests timed", measured, len(failures))
    assert not failures, "\n".join(failures)
