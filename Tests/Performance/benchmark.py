"""Measures scimd against the ceiling that nginx and libfcgi set; see Tests/benchmark --help."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import rows
import scale
import throughput
from behind_nginx import SCIMD, Nginx, Responder
from checks import CHANGES, Check
from seed import Seeded

HERE = Path(__file__).resolve().parent
SIZES = [1_000, 100_000]
LARGEST = 1_000_000
# How far apart the ceiling's own turns may lie before others are taken to use the machine.
QUIET = 0.10


def arguments():
    parser = argparse.ArgumentParser(
        prog="Tests/benchmark",
        description="Measures scimd behind nginx, in turns with a C responder of constant bytes behind the same nginx: the "
        "ceiling. Without --full it takes under five minutes.",
    )
    parser.add_argument("--full", action="store_true", help="also with a million users, and in more turns")
    parser.add_argument("--size", type=int, action="append", help="users in the network, instead of the usual sizes")
    parser.add_argument("--row", action="append", choices=list(rows.ROWS), help="only these requests, and nothing else")
    parser.add_argument("--json", type=Path, default=Path(".build/benchmark.json"), help="where the figures go")
    parser.add_argument("--plot", type=Path, default=Path(".build/benchmark.svg"), help="where the picture goes")
    return parser.parse_args()


def tell(text):
    print(text, flush=True)


class Benchmark:
    """One run: nginx and the ceiling for all of it, scimd with one database after the other."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.measured = []
        self.checks = []
        self.sizes = options.size or SIZES + ([LARGEST] if options.full else [])
        # How many turns rows of eight clients get, which limits are for, and others.
        self.times, self.others = (7, 3) if options.full else (3, 1)
        self.slow_sync = self._compile("slow_sync", "-shared", "-fPIC")
        self.nginx = Nginx(folder)
        self.database = self._compile("database", "-lfcgi", "-lsqlite3", "-lpthread")
        # As many threads as connections that nginx keeps, for each belongs to one.
        ceiling = [self._compile("ceiling", "-lfcgi", "-lpthread"), "64", "1000"]
        self.ceiling = Responder(self.nginx.sockets["ceiling"], ceiling)

    def run(self):
        try:
            for size in self.sizes:
                self._run(size)
        finally:
            self.ceiling.stop()
            self.nginx.stop()

    def _run(self, size):
        seeded = Seeded(self.folder, size)
        tell(f"{size:,} users: made in {seeded.seconds:.1f} s, {seeded.bytes / size / 1024:.2f} KiB each")
        rows_alone = [self.folder / f"{size}.rows.db", str(size)]
        subprocess.run([self.database, "0", *rows_alone], check=True)
        alone = Responder(self.nginx.sockets["database"], [self.database, "64", *rows_alone])
        try:
            self._compare(seeded, size)
        finally:
            alone.stop()
        if size == self.sizes[0] and not self.options.row:
            self._add(scale.processes(self.nginx, seeded, [self.database, "64", *rows_alone]))

    def _compare(self, seeded, size):
        responder = self._serve(seeded)
        tell(throughput.HEAD)
        selected = self.options.row or rows.ROWS
        self._measure(seeded, selected, "http", 8, self.times)
        if self.options.row:
            responder.stop()
            return
        for scheme, clients in (("https", 8), ("http", 64), ("https", 64)):
            if scheme == "https" and size != self.sizes[0]:
                continue
            self._measure(seeded, rows.ROWS, scheme, clients, self.others)
        if size == self.sizes[-1]:
            self._add(scale.pages(self.nginx, seeded))
        if size >= scale.MEMBERS:
            if size == scale.MEMBERS:
                self._add(scale.scan(self.nginx, seeded))
            self._add(scale.members(self.nginx, seeded))
        memory = responder.stop()
        self._add(
            [
                Check(f"memory of the process, {size:,} users", memory, 96, "MiB"),
                Check(f"database for each user, {size:,} users", seeded.bytes / size / 1024, 2.5, "KiB"),
            ]
        )
        started = time.perf_counter()
        responder = self._serve(seeded)
        self._add([Check(f"start to the first answer, {size:,} users", (time.perf_counter() - started) * 1000, 150, "ms")])
        responder.stop()
        if size == self.sizes[0]:
            self._add(scale.group_commit(self.nginx, seeded, self.slow_sync))

    def _serve(self, seeded):
        """scimd with a database, once it has given an answer."""
        responder = Responder(self.nginx.sockets["scimd"], [SCIMD, "serve"], environment=seeded.environment)
        scale.Client(self.nginx, seeded.token).ask("/Users?count=1")
        return responder

    def _measure(self, seeded, selected, scheme, clients, times):
        # Changes come last: what they leave in the log is between reads and the database.
        reads = [row for row in selected if row not in CHANGES]
        changes = [row for row in selected if row in CHANGES]
        for names in filter(None, (reads, changes)):
            for one in throughput.measure(self.nginx, seeded, names, scheme, clients, times):
                self.measured.append(one)
                self.checks += one.checks
                tell(one)

    def _add(self, checks):
        for check in checks:
            self.checks.append(check)
            tell(check)

    def _compile(self, name, *flags):
        program = self.folder / name
        subprocess.run(["cc", "-O2", "-o", program, HERE / f"{name}.c", *flags], check=True)
        return program


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="scimd-benchmark.") as folder:
        # nginx's workers may run as another user.
        os.chmod(folder, 0o755)
        benchmark = Benchmark(options, Path(folder))
        benchmark.run()
    figures = {
        "rows": [asdict(one) for one in benchmark.measured],
        "checks": [{**vars(check), "met": check.is_met} for check in benchmark.checks],
    }
    options.json.write_text(json.dumps(figures, indent=1) + "\n")
    if len(benchmark.sizes) > 1:
        import plot

        plot.draw(benchmark.measured, options.plot)
    missed = [check for check in benchmark.checks if not check.is_met]
    excused = [check for check in missed if check.is_excused]
    tell(
        f"\n{len(benchmark.checks) - len(missed)} of {len(benchmark.checks)} figures are as they must be; "
        f"{len(excused)} others no program reaches on this machine, and scimd comes near enough to what one does"
    )
    for check in missed:
        tell(check)
    unrest = statistics.median(one.unrest for one in benchmark.measured if one.unrest is not None)
    if unrest > QUIET:
        tell(
            f"\nThe machine was not quiet: the middle half of the ceiling's own turns lies {unrest:.0%} apart. "
            "What is missed by less than that may not be missed."
        )
    sys.exit(1 if len(missed) > len(excused) else 0)


if __name__ == "__main__":
    main()
