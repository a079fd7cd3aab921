"""When each leg reaches furthest forward and furthest back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Reach", "find_reaches", "find_turns"]

LEAST_SWING = 0.4
"""A swing shorter than this share of the leg is no step."""
HYSTERESIS = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One swing back of a leg: grid indices of the furthest-forward and furthest-back instants.

    The last one of a clip may lack its end; then ``back`` is None.
    """

    front: int
    back: int | None


def find_reaches(reach_leg: NDArray[np.float64]) -> tuple[Reach, ...]:
    """Find each furthest-forward instant and the furthest-back one that follows it.

    Parameters
    ----------
    reach_leg
        (grid,) how far the ankle is ahead of the hips, in leg lengths; NaN where unknown.

    Examples
    --------
    >>> path = 0.5 * np.cos(2 * np.pi * 1.4 * np.arange(480) / 240.0 + 2.0)
    >>> [(reach.front, reach.back) for reach in find_reaches(path)]
    [(117, 203), (288, 374), (460, None)]
    """
    known = np.flatnonzero(np.isfinite(reach_leg))
    if len(known) == 0:
        return ()
    low, high = np.percentile(reach_leg[known], [3.0, 97.0])
    if high - low < LEAST_SWING:
        return ()
    upper = high - HYSTERESIS * (high - low)
    lower = low + HYSTERESIS * (high - low)
    turns = find_turns(reach_leg, lower=float(lower), upper=float(upper))
    following: list[tuple[int, bool] | None] = [*turns[1:], None]
    return tuple(
        Reach(front=turn[0], back=after[0] if after else None)
        for turn, after in zip(turns, following, strict=True)
        if turn[1]
    )


def find_turns(path: NDArray[np.float64], *, lower: float, upper: float) -> list[tuple[int, bool]]:
    """Give the extreme of each excursion above ``upper`` or below ``lower``, in time order.

    Each is a grid index and whether it is a top. An excursion cut off by an end of the data or by a
    gap has no extreme of its own.

    Examples
    --------
    >>> wave = np.array([0, 2, 3, 2, 0, -2, -3, -1, 0.0])
    >>> find_turns(wave, lower=-1.5, upper=1.5)
    [(2, True), (6, False)]
    """
    known = np.flatnonzero(np.isfinite(path))
    if len(known) == 0:
        return []
    zone = np.where(path[known] > upper, 1, np.where(path[known] < lower, -1, 0))
    breaks = np.flatnonzero((np.diff(zone) != 0) | (np.diff(known) > 1)) + 1
    turns: list[tuple[int, bool]] = []
    for part in np.split(np.arange(len(known)), breaks):
        sign = int(zone[part[0]])
        if sign == 0:
            continue
        best = part[int(np.argmax(sign * path[known[part]]))]
        at_edge = best in (0, len(known) - 1)
        if at_edge or known[best + 1] - known[best - 1] > 2:  # noqa: PLR2004 - neighbours on both sides
            continue
        turn = (int(known[best]), sign > 0)
        if turns and turns[-1][1] == turn[1]:
            if sign * path[turn[0]] > sign * path[turns[-1][0]]:
                turns[-1] = turn
        else:
            turns.append(turn)
    return turns
