"""Smooth paths through noisy, unevenly timed points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Curve", "smooth"]

FEWEST_POINTS = 4
WEIGHT_OF_MISSING = 1e-4
TWO_PASS_CORNER = 0.802
"""A second-order filter run both ways is 3 dB down at this share of its one-way corner."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """A natural cubic spline for several signals at once.

    Parameters
    ----------
    time_s
        (n,) knots in seconds, rising.
    value
        (n, signals) values at the knots.
    bend
        (n, signals) second derivatives at the knots, zero at both ends.
    """

    time_s: NDArray[np.float64]
    value: NDArray[np.float64]
    bend: NDArray[np.float64]

    def at(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the (m, signals) values at other times; times outside are held at the ends."""
        low, high, step, before, after = self._cells(time_s)
        cubic_low, cubic_high = before**3 - before, after**3 - after
        bends = cubic_low * self.bend[low] + cubic_high * self.bend[high]
        return before * self.value[low] + after * self.value[high] + bends * step**2 / 6.0

    def velocity(self, time_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the (m, signals) first derivatives per second at other times."""
        low, high, step, before, after = self._cells(time_s)
        slope = (self.value[high] - self.value[low]) / step
        bends = (3 * after**2 - 1) * self.bend[high] - (3 * before**2 - 1) * self.bend[low]
        return slope + bends * step / 6.0

    def _cells(
        self, time_s: NDArray[np.float64]
    ) -> tuple[
        NDArray[np.intp],
        NDArray[np.intp],
        NDArray[np.float64],
        NDArray[np.float64],
        NDArray[np.float64],
    ]:
        wanted = np.clip(time_s, self.time_s[0], self.time_s[-1])
        low = np.clip(np.searchsorted(self.time_s, wanted, side="right") - 1, 0, len(self.time_s) - 2)
        step = (self.time_s[low + 1] - self.time_s[low])[:, None]
        after = (wanted - self.time_s[low])[:, None] / step
        return low, low + 1, step, 1.0 - after, after


def smooth(time_s: NDArray[np.float64], values: NDArray[np.float64], *, cut_hz: float) -> Curve:
    """Fit a smoothing spline that acts as a zero-phase low-pass filter.

    The spline minimises squared error plus bending. Its frequency response is that of a
    second-order Butterworth filter run forwards and backwards, and it needs no even frame times,
    no separate gap filling and no separate interpolation.

    Parameters
    ----------
    time_s
        (n,) rising seconds.
    values
        (n, signals); NaN is bridged.
    cut_hz
        Frequency at which the amplitude is 3 dB down.

    Raises
    ------
    ValueError
        If there are fewer than four points.

    Notes
    -----
    Where this leaves the usual filter:

    1. Frames may be unevenly spaced; a filter assumes they are even.
    2. The ends are natural (no bend), not mirrored.

    Examples
    --------
    >>> time_s = np.arange(60) / 60.0
    >>> slow = np.sin(2 * np.pi * 2 * time_s)[:, None]
    >>> curve = smooth(time_s, slow, cut_hz=8.0)
    >>> bool(np.abs(curve.at(time_s) - slow)[10:-10].max() < 0.01)
    True
    """
    if len(time_s) < FEWEST_POINTS:
        raise ValueError(f"a smooth path needs {FEWEST_POINTS} points, not {len(time_s)}")
    filled, looseness = _bridge(time_s, values)
    step = np.diff(time_s)
    corner_rad_s = 2 * np.pi * cut_hz / TWO_PASS_CORNER
    stiffness = 1.0 / (float(np.median(step)) * corner_rad_s**4)
    left, right = 1.0 / step[:-1, None], 1.0 / step[1:, None]
    bend = np.zeros_like(filled)
    bend[1:-1] = _solve(*_bands(step, looseness * stiffness), _second_difference(filled, left, right))
    pull = np.zeros_like(filled)
    pull[:-2] += bend[1:-1] * left
    pull[1:-1] -= bend[1:-1] * (left + right)
    pull[2:] += bend[1:-1] * right
    return Curve(time_s=time_s, value=filled - stiffness * looseness * pull, bend=bend)


def _bridge(
    time_s: NDArray[np.float64], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fill gaps with straight lines that hardly count; give values and one over their weight."""
    known = np.isfinite(values)
    filled = values.copy()
    for column in np.flatnonzero(~known.all(axis=0)):
        have = known[:, column]
        line = np.interp(time_s, time_s[have], values[have, column]) if have.any() else 0.0
        filled[:, column] = np.where(have, values[:, column], line)
    return filled, np.where(known, 1.0, 1.0 / WEIGHT_OF_MISSING)


def _second_difference(
    values: NDArray[np.float64], left: NDArray[np.float64], right: NDArray[np.float64]
) -> NDArray[np.float64]:
    return values[:-2] * left - values[1:-1] * (left + right) + values[2:] * right


def _bands(
    step: NDArray[np.float64], loose: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Give the three bands of Reinsch's symmetric system, one column a signal."""
    left, right = 1.0 / step[:-1, None], 1.0 / step[1:, None]
    centre = -(left + right)
    diagonal = (step[:-1] + step[1:])[:, None] / 3 + (
        loose[:-2] * left**2 + loose[1:-1] * centre**2 + loose[2:] * right**2
    )
    beside = step[1:-1, None] / 6 + (loose[1:-2] * centre[:-1] * left[1:] + loose[2:-1] * right[:-1] * centre[1:])
    beyond = loose[2:-2] * right[:-2] * left[2:]
    return diagonal, beside, beyond


def _solve(
    diagonal: NDArray[np.float64],
    beside: NDArray[np.float64],
    beyond: NDArray[np.float64],
    wanted: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Solve a symmetric five-band system for every column by LDL decomposition."""
    rows = len(diagonal)
    pivot = diagonal.copy()
    near, far = np.zeros_like(diagonal), np.zeros_like(diagonal)
    answer = wanted.copy()
    for row in range(rows):
        if row >= 1:
            pivot[row] -= near[row - 1] ** 2 * pivot[row - 1]
            answer[row] -= near[row - 1] * answer[row - 1]
        if row >= 2:  # noqa: PLR2004 - two rows up
            pivot[row] -= far[row - 2] ** 2 * pivot[row - 2]
            answer[row] -= far[row - 2] * answer[row - 2]
        if row + 1 < rows:
            carried = far[row - 1] * pivot[row - 1] * near[row - 1] if row >= 1 else 0.0
            near[row] = (beside[row] - carried) / pivot[row]
        if row + 2 < rows:
            far[row] = beyond[row] / pivot[row]
    answer /= pivot
    for row in range(rows - 2, -1, -1):
        answer[row] -= near[row] * answer[row + 1]
        if row + 2 < rows:
            answer[row] -= far[row] * answer[row + 2]
    return answer
