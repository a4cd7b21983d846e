"""A limit that no program reaches is no leave to be slow."""

import pytest

from checks import CHANGE_SHARE, CHANGES, RATIOS, READ_SHARE, Check, share


@pytest.mark.parametrize(
    "value, possible, verdict",
    [
        (0.85, 0.50, "yes"),
        (0.84, None, "NO"),
        (0.84, 0.85, "NO"),
        (0.75, 0.80, "no: the machine allows 0.80, and ≥ 0.48 is demanded"),
        (0.49, 0.80, "no: the machine allows 0.80, and ≥ 0.48 is demanded"),
        (0.47, 0.80, "NO: the machine allows 0.80, and ≥ 0.48 is demanded"),
        (0.01, 0.80, "NO: the machine allows 0.80, and ≥ 0.48 is demanded"),
    ],
)
def test_a_ratio_is_held_against_its_limit_or_a_share_of_what_is_possible(value, possible, verdict):
    check = Check("get", value, 0.85, at_least=True, possible=possible)
    assert check.verdict == verdict
    assert str(check) == f"| get | {value:.2f}  | ≥ 0.85  | {verdict} |"
    assert check.is_excused == verdict.startswith("no:")


def test_what_somebody_reaches_and_scimd_does_not_is_missed_however_far_it_is():
    check = Check("get", 0.84, 0.85, at_least=True, possible=0.86, distance="a hair")
    assert check.verdict == "NO: a hair"
    assert not check.is_excused


@pytest.mark.parametrize(
    "value, possible, verdict",
    [
        (4, 9, "yes"),
        (5, 4, "NO"),
        (7, 4.5, "no: the machine allows 4.50, and ≤ 7.50 is demanded"),
        (8, 4.5, "NO: the machine allows 4.50, and ≤ 7.50 is demanded"),
    ],
)
def test_what_must_be_small_is_held_so_too(value, possible, verdict):
    assert Check("p99 to p50", value, 4, possible=possible).verdict == verdict


def test_every_row_has_the_share_of_its_kind():
    assert set(CHANGES) < RATIOS.keys()
    assert {row: share(row) for row in RATIOS} == {
        row: CHANGE_SHARE if row in ("patch", "post") else READ_SHARE for row in RATIOS
    }
