"""Urgency and permission are ladders: every rung is above the one before, and the strictest word wins."""

from itertools import combinations

import pytest

from backstride.model import Level, Permission, Verdict
from backstride.model.identifiers import FindingId

NUMB = FindingId("leg_numbness")


@pytest.mark.parametrize("ladder", [Level, Permission])
def test_the_rungs_rise_in_the_order_they_are_written(ladder: type[Level] | type[Permission]) -> None:
    for lower, upper in combinations(ladder, 2):
        assert lower < upper
        assert lower <= upper
        assert upper > lower
        assert upper >= lower
        assert not upper < lower
        assert not upper <= lower
    assert [rung.rank for rung in ladder] == list(range(5))


def test_a_rung_is_neither_above_nor_below_itself() -> None:
    assert Level.SAME_DAY >= Level.SAME_DAY
    assert Level.SAME_DAY <= Level.SAME_DAY
    assert not Level.SAME_DAY > Level.SAME_DAY
    assert not Level.SAME_DAY < Level.SAME_DAY


def test_an_urgency_is_not_compared_with_a_permission() -> None:
    with pytest.raises(KeyError, match="full"):
        assert Level.SAME_DAY < Permission.FULL


def test_the_most_urgent_level_and_the_strictest_permission_win() -> None:
    assert Level.highest([Level.WITHIN_DAYS, Level.EMERGENCY_NOW, Level.SELF_CARE]) is Level.EMERGENCY_NOW
    assert Permission.strictest([Permission.FULL, Permission.NONE, Permission.WALK_STRENGTH]) is Permission.NONE
    assert Permission.strictest([]) is Permission.FULL


@pytest.mark.parametrize(
    ("level", "at_most", "open_facts", "urgent"),
    [
        (Level.SELF_CARE, Level.EMERGENCY_NOW, (NUMB,), True),
        (Level.SELF_CARE, Level.SAME_DAY, (NUMB,), True),
        (Level.SELF_CARE, Level.WITHIN_DAYS, (NUMB,), False),
        (Level.SAME_DAY, Level.EMERGENCY_NOW, (NUMB,), False),
        (Level.SELF_CARE, Level.EMERGENCY_NOW, (), False),
    ],
)
def test_a_case_may_be_urgent_while_an_unasked_fact_could_make_it_so(
    level: Level, at_most: Level, open_facts: tuple[FindingId, ...], *, urgent: bool
) -> None:
    verdict = Verdict(level=level, at_most=at_most, permission=Permission.NONE, open=open_facts)
    assert verdict.may_be_urgent is urgent
    assert not verdict.is_settled
