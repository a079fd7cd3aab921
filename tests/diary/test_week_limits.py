"""Two questions a week: asked when a week has gone by, and told without calling any change better."""

from datetime import date, timedelta

import pytest

from backstride.diary.week_limits import week_limits, week_limits_due
from backstride.model import CheckIn

DAY = date(2026, 5, 3)


def on(number: int, **told: float) -> CheckIn:
    return CheckIn(day=DAY + timedelta(days=number), **told)


def test_they_are_asked_a_week_after_the_diary_began_and_then_every_week() -> None:
    diary = [on(number) for number in range(5)]
    due = [week_limits_due(diary, day=DAY + timedelta(days=later)) for later in (0, 6, 7, 12)]
    assert due == [False, False, True, True]
    answered = [*diary, on(8, run_limited_days=3)]
    due = [week_limits_due(answered, day=DAY + timedelta(days=later)) for later in (9, 14, 15)]
    assert due == [False, False, True]


def test_an_empty_diary_is_not_asked() -> None:
    assert not week_limits_due([], day=DAY)


def test_half_an_answer_counts_and_what_was_not_said_stays_open() -> None:
    later = DAY + timedelta(days=20)
    first, second = week_limits([on(14, run_confidence_0_to_10=6), on(7, run_limited_days=0)], today=later)
    assert (first.limited_days, first.confidence_0_to_10) == (0, None)
    assert (second.limited_days, second.confidence_0_to_10) == (None, 6)


def test_days_to_come_do_not_count() -> None:
    assert week_limits([on(7, run_limited_days=2)], today=DAY) == ()


@pytest.mark.parametrize("wrong", [{"run_limited_days": 8}, {"run_limited_days": -1}, {"run_confidence_0_to_10": 11}])
def test_an_impossible_answer_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not 0 to"):
        on(0, **wrong)
