"""The same skeleton seen from the front: angles in, joints out, for many frames at once.

``roll`` tips the whole body towards the reader's right, ``side`` bends the spine that way and ``head`` tilts the head.
``_l`` and ``_r`` are the reader's sides. Per side: ``abd`` lifts the arm sideways, ``elb`` bends the elbow, ``hab``
lifts the leg sideways, ``kneeb`` bends the knee inwards. A limb that points at the reader is drawn shorter: ``uout``
(upper arm), ``fout`` (forearm), ``tout`` (thigh) and ``sout`` (lower leg) are degrees out of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray, ease, heading
from backstride.figures.mannequin.proportions import FOREARM, HAND, SHANK, THIGH, UPPER_ARM

__all__ = ["FRONT_ANGLES", "FRONT_LIMITS_DEG", "FRONT_POINTS", "FrontBody", "front_body"]

_SIDES = (("l", -1), ("r", 1))
FRONT_ANGLES: tuple[str, ...] = (
    *("roll", "x", "y", "side", "head"),
    *(
        f"{joint}_{side}"
        for side, _ in _SIDES
        for joint in ("abd", "elb", "uout", "fout", "hab", "kneeb", "tout", "sout", "shrug")
    ),
)
"""Columns of an angle table."""

FRONT_LIMITS_DEG: Mapping[str, tuple[float, float]] = MappingProxyType({})
"""The front view has no limits of its own; its poses are small."""

_STEP, _TOP = 6.0, 330.0
_STATIONS = np.arange(0.0, _TOP + _STEP, _STEP)
_HALF_HIPS, _HIP_EDGE, _HALF_SHOULDERS, _SHOULDER_STATION = 47.0, 93.0, 101.0, 286.0
_HEAD_AT_EAR = 36.0

FRONT_POINTS: frozenset[str] = frozenset(
    {"skull", "crown"}
    | {
        f"{name}_{side}"
        for side, _ in _SIDES
        for name in (
            *("hip", "hip_edge", "knee", "knee_low", "ankle", "shin_low", "edge", "sole"),
            *("shoulder", "elbow_joint", "elbow", "wrist_joint", "wrist", "tip", "grip", "ear"),
        )
    }
)
"""Every named point of the front body."""


@dataclass(frozen=True, slots=True, eq=False)
class FrontBody:
    """Solved frames of the front body; fields as in the side body, ``lengths`` are drawn bone lengths (frames,)."""

    angles: Mapping[str, FloatArray]
    points: Mapping[str, ComplexArray]
    headings: Mapping[str, ComplexArray]
    lengths: Mapping[str, FloatArray]
    spine: ComplexArray

    def roll_at(self, station: FloatArray) -> FloatArray:
        """Give the sideways tilt of the spine at distances up from the hips, (frames, stations), degrees."""
        return _roll(self.angles["roll"], self.angles["side"], station)

    def trunk(self, station: FloatArray, right: FloatArray) -> ComplexArray:
        """Give points beside the spine: distances up it and to the reader's right, (frames, points)."""
        centre = _along(self.spine, self.angles["roll"], station)
        return np.asarray(centre + heading(-self.roll_at(station)) * right, dtype=np.complex128)


def _roll(roll: FloatArray, side: FloatArray, station: FloatArray) -> FloatArray:
    return np.asarray(roll[:, None] + side[:, None] * ease((station - 20) / 240), dtype=np.float64)


def _along(spine: ComplexArray, roll: FloatArray, station: FloatArray) -> ComplexArray:
    place = np.clip(station / _STEP, 0, len(_STATIONS) - 1.001)
    index = place.astype(int)
    share = place - index
    inside = spine[:, index] * (1 - share) + spine[:, index + 1] * share
    below = np.minimum(station, 0.0)
    return np.asarray(inside + 1j * heading(-roll)[:, None] * below, dtype=np.complex128)


def front_body(table: FloatArray) -> FrontBody:
    """Place the whole body for a table of angles.

    Parameters
    ----------
    table
        (frames, len(FRONT_ANGLES)), columns in the order of `FRONT_ANGLES`.

    Examples
    --------
    >>> import numpy as np
    >>> body = front_body(np.zeros((1, len(FRONT_ANGLES))))
    >>> complex(body.points["hip_r"][0].round(3))
    (47+0j)
    """
    g: dict[str, FloatArray] = {name: table[:, i] for i, name in enumerate(FRONT_ANGLES)}
    middle = _roll(g["roll"], g["side"], _STATIONS[:-1] + _STEP / 2)
    root = np.asarray(g["x"] + 1j * g["y"], dtype=np.complex128)
    steps = np.cumsum(1j * heading(-middle) * _STEP, axis=1)
    spine = np.concatenate([root[:, None], root[:, None] + steps], axis=1)
    at: dict[str, ComplexArray] = {}
    to: dict[str, ComplexArray] = {}
    long: dict[str, FloatArray] = {}
    tilt = g["roll"] + g["side"]
    to["face"] = heading(-(tilt + g["head"]))
    at["skull"] = spine[:, -1] + 1j * to["face"] * 34
    at["crown"] = at["skull"] + 1j * to["face"] * 118
    for side, sign in _SIDES:
        at[f"ear_{side}"] = at["skull"] + to["face"] * (sign * 50 + _HEAD_AT_EAR * 1j)
        _leg(g, side, sign, at, to, long)
        _arm(g, side, sign, spine, at, to, long)
    return FrontBody(g, at, to, long, spine)


def _turned(base_deg: FloatArray, sign: int, angle: FloatArray) -> ComplexArray:
    """Give the heading of a limb lifted sideways by an angle from hanging straight down."""
    return heading(sign * angle - base_deg - 90)


def _leg(
    g: dict[str, FloatArray],
    side: str,
    sign: int,
    at: dict[str, ComplexArray],
    to: dict[str, ComplexArray],
    long: dict[str, FloatArray],
) -> None:
    root = np.asarray(g["x"] + 1j * g["y"], dtype=np.complex128)
    out = sign * heading(-g["roll"])
    thigh = _turned(g["roll"], sign, g[f"hab_{side}"])
    shank = _turned(g["roll"], sign, g[f"hab_{side}"] - g[f"kneeb_{side}"])
    long[f"thigh_{side}"] = THIGH * np.cos(np.radians(g[f"tout_{side}"]))
    long[f"shank_{side}"] = SHANK * np.cos(np.radians(g[f"sout_{side}"]))
    hip = root + out * _HALF_HIPS
    knee = hip + thigh * long[f"thigh_{side}"]
    ankle = knee + shank * long[f"shank_{side}"]
    outward = sign * 1j * shank
    to.update({f"thigh_{side}": thigh, f"shank_{side}": shank})
    at.update(
        {
            f"hip_{side}": hip,
            f"hip_edge_{side}": root + out * _HIP_EDGE,
            f"knee_{side}": knee,
            f"knee_low_{side}": knee - 30j,
            f"ankle_{side}": ankle,
            f"shin_low_{side}": ankle - 19j,
            f"edge_{side}": ankle + shank * 30 + outward * 29,
            f"sole_{side}": ankle + shank * 41,
        }
    )


def _arm(
    g: dict[str, FloatArray],
    side: str,
    sign: int,
    spine: ComplexArray,
    at: dict[str, ComplexArray],
    to: dict[str, ComplexArray],
    long: dict[str, FloatArray],
) -> None:
    station = np.array([_SHOULDER_STATION])
    tilt = _roll(g["roll"], g["side"], station)[:, 0]
    beside = _along(spine, g["roll"], station)[:, 0]
    shoulder = beside + heading(-tilt) * (sign * _HALF_SHOULDERS + 1j * g[f"shrug_{side}"])
    upper = _turned(tilt, sign, g[f"abd_{side}"])
    fore = _turned(tilt, sign, g[f"abd_{side}"] + g[f"elb_{side}"])
    long[f"upper_{side}"] = UPPER_ARM * np.cos(np.radians(g[f"uout_{side}"]))
    long[f"fore_{side}"] = FOREARM * np.cos(np.radians(g[f"fout_{side}"]))
    long[f"hand_{side}"] = HAND * np.maximum(np.cos(np.radians(g[f"fout_{side}"])), 0.55)
    elbow = shoulder + upper * long[f"upper_{side}"]
    wrist = elbow + fore * long[f"fore_{side}"]
    to.update({f"upper_{side}": upper, f"fore_{side}": fore})
    at.update(
        {
            f"shoulder_{side}": shoulder,
            f"elbow_joint_{side}": elbow,
            f"elbow_{side}": elbow - 22j,
            f"wrist_joint_{side}": wrist,
            f"wrist_{side}": wrist - 15j,
            f"tip_{side}": wrist + fore * long[f"hand_{side}"],
            f"grip_{side}": wrist + fore * long[f"hand_{side}"] * 0.5,
        }
    )
