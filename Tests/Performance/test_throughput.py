"""Other things on the machine are not taken for what a responder does."""

import pytest

from load import Figures
from throughput import Measured


def runs(*throughputs):
    return [Figures(throughput, 200, 400, 900, 0) for throughput in throughputs]


def measured(scimd, ceiling, database):
    turns = {"scimd": runs(*scimd), "ceiling": runs(*ceiling), "database": runs(*database)}
    return Measured.of("get", 1_000, "http", 8, turns)


def test_a_ratio_is_one_of_the_same_turn():
    """A machine that is slow for whole turns: the medians of all turns would come to 20 of 40."""
    one = measured(scimd=(32, 16, 20), ceiling=(40, 20, 40), database=(36, 18, 36))
    assert (one.ratio, one.possible) == pytest.approx((0.8, 0.9))
    assert one.scimd.throughput == 20


def test_the_ceiling_tells_how_quiet_it_was():
    assert measured(scimd=(1, 1, 1), ceiling=(40, 40, 40), database=(1, 1, 1)).unrest == 0
    assert measured(scimd=(1, 1, 1), ceiling=(20, 40, 60), database=(1, 1, 1)).unrest == pytest.approx(0.5)
    assert measured(scimd=(1,), ceiling=(40,), database=(1,)).unrest is None


def test_what_is_missed_says_by_how_much(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    one = measured(scimd=(10_000,), ceiling=(20_000,), database=(16_000,))
    assert one.distance(0.75) == (
        "beside the 100 µs for constant bytes the limit leaves 33, of which SQLite needs 25; scimd takes 100"
    )
