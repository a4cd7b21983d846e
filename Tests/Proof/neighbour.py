"""A network that asks as Entra ID does, 25 times a second, and how long it waits for each answer."""

import statistics
import time
import uuid
from collections import defaultdict

from service import USER

RATE = 25


class Neighbour:
    """Creates a user, reads it, looks it up and changes it, one request every 40 ms, whatever else happens."""

    def __init__(self, client):
        self.client = client
        self.statuses = defaultdict(int)

    def ask(self, seconds, times):
        """Adds to `times` how long the requests of each kind took."""
        started = time.monotonic()
        for number in range(int(seconds * RATE)):
            time.sleep(max(0, started + number / RATE - time.monotonic()))
            kind = ("create", "get", "lookup", "patch")[number % 4]
            begun = time.perf_counter()
            answer = getattr(self, kind)()
            times[kind].append(time.perf_counter() - begun)
            self.statuses[answer.status_code] += 1
            assert answer.ok, f"{kind}: {answer.status_code} {answer.text}"

    def create(self):
        self.name = uuid.uuid4().hex
        answer = self.client.post("/Users", {"schemas": [USER], "userName": self.name})
        self.path = "/Users/" + answer.json()["id"]
        return answer

    def get(self):
        return self.client.get(self.path)

    def lookup(self):
        answer = self.client.get("/Users", params={"filter": f'userName eq "{self.name}"'})
        assert answer.json()["totalResults"] == 1
        return answer

    def patch(self):
        return self.client.patch(self.path, ("replace", "displayName", self.name))


class Comparison:
    """The times of the neighbour in turns, with a flood of another network beside it and without."""

    def __init__(self):
        self.quiet = defaultdict(list)
        self.flooded = defaultdict(list)

    @property
    def median(self):
        """How many times as long the medians are; of each kind, for that of quick and slow kinds lies in a gap of them."""
        return total(statistics.median, self.flooded) / total(statistics.median, self.quiet)

    @property
    def growth(self):
        """How many seconds longer the 95th percentile of all requests is."""
        return percentile_95(flat(self.flooded)) - percentile_95(flat(self.quiet))

    def __str__(self):
        told = [f"median {self.median:.2f} times as long, 95th percentile {self.growth * 1000:+.1f} ms"]
        for kind in self.quiet:
            both = [1000 * statistics.median(times[kind]) for times in (self.quiet, self.flooded)]
            told.append("{} {:.2f} → {:.2f} ms".format(kind, *both))
        return "; ".join(told)


def total(figure, times):
    return sum(figure(each) for each in times.values())


def flat(times):
    return [time for each in times.values() for time in each]


def percentile_95(times):
    return statistics.quantiles(times, n=20)[-1]
