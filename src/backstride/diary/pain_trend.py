"""How the pain has moved: the last week against the first one, with the smallest change that matters.

Sources
-------
ostelo2008
    The minimal important change of a 0 to 10 pain score: 2 points, or 30 % of where it began.

Where we are stricter: the first value is a mean of at least seven days, never one bad day, because a bad day is
followed by better ones whatever one does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import mean

from backstride.model.check_in import CheckIn

__all__ = ["Course", "PainTrend", "pain_trend"]

MATTERS_0_TO_10 = 2.0
MATTERS_SHARE = 0.3
LEAST_POINT_0_TO_10 = 1.0
_WEEK_DAYS = 7
_FEWEST_FIRST = 7
_FEWEST_LAST = 4
_FIRST_SPAN_DAYS = 14


class Course(StrEnum):
    """How the pain has moved since the diary began."""

    TOO_SOON = "too_soon"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainTrend:
    """The first days against the last week.

    Parameters
    ----------
    first_0_to_10, last_0_to_10
        Mean of the day's pain, or None with too few days.
    days
        Days with a rating.
    """

    course: Course
    first_0_to_10: float | None = None
    last_0_to_10: float | None = None
    days: int = 0


def pain_trend(check_ins: Iterable[CheckIn], *, today: date) -> PainTrend:
    """Compare the last week with the first rated days, seven at least within two weeks.

    Examples
    --------
    >>> start = date(2026, 5, 1)
    >>> falling = [CheckIn(day=start + timedelta(days=n), pain_worst_0_to_10=max(1, 6 - n // 5)) for n in range(28)]
    >>> trend = pain_trend(falling, today=date(2026, 5, 28))
    >>> trend.course.value, trend.first_0_to_10, trend.last_0_to_10
    ('better', 5.7, 1.6)
    """
    rated = {one.day: score for one in check_ins if one.day <= today and (score := day_pain(one)) is not None}
    if not rated:
        return PainTrend(course=Course.TOO_SOON)
    begin = min(rated)
    early = [rated[day] for day in sorted(rated) if day < begin + timedelta(days=_FIRST_SPAN_DAYS)][:_FEWEST_FIRST]
    late = [score for day, score in rated.items() if day > today - timedelta(days=_WEEK_DAYS)]
    apart = today - begin >= timedelta(days=_FIRST_SPAN_DAYS)
    if len(early) < _FEWEST_FIRST or len(late) < _FEWEST_LAST or not apart:
        return PainTrend(course=Course.TOO_SOON, days=len(rated))
    first, last = mean(early), mean(late)
    return PainTrend(
        course=_course(first, last), first_0_to_10=round(first, 1), last_0_to_10=round(last, 1), days=len(rated)
    )


def day_pain(check_in: CheckIn) -> float | None:
    """Give the day's worst pain, or the pain when writing where no worst was given."""
    worst = check_in.pain_worst_0_to_10
    return check_in.pain_now_0_to_10 if worst is None else worst


def _course(first: float, last: float) -> Course:
    change = last - first
    if change <= -MATTERS_0_TO_10 or (change <= -LEAST_POINT_0_TO_10 and change <= -MATTERS_SHARE * first):
        return Course.BETTER
    return Course.WORSE if change >= MATTERS_0_TO_10 else Course.SAME
