"""The skeleton seen from the side: joint angles in, joints and touch points out, for many frames at once.

The figure faces right. Angles are in degrees: ``pitch`` leans the whole body forward (0 standing, 90 face down, -90 on
the back); ``lum``, ``tho`` and ``neck`` bend the spine forward; ``twist`` brings the near shoulder forward, ``pelvis``
the near hip. Per side (``_n`` near, ``_f`` far): ``hip`` flexion, ``knee`` flexion, ``ank`` dorsiflexion, ``toe``
extension, ``sho`` flexion, ``elb`` flexion, ``wri`` extension. ``x`` and ``y`` place the hip joint. ``breath`` (0 to 1)
only rounds the belly. Segment lengths never change; the spine is an arc of constant length. Only an arm that points at
the reader is drawn shorter: ``out`` is degrees out of the page, and beyond 90 the arm points the other way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray, ease, heading
from backstride.figures.mannequin.proportions import (
    ANKLE_HEIGHT,
    BALL_FORWARD,
    FOREARM,
    HAND,
    HEEL_FORWARD,
    NECK,
    SHANK,
    SHOULDER_STATION,
    SPINE_TOP,
    THIGH,
    TOE_LENGTH,
    UPPER_ARM,
)

__all__ = ["SIDE_ANGLES", "SIDE_LIMITS_DEG", "SIDE_POINTS", "SideBody", "side_body"]

_SIDES = ("n", "f")
SIDE_ANGLES: tuple[str, ...] = (
    *("pitch", "x", "y", "lum", "tho", "neck", "twist", "pelvis", "breath"),
    *(f"{joint}_{side}" for side in _SIDES for joint in ("hip", "knee", "ank", "toe", "sho", "elb", "wri", "out")),
)
"""Columns of an angle table."""

SIDE_LIMITS_DEG: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"knee": (-2, 150), "elb": (-4, 150), "hip": (-32, 130), "ank": (-85, 40), "toe": (-5, 75)}
)
"""How far the solver may turn a joint."""

_STEP = SPINE_TOP / 30
_STATIONS = np.linspace(0.0, SPINE_TOP, 31)
_KNEE_RADIUS, _ELBOW_RADIUS, _WRIST_RADIUS, _TIP_RADIUS, _SHIN_DEPTH = 31.0, 22.0, 15.0, 9.0, 19.0
_SHOULDER_FORWARD, _HALF_SHOULDERS, _HALF_HIPS = 2.0, 95.0, 47.0
# Touch points of the trunk: distance up the spine, distance to the front.
_TRUNK = {
    "sacrum": (0, -74),
    "back": (262, -60),
    "shoulder_blade": (225, -56),
    "midback": (150, -42),
    "waist": (78, 53),
    "loin": (78, -50),
    "pubis": (5, 54),
    "belly": (105, 53),
    "sternum": (240, 65),
    "seat": (-40, -55),
}
_HEAD = {"occiput": (-55, 60), "forehead": (55, 76), "nose": (65, 28), "crown": (0, 118), "ear": (-2, 40)}

SIDE_POINTS: frozenset[str] = frozenset(
    {"neck", "skull", *_TRUNK, *_HEAD}
    | {
        f"{name}_{side}"
        for side in _SIDES
        for name in (
            *("hip", "knee_joint", "knee", "ankle", "shin", "sole", "heel", "ball", "toe", "instep"),
            *("shoulder", "elbow_joint", "elbow", "wrist_joint", "wrist", "tip_joint", "tip", "grip"),
        )
    }
)
"""Every named point of the side body."""


@dataclass(frozen=True, slots=True, eq=False)
class SideBody:
    """Solved frames of the side body.

    Parameters
    ----------
    angles
        Column name -> (frames,) degrees (``x``, ``y``: body units).
    points
        Point name -> (frames,) complex, body units.
    headings
        Bone name -> (frames,) complex of length 1, from the upper to the lower end; the foot points to the toes.
    spine
        (frames, stations) complex, from the hip joint up.
    """

    angles: Mapping[str, FloatArray]
    points: Mapping[str, ComplexArray]
    headings: Mapping[str, ComplexArray]
    spine: ComplexArray

    def pitch_at(self, station: FloatArray) -> FloatArray:
        """Give the forward lean of the spine at distances up from the hip, (frames, stations), degrees."""
        g = self.angles
        return _pitch(g["pitch"], g["lum"], g["tho"], _bends(station))

    def trunk(self, station: FloatArray, front: FloatArray) -> ComplexArray:
        """Give points beside the spine: distances up it and to its front, (frames, points)."""
        centre = _along(self.spine, self.angles["pitch"], station)
        return np.asarray(centre + heading(-self.pitch_at(station)) * front, dtype=np.complex128)


def _bends(station: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give how much of the low and of the high bend has happened at distances up the spine."""
    return ease((station - 40) / 150), ease((station - 170) / 140)


def _pitch(pitch: FloatArray, lum: FloatArray, tho: FloatArray, bends: tuple[FloatArray, FloatArray]) -> FloatArray:
    return np.asarray(pitch[:, None] + lum[:, None] * bends[0] + tho[:, None] * bends[1], dtype=np.float64)


def _along(spine: ComplexArray, pitch: FloatArray, station: FloatArray) -> ComplexArray:
    """Interpolate the spine; below the hip it goes on straight."""
    place = np.clip(station / _STEP, 0, len(_STATIONS) - 1.001)
    index = place.astype(int)
    share = place - index
    inside = spine[:, index] * (1 - share) + spine[:, index + 1] * share
    below = np.minimum(station, 0.0)
    return np.asarray(inside + 1j * heading(-pitch)[:, None] * below, dtype=np.complex128)


# Where the spine is looked up in every body; the last one is the shoulder.
_LOOKED_UP = np.array([*(float(station) for station, _ in _TRUNK.values()), SHOULDER_STATION])
_FRONT_OF = np.array([*(float(front) for _, front in _TRUNK.values()), _SHOULDER_FORWARD])
_LOOKED_UP_BENDS, _STEP_BENDS = _bends(_LOOKED_UP), _bends(_STATIONS[:-1] + _STEP / 2)


def side_body(table: FloatArray) -> SideBody:
    """Place the whole body for a table of angles.

    Parameters
    ----------
    table
        (frames, len(SIDE_ANGLES)), columns in the order of `SIDE_ANGLES`.

    Examples
    --------
    >>> import numpy as np
    >>> body = side_body(np.zeros((1, len(SIDE_ANGLES))))
    >>> complex(body.points["ankle_n"][0].round(3))
    -488j
    """
    g: dict[str, FloatArray] = {name: table[:, i] for i, name in enumerate(SIDE_ANGLES)}
    pitch = g["pitch"]
    steps = 1j * heading(-_pitch(pitch, g["lum"], g["tho"], _STEP_BENDS)) * _STEP
    root = np.asarray(g["x"] + 1j * g["y"], dtype=np.complex128)
    spine = np.concatenate([root[:, None], root[:, None] + np.cumsum(steps, axis=1)], axis=1)
    lean = _pitch(pitch, g["lum"], g["tho"], _LOOKED_UP_BENDS)
    trunk = _along(spine, pitch, _LOOKED_UP) + heading(-lean) * _FRONT_OF
    at: dict[str, ComplexArray] = {name: trunk[:, i] for i, name in enumerate(_TRUNK)}
    to: dict[str, ComplexArray] = {}
    _head(g, spine, at, to)
    for side in _SIDES:
        _leg(g, side, at, to)
        _arm(g, side, trunk[:, -1], lean[:, -1], at, to)
    return SideBody(g, at, to, spine)


def _head(
    g: dict[str, FloatArray], spine: ComplexArray, at: dict[str, ComplexArray], to: dict[str, ComplexArray]
) -> None:
    top_pitch = g["pitch"] + g["lum"] + g["tho"]
    front = heading(-top_pitch)
    to["neck"] = 1j * heading(-(top_pitch + 12 + g["neck"] * 0.5))
    to["face"] = heading(-(top_pitch + g["neck"]))
    at["neck"] = spine[:, -1] + front * (-8 - 14j)
    at["skull"] = at["neck"] + to["neck"] * (NECK + 14)
    for name, (forward, up) in _HEAD.items():
        at[name] = at["skull"] + to["face"] * complex(forward, up)


def _leg(g: dict[str, FloatArray], side: str, at: dict[str, ComplexArray], to: dict[str, ComplexArray]) -> None:
    turn = g[f"hip_{side}"] - g["pitch"] - 90
    thigh = heading(turn)
    shank = heading(turn := turn - g[f"knee_{side}"])
    foot = heading(turn := turn + 90 + g[f"ank_{side}"])
    toe = heading(turn + g[f"toe_{side}"])
    swing = _HALF_HIPS * np.sin(np.radians(g["pelvis"])) * (1 if side == "n" else -1)
    hip = np.asarray(g["x"] + 1j * g["y"] + heading(-g["pitch"]) * swing, dtype=np.complex128)
    knee = hip + thigh * THIGH
    ankle = knee + shank * SHANK
    sole = ankle - 1j * foot * ANKLE_HEIGHT
    ball = sole + foot * BALL_FORWARD
    to.update({f"thigh_{side}": thigh, f"shank_{side}": shank, f"foot_{side}": foot, f"toe_{side}": toe})
    at.update(
        {
            f"hip_{side}": hip,
            f"knee_joint_{side}": knee,
            f"knee_{side}": knee - 1j * _KNEE_RADIUS,
            f"ankle_{side}": ankle,
            f"shin_{side}": ankle - 1j * _SHIN_DEPTH,
            f"sole_{side}": sole,
            f"heel_{side}": sole + foot * HEEL_FORWARD,
            f"ball_{side}": ball,
            f"toe_{side}": ball + toe * (TOE_LENGTH - 6),
            f"instep_{side}": sole + foot * (44 + 40j),
        }
    )


def _arm(
    g: dict[str, FloatArray],
    side: str,
    middle: ComplexArray,
    lean: FloatArray,
    at: dict[str, ComplexArray],
    to: dict[str, ComplexArray],
) -> None:
    """Hang an arm from the middle of the shoulders, where the spine leans forward by ``lean`` degrees."""
    swing = _HALF_SHOULDERS * np.sin(np.radians(g["twist"])) * (1 if side == "n" else -1)
    shoulder = middle + heading(-lean) * swing
    turn = g[f"sho_{side}"] - lean - 90
    upper = heading(turn)
    fore = heading(turn := turn + g[f"elb_{side}"])
    hand = heading(turn + g[f"wri_{side}"])
    seen = np.cos(np.radians(g[f"out_{side}"]))
    elbow = shoulder + upper * UPPER_ARM * seen
    wrist = elbow + fore * FOREARM * seen
    tip = wrist + hand * HAND * seen
    to.update({f"upper_{side}": upper, f"fore_{side}": fore, f"hand_{side}": hand})
    at.update(
        {
            f"shoulder_{side}": shoulder,
            f"elbow_joint_{side}": elbow,
            f"elbow_{side}": elbow - 1j * _ELBOW_RADIUS,
            f"wrist_joint_{side}": wrist,
            f"wrist_{side}": wrist - 1j * _WRIST_RADIUS,
            f"tip_joint_{side}": tip,
            f"tip_{side}": tip - 1j * _TIP_RADIUS,
            f"grip_{side}": wrist + hand * HAND * seen * 0.45,
        }
    )
