"""Floods, and sends what is slow, broken, or built to be expensive: time and memory stay bounded for everyone."""

import gzip
import itertools
import json
import resource
import socket
import time
import uuid
from collections import Counter

import pytest
import requests

import expensive
from bystander import Bystander
from flood import Flood
from neighbour import RATE, Comparison, Neighbour
from raw import connect, head, is_closed, is_hung_up, status
from service import ERROR, GROUP, USER, Client, Service, patch

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
SLOWER, PATIENCE = 1.2, 8
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


# What a good client waits at most beside anything, and how much memory scimd has at most, in seconds and MiB.
WAIT, MEMORY = 0.5, 256
MAXIMUM = 4 * 1024 * 1024


@pytest.fixture
def good(crowded):
    with Bystander(crowded, WAIT, MEMORY) as bystander:
        yield bystander


def ask_and_read_no_more(service, number):
    """Clients that ask for more than kernels keep for them, and read the beginning of the first answer alone."""
    # What each costs is no matter here.
    service.scimd("network", "set", "acme", "--request-rate", "0")
    try:
        opened = [connect(service, room=16_384) for _ in range(number)]
        for connection in opened:
            connection.sendall(head(service.client(), "GET", "/Users?count=1000") * 16)
        assert [status(connection) for connection in opened] == [200] * number
    finally:
        service.scimd("network", "set", "acme", "--request-rate", str(DEFAULT_RATE))
    return opened


def test_slow_headers_and_bodies(crowded, good, extent, tried):
    """Clients that send a part and then nothing, or half-close, or ask and never read; each is hung up in time."""
    client, number = crowded.client(), extent(short=40, long=150)
    parts = {
        "slow headers": head(client, "GET", "/Users")[:-2],
        "slow bodies": head(client, "POST", "/Users", "Content-Length: 100000") + b'{"schemas":',
        "chunks that do not end": head(client, "POST", "/Users", "Transfer-Encoding: chunked") + b"fffff\r\n{",
    }
    opened = []
    for part in parts.values():
        for _ in range(number):
            connection = connect(crowded)
            connection.sendall(part)
            opened.append(connection)
    for _ in range(number):
        half_closed = connect(crowded)
        half_closed.sendall(parts["slow bodies"])
        socket.socket.shutdown(half_closed, socket.SHUT_WR)
        opened.append(half_closed)
    unread = ask_and_read_no_more(crowded, extent(short=8, long=40))
    end = time.monotonic() + 20
    for connection in opened:
        assert is_closed(connection, max(0.01, end - time.monotonic())), "nginx waits for a slow client for ever"
    for connection in unread:
        assert is_hung_up(connection, max(0.01, end - time.monotonic())), "nginx waits for a client that does not read"
    tried("hostile", "slow and half-closed connections", len(opened))
    tried("hostile", "connections on which answers are not read", len(unread))


def test_10_000_connections(crowded, good, tried):
    """Of TLS handshakes that never end, while a good client is answered, on new connections too."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    opened = []
    try:
        for number in range(10_000):
            connection = connect(crowded, tls=False)
            connection.sendall(b"\x16\x03\x01\x02\x00\x01")
            opened.append(connection)
            if number % 500 == 499:
                begun = time.monotonic()
                assert crowded.client("beta").get("/Users?count=1").status_code == 200
                assert time.monotonic() - begun < WAIT, f"a new client waited beside {number + 1} connections"
    finally:
        for connection in opened:
            connection.close()
    tried("hostile", "connections at the same time", len(opened))


def padded(size):
    """A user whose document has so many bytes."""
    user = json.dumps({"schemas": [USER], "userName": uuid.uuid4().hex}).encode()
    return user[:-1] + b" " * (size - len(user)) + b"}"


def test_bodies_at_and_over_the_limit(crowded, good, tried):
    client = crowded.client()
    chunks = lambda size: iter([padded(size)])  # noqa: E731
    bodies = [
        (padded(MAXIMUM), 201), (padded(MAXIMUM + 1), 413), (padded(8 * MAXIMUM), 413),
        (chunks(1000), 201), (chunks(MAXIMUM), 201), (chunks(MAXIMUM + 1), 413),
        (gzip.compress(padded(MAXIMUM)), 400),
    ]
    for body, expected in bodies:
        answered = [expected, None] if expected == 413 else [expected]
        begun = time.monotonic()
        try:
            found = client.session.post(client.url + "/Users", data=body, timeout=30).status_code
        except requests.ConnectionError:
            found = None
        assert found in answered
        assert time.monotonic() - begun < 3
    packed = client.post("/Users", gzip.compress(padded(MAXIMUM)), headers={"Content-Encoding": "gzip"})
    assert packed.status_code == 415 and "Content-Encoding: gzip" in packed.json()["detail"]
    for length in ("9999999999999", "99999999999999999999", "-1", "1x"):
        connection = connect(crowded)
        connection.sendall(head(client, "POST", "/Users", f"Content-Length: {length}"))
        assert status(connection) in (400, 413)
    tried("hostile", "bodies at and over the limit, in chunks, and packed", len(bodies) + 5)


def test_header_floods(crowded, good, tried):
    client = crowded.client()
    floods = [
        [f"X-{number}: {'x' * 100}" for number in range(5_000)],
        [f"X-Long: {'x' * 1_000_000}"],
        [f"X-{number}: x" for number in range(200_000)],
        ["Authorization: Bearer x"] * 1_000,
        ["Content-Length: 5"] * 100,
    ]
    for fields in floods:
        connection = connect(crowded)
        begun = time.monotonic()
        try:
            connection.sendall(head(client, "GET", "/Users", *fields))
        except OSError:
            pass
        assert status(connection) in (400, 414, 431, 494, None)
        assert time.monotonic() - begun < 2
    tried("hostile", "floods of headers", len(floods))


# What the longest of the requests built to be expensive takes, in seconds.
EXPENSIVE = 5
# How many bytes a page has at most: those after which it ends, and a resource.
PAGE = 18 << 20


def numbered(kind, number, **attributes):
    return {"schemas": [kind], "id": f"{number:08x}-0000-7000-8000-{uuid.uuid4().hex[:12]}", **attributes}


def values(resources):
    return [{"value": resource["id"]} for resource in resources]


def test_groups_built_to_be_expensive(crowded, good, tmp_path, tried):
    """In each other, all of them, and of so many members that a page of them would fill the memory."""
    crowded.scimd("network", "create", "groups")
    token = crowded.scimd("token", "issue", "groups").stdout.strip()
    client = Client(crowded.client().url.replace("acme", "groups"), token, crowded.ca)
    people = [numbered(USER, number, userName=f"user{number}") for number in range(1_000)]
    nested = [numbered(GROUP, number, displayName=f"nested{number}") for number in range(400)]
    large = [numbered(GROUP, number, displayName=f"large{number}") for number in range(20)]
    strangers = [{"value": uuid.uuid4().hex} for _ in range(10_000)]
    lines = [json.dumps(person) for person in people]
    lines += [json.dumps({**group, "members": values(nested) + values(people[:20])}) for group in nested]
    lines += [json.dumps({**group, "members": strangers + values(people[:1])}) for group in large]
    (tmp_path / "groups").write_text("\n".join(lines))
    crowded.scimd("import", "groups", str(tmp_path / "groups"))
    asked = {
        "a user in groups that are all in each other": ("GET", f"/Users/{people[0]['id']}"),
        "all users, some of whom are": ("GET", "/Users?count=1000"),
        "one whom they have, sought by them": ("GET", '/Users?filter=groups.display eq "nested7"'),
        "all groups": ("GET", "/Groups?count=1000"),
        "all groups by cursor": ("GET", "/Groups?count=1000&cursor="),
        "groups in an order": ("GET", "/Groups?count=1000&sortBy=displayName"),
        "groups by a name of their members": ("GET", '/Groups?filter=members.display pr and displayName sw "large"'),
        "a change of a user in them": ("PATCH", f"/Users/{people[0]['id']}"),
    }
    late = []
    for what, (method, path) in asked.items():
        body = patch(("replace", "title", uuid.uuid4().hex)) if method == "PATCH" else None
        begun = time.monotonic()
        answer = client.request(method, path, body)
        seconds = time.monotonic() - begun
        print(f"{what}: {answer.status_code} after {seconds:.2f} s, {len(answer.content):,} bytes")
        if seconds > EXPENSIVE or answer.status_code != 200 or len(answer.content) > PAGE:
            late.append(f"{what}: {answer.status_code} after {seconds:.2f} s, {len(answer.content):,} bytes")
    # What Entra asks before each change of a membership.
    begun = time.monotonic()
    for group in large:
        found = client.find(f'id eq "{group["id"]}" and members eq "{people[0]["id"]}"', "/Groups", attributes="id")
        assert found["totalResults"] == 1
    seconds = (time.monotonic() - begun) / len(large)
    print(f"whether somebody is a member of 10,000: {seconds * 1000:.1f} ms")
    if seconds > 0.02:
        late.append(f"whether somebody is a member: {seconds:.3f} s")
    tried("hostile", "requests about groups built to be expensive", len(asked) + len(large), len(late))
    assert not late, "\n".join(late)


def test_documents_and_filters_built_to_be_expensive(crowded, good, tried):
    client = crowded.client()
    crowded.scimd("network", "set", "acme", "--request-rate", "100000")
    many = client.post("/Users", json.dumps(expensive.user(emails=expensive.emails(5_000)))).json()["id"]
    requests = [("POST", "/Users", what, body) for what, body in expensive.documents().items()]
    requests += [("PATCH", f"/Users/{many}", what, body) for what, body in expensive.patches().items()]
    requests += [("POST", "/Users/.search", what, body) for what, body in expensive.searches().items()]
    requests += [("POST", "/Bulk", what, body) for what, body in expensive.bulks().items()]
    requests += [("GET", "/Users" + query, what, None) for what, query in expensive.urls().items()]
    late = []
    for method, path, what, body in requests:
        begun = time.monotonic()
        answer = client.request(method, path, body)
        seconds = time.monotonic() - begun
        if seconds > 0.3:
            print(f"{what}: {answer.status_code} after {seconds:.2f} s")
        if seconds > EXPENSIVE or answer.status_code >= 500:
            late.append(f"{what}: {answer.status_code} after {seconds:.2f} s")
    tried("hostile", "requests built to be expensive", len(requests), len(late))
    assert not late, "\n".join(late)
