"""Which part of a track can be used, and what in it stands in the way of measuring."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from backstride.gait.motion import leg_length
from backstride.gait.obstacle import Obstacle
from backstride.model.form import Side
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

__all__ = ["obstacles", "usable_part"]

SHORTEST_S = 1.4
LOWEST_FPS = 24.6
LEAST_SEEN = 0.6
SMALLEST_LEG_PX = 60.0
DARKEST = 0.12
LEAST_SCORE = 0.35
JUMP_LEG = 0.8
"""The hips of one person move less than this between frames a thirtieth of a second apart."""
MOST_JUMPS_SHARE = 0.01
SCALE_JUMP = 1.35
FEET_OUT_SHARE = 0.1
BORDER = 0.02
ESSENTIAL = tuple(f"{side}_{joint}" for joint in ("hip", "knee", "ankle") for side in Side)
FEET = tuple(f"{side}_{joint}" for joint in ("ankle", "heel", "foot_index") for side in Side)


def usable_part(track: KeypointTrack) -> KeypointTrack:
    """Cut off the frames before the legs come into the picture and after they leave it.

    The longest stretch is kept in which hips, knees and ankles are seen without a break of more than
    a fifth of a second and lie inside the picture from left to right.
    """
    index = [KEYPOINT_NAMES.index(name) for name in ESSENTIAL]
    points = track.points_px[:, index]
    inside = np.isfinite(points).all(axis=2) & (track.score[:, index] > 0)
    with np.errstate(invalid="ignore"):
        across = points[..., 0] / track.width_px
        inside &= (across > -BORDER) & (across < 1 + BORDER)
    good = np.flatnonzero(inside.mean(axis=1) > LEAST_SEEN)
    if len(good) == 0:
        return track
    breaks = np.flatnonzero(np.diff(track.time_s[good]) > 0.2) + 1  # noqa: PLR2004 - see docstring
    longest = max(np.split(good, breaks), key=len)
    part = slice(int(longest[0]), int(longest[-1]) + 1)
    return replace(track, time_s=track.time_s[part], points_px=track.points_px[part], score=track.score[part])


def obstacles(track: KeypointTrack) -> tuple[Obstacle, ...]:
    """List what stands in the way, the most telling first, before any motion is analysed."""
    found = []
    if track.people_seen is not None and track.people_seen > 1:
        found.append(Obstacle.SEVERAL_PEOPLE)
    if _jumps(track):
        found.append(Obstacle.TRACK_JUMPS)
    if _is_dark(track):
        found.append(Obstacle.DARK)
    if _leg_points_seen(track) < LEAST_SEEN:
        found.append(Obstacle.BODY_OUT_OF_VIEW)
    elif _feet_leave(track):
        found.append(Obstacle.FEET_OUT_OF_VIEW)
    if len(track.time_s) < 2 or track.time_s[-1] - track.time_s[0] < SHORTEST_S:  # noqa: PLR2004
        found.append(Obstacle.TOO_SHORT)
    elif track.fps < LOWEST_FPS:
        found.append(Obstacle.LOW_RATE)
    leg = leg_length(track.points_px, percentile=90.0)
    if leg < SMALLEST_LEG_PX:
        found.append(Obstacle.TOO_SMALL)
    return tuple(found)


def _leg_points_seen(track: KeypointTrack) -> float:
    index = [KEYPOINT_NAMES.index(name) for name in ESSENTIAL]
    seen = np.isfinite(track.points_px[:, index]).all(axis=2) & (track.score[:, index] > 0)
    return float(seen.mean(axis=0).min()) if len(seen) else 0.0


def _is_dark(track: KeypointTrack) -> bool:
    if track.brightness_0_to_1 is not None and track.brightness_0_to_1 < DARKEST:
        return True
    index = [KEYPOINT_NAMES.index(name) for name in ESSENTIAL]
    score = track.score[:, index]
    seen = score[score > 0]
    return track.from_pose_model and len(seen) > 0 and float(np.median(seen)) < LEAST_SCORE


def _feet_leave(track: KeypointTrack) -> bool:
    """Say whether feet lie on or below the lower border of the picture too often."""
    index = [KEYPOINT_NAMES.index(name) for name in FEET]
    with np.errstate(invalid="ignore"):
        below = track.points_px[:, index, 1] > (1 + BORDER / 2) * track.height_px
    return float(below.any(axis=1).mean()) > FEET_OUT_SHARE


def _jumps(track: KeypointTrack) -> bool:
    """Say whether the hips leap, or the trunk changes size, more than one moving body can."""
    hips = _steady(_middle(track, "hip"))
    leg = leg_length(track.points_px, percentile=50.0)
    known = np.flatnonzero(np.isfinite(hips).all(axis=1))
    if len(known) < 3 or not np.isfinite(leg):  # noqa: PLR2004 - two steps to compare
        return False
    step_s = np.diff(track.time_s[known])
    moved = np.linalg.norm(np.diff(hips[known], axis=0), axis=1)
    leap = moved > JUMP_LEG * leg * np.maximum(1.0, 30.0 * step_s)
    trunk = np.linalg.norm(_steady(_middle(track, "shoulder"))[known] - hips[known], axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        grown = np.abs(np.log(trunk[1:] / trunk[:-1])) > np.log(SCALE_JUMP)
    near = step_s < 0.1  # noqa: PLR2004 - seconds; after a longer gap the trunk may well have changed
    return float(np.mean(leap | (grown & near))) > MOST_JUMPS_SHARE or int(leap.sum()) > 1


def _middle(track: KeypointTrack, joint: str) -> NDArray[np.float64]:
    return (track.of(f"left_{joint}") + track.of(f"right_{joint}")) / 2


def _steady(path: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the median of five frames, so that one wild frame is no leap to someone else."""
    padded = np.pad(path, ((2, 2), (0, 0)), mode="edge")
    return np.asarray(np.median(sliding_window_view(padded, 5, axis=0), axis=2))
