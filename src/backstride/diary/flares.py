"""Flares in a diary: days in a row clearly above the runner's usual pain.

Sources
-------
suri2018
    A flare is clearly worse pain that lasts two hours or more; with daily entries two days stand for it. The rise of
    two points is the minimal important change (ostelo2008).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from backstride.diary.pain_trend import day_pain
from backstride.model.check_in import CheckIn

__all__ = ["Flare", "flares"]

RISE_0_TO_10 = 2.0
_WINDOW_DAYS = 7
_FEWEST_BEFORE = 4
_FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Flare:
    """A flare from its first to its last day."""

    first: date
    last: date
    worst_0_to_10: float
    usual_0_to_10: float


def flares(check_ins: Iterable[CheckIn]) -> tuple[Flare, ...]:
    """Find the flares of a diary, oldest first.

    Examples
    --------
    >>> start = date(2026, 5, 1)
    >>> scores = [1, 1, 2, 1, 1, 5, 6, 2, 1]
    >>> days = [CheckIn(day=start + timedelta(days=n), pain_worst_0_to_10=score) for n, score in enumerate(scores)]
    >>> [(flare.first.day, flare.last.day, flare.worst_0_to_10) for flare in flares(days)]
    [(6, 7, 6)]
    """
    rated = {one.day: score for one in check_ins if (score := day_pain(one)) is not None}
    found: list[Flare] = []
    high: list[date] = []
    usual = 0.0
    for day in sorted(rated):
        in_a_row = bool(high) and day - high[-1] == timedelta(days=1)
        if not in_a_row:
            found += _closed(high, rated, usual)
            high = []
            before = [score for other, score in rated.items() if _just_before(other, day)]
            if len(before) < _FEWEST_BEFORE:
                continue
            usual = median(before)
        if rated[day] >= usual + RISE_0_TO_10:
            high.append(day)
        else:
            found += _closed(high, rated, usual)
            high = []
    return (*found, *_closed(high, rated, usual))


def _just_before(other: date, day: date) -> bool:
    return day - timedelta(days=_WINDOW_DAYS) <= other < day


def _closed(high: list[date], rated: dict[date, float], usual: float) -> list[Flare]:
    if len(high) < _FEWEST_DAYS:
        return []
    worst = max(rated[day] for day in high)
    return [Flare(first=high[0], last=high[-1], worst_0_to_10=worst, usual_0_to_10=usual)]
