"""The drawn runner at any moment: joint positions, ground contacts and filled outlines from one skeleton.

The runner faces +x, seen from the right; the right leg is near. Mirror the picture for the other direction: the near
leg is then the left one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from backstride.figures.geometry import ComplexArray, FloatArray
from backstride.figures.mannequin.proportions import LEG
from backstride.figures.mannequin.side_body import SIDE_ANGLES, SideBody, side_body
from backstride.figures.mannequin.side_outline import side_shapes
from backstride.figures.outline import polygon
from backstride.figures.paint import rgb
from backstride.figures.runner.leg_cycle import hip_height, leg_angles
from backstride.figures.runner.stride_settings import RunnerSettings

__all__ = ["FilledOutline", "GroundContact", "runner_body", "runner_contacts", "runner_outlines", "runner_positions"]

_SPINE_BEND = {"lum": 2.0, "tho": 3.0, "neck": -7.0}
_TWIST_DEG, _ARM_LAG, _ELBOW_DEG, _ELBOW_SWING_DEG, _ARM_REST_DEG = 7.0, 0.03, 92.0, 16.0, -7.0
_NEAR, _FAR = ("right", "n"), ("left", "f")
_JOINTS = {
    "shoulder": "shoulder", "elbow": "elbow_joint", "wrist": "wrist_joint", "index": "tip_joint", "hip": "hip",
    "knee": "knee_joint", "ankle": "ankle", "heel": "heel", "foot_index": "toe",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroundContact:
    """One foot on the belt, from ``contact_s`` to ``toe_off_s`` (seconds from the first touch of the right foot)."""

    foot: str
    contact_s: float
    toe_off_s: float


@dataclass(frozen=True, slots=True, eq=False)
class FilledOutline:
    """A filled part of the body for painting pixels.

    Parameters
    ----------
    paint
        Its class, so that a caller can give it colours of its own.
    rgb
        Its colour by day, 0 to 255.
    points
        (points, 2) leg lengths, x forward, y up from the belt; the last point joins the first.
    """

    paint: str
    rgb: tuple[int, int, int]
    points: FloatArray


def runner_contacts(settings: RunnerSettings, duration_s: float) -> tuple[GroundContact, ...]:
    """List every ground contact that begins in [0, duration_s), in order; the right foot touches at 0.

    Examples
    --------
    >>> [one.foot for one in runner_contacts(RunnerSettings(), 0.8)]
    ['right', 'left', 'right']
    """
    count = int(np.ceil(duration_s / settings.step_s - 1e-9))
    return tuple(
        GroundContact("right" if i % 2 == 0 else "left", i * settings.step_s, i * settings.step_s + settings.contact_s)
        for i in range(count)
    )


def _place(settings: RunnerSettings, time_s: FloatArray, pitch: float, arm_deg: float) -> SideBody:
    column = {name: i for i, name in enumerate(SIDE_ANGLES)}
    table = np.zeros((len(time_s), len(SIDE_ANGLES)))

    def put(name: str, value: FloatArray | float) -> None:
        table[:, column[name]] = value

    put("pitch", pitch)
    put("y", hip_height(settings, time_s))
    for name, value in _SPINE_BEND.items():
        put(name, value)
    phase = time_s / settings.stride_s
    put("twist", -_TWIST_DEG * np.cos(2 * np.pi * phase))
    for (_, side), shift in ((_NEAR, 0.0), (_FAR, 0.5)):
        leg = leg_angles(settings, time_s + shift * settings.stride_s)
        put(f"hip_{side}", leg.thigh + pitch)
        put(f"knee_{side}", leg.knee)
        put(f"ank_{side}", leg.ank)
        put(f"toe_{side}", leg.toe)
        swing = np.cos(2 * np.pi * (phase + shift - _ARM_LAG))
        put(f"sho_{side}", _ARM_REST_DEG - arm_deg * swing)
        put(f"elb_{side}", _ELBOW_DEG - _ELBOW_SWING_DEG * swing)
    return side_body(table)


@cache
def _fitted(settings: RunnerSettings) -> tuple[float, float]:
    """Give the body pitch for the wanted lean, and the arm swing angle for the wanted wrist range, degrees."""
    upright = _place(settings, np.zeros(1), 0.0, 0.0)
    rise = (upright.points["shoulder_n"] + upright.points["shoulder_f"])[0] / 2 - upright.points["hip_n"][0]
    pitch = settings.trunk_lean_deg - float(np.degrees(np.arctan2(rise.real, rise.imag)))
    wanted = settings.arm_swing_pct_torso / 100 * abs(rise)
    moments = np.linspace(0, settings.stride_s, 121)
    low, high = 0.0, 75.0
    for _ in range(28):
        middle = (low + high) / 2
        points = _place(settings, moments, pitch, middle).points
        reached = float(np.ptp((points["wrist_joint_n"] - points["shoulder_n"]).real))
        low, high = (middle, high) if reached < wanted else (low, middle)
    return pitch, (low + high) / 2


def runner_body(settings: RunnerSettings, time_s: FloatArray) -> SideBody:
    """Solve the runner at times from the first touch of the right (near) foot.

    Parameters
    ----------
    settings
        The runner.
    time_s
        (moments,) seconds.

    Raises
    ------
    ValueError
        If no body can do what the settings say.

    Examples
    --------
    >>> import numpy as np
    >>> body = runner_body(RunnerSettings(overstride_pct_leg=25), np.array([0.0]))
    >>> float(((body.points["ankle_n"] - body.points["hip_n"]).real / 488 * 100)[0].round(2))
    25.0
    """
    pitch, arm = _fitted(settings)
    return _place(settings, np.asarray(time_s, dtype=np.float64), pitch, arm)


def _pair(points: ComplexArray) -> FloatArray:
    return np.stack([points.real, points.imag], axis=-1) / LEG


def runner_positions(phase: ArrayLike, settings: RunnerSettings) -> Mapping[str, FloatArray]:
    """Give joint positions over the stride.

    Parameters
    ----------
    phase
        (moments,) strides since the first touch of the right foot; any number, the stride repeats.
    settings
        The runner.

    Returns
    -------
    mapping
        BlazePose name -> (moments, 2) x forward and y up from the belt, in leg lengths; the hips stay at x = 0.

    Examples
    --------
    >>> at = runner_positions([0.0], RunnerSettings(overstride_pct_leg=20))
    >>> [round(float(v), 3) for v in at["right_ankle"][0] - at["right_hip"][0]][0]
    0.2
    """
    time_s = np.atleast_1d(np.asarray(phase, dtype=np.float64)) * settings.stride_s
    body = runner_body(settings, time_s)
    out = {"nose": _pair(body.points["nose"])}
    for name, side in (_NEAR, _FAR):
        out[f"{name}_ear"] = _pair(body.points["ear"])
        out.update({f"{name}_{joint}": _pair(body.points[f"{point}_{side}"]) for joint, point in _JOINTS.items()})
    return out


def runner_outlines(
    phase: ArrayLike, settings: RunnerSettings, points_per_stretch: int = 6
) -> tuple[tuple[FilledOutline, ...], ...]:
    """Give the filled parts of the drawn runner, back to front, one tuple a moment.

    Parameters
    ----------
    phase
        (moments,) strides since the first touch of the right foot.
    settings
        The runner.
    points_per_stretch
        How finely the smooth outlines are followed.

    Examples
    --------
    >>> parts = runner_outlines([0.0], RunnerSettings())[0]
    >>> parts[0].paint, parts[0].points.shape[1]
    ('f-skin-far', 2)
    """
    time_s = np.atleast_1d(np.asarray(phase, dtype=np.float64)) * settings.stride_s
    shapes = side_shapes(runner_body(settings, time_s), frozenset("nf"))
    curves = [(shape.paint, _pair(polygon(curve, points_per_stretch))) for shape in shapes for curve in shape.curves]
    return tuple(
        tuple(FilledOutline(paint, rgb(paint), points[moment]) for paint, points in curves)
        for moment in range(len(time_s))
    )
