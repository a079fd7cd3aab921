"""The two questions of a week: on how many days the back held the running back, and how sure the runner feels of it.

No questionnaire is copied: counting days and rating confidence are ideas that belong to nobody, and the words are our
own. What size of change matters is not known, so none is claimed.

Sources
-------
expert
    Two questions once a week are a product default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backstride.model.check_in import CheckIn

__all__ = ["EVERY_DAYS", "WeekLimits", "week_limits", "week_limits_due"]

EVERY_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLimits:
    """One week's answers.

    Parameters
    ----------
    day
        The day they were given on; they are about the seven days up to it.
    limited_days
        Days on which the back made the runner run less or not at all, 0 to 7.
    confidence_0_to_10
        How sure of running next week; 0 not at all, 10 completely.
    """

    day: date
    limited_days: float | None = None
    confidence_0_to_10: float | None = None


def week_limits(check_ins: Iterable[CheckIn], *, today: date) -> tuple[WeekLimits, ...]:
    """Give the weeks that were answered, oldest first.

    Examples
    --------
    >>> told = CheckIn(day=date(2026, 5, 3), run_limited_days=4, run_confidence_0_to_10=6)
    >>> [one.limited_days for one in week_limits([told, CheckIn(day=date(2026, 5, 4))], today=date(2026, 5, 9))]
    [4]
    """
    found = [
        WeekLimits(day=one.day, limited_days=one.run_limited_days, confidence_0_to_10=one.run_confidence_0_to_10)
        for one in check_ins
        if one.day <= today and (one.run_limited_days is not None or one.run_confidence_0_to_10 is not None)
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def week_limits_due(check_ins: Iterable[CheckIn], *, day: date) -> bool:
    """Say whether a week has gone by since the last answers, or since the diary began.

    Examples
    --------
    >>> diary = [CheckIn(day=date(2026, 5, 3))]
    >>> week_limits_due(diary, day=date(2026, 5, 9)), week_limits_due(diary, day=date(2026, 5, 10))
    (False, True)
    """
    before = [one for one in check_ins if one.day < day]
    told = week_limits(before, today=day)
    last = told[-1].day if told else min((one.day for one in before), default=day)
    return (day - last).days >= EVERY_DAYS
