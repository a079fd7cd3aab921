"""Whether a person runs, walks or stands, told from cues that do not depend on the frame rate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from backstride.gait.motion import Motion
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import Side, View

__all__ = ["Locomotion", "LocomotionCues", "find_locomotion", "knee_bend", "without_drift"]

STILL_LEG = 0.25
SURE = 0.4
"""How clear the balance of the cues must be; between minus this and plus this nothing is claimed."""
DRIFT_WINDOW_S = 1.0
FEWEST_SAMPLES = 3


class Locomotion(StrEnum):
    """How a person moves."""

    RUNNING = "running"
    WALKING = "walking"
    STANDING = "standing"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocomotionCues:
    """What the decision rests on.

    Parameters
    ----------
    bounce
        Correlation of hip height with how far apart the ankles are. A runner is lowest when the
        legs pass each other (a spring), a walker highest (a pole vault).
    swing_knee_deg
        Knee bend reached in the swing; about 60 in walking, 85 and more in running. None when the
        camera does not see the legs from the side.
    lift_leg
        How far the ankles rise and fall against the hips, in leg lengths.
    verdict
        What follows.
    """

    bounce: float
    swing_knee_deg: float | None
    lift_leg: float
    verdict: Locomotion


def find_locomotion(motion: Motion, viewpoint: Viewpoint) -> LocomotionCues:
    """Weigh bounce, knee bend and foot lift; claim nothing when they disagree."""
    from_side = viewpoint.view in {View.SIDE, View.OBLIQUE}
    lift = _lift(motion)
    bounce = _bounce(motion, from_side=from_side)
    knee = _swing_knee(motion) if viewpoint.view is View.SIDE else None
    if viewpoint.fore_aft_leg < STILL_LEG and lift < STILL_LEG / 2:
        verdict = Locomotion.STANDING
    else:
        verdict = _weigh(bounce, knee, lift, from_side=from_side)
    return LocomotionCues(bounce=bounce, swing_knee_deg=knee, lift_leg=lift, verdict=verdict)


def _weigh(bounce: float, knee_deg: float | None, lift_leg: float, *, from_side: bool) -> Locomotion:
    """Each cue votes between -1 (walking) and +1 (running); the bounce counts double."""
    between = 0.10 if from_side else -0.25
    votes = [2 * float(np.clip((bounce - between) / 0.4, -1, 1))]
    split = 0.30 if from_side else 0.50
    votes.append(float(np.clip((lift_leg - split) / 0.12, -1, 1)))
    if knee_deg is not None:
        votes.append(float(np.clip((knee_deg - 77.0) / 10.0, -1, 1)))
    balance = float(np.mean(votes))
    if abs(balance) < SURE:
        return Locomotion.UNCLEAR
    return Locomotion.RUNNING if balance > 0 else Locomotion.WALKING


def _bounce(motion: Motion, *, from_side: bool) -> float:
    """Correlate hip height with ankle distance: across the picture, or in height seen from behind.

    Seen from behind, the ankles are furthest apart in height when the legs pass, so the sign turns.
    """
    height = -without_drift(motion.time_s, motion.middle("hip")[:, 1])
    apart = motion.of("left_ankle") - motion.of("right_ankle")
    distance = np.abs(apart[:, 0]) if from_side else -np.abs(apart[:, 1])
    known = np.isfinite(height) & np.isfinite(distance)
    if known.sum() < FEWEST_SAMPLES or np.ptp(height[known]) == 0 or np.ptp(distance[known]) == 0:
        return 0.0
    return float(np.corrcoef(height[known], distance[known])[0, 1])


def without_drift(time_s: NDArray[np.float64], path: NDArray[np.float64]) -> NDArray[np.float64]:
    """Subtract a running mean over about a stride, so that a rising camera or road does not count."""
    half = round(DRIFT_WINDOW_S / 2 / float(time_s[1] - time_s[0]))
    known = np.isfinite(path)
    if known.sum() <= 2 * half:
        return path - float(np.nanmean(path))
    filled = np.interp(time_s, time_s[known], path[known])
    total = np.concatenate([[0.0], np.cumsum(filled)])
    index = np.arange(len(path))
    low, high = np.maximum(index - half, 0), np.minimum(index + half + 1, len(path))
    return np.asarray(path - (total[high] - total[low]) / (high - low))


def _lift(motion: Motion) -> float:
    hip = motion.middle("hip")[:, 1]
    ranges = []
    for side in Side:
        low, high = np.nanpercentile(motion.of(f"{side}_ankle")[:, 1] - hip, [3.0, 97.0])
        ranges.append(float(high - low))
    return float(np.mean(ranges)) / motion.leg_upright_px


def _swing_knee(motion: Motion) -> float:
    bends = [float(np.nanpercentile(knee_bend(motion, side), 95.0)) for side in Side]
    return float(np.mean(bends))


def knee_bend(motion: Motion, side: Side) -> NDArray[np.float64]:
    """Give the (grid,) knee flexion in degrees; 0 is a straight leg."""
    hip, knee, ankle = (motion.of(f"{side}_{joint}") for joint in ("hip", "knee", "ankle"))
    thigh, shank = knee - hip, ankle - knee
    cross = thigh[:, 0] * shank[:, 1] - thigh[:, 1] * shank[:, 0]
    return np.asarray(np.abs(np.degrees(np.arctan2(cross, np.sum(thigh * shank, axis=1)))))
