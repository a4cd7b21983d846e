"""No change makes the usual requests cost a tenth more: instructions are counted, so it does not matter how busy the machine
is."""

import json
from pathlib import Path

import pytest

from instructions import Counter

FILE = Path(__file__).with_name("instructions.json")
KNOWN = json.loads(FILE.read_text())
TOLERANCE = 0.10


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    folder = tmp_path_factory.mktemp("instructions")
    # nginx's workers may run as another user.
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    with Counter(folder) as counter:
        yield counter


@pytest.mark.parametrize("row", KNOWN)
def test_a_request_costs_what_it_did(counter, row):
    counted = counter.count(row)
    print(f"{row}: {counted:,} instructions, {KNOWN[row]:,} are written down")
    assert counted <= KNOWN[row] * (1 + TOLERANCE), f"'{row}' costs {counted:,} instructions; where it must, write so into {FILE.name}"
    # Else the next change could cost what this one has saved.
    assert counted >= KNOWN[row] * (1 - TOLERANCE), f"'{row}' costs only {counted:,} instructions now: write so into {FILE.name}"
