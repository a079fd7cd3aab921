"""How the runner's own activities go: what they named, rated 0 to 10, first against last.

No questionnaire is copied here. The idea of rating activities that a person chose is free; the words are our own. Known
questionnaires on back function and overuse are left out where their terms of use are not settled.

Sources
-------
cai2017
    Rated activities were what moved in the one trial in runners with long-lasting back pain.
expert
    A mean change of two points is taken as one that matters; from memory, not checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import mean

from backstride.diary.pain_trend import Course
from backstride.model.check_in import CheckIn

__all__ = ["FunctionPoint", "FunctionTrend", "function_trend"]

MATTERS_0_TO_10 = 2.0
_APART_DAYS = 21


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionPoint:
    """The mean ability on one day."""

    day: date
    ability_0_to_10: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionTrend:
    """The first rating against the last one, three weeks apart at least."""

    course: Course
    points: tuple[FunctionPoint, ...] = ()


def function_trend(check_ins: Iterable[CheckIn], *, today: date) -> FunctionTrend:
    """Follow the mean of the runner's own activities.

    Only days that rate what is rated now are compared: another name on the list would look like a change.

    Examples
    --------
    >>> from backstride.model.check_in import OwnActivity
    >>> def on(day, score):
    ...     return CheckIn(day=day, own_activities=(OwnActivity(name="Lift", ability_0_to_10=score),))
    >>> trend = function_trend([on(date(2026, 5, 1), 3), on(date(2026, 6, 1), 7)], today=date(2026, 6, 2))
    >>> trend.course.value
    'better'
    """
    told = sorted((one for one in check_ins if one.own_activities and one.day <= today), key=lambda one: one.day)
    rated = [one for one in told if _names(one) == _names(told[-1])]
    points = tuple(
        FunctionPoint(day=one.day, ability_0_to_10=round(mean(it.ability_0_to_10 for it in one.own_activities), 1))
        for one in rated
    )
    if not points or (points[-1].day - points[0].day).days < _APART_DAYS:
        return FunctionTrend(course=Course.TOO_SOON, points=points)
    change = points[-1].ability_0_to_10 - points[0].ability_0_to_10
    course = Course.SAME
    if abs(change) >= MATTERS_0_TO_10:
        course = Course.BETTER if change > 0 else Course.WORSE
    return FunctionTrend(course=course, points=points)


def _names(one: CheckIn) -> frozenset[str]:
    return frozenset(it.name for it in one.own_activities)
