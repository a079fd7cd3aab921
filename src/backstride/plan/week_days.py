"""On which days of a week to run and to train: runs apart from each other, strength away from them where it goes.

Sources
-------
expert
    Spacing is a product default: strength and running a day apart, strength days not in a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

__all__ = ["run_days", "strength_days"]

_WEEK = range(7)
_RUN_CLASH, _NEXT_CLASH, _LONG_RUN_CLASH = 6, 3, 2


def run_days(wanted: Sequence[int], number: int, *, first_weekday: int, apart: bool) -> tuple[int, ...]:
    """Choose days for runs, counted from the first day of a week (0 to 6).

    Parameters
    ----------
    wanted
        Weekdays the runner likes, best first (0 is Monday); days beyond these are taken only when it is empty.
    number
        How many at most, one or more.
    first_weekday
        Weekday of the week's first day.
    apart
        Whether a day must lie between two runs.

    Examples
    --------
    >>> run_days((), 3, first_weekday=0, apart=True)
    (0, 2, 4)
    >>> run_days((1, 3, 6), 3, first_weekday=6, apart=True)
    (0, 2, 4)
    >>> run_days((3, 4), 3, first_weekday=0, apart=True)
    (3,)
    """
    offsets = [(weekday - first_weekday) % 7 for weekday in wanted] or list(_WEEK)
    for size in range(min(number, len(offsets)), 1, -1):
        sets = [days for days in combinations(sorted(offsets), size) if not apart or _closest(days) > 1]
        if sets:
            return max(sets, key=lambda days: (_closest(days), -sum(offsets.index(day) for day in days)))
    return (offsets[0],)


def _closest(days: Sequence[int]) -> int:
    """Give the smallest gap between two days, in order, of a week that repeats."""
    return min(later - earlier for earlier, later in pairwise((*days, days[0] + 7)))


def strength_days(runs: Sequence[int], number: int, *, long_run: int | None = None) -> tuple[int, ...]:
    """Choose days for exercises around the runs of a week.

    Examples
    --------
    >>> strength_days((0, 2, 4), 2, long_run=4)
    (1, 5)
    """
    days = set(runs)

    def cost(chosen: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        clash = _RUN_CLASH * len(days & set(chosen))
        in_a_row = _NEXT_CLASH * sum((day + 1) % 7 in chosen for day in chosen)
        before_long = _LONG_RUN_CLASH * sum((day + 1) % 7 == long_run for day in chosen)
        return clash + in_a_row + before_long, chosen

    return min(combinations(_WEEK, min(number, 7)), key=cost)
