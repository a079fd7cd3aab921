"""How much earlier or later a foot lands than its backward speed alone would say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.gait.motion import GRID_HZ
from backstride.model.form import Side

__all__ = ["Landing", "find_landing", "pool", "shrink"]

WINDOW_S = 0.11
LANDED_SPEED_LEG_S = 0.2
"""Downward speed, in leg lengths a second, below which a heel or toe has landed."""
FASTEST_WITHIN_S = 0.045
"""The foot falls fastest within this time of the reference; an earlier fall belongs to the swing."""
PRIOR_SPREAD_S = 0.025
FEET_DIFFER_S = 0.006
FEWEST_STRIDES = 2
STANDING_S = (0.05, 0.11)
"""In this stretch after the reference the foot stands; what speed it then shows is the camera's angle."""
MOST_STANDING_LEG_S = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """When one point of the foot lands, relative to a reference instant in each stride.

    Parameters
    ----------
    offset_s
        Median over strides of landing minus reference.
    error_s
        Standard error of that.
    """

    offset_s: float
    error_s: float


def find_landing(downward_leg_s: NDArray[np.float64], reference: NDArray[np.intp]) -> Landing | None:
    """Find when the mean descent of a heel or toe ends, over all strides laid on each other.

    One stride is too noisy for a vertical speed; the mean of all strides is not. The landing is the
    instant at which the downward speed, after its peak, falls below a fixed value.

    Parameters
    ----------
    downward_leg_s
        (grid,) downward speed of the point, in leg lengths a second.
    reference
        Grid indices, one a stride, to lay the strides on each other.

    Returns
    -------
    None when fewer than two strides can be read or no landing is seen.
    """
    half = round(WINDOW_S * GRID_HZ)
    inside = reference[(reference >= half) & (reference < len(downward_leg_s) - half)]
    strides = np.array([downward_leg_s[i - half : i + half + 1] for i in inside])
    if len(strides):
        strides = strides[np.isfinite(strides).all(axis=1)]
    if len(strides) < FEWEST_STRIDES:
        return None
    lag_s = np.arange(-half, half + 1) / GRID_HZ
    offset = _end_of_descent(np.mean(strides, axis=0), lag_s)
    if offset is None:
        return None
    left_out = [_end_of_descent(np.mean(np.delete(strides, one, axis=0), axis=0), lag_s) for one in range(len(strides))]
    moved = np.array([offset if value is None else value for value in left_out])
    count = len(strides)
    error = float(np.sqrt((count - 1) / count * np.sum((moved - moved.mean()) ** 2)))
    return Landing(offset_s=offset, error_s=error)


def shrink(landing: Landing) -> Landing:
    """Trust the offset as far as its error allows, against a prior around zero."""
    weight = PRIOR_SPREAD_S**2 / (PRIOR_SPREAD_S**2 + landing.error_s**2)
    return Landing(offset_s=weight * landing.offset_s, error_s=float(np.sqrt(weight)) * landing.error_s)


def pool(landings: Mapping[Side, Landing | None]) -> dict[Side, Landing]:
    """Let the feet of one runner lend each other precision, as far as feet are usually alike."""
    known = {side: landing for side, landing in landings.items() if landing is not None}
    if len(known) < len(Side):
        return known
    weights = {side: 1.0 / (landing.error_s**2 + FEET_DIFFER_S**2) for side, landing in known.items()}
    total = sum(weights.values())
    middle = sum(weights[side] * landing.offset_s for side, landing in known.items()) / total
    pooled = {}
    for side, landing in known.items():
        own = FEET_DIFFER_S**2 / (FEET_DIFFER_S**2 + landing.error_s**2)
        error_s = float(np.sqrt(own * landing.error_s**2 + (1 - own) ** 2 / total))
        pooled[side] = Landing(offset_s=own * landing.offset_s + (1 - own) * middle, error_s=error_s)
    return pooled


def _end_of_descent(speed: NDArray[np.float64], lag_s: NDArray[np.float64]) -> float | None:
    near = np.flatnonzero(np.abs(lag_s) <= FASTEST_WITHIN_S)
    peak = int(near[np.argmax(speed[near])])
    standing = float(np.mean(speed[(lag_s >= STANDING_S[0]) & (lag_s <= STANDING_S[1])]))
    landed = LANDED_SPEED_LEG_S + float(np.clip(standing, -MOST_STANDING_LEG_S, MOST_STANDING_LEG_S))
    slow = np.flatnonzero(speed[peak:] < landed)
    if len(slow) == 0 or slow[0] == 0:
        return None
    at = peak + int(slow[0])
    part = (speed[at - 1] - landed) / (speed[at - 1] - speed[at])
    return float(lag_s[at - 1] + part / GRID_HZ)
