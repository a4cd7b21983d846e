"""Programs and tests that were built with a sanitizer, and what it reports of them."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Sanitizer:
    name: str
    # The variable of its options, and the options beside those for all.
    variable: str
    options: tuple

    @property
    def scratch(self):
        return ROOT / ".build" / self.name

    @property
    def programs(self):
        return self.scratch / "debug"

    def environment(self, reports):
        """What a program is started with, so that each process with a finding leaves a file in the directory `reports`."""
        options = [f"log_path={reports}/report", *self.options]
        # Without it a report has addresses in the place of names.
        if symbolizer := shutil.which("llvm-symbolizer"):
            options.append(f"external_symbolizer_path={symbolizer}")
        # A trap is told by the sanitizer; the backtrace of Swift would take a minute of each process that is killed.
        return {**os.environ, self.variable: ":".join(options), "SWIFT_BACKTRACE": "enable=no"}

    def linked(self):
        """The options of a compiler that link what the sanitizer must know."""
        if self.name != "thread":
            return []
        self.scratch.mkdir(parents=True, exist_ok=True)
        made = self.scratch / "mutex.o"
        subprocess.run(["clang", "-O1", "-Wall", "-Werror", "-fPIC", "-c", HERE / "mutex.c", "-o", made], check=True)
        return ["-Xlinker", str(made)]

    def test(self, reports, log):
        """Builds everything and runs the unit tests; what they say is in the file `log` as it comes. Gives the status."""
        command = ["swift", "test", "--disable-xctest", "--sanitize", self.name, "--scratch-path", self.scratch]
        return run([*command, *self.linked()], self.environment(reports), log)

    def compile(self, source, program):
        command = ["swiftc", f"-sanitize={self.name}", source, "-o", program, *self.linked()]
        subprocess.run(command, check=True, capture_output=True)


SANITIZERS = [
    Sanitizer("address", "ASAN_OPTIONS", ("detect_leaks=1", "detect_stack_use_after_return=1", "exitcode=66")),
    Sanitizer("thread", "TSAN_OPTIONS", ("second_deadlock_stack=1", "exitcode=66")),
]


def run(command, environment, log):
    """Runs a command of many minutes, whose output is in the file `log` as it comes; gives its status."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        return subprocess.run(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT).returncode


def reports_in(directory):
    """What was reported, as texts; the first lines of a report say what and where."""
    return [file.read_text(errors="replace") for file in sorted(directory.iterdir())]


def number_of_tests(log):
    """How many tests Swift Testing ran."""
    return sum(int(number) for number in re.findall(r"Test run with (\d+) tests?", log.read_text()))
