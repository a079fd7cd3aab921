"""Frames in which a pose model gave the left leg's points to the right leg and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.model.keypoints import KEYPOINT_NAMES

__all__ = ["undo_leg_swaps"]

JOINT_GROUPS = (("ankle", "heel", "foot_index"), ("knee",))
"""Points that change legs together."""
CLEAR_JUMP_LEG = 0.2
BETTER_BY = 0.5
LONGEST_SWAP_S = 0.1


def undo_leg_swaps(points_px: NDArray[np.float64], *, leg_px: float, fps: float) -> tuple[NDArray[np.float64], float]:
    """Exchange left and right joints back where they changed places for a moment.

    Parameters
    ----------
    points_px
        (frames, 33, 2) as given; NaN where missing.
    leg_px
        Leg length, for what counts as a jump.
    fps
        Frames a second.

    Returns
    -------
    The points with swaps undone, and the share of frames in which a swap was seen.

    Notes
    -----
    Only a swap that visibly begins and visibly ends within a tenth of a second is undone. Following
    legs through crossings instead makes things worse: one mistake then lasts.
    """
    mended = points_px.copy()
    any_swap = np.zeros(len(points_px), dtype=np.bool_)
    longest = max(3, round(LONGEST_SWAP_S * fps))
    for joints in JOINT_GROUPS:
        left = [KEYPOINT_NAMES.index(f"left_{joint}") for joint in joints]
        right = [KEYPOINT_NAMES.index(f"right_{joint}") for joint in joints]
        switches = _switches(points_px[:, left], points_px[:, right], CLEAR_JUMP_LEG * leg_px)
        for first, after in _paired(switches, longest):
            mended[first:after, left] = points_px[first:after, right]
            mended[first:after, right] = points_px[first:after, left]
            any_swap[first:after] = True
    return mended, float(any_swap.mean()) if len(any_swap) else 0.0


def _switches(left: NDArray[np.float64], right: NDArray[np.float64], clear_jump_px: float) -> list[int]:
    """Give the frames at which the legs seem to have changed places since the frame before."""
    kept = _mean_step(left[:-1], left[1:]) + _mean_step(right[:-1], right[1:])
    exchanged = _mean_step(left[:-1], right[1:]) + _mean_step(right[:-1], left[1:])
    with np.errstate(invalid="ignore"):
        switched = (kept > 2 * clear_jump_px) & (exchanged < BETTER_BY * kept)
    return [int(frame) + 1 for frame in np.flatnonzero(switched)]


def _mean_step(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the mean distance over the joints that both frames have; NaN where they share none."""
    distance = np.linalg.norm(one - other, axis=2)
    known = np.isfinite(distance)
    total = np.where(known, distance, 0.0).sum(axis=1)
    count = known.sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _paired(switches: list[int], longest: int) -> list[tuple[int, int]]:
    """Match each switch with the next one, if that comes soon; a lone switch is left alone."""
    pairs = []
    index = 0
    while index + 1 < len(switches):
        if switches[index + 1] - switches[index] <= longest:
            pairs.append((switches[index], switches[index + 1]))
            index += 2
        else:
            index += 1
    return pairs
