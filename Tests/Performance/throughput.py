"""Throughput and latency of each row, beside the ceilings in the same seconds."""

from dataclasses import asdict, dataclass

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

    @property
    def ratio(self):
        return self.scimd.throughput / self.ceiling.throughput

    @property
    def possible(self):
        return self.database.throughput / self.ceiling.throughput

    @property
    def checks(self):
        name = f"{self.row}, {self.size:,} users, {self.clients} clients, {self.scheme}"
        if self.clients == 64:
            yield Check(f"{name}: longest answer", self.scimd.longest / 1e6, 1, "s")
        elif self.scheme == "http":
            limit, demanded = ratio_limit(self.row, self.size), share(self.row)
            yield Check(f"{name}: ratio", self.ratio, limit, at_least=True, possible=self.possible, share=demanded)
            spread = self.database.p99 / self.database.p50
            yield Check(f"{name}: p99 to p50", self.scimd.p99 / self.scimd.p50, 4, possible=spread, share=demanded)
        yield Check(f"{name}: errors", self.scimd.errors, 0)

    @property
    def json(self):
        return {**asdict(self), "ratio": self.ratio, "possible": self.possible}

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


def measure(nginx, seeded, row, scheme, clients, seconds, times):
    """Takes turns between the ceilings and scimd, so that what else the machine does meets all."""
    requests = rows.write(rows.ROWS[row](seeded), nginx.folder / "requests.tsv")
    figures = {"scimd": [], "ceiling": [], "database": []}
    for _ in range(times):
        for responder, runs in figures.items():
            runs.append(load.run(nginx.url(responder, scheme), requests, seeded.token, clients, seconds))
    return Measured(row, seeded.size, scheme, clients, *map(load.Figures.together, figures.values()))
