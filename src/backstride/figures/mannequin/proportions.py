"""How long and how thick the drawn person is. Body units: standing height 1000.

Segment lengths follow the usual shares of standing height (thigh 0.245, lower leg 0.246, upper arm 0.186 of height,
Drillis and Contini as quoted in textbooks of biomechanics), rounded for a calm drawing. They are not measurements.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray

__all__ = [
    "ANKLE_HEIGHT",
    "BALL_FORWARD",
    "FOREARM",
    "FRONT",
    "HAND",
    "HEEL_FORWARD",
    "LEG",
    "NECK",
    "SHANK",
    "SHOULDER_STATION",
    "SIDE",
    "SPINE_TOP",
    "THIGH",
    "TOE_LENGTH",
    "UPPER_ARM",
    "Profile",
    "shape_of",
]

THIGH, SHANK = 245.0, 243.0
LEG = THIGH + SHANK
UPPER_ARM, FOREARM, HAND, NECK = 172.0, 146.0, 72.0, 46.0
SPINE_TOP, SHOULDER_STATION = 318.0, 278.0
ANKLE_HEIGHT, HEEL_FORWARD, BALL_FORWARD, TOE_LENGTH = 40.0, -24.0, 72.0, 46.0


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The outline of a limb around its bone.

    Parameters
    ----------
    share
        (points,) place along the bone as a share of its length.
    beyond
        (points,) extra place along the bone in body units (round ends).
    side
        (points,) distance to the front (+) or back (-) in body units.
    """

    share: FloatArray
    beyond: FloatArray
    side: FloatArray


def _limb(*rows: tuple[float, float, float], far_end_is_round: bool = True) -> Profile:
    """Close rows of (share, front, back) into an outline, round at its near end and mostly at its far one."""
    points = [(share, 0.0, front) for share, front, _ in rows]
    share, front, back = rows[-1]
    if far_end_is_round:
        r = (front + back) / 2
        points += [(share, r * 0.72, front * 0.72), (share, r, (front - back) / 2), (share, r * 0.72, -back * 0.72)]
    points += [(share, 0.0, -back) for share, _, back in reversed(rows)]
    share, front, back = rows[0]
    r = (front + back) / 2
    points += [(share, -r * 0.72, -back * 0.72), (share, -r, (front - back) / 2), (share, -r * 0.72, front * 0.72)]
    table = np.array(points, dtype=np.float64)
    return Profile(table[:, 0], table[:, 1], table[:, 2])


def shape_of(*points: tuple[float, float]) -> ComplexArray:
    """Turn (forward, up) pairs into one closed shape, (points,)."""
    table = np.array(points, dtype=np.float64)
    return np.asarray(table[:, 0] + 1j * table[:, 1], dtype=np.complex128)


# fmt: off
SIDE: MappingProxyType[str, Profile] = MappingProxyType({
    "thigh": _limb((0, 56, 58), (.15, 58, 57), (.35, 55, 53), (.6, 46, 44), (.83, 37, 35), (1, 33, 31)),
    "shank": _limb((0, 32, 31), (.12, 30, 35), (.28, 27, 43), (.45, 24, 39), (.7, 20, 25), (.9, 18, 20), (1, 19, 20)),
    "shorts": _limb((0, 58, 61), (.15, 61, 61), (.35, 60, 59), (.52, 57, 57), far_end_is_round=False),
    "upper": _limb((0, 34, 35), (.25, 32, 32), (.55, 27, 27), (.85, 23, 23), (1, 22, 22)),
    "sleeve": _limb((0, 36, 38), (.25, 36, 36), (.5, 34, 35), far_end_is_round=False),
    "fore": _limb((0, 22, 22), (.2, 24, 25), (.5, 20, 20), (.8, 15, 16), (1, 14, 14)),
    "hand": _limb((0, 14, 13), (.35, 17, 15), (.7, 15, 14), (1, 9, 9)),
    "fist": _limb((0, 14, 14), (.2, 20, 17), (.46, 19, 16), (.58, 13, 11)),
    "neck": _limb((0, 30, 34), (.5, 25, 28), (1, 25, 29)),
})
"""Limbs seen from the side: front and back of the bone."""

FRONT: MappingProxyType[str, Profile] = MappingProxyType({
    "thigh": _limb((0, 46, 46), (.15, 50, 47), (.4, 44, 43), (.7, 36, 36), (.9, 30, 31), (1, 29, 29)),
    "shorts": _limb((0, 48, 48), (.2, 54, 52), (.52, 52, 50), far_end_is_round=False),
    "shank": _limb((0, 29, 29), (.12, 29, 30), (.28, 35, 33), (.5, 28, 28), (.75, 20, 20), (1, 18, 18)),
    "upper": _limb((0, 33, 34), (.3, 29, 30), (.6, 26, 25), (1, 22, 21)),
    "sleeve": _limb((0, 36, 36), (.25, 35, 36), (.5, 33, 35), far_end_is_round=False),
    "fore": _limb((0, 22, 21), (.2, 25, 24), (.6, 18, 18), (1, 14, 14)),
    "hand": _limb((0, 14, 13), (.35, 17, 15), (.7, 15, 14), (1, 9, 9)),
    "neck": _limb((0, 40, 40), (.4, 27, 27), (1, 27, 27)),
})
"""Limbs seen from the front: outer and inner side of the bone."""
# fmt: on
