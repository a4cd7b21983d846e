"""Load from wrk, and what it measured."""

import json
import statistics
import subprocess
from dataclasses import dataclass
from itertools import count
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Each run has a million numbers of its own, so that no user is created twice.
RUNS = count(1)


@dataclass
class Figures:
    """One run, or several taken together; times are microseconds."""

    throughput: float
    p50: float
    p99: float
    longest: float
    errors: int

    @classmethod
    def together(cls, runs):
        """The medians of several runs; the longest answer and the errors are those of all."""
        return cls(
            throughput=statistics.median(run.throughput for run in runs),
            p50=statistics.median(run.p50 for run in runs),
            p99=statistics.median(run.p99 for run in runs),
            longest=max(run.longest for run in runs),
            errors=sum(run.errors for run in runs),
        )


def run(url, requests, token, clients, seconds):
    """Sends the requests of a file from so many clients that keep their connections."""
    threads = min(2, clients)
    command = ["wrk", "-t", str(threads), "-c", str(clients), "-d", f"{seconds}s", "--timeout", "30s"]
    command += ["-s", HERE / "requests.lua", url, "--", requests, token, str(next(RUNS) * 1_000_000)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60).stdout
    for line in printed.splitlines():
        if line.startswith("figures "):
            told = json.loads(line.removeprefix("figures "))
            throughput = told["requests"] / told["microseconds"] * 1e6
            return Figures(throughput, told["p50"], told["p99"], told["longest"], told["errors"])
    raise AssertionError(f"wrk told no figures:\n{printed}")
