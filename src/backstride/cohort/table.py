"""The load of many runners over years, as one table.

The signals and their definitions are those of one runner (`backstride.training`); only the way is another: whole blocks
of runners are worked out at once, and blocks by several workers. A block's result does not depend on who works it out,
so one worker and many give the same bytes.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from backstride.cohort.windows import max_of_days_before, monotony_of_days, sum_of_days, trend_of_days
from backstride.training.bands import FEWEST_RUNS, WINDOW_DAYS

__all__ = ["SIGNALS", "CohortRuns", "LoadTable", "load_table"]

SIGNALS = ("distance_m", "longest_30d_m", "acute_7d_m", "chronic_28d_m", "trend_7d_m", "trend_28d_m", "monotony_7d")
"""Columns of a table's days, in metres but for the last, which has no unit."""
_WARM_UP_DAYS = 28
_AT_ONCE = 256

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CohortRuns:
    """The runs of many runners, one row each, in order of runner.

    Parameters
    ----------
    runner
        Number of the runner, 0 and up, never falling, shape (n,).
    day
        Days since 0001-01-01 of the runner's own calendar, shape (n,).
    distance_m
        Above zero, shape (n,). A run without a distance is left out by the caller, and says so.

    Raises
    ------
    ValueError
        If the columns differ in length, runners are not in order, or a distance is not above zero.
    """

    runner: Whole
    day: Whole
    distance_m: Floats

    def __post_init__(self) -> None:
        """Refuse what would be counted wrongly."""
        if not len(self.runner) == len(self.day) == len(self.distance_m):
            raise ValueError("runner, day and distance_m differ in length")
        if len(self.runner) and (self.runner[0] < 0 or np.any(np.diff(self.runner) < 0)):
            raise ValueError("runner is not in order from 0 on")
        if not np.all(np.isfinite(self.distance_m) & (self.distance_m > 0.0)):
            raise ValueError("distance_m holds a value that is no distance")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadTable:
    """What the load of a cohort is.

    Parameters
    ----------
    first_day
        Day of the first row of the daily table, as an ordinal.
    daily
        Shape (signals, days, runners), in the order of :data:`SIGNALS`; NaN before a runner's first run, and until a
        window is full.
    ratio_to_longest_30d
        Each run over the longest of the 30 days before its own, shape (n,); NaN with fewer than four runs in them.
    """

    first_day: int
    daily: Floats
    ratio_to_longest_30d: Floats

    def signal(self, name: str) -> Floats:
        """Give one signal, shape (days, runners)."""
        column: Floats = self.daily[SIGNALS.index(name)]
        return column


def load_table(runs: CohortRuns, *, until: int, workers: int = 1) -> LoadTable:
    """Work out the load of every runner up to and with a day.

    Workers are threads: the arithmetic is numpy's, which lets several run at once and shares the memory.

    Parameters
    ----------
    until
        The last day, as an ordinal; no run may lie after it.
    workers
        How many blocks of runners are worked out at once. The result is the same for every number.

    Examples
    --------
    >>> runs = CohortRuns(np.zeros(5, int), 100 + np.arange(5), np.array([5e3, 6e3, 5e3, 5e3, 12e3]))
    >>> table = load_table(runs, until=110)
    >>> table.ratio_to_longest_30d[-1].item(), table.signal("longest_30d_m")[4, 0].item()
    (2.0, 6000.0)
    """
    if not len(runs.runner):
        return LoadTable(first_day=until, daily=np.empty((len(SIGNALS), 0, 0)), ratio_to_longest_30d=np.empty(0))
    if int(runs.day.max()) > until:
        raise ValueError("a run lies after the last day")
    first_day = int(runs.day.min())
    runners = int(runs.runner[-1]) + 1
    daily = np.empty((len(SIGNALS), until - first_day + 1, runners))
    ratio = np.empty(len(runs.runner))
    fill = partial(_fill_block, runs, first_day, daily, ratio)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for _ in pool.map(fill, range(0, runners, _AT_ONCE)):
            pass
    return LoadTable(first_day=first_day, daily=daily, ratio_to_longest_30d=ratio)


def _fill_block(runs: CohortRuns, first_day: int, daily: Floats, ratio: Floats, begin: int) -> None:
    """Work out some runners and write them into their own part of the tables."""
    end = min(begin + _AT_ONCE, daily.shape[2])
    low, high = np.searchsorted(runs.runner, (begin, end))
    place = (runs.day[low:high] - first_day, runs.runner[low:high] - begin)
    shape = (daily.shape[1], end - begin)
    cell = np.ravel_multi_index(place, shape)
    distance = runs.distance_m[low:high]
    total = np.bincount(cell, distance, minlength=shape[0] * shape[1]).reshape(shape)
    count = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    longest = total if count.max(initial=0) <= 1 else _largest(cell, distance, shape)
    first = np.full(shape[1], shape[0], np.int64)
    np.minimum.at(first, place[1], place[0])
    longest_before = max_of_days_before(longest, WINDOW_DAYS)
    signals = (
        total,
        np.where(longest_before > 0.0, longest_before, np.nan),
        sum_of_days(total, 7),
        sum_of_days(total, 28),
        trend_of_days(total, 7, first),
        trend_of_days(total, 28, first),
        monotony_of_days(total, 7),
    )
    wait = (0, 0, 6, 27, _WARM_UP_DAYS, _WARM_UP_DAYS, 6)
    for table, values, days in zip(daily, signals, wait, strict=True):
        _blank_before(values, first + days)
        table[:, begin:end] = values
    # Runs of the 30 days before: those up to yesterday, without those that are older.
    counted = sum_of_days(np.concatenate((np.zeros((1, shape[1])), count[:-1])), WINDOW_DAYS)
    enough = counted[place] >= FEWEST_RUNS
    ratio[low:high] = np.where(enough, distance / np.where(enough, longest_before[place], 1.0), np.nan)


def _largest(cell: Whole, distance: Floats, shape: tuple[int, int]) -> Floats:
    """Give the longest run of each day, zero where there is none."""
    longest = np.zeros(shape[0] * shape[1])
    np.maximum.at(longest, cell, distance)
    return longest.reshape(shape)


def _blank_before(values: Floats, first_known: Whole) -> None:
    """Put NaN into every row before a runner's first known one."""
    rows = min(int(first_known.max(initial=0)), len(values))
    values[:rows][np.arange(rows)[:, None] < first_known] = np.nan
