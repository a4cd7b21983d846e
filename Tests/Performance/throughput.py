"""Throughput and latency of each row, beside the ceilings in the same seconds."""

import itertools
import os
import statistics
import sys
from dataclasses import dataclass

import load
import rows
from checks import Check, ratio_limit, share


@dataclass
class Measured:
    """A row of the table: scimd, and the ceilings with the same requests."""

    row: str
    size: int
    scheme: str
    clients: int
    scimd: load.Figures
    ceiling: load.Figures
    # The ceiling that reads or writes in SQLite what the request must.
    database: load.Figures
    # The throughput of scimd, and of that ceiling, to the ceiling's.
    ratio: float
    possible: float
    # How far the middle half of the ceiling's own turns lies apart, to their median; `None` of a single turn.
    unrest: float | None

    @classmethod
    def of(cls, row, size, scheme, clients, runs):
        """What several turns come to."""

        def ratio(responder):
            pairs = zip(runs[responder], runs["ceiling"])
            return statistics.median(one.throughput / ceiling.throughput for one, ceiling in pairs)

        figures = {responder: load.Figures.together(those) for responder, those in runs.items()}
        alone = [one.throughput for one in runs["ceiling"]]
        unrest = None
        if len(alone) > 1:
            low, middle, high = statistics.quantiles(alone, n=4, method="inclusive")
            unrest = (high - low) / middle
        return cls(row, size, scheme, clients, **figures, ratio=ratio("scimd"), possible=ratio("database"), unrest=unrest)

    def distance(self, limit):
        """What a ratio leaves a responder, and what both take, of all processors together."""
        constant = os.cpu_count() * 1e6 / self.ceiling.throughput
        left, least, taken = (constant / ratio - constant for ratio in (limit, self.possible, self.ratio))
        return (
            f"beside the {constant:.0f} µs for constant bytes the limit leaves {left:.0f}, of which SQLite needs {least:.0f}; "
            f"scimd takes {taken:.0f}"
        )

    @property
    def checks(self):
        name = f"{self.row}, {self.size:,} users, {self.clients} clients, {self.scheme}"
        if self.clients == 64:
            yield Check(f"{name}: longest answer", self.scimd.longest / 1e6, 1, "s")
        elif self.scheme == "http":
            limit, demanded = ratio_limit(self.row, self.size), share(self.row)
            yield Check(
                f"{name}: ratio",
                self.ratio,
                limit,
                at_least=True,
                possible=self.possible,
                share=demanded,
                distance=self.distance(limit),
            )
            spread = self.database.p99 / self.database.p50
            yield Check(f"{name}: p99 to p50", self.scimd.p99 / self.scimd.p50, 4, possible=spread, share=demanded)
        yield Check(f"{name}: errors", self.scimd.errors, 0)

    def __str__(self):
        return (
            f"| {self.row} | {self.size:,} | {self.scheme} | {self.clients} | {self.scimd.throughput:,.0f} "
            f"| {self.ceiling.throughput:,.0f} | {self.ratio:.2f} | {self.possible:.2f} | {self.scimd.p50 / 1000:.2f} | {self.scimd.p99 / 1000:.2f} "
            f"| {self.scimd.longest / 1000:.0f} |"
        )


HEAD = (
    "| request | users | scheme | clients | requests/s | ceiling | ratio | possible | p50 ms | p99 ms | longest ms |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def measure(nginx, seeded, names, scheme, clients, times):
    """Asks the ceilings and scimd for all rows in turns, so that what else the machine does meets all.

    Ratios are of one turn each, and short turns are many: then their median is hardly that of other things.
    """
    requests = {row: rows.write(rows.ROWS[row](seeded), nginx.folder / f"{row}.tsv") for row in names}
    runs = {row: {"scimd": [], "ceiling": [], "database": []} for row in names}
    for turn in range(times):
        print(f"{', '.join(names)}: {clients} clients, {scheme}, turn {turn + 1} of {times}", file=sys.stderr, flush=True)
        for row, responder in itertools.product(names, ("scimd", "ceiling", "database")):
            url = nginx.url(responder, scheme)
            runs[row][responder].append(load.run(url, requests[row], seeded.token, clients, 1))
    return [Measured.of(row, seeded.size, scheme, clients, runs[row]) for row in names]
