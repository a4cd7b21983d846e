"""No change makes the usual requests cost a tenth more: instructions are counted, and the pages of the program that they lie in,
so it does not matter how fast the machine is."""

import json
from pathlib import Path

import pytest

from instructions import Counter

FILE = Path(__file__).with_name("instructions.json")
KNOWN = json.loads(FILE.read_text())
TOLERANCE = 0.10
# How often a row is counted that costs too much: what happened besides, once, costs nothing the next time.
ATTEMPTS = 3
CURES = {"pages": "Tests/functions puts what requests go through together anew; "}


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    folder = tmp_path_factory.mktemp("instructions")
    # nginx's workers may run as another user.
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    with Counter(folder) as counter:
        yield counter


def least(counter, row):
    """The least that a row costs when it is counted once, or more often where that is too much."""
    known, counted = KNOWN[row], counter.count(row)
    for _ in range(1, ATTEMPTS):
        if all(counted[unit] <= known[unit] * (1 + TOLERANCE) for unit in known):
            break
        counted = {unit: min(counted[unit], again) for unit, again in counter.count(row).items()}
    return counted


@pytest.mark.parametrize("row", KNOWN)
def test_a_request_costs_what_it_did(counter, row):
    for unit, counted in least(counter, row).items():
        known = KNOWN[row][unit]
        print(f"{row}: {counted:,} {unit}, {known:,} are written down")
        cure = CURES.get(unit, "") + f"where it must, write so into {FILE.name}"
        assert counted <= known * (1 + TOLERANCE), f"'{row}' costs {counted:,} {unit}; {cure}"
        # Else the next change could cost what this one has saved.
        assert counted >= known * (1 - TOLERANCE), f"'{row}' costs only {counted:,} {unit} now: write so into {FILE.name}"
