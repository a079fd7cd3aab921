"""Weeks from Monday to Sunday."""

from __future__ import annotations

from datetime import date

import numpy as np

from backstride.model.load import LoadWeek
from backstride.training.columns import Floats
from backstride.training.runs import Runs

__all__ = ["CHANGE_FROM_KM", "CHANGE_FROM_RUNS", "load_weeks"]

CHANGE_FROM_KM = 10.0
CHANGE_FROM_RUNS = 2
"""A change is only told from a week of at least 10 km and two runs; from less, any week is a jump."""
_WEEK = 7


def load_weeks(runs: Runs, *, until: date) -> tuple[LoadWeek, ...]:
    """Add the runs up by week, weeks without a run included; the last week may not be over.

    The change of a week that is not over is only told when it is a rise already.
    """
    if not len(runs):
        return ()
    monday = int(runs.day[0]) - (int(runs.day[0]) - 1) % _WEEK
    weeks = (until.toordinal() - monday) // _WEEK + 1
    of_week = (runs.day - monday) // _WEEK
    distance = np.bincount(of_week, weights=np.nan_to_num(runs.distance_m), minlength=weeks).astype(np.float64)
    minutes = np.bincount(of_week, weights=np.nan_to_num(runs.minutes), minlength=weeks)
    count = np.bincount(of_week, minlength=weeks)
    longest = np.full(weeks, -np.inf)
    np.maximum.at(longest, of_week, np.where(np.isnan(runs.distance_m), -np.inf, runs.distance_m))
    known_down = np.bincount(of_week, weights=np.isfinite(runs.descent_m).astype(float), minlength=weeks)
    down = np.bincount(of_week, weights=np.nan_to_num(runs.descent_m), minlength=weeks)
    result = []
    for index in range(weeks):
        over = until.toordinal() >= monday + _WEEK * index + _WEEK - 1
        most = float(longest[index]) if np.isfinite(longest[index]) else None
        result.append(
            LoadWeek(
                start=date.fromordinal(monday + _WEEK * index),
                distance_m=float(distance[index]),
                minutes=float(minutes[index]),
                runs=int(count[index]),
                longest_m=most,
                long_run_share=most / float(distance[index]) if most and distance[index] > 0.0 else None,
                change_from_previous=_change(distance, count.astype(np.float64), index, over=over),
                descent_m=float(down[index]) if known_down[index] else None,
            )
        )
    return tuple(result)


def _change(distance: Floats, count: Floats, index: int, *, over: bool) -> float | None:
    if index == 0 or distance[index - 1] < 1000.0 * CHANGE_FROM_KM or count[index - 1] < CHANGE_FROM_RUNS:
        return None
    change = float(distance[index] / distance[index - 1]) - 1.0
    return change if over or change > 0.0 else None
