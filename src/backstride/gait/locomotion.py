"""Whether a person runs, walks or stands, told from cues that do not depend on the frame rate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from backstride.gait.hip_bounce import hip_beat_hz, without_drift
from backstride.gait.motion import Motion
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import Side, View

__all__ = ["Locomotion", "LocomotionCues", "find_locomotion", "knee_bend"]

STILL_LEG = 0.25
SURE = 0.4
"""How clear the balance of the cues must be; between minus this and plus this nothing is claimed."""
FEWEST_SAMPLES = 3
LIFT_BETWEEN_LEG = 0.30
"""Ankles rise and fall 0.22 to 0.25 of a leg in two walkers, 0.33 to 0.48 in runners, from any side."""
FASTEST_WALK_HZ = 2.3


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
        beat_hz = None if from_side else hip_beat_hz(motion)
        verdict = _weigh(bounce, knee, lift, beat_hz, from_side=from_side)
    return LocomotionCues(bounce=bounce, swing_knee_deg=knee, lift_leg=lift, verdict=verdict)


def _weigh(
    bounce: float, knee_deg: float | None, lift_leg: float, beat_hz: float | None, *, from_side: bool
) -> Locomotion:
    """Each cue votes between -1 (walking) and +1 (running); the bounce counts double.

    Seen from behind, a high or tilted camera can turn the bounce's sign; there a beat that nobody walks
    counts double as well. A slow beat says nothing, since the clip may be in slow motion.
    """
    between = 0.10 if from_side else -0.25
    votes = [2 * float(np.clip((bounce - between) / 0.4, -1, 1))]
    votes.append(float(np.clip((lift_leg - LIFT_BETWEEN_LEG) / 0.12, -1, 1)))
    if beat_hz is not None and beat_hz > FASTEST_WALK_HZ:
        votes.append(2 * float(np.clip((beat_hz - FASTEST_WALK_HZ) / 0.3, 0, 1)))
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
