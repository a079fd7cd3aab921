"""Sums, maxima and trends over windows of days."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from backstride.training.columns import Floats

__all__ = ["previous_max", "previous_sum", "trailing_monotony", "trailing_sum", "trend"]


def previous_max(daily: Floats, days: int) -> Floats:
    """Give the largest value of the days before each day, the day itself left out; NaN when there is none.

    Examples
    --------
    >>> previous_max(np.array([3.0, np.nan, 5.0, 1.0, 1.0]), 2).tolist()
    [nan, 3.0, 3.0, 5.0, 5.0]
    """
    padded = np.concatenate((np.full(days, -np.inf), np.where(np.isnan(daily), -np.inf, daily)))
    largest = np.lib.stride_tricks.sliding_window_view(padded, days)[: len(daily)].max(axis=1)
    return np.where(np.isneginf(largest), np.nan, largest)


def previous_sum(daily: Floats, days: int) -> Floats:
    """Give the sum over the days before each day, the day itself left out.

    Examples
    --------
    >>> previous_sum(np.array([1.0, 0.0, 1.0, 1.0]), 2).tolist()
    [0.0, 1.0, 1.0, 1.0]
    """
    total = np.concatenate(([0.0], np.cumsum(daily)))
    here = np.arange(len(daily))
    return total[here] - total[np.maximum(here - days, 0)]


def trailing_sum(daily: Floats, days: int) -> Floats:
    """Give the sum over each day and the days before it; NaN until the window is full.

    Examples
    --------
    >>> trailing_sum(np.array([1.0, 2.0, 3.0]), 2).tolist()
    [nan, 3.0, 5.0]
    """
    if len(daily) < days:
        return np.full(len(daily), np.nan)
    sums = np.lib.stride_tricks.sliding_window_view(daily, days).sum(axis=1)
    return np.concatenate((np.full(days - 1, np.nan), sums))


def trailing_monotony(daily: Floats, days: int = 7) -> Floats:
    """Give mean over standard deviation (n - 1) of each window; NaN until it is full or when every day was alike.

    Sources
    -------
    foster1998
        The definition; its cut-off of 2 rests on 25 athletes and illness, so none is used here.
    """
    if len(daily) < days:
        return np.full(len(daily), np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(daily, days)
    spread = windows.std(axis=1, ddof=1)
    # A spread that is only rounding is none.
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(spread > _ROUNDING, windows.mean(axis=1) / spread, np.nan)
    return np.concatenate((np.full(days - 1, np.nan), ratio))


def trend(daily: Floats, days: int, *, warm_up_days: int = 28) -> Floats:
    """Give the exponentially weighted mean with weight 2 / (days + 1) for each new day; NaN while it warms up.

    Sources
    -------
    williams2017
        The weights. Shown as a trend only: no ratio is formed from it.
    """
    weight = 2.0 / (days + 1.0)
    values = np.fromiter(
        accumulate(daily.tolist(), lambda so_far, new: so_far + weight * (new - so_far)), np.float64, len(daily)
    )
    values[:warm_up_days] = np.nan
    return values


_ROUNDING = 1e-9
