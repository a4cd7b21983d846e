import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The service as an operator starts it, and its client, are those of the end-to-end tests.
sys.path.insert(0, str(ROOT / "Tests" / "EndToEnd"))

from needles import nothing_secret_is_left  # noqa: E402, F401, a fixture
from own_service import own_service  # noqa: E402, F401, a fixture

import figures as reports  # noqa: E402


def pytest_addoption(parser):
    group = parser.getgroup("proof")
    group.addoption("--long", action="store_true", help="as much of everything as the figures of the README tell")
    group.addoption("--seed", type=int, help="repeats a run: failures print theirs")
    group.addoption("--figures", default=ROOT / ".build" / "proof.json", help="where the figures go as JSON")


def pytest_configure(config):
    config.figures = []


@pytest.fixture
def extent(request):
    """How much of something to try: extent(short=25, long=500)."""
    return lambda short, long: long if request.config.getoption("long") else short


@pytest.fixture
def seed(request):
    """What all chance of a test comes from; printed, so that a failure can be repeated."""
    seed = request.config.getoption("seed")
    if seed is None:
        seed = random.SystemRandom().randrange(1 << 32)
    print(f"--seed {seed}")
    return seed


@pytest.fixture
def tried(request):
    """Notes what was tried for the table: tried("crash", "kills of the responder", 25)."""

    def note(part, what, number, failures=0):
        request.config.figures.append(reports.Figure(part, what, number, failures))

    return note


def pytest_terminal_summary(terminalreporter, config):
    if not config.figures:
        return
    terminalreporter.section("what was tried")
    terminalreporter.write_line(reports.table(config.figures))
    reports.write(config.figures, config.getoption("figures"))
