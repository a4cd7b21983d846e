"""The fuzzers of Tests/Fuzz: built, and run with inputs of libFuzzer's or of one's own."""

import os
import re
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Tests" / "Fuzz"
SCRATCH = ROOT / ".build" / "fuzz"
PROGRAM = SCRATCH / "release" / "fuzz"


@dataclass
class Fuzzer:
    name: str
    # What it reads, for the table.
    title: str
    # How many bytes an input has at most: long ones cost much and find little; see growth.py.
    length: int

    @property
    def corpus(self):
        return SOURCES / "Corpora" / self.name

    def inputs(self):
        return [file.read_bytes() for file in sorted(self.corpus.iterdir())]

    def command(self, *arguments):
        return [PROGRAM, *arguments], {
            **os.environ,
            "FUZZER": self.name,
            # A crash is told by libFuzzer, with the input.
            "SWIFT_BACKTRACE": "enable=no",
        }

    def start(self, found, executions, seed):
        """Tries so many inputs; what is new about them is kept in the directory `found`."""
        command, environment = self.command(
            f"-runs={executions}",
            f"-seed={seed & 0x7FFFFFFF}",
            f"-max_len={self.length}",
            f"-dict={SOURCES / 'Dictionaries' / self.name}",
            f"-artifact_prefix={found.parent}/{self.name}-",
            "-timeout=5",
            "-rss_limit_mb=1024",
            "-reload=1",
            "-print_final_stats=1",
            found,
            self.corpus,
        )
        # Files and not pipes: nobody reads while both run.
        log = open(found.parent / f"{self.name}-{seed}.log", "w+b")
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log), log

    def seconds(self, file, repetitions):
        """The processor time that an input takes, so many times over."""
        command, environment = self.command(f"-runs={repetitions}", "-timeout=60", file)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environment, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime


FUZZERS = [
    Fuzzer("json", "JSON", 1_024),
    Fuzzer("filter", "filter", 512),
    Fuzzer("path", "path", 256),
    Fuzzer("patch", "PATCH", 1_024),
    Fuzzer("cursor", "cursor", 128),
    Fuzzer("parameters", "FastCGI parameter", 512),
]


def named(name):
    return next(fuzzer for fuzzer in FUZZERS if fuzzer.name == name)


def build():
    command = ["swift", "build", "-c", "release", "--product", "fuzz", "--scratch-path", SCRATCH]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "SCIMD_FUZZERS": "1"}, check=True)


def executions(log):
    log.seek(0)
    return int(re.findall(rb"stat::number_of_executed_units: (\d+)", log.read())[-1])
