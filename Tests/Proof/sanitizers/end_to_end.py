"""The end-to-end tests with programs of one's own."""

import re
import sys

from sanitizers import sanitizer

FOLDER = "Tests/EndToEnd"
# What is left out, and why.
LEFT_OUT = {
    "test_package.py": "it installs programs that are built for release, with Swift's libraries in them",
    "test_export.py::test_memory_does_not_grow_with_the_network": "a sanitizer takes memory of its own for each page",
    "test_changes.py::test_follow_is_idle_when_nothing_happens": "the thread sanitizer has a thread that wakes up",
    "test_clients.py::test_scim2_tester": "with the thread sanitizer it takes more of a processor than a network may have",
}


def run(programs, environment, log):
    """Runs the tests with the programs of a directory, as `sanitizer.run` does."""
    command = [sys.executable, "-B", "-m", "pytest", "-v", "-p", "no:cacheprovider", "--durations=10", FOLDER]
    for test in LEFT_OUT:
        command += ["--deselect", f"{FOLDER}/{test}"] if "::" in test else ["--ignore", f"{FOLDER}/{test}"]
    return sanitizer.run(command, {**environment, "SCIMD_PROGRAMS": str(programs), "PYTHONUNBUFFERED": "1"}, log)


def number_of_tests(log):
    """How many tests passed, and how many did not."""
    last = log.read_text().splitlines()[-1]
    numbers = {what: int(number) for number, what in re.findall(r"(\d+) (passed|failed|error)", last)}
    return numbers.get("passed", 0), numbers.get("failed", 0) + numbers.get("error", 0)
