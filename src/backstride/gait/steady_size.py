"""Undo the growing and shrinking of a runner who comes nearer or runs away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from backstride.gait.smoothing import FEWEST_POINTS, smooth
from backstride.model.keypoints import KeypointTrack

__all__ = ["with_steady_size"]

SLOW_HZ = 0.6
SMALLEST_TRUNK_PX = 5.0
CHANGES_FROM = 1.15
"""Smaller changes of the trunk's length are breathing, turning and noise."""


def with_steady_size(track: KeypointTrack) -> KeypointTrack:
    """Scale every frame about the middle of the picture so that the trunk keeps its length.

    A track whose trunk hardly changes, or is not seen, is given back as it is.
    """
    shoulder, hip = ((track.of(f"left_{joint}") + track.of(f"right_{joint}")) / 2 for joint in ("shoulder", "hip"))
    trunk_px = np.linalg.norm(shoulder - hip, axis=1)
    trunk_px[trunk_px < SMALLEST_TRUNK_PX] = np.nan
    if np.isfinite(trunk_px).sum() < max(FEWEST_POINTS, len(trunk_px) / 2):
        return track
    size_px = np.exp(smooth(track.time_s, np.log(trunk_px)[:, None], cut_hz=SLOW_HZ).at(track.time_s)[:, 0])
    if size_px.max() / size_px.min() < CHANGES_FROM:
        return track
    middle = np.array([track.width_px / 2, track.height_px / 2])
    factor = (np.median(size_px) / size_px)[:, None, None]
    return replace(track, points_px=(track.points_px - middle) * factor + middle)
