"""Every calendar day from the first run on, rest days included."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from backstride.model.activity import Activity
from backstride.model.load import LoadDay
from backstride.training.columns import Floats, optional
from backstride.training.runs import Runs
from backstride.training.sessions import daily_sum
from backstride.training.windows import trailing_monotony, trailing_sum, trend

__all__ = ["load_days"]


def load_days(runs: Runs, others: Iterable[Activity], *, until: date) -> tuple[LoadDay, ...]:
    """Add the runs up by day; days without a run are zero.

    Parameters
    ----------
    others
        Sessions that are no runs; they count in the effort load alone.

    Sources
    -------
    foster2001
        Load of a session as effort (0 to 10) times minutes, for runs and other sports alike.
    """
    if not len(runs):
        return ()
    first = int(runs.day[0])
    days = until.toordinal() - first + 1
    distance = daily_sum(runs, runs.distance_m, first, days)
    minutes = daily_sum(runs, runs.minutes, first, days)
    count = np.bincount(runs.day - first, minlength=days)
    load = _effort_load(runs, others, first, days)
    rows = zip(
        range(first, first + days), distance.tolist(), minutes.tolist(), count.tolist(), optional(load),
        optional(trailing_sum(distance, 7)), optional(trailing_sum(distance, 28)),
        optional(trend(distance, 7)), optional(trend(distance, 28)),
        optional(trailing_monotony(distance)), _in_a_row(count > 0), strict=True,
    )  # fmt: skip
    day = date.fromordinal
    return tuple(
        LoadDay(
            date=day(ordinal), distance_m=way, minutes=time, runs=number, load=effort, acute_7d_m=week,
            chronic_28d_m=month, trend_7d_m=short, trend_28d_m=long, monotony_7d=even, days_in_a_row=row,
        )
        for ordinal, way, time, number, effort, week, month, short, long, even, row in rows
    )  # fmt: skip


def _effort_load(runs: Runs, others: Iterable[Activity], first: int, days: int) -> Floats:
    """Give effort times minutes a day: zero on rest days, NaN where a session of the day has no effort."""
    result = daily_sum(runs, np.nan_to_num(runs.minutes * runs.effort), first, days)
    unknown = np.isnan(runs.minutes * runs.effort)
    for one in others:
        place = one.local_date.toordinal() - first
        if 0 <= place < days:
            minutes, effort = one.minutes, one.effort_0_to_10
            result[place] += np.nan if minutes is None or effort is None else minutes * effort
    result[runs.day[unknown] - first] = np.nan
    return result


def _in_a_row(ran: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    """Count running days up to and with each day."""
    here = np.arange(1, len(ran) + 1)
    last_rest = np.maximum.accumulate(np.where(ran, 0, here))
    return [int(value) for value in here - last_rest]
