"""Windows of days over many runners at once: arrays of shape (days, runners), a day's runners side by side in memory.

The definitions are those of `backstride.training.windows`; tests hold the two to the same numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["before", "max_of_days_before", "monotony_of_days", "sum_of_days", "trend_of_days"]

Table = NDArray[np.float64]
_ROUNDING = 1e-9


def before(values: Table, days: int) -> Table:
    """Give the values of so many days earlier; zero where there was no such day."""
    moved = np.zeros_like(values)
    moved[days:] = values[: len(values) - days] if days < len(values) else values[:0]
    return moved


def max_of_days_before(daily: Table, days: int) -> Table:
    """Give the largest value of the days before each day, the day itself left out; zero when there is none.

    Every round doubles the days that are covered, so thirty days take five comparisons.

    Examples
    --------
    >>> max_of_days_before(np.array([[3.0], [0.0], [5.0], [1.0], [1.0]]), 2).ravel().tolist()
    [0.0, 3.0, 3.0, 5.0, 5.0]
    """
    largest, covered = before(daily, 1), 1
    while covered < days:
        more = min(covered, days - covered)
        np.maximum(largest[more:], largest[:-more].copy(), out=largest[more:])
        covered += more
    return largest


def sum_of_days(daily: Table, days: int) -> Table:
    """Give the sum over each day and the days before it; days that were not there count as zero.

    Examples
    --------
    >>> sum_of_days(np.array([[1.0], [2.0], [3.0]]), 2).ravel().tolist()
    [1.0, 3.0, 5.0]
    """
    total = np.cumsum(daily, axis=0)
    total[days:] -= total[:-days].copy()
    return total


def monotony_of_days(daily: Table, days: int = 7) -> Table:
    """Give mean over standard deviation (n - 1) of each day and those before it; NaN when every day was alike.

    Sources
    -------
    foster1998
    """
    mean = sum_of_days(daily, days) / days
    squares = np.zeros_like(daily)
    apart = np.empty_like(daily)
    for back in range(days):
        np.subtract(daily[: len(daily) - back], mean[back:], out=apart[back:])
        apart[:back] = -mean[:back]
        np.multiply(apart, apart, out=apart)
        squares += apart
    spread = np.sqrt(squares / (days - 1), out=squares)
    alike = spread <= _ROUNDING
    spread[alike] = np.nan
    return np.divide(mean, spread, out=mean)


def trend_of_days(daily: Table, days: int, first: NDArray[np.int64]) -> Table:
    """Give the exponentially weighted mean with weight 2 / (days + 1) for each new day.

    Parameters
    ----------
    first
        Row of each runner's first day, shape (runners,); their mean begins there.

    Sources
    -------
    williams2017
    """
    weight = 2.0 / (days + 1.0)
    begins = np.bincount(first, minlength=len(daily)).astype(bool)
    result = np.empty_like(daily)
    so_far = np.zeros(daily.shape[1])
    for row, here in enumerate(daily):
        so_far = so_far + weight * (here - so_far)
        if begins[row]:
            so_far = np.where(first == row, here, so_far)
        result[row] = so_far
    return result
