"""Runners made up at random and filmed by a made-up camera: keypoints whose truth is known exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.demo.camera import Camera, keypoint_track
from backstride.demo.running_motion import Gait, sagittal_paths
from backstride.model.form import FootEvents, Side
from backstride.model.keypoints import KeypointTrack

__all__ = ["DrawnRunner", "FilmedRunner", "FrontalPlane", "draw_runner", "film_runner"]

Array = NDArray[np.float64]
# Distance of each joint from the body's middle, as a share of leg length.
BESIDE = {
    "shoulder": 0.20,
    "elbow": 0.26,
    "wrist": 0.20,
    "hip": 0.10,
    "knee": 0.085,
}
UPPER_BODY = {"shoulder", "elbow", "wrist"}
STRIDE_JITTER_S = 0.003
STRAIGHTEST_BEFORE_TOE_OFF_S = (-0.006, 0.005)
"""Mean and spread: three recorded runners had their straightest knee 0, 1 and 11 ms after the force was gone."""
MOST_TRIES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontalPlane:
    """What is seen from behind.

    Parameters
    ----------
    pelvic_drop_deg
        How far the hip of the free leg sinks in mid-stance.
    lateral_lean_deg
        How far the trunk leans over the standing leg in mid-stance.
    step_width_pct_leg
        Distance between the lines of the two ankles.
    """

    pelvic_drop_deg: float = 4.0
    lateral_lean_deg: float = 2.0
    step_width_pct_leg: float = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRunner:
    """A stride and the size of the body that does it."""

    gait: Gait
    leg_m: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FilmedRunner:
    """A track and its truth.

    Parameters
    ----------
    track
        What the camera saw.
    gait, frontal
        The runner's measures, exact.
    events
        Every contact that begins inside the clip, seconds from its first frame.
    """

    track: KeypointTrack
    gait: Gait
    frontal: FrontalPlane
    events: tuple[FootEvents, ...]


def draw_runner(rng: np.random.Generator) -> DrawnRunner:
    """Draw a runner at an easy to brisk pace from wide, even ranges; impossible bodies are drawn again."""
    for _ in range(MOST_TRIES):
        speed_m_s = rng.uniform(2.3, 4.0)
        leg_m = rng.uniform(0.78, 0.95)
        contact_ms = 262 - 38 * (speed_m_s - 3.0) + rng.normal(0, 14)
        reach = speed_m_s * contact_ms / 1000 / leg_m
        try:
            gait = Gait(
                cadence_steps_per_min=float(np.clip(169.6 + 4.7 * (speed_m_s - 3.0) + rng.normal(0, 8), 148, 196)),
                contact_time_ms=float(contact_ms),
                overstride_pct_leg=float(100 * np.clip(reach * rng.uniform(0.26, 0.38), 0.1, 0.38)),
                trunk_lean_deg=float(rng.uniform(-1, 14)),
                vertical_oscillation_pct_leg=float(rng.uniform(6.5, 12)),
                knee_at_contact_deg=float(rng.uniform(9, 22)),
                knee_at_toe_off_deg=float(rng.uniform(9, 20)),
                foot_pitch_at_contact_deg=float(rng.uniform(-8, 22)),
                ground_speed_leg_s=float(speed_m_s / leg_m),
                matched_at_contact=float(rng.uniform(0.3, 0.9)),
                sink_leg_s=float(rng.uniform(0.6, 1.1)),
                soft_landing_s=float(rng.uniform(0.008, 0.016)),
                turn_before_contact_s=float(rng.uniform(0.03, 0.05)),
                lift_leg=float(rng.uniform(0.55, 0.7)),
                straightest_before_toe_off_s=float(rng.normal(*STRAIGHTEST_BEFORE_TOE_OFF_S)),
                arm_swing_pct_torso=float(rng.uniform(30, 90)),
            )
        except ValueError:
            continue
        return DrawnRunner(gait=gait, leg_m=float(leg_m))
    raise ValueError(f"no possible runner in {MOST_TRIES} tries")


def film_runner(
    runner: DrawnRunner,
    camera: Camera,
    rng: np.random.Generator,
    *,
    seconds: float = 8.0,
    frontal: FrontalPlane | None = None,
    over_ground: bool = False,
) -> FilmedRunner:
    """Film a runner.

    Parameters
    ----------
    runner
        The runner.
    camera
        The camera.
    rng
        Source of the starting moment, the small unevenness of strides, and the noise.
    seconds
        Length of the clip.
    frontal
        What is seen from behind.
    over_ground
        True lets the runner pass through the picture instead of staying on a belt.
    """
    gait, plane = runner.gait, frontal or FrontalPlane()
    frames = np.arange(round(seconds * camera.fps)) / camera.fps
    begins_s = float(rng.uniform(0, gait.stride_s))
    true_s = np.arange(int((begins_s + seconds) / gait.step_s) + 3) * gait.step_s
    felt_s = true_s + rng.normal(0, STRIDE_JITTER_S, len(true_s))
    # The body's own clock runs a little unevenly, so contacts move with everything else.
    points = _in_space(runner, plane, np.interp(frames + begins_s, felt_s, true_s))
    if over_ground:
        travel = gait.ground_speed_leg_s * runner.leg_m * (frames - frames[-1] / 2)
        for path in points.values():
            path[:, 0] += travel

    def felt(own_s: float) -> float:
        return float(np.interp(own_s, true_s, felt_s)) - begins_s

    feet = (Side.LEFT, Side.RIGHT) if camera.mirrored else (Side.RIGHT, Side.LEFT)
    contacts = [
        FootEvents(foot=feet[number % 2], contact_s=felt(at), toe_off_s=felt(at + gait.contact_s))
        for number, at in enumerate(true_s[:-1])
    ]
    return FilmedRunner(
        track=keypoint_track(frames, points, camera, rng),
        gait=gait,
        frontal=plane,
        events=tuple(contact for contact in contacts if 0 <= contact.contact_s < seconds),
    )


def _in_space(runner: DrawnRunner, plane: FrontalPlane, own_s: Array) -> dict[str, Array]:
    """Give (frames, 3) metres: the side view, set apart sideways, with pelvis and trunk tilting."""
    gait = runner.gait
    flat = sagittal_paths(gait, own_s)
    # +1 in mid-stance of the right foot, -1 in that of the left.
    sway = np.cos(2 * np.pi * (own_s - gait.contact_s / 2) / gait.stride_s)
    drop, lean = np.radians(plane.pelvic_drop_deg) * sway, np.radians(plane.lateral_lean_deg) * sway
    hip_y = flat["right_hip"][:, 1]
    points = {}
    for name, path in flat.items():
        side = 1.0 if name.startswith("right") else -1.0
        joint = name.removeprefix("right_").removeprefix("left_")
        beside = side * BESIDE.get(joint, plane.step_width_pct_leg / 200)
        up = path[:, 1].copy()
        across = np.full_like(up, beside)
        if joint == "hip":
            up += beside * np.tan(drop)
        elif joint in UPPER_BODY:
            across += np.tan(lean) * (up - hip_y)
        points[name] = np.column_stack([path[:, 0], up, across]) * runner.leg_m
    return points
