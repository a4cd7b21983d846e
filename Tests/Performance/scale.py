"""Costs that must not grow with what a request does not touch."""

import http.client
import json
import statistics
import time
from urllib.parse import quote

import load
import processors
import rows
from behind_nginx import SCIMD, Responder
from checks import CHANGE_SHARE, Check
from rows import BASE, PATCH
from seed import GROUP

MEMBERS = 100_000
TYPE = "application/scim+json"


class Client:
    """One client with one connection, which tells how long answers took."""

    def __init__(self, nginx, token):
        self.connection = http.client.HTTPConnection("127.0.0.1", nginx.ports["scimd", "http"], timeout=60)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": TYPE}

    def ask(self, path, method="GET", body=None):
        """The answer, and how many milliseconds it took."""
        started = time.perf_counter()
        self.connection.request(method, BASE + path, body and json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        told = answer.read()
        passed = (time.perf_counter() - started) * 1000
        assert answer.status < 300, told
        return (json.loads(told) if told else None), passed

    def median(self, path, times=101):
        return statistics.median(self.ask(path)[1] for _ in range(times))


def pages(nginx, seeded):
    """Pages far behind the first one."""
    client = Client(nginx, seeded.token)
    position = seeded.size * 9 // 10
    cursor, seen = "", 0
    while seen < position:
        page, _ = client.ask(f"/Users?count=1000&cursor={cursor}")
        cursor, seen = quote(page["nextCursor"]), seen + page["itemsPerPage"]
    first, far = client.median("/Users?count=100&cursor="), client.median(f"/Users?count=100&cursor={cursor}")
    yield Check(f"page by cursor at {position:,}, to the first page", far / first, 1.5)
    deep = client.median(f"/Users?count=100&startIndex={position}", 11)
    yield Check(f"startIndex={position}", deep, 50, "ms")
    expression = quote('userName gt "user9"')
    answers = [client.ask(f"/Users?count=1&filter={expression}") for _ in range(5)]
    found, total = answers[0][0]["totalResults"], min(passed for _, passed in answers)
    yield Check(f"totalResults of {found:,} found by an index, each", total * 1000 / found, 1, "µs")


def scan(nginx, seeded):
    """A filter that no index answers."""
    client = Client(nginx, seeded.token)
    expression = quote('title co "x" and not (nickName pr)')
    best = min(client.ask(f"/Users?count=1&filter={expression}")[1] for _ in range(5))
    # The rows before have created users.
    users = client.ask("/Users?count=1")[0]["totalResults"]
    yield Check("filter without an index", users / best * 1000, 150_000, "users/s", at_least=True)


def members(nginx, seeded):
    """Groups of 10 and of 100,000."""
    client = Client(nginx, seeded.token)
    ids = iter(seeded.first_ids(MEMBERS + 1))
    newcomer = next(ids)
    # What fits into one request.
    chunk = 25_000
    groups = {}
    for size in (10, MEMBERS):
        values = [{"value": next(ids)} for _ in range(size)] if size > 10 else [{"value": id} for id in seeded.first_ids(10)]
        body = {"schemas": [GROUP], "displayName": f"Group of {size}", "members": values[:chunk]}
        group = client.ask("/Groups?excludedAttributes=members", "POST", body)[0]["id"]
        for start in range(chunk, size, chunk):
            client.ask(f"/Groups/{group}", "PATCH", _operation("add", values[start : start + chunk]))
        groups[size] = group
    operations = [json.dumps(_operation(kind, [{"value": newcomer}])) for kind in ("add", "remove")]
    changed = {
        size: [f"PATCH\t{BASE}/Groups/{group}\t{operation}" for operation in operations] for size, group in groups.items()
    }
    read = {size: [f"GET\t{BASE}/Groups/{group}?excludedAttributes=members"] for size, group in groups.items()}
    yield Check("one member more or less of 100,000, to 10", _growth(nginx, seeded, changed), 1.5)
    yield Check("GET without members of a group of 100,000, to 10", _growth(nginx, seeded, read), 1.2)


def _growth(nginx, seeded, requests):
    """How many times as long the requests of the larger group take, in turns: one client waits as long as it is woken late."""
    times = {size: [] for size in requests}
    for _ in range(5):
        for size, lines in requests.items():
            file = rows.write(lines, nginx.folder / "requests.tsv")
            times[size].append(load.run(nginx.url("scimd"), file, seeded.token, 1, 1).p50)
    return statistics.median(times[MEMBERS]) / statistics.median(times[10])


def _operation(kind, values):
    return {"schemas": [PATCH], "Operations": [{"op": kind, "path": "members", "value": values}]}


def group_commit(nginx, seeded, library):
    """Commits shared by 64 clients on a disk whose fsync takes 5 ms, where one commit a request makes 200/s."""
    environment = {**seeded.environment, "LD_PRELOAD": str(library)}
    responder = Responder(nginx.sockets["scimd"], [SCIMD, "serve"], environment=environment)
    requests = rows.write(rows.ROWS["post"](seeded), nginx.folder / "requests.tsv")
    figures = load.run(nginx.url("scimd"), requests, seeded.token, 64, 3)
    responder.stop()
    yield Check("creates with 64 clients and an fsync of 5 ms, to one commit each", figures.throughput / 200, 10, at_least=True)


def processes(nginx, seeded, database):
    """Two processes with a thread each on one file, to one such process; `database` is the ceiling of changes."""

    def gain(name, command, row, clients):
        requests = rows.write(rows.ROWS[row](seeded), nginx.folder / "requests.tsv")
        runs = {1: [], 2: []}
        idle = []
        for _ in range(3):
            for count in runs:
                responder = Responder(nginx.sockets[name], command, count, seeded.environment)
                before = processors.time_so_far()
                runs[count].append(load.run(nginx.url(name), requests, seeded.token, clients, 1))
                if count == 1:
                    idle.append(processors.idle_share(before))
                responder.stop()
        one, two = (load.Figures.together(figures) for figures in runs.values())
        # With all that one process leaves idle, two could do so much.
        return two.throughput / one.throughput, two.longest / 1e6, 1 / (1 - statistics.median(idle))

    scimd = [SCIMD, "serve", "--threads", "1"]
    ratio, _, possible = gain("scimd", scimd, "get", 8)
    yield Check("reads by two processes, to one", ratio, 1.2, at_least=True, possible=possible)
    for clients in (8, 64):
        possible = gain("database", database, "post", clients)[0]
        ratio, longest, _ = gain("scimd", scimd, "post", clients)
        name = f"writes by two processes, to one, {clients} clients"
        yield Check(name, ratio, 1, at_least=True, possible=possible, share=CHANGE_SHARE)
        yield Check(f"{name}: longest answer", longest, 1, "s")
