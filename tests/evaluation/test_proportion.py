import pytest

from backstride.evaluation.proportion import Proportion


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(7, 10, 0.3968, 0.8922), (1, 10, 0.0179, 0.4042), (50, 100, 0.4038, 0.5962)],
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float):
    found = Proportion.count(hits, of)

    assert found.interval95 == pytest.approx((low, high), abs=1e-4)


def test_no_hit_and_all_hits_reach_the_ends():
    assert Proportion.count(0, 20).interval95 == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert Proportion.count(20, 20).interval95 == pytest.approx((0.8389, 1.0), abs=1e-4)


def test_no_cases_give_no_share():
    found = Proportion.count(0, 0)

    assert (found.share, found.interval95) == (None, None)


def test_more_hits_than_cases_are_refused():
    with pytest.raises(ValueError, match="cannot be"):
        Proportion.count(3, 2)
