"""The clothes and skin of the side body: smooth closed outlines around its bones, back to front."""

from __future__ import annotations

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray
from backstride.figures.mannequin.proportions import (
    FOREARM,
    HAND,
    NECK,
    SHANK,
    SIDE,
    THIGH,
    UPPER_ARM,
    Profile,
    shape_of,
)
from backstride.figures.mannequin.side_body import SideBody
from backstride.figures.outline import Shape

__all__ = ["FAR_SHIFT", "side_shapes"]

FAR_SHIFT = 9 + 7j
"""How far the far limbs stand off, so that both sides can be seen."""

# fmt: off
# (distance up the spine from the hip joint, front, back)
_TRUNK = np.array([(-52, 30, 42), (-38, 44, 62), (-5, 53, 74), (30, 55, 69), (65, 53, 54), (105, 53, 43), (150, 57, 42),
                   (195, 63, 49), (240, 65, 58), (278, 55, 60), (305, 36, 51), (322, 24, 38)], dtype=np.float64)
_HEAD = shape_of((-16, -14), (14, -12), (42, -19), (53, -8), (52, 9), (58, 19), (65, 28), (54, 47), (56, 62), (51, 86),
                 (32, 108), (0, 116), (-32, 105), (-49, 76), (-48, 44), (-36, 14), (-30, -10))
_HAIR = shape_of((55, 76), (52, 96), (32, 115), (0, 123), (-36, 111), (-55, 79), (-55, 44), (-45, 8), (-26, 6),
                 (-12, 26), (-2, 34), (4, 56), (22, 74), (40, 80))
_EAR = shape_of((0, 26), (7, 34), (6, 46), (-2, 50), (-9, 44), (-8, 34))
_SHOE = shape_of((-38, 3), (-42, 16), (-34, 40), (-24, 58), (0, 62), (22, 58), (40, 42), (64, 31), (80, 22), (84, 8),
                 (76, 0), (20, 0), (-24, 0))
_SOLE = shape_of((-41, 10), (-38, 3), (-24, 0), (20, 0), (74, 0), (80, 5), (76, 9), (20, 9))
_TOE_CAP = shape_of((-20, 0), (-8, 28), (14, 25), (34, 17), (46, 8), (42, 1), (20, 0))
_TOE_SOLE = shape_of((-14, 0), (20, 0), (41, 1), (46, 6), (40, 9), (20, 9), (-10, 9))
# fmt: on
_BREATH, _WAIST = 16.0, 40.0


_ROUND_ENDS_FROM = 3.0


def _limb(
    origin: ComplexArray,
    direction: ComplexArray,
    length: float,
    profile: Profile,
    seen: FloatArray | float = 1.0,
) -> ComplexArray:
    """Lay an outline around a bone; ``seen`` is the share of its length that the reader sees, below 0 when reversed."""
    share = np.atleast_1d(np.asarray(seen, dtype=np.float64))[:, None]
    ends = profile.beyond * np.clip(share * _ROUND_ENDS_FROM, -1.0, 1.0)
    local = profile.share * length * share + ends + 1j * profile.side
    return np.asarray(origin[:, None] + direction[:, None] * local, dtype=np.complex128)


def _fixed(origin: ComplexArray, direction: ComplexArray, shape: ComplexArray) -> ComplexArray:
    return np.asarray(origin[:, None] + direction[:, None] * shape, dtype=np.complex128)


def _leg(body: SideBody, side: str) -> list[Shape]:
    far, shift = ("-far", FAR_SHIFT) if side == "f" else ("", 0j)
    at, to = body.points, body.headings
    hip, knee = at[f"hip_{side}"] + shift, at[f"knee_joint_{side}"] + shift
    sole, ball = at[f"sole_{side}"] + shift, at[f"ball_{side}"] + shift
    thigh, shank, foot, toe = (to[f"{name}_{side}"] for name in ("thigh", "shank", "foot", "toe"))
    return [
        Shape(f"f-skin{far}", (_limb(hip, thigh, THIGH, SIDE["thigh"]), _limb(knee, shank, SHANK, SIDE["shank"]))),
        Shape(f"f-shoe{far}", (_fixed(sole, foot, _SHOE), _fixed(ball, toe, _TOE_CAP))),
        Shape(f"f-sole{far}", (_fixed(sole, foot, _SOLE), _fixed(ball, toe, _TOE_SOLE))),
        Shape(f"f-shorts{far}", (_limb(hip, thigh, THIGH, SIDE["shorts"]),)),
    ]


def _arm(body: SideBody, side: str, *, fist: bool) -> list[Shape]:
    kind, shift = ("-far", FAR_SHIFT) if side == "f" else ("-edge", 0j)
    at, to = body.points, body.headings
    shoulder, elbow, wrist = (at[f"{name}_{side}"] + shift for name in ("shoulder", "elbow_joint", "wrist_joint"))
    upper, fore, hand = (to[f"{name}_{side}"] for name in ("upper", "fore", "hand"))
    seen = np.asarray(np.cos(np.radians(body.angles[f"out_{side}"])), dtype=np.float64)
    skin = (
        _limb(shoulder, upper, UPPER_ARM, SIDE["upper"], seen),
        _limb(elbow, fore, FOREARM, SIDE["fore"], seen),
        _limb(wrist, hand, HAND, SIDE["fist" if fist else "hand"], seen),
    )
    return [
        Shape(f"f-skin{kind}", skin),
        Shape(f"f-top{kind}", (_limb(shoulder, upper, UPPER_ARM, SIDE["sleeve"], seen),)),
    ]


def _trunk(body: SideBody, low: float, high: float, grow: float = 0.0) -> ComplexArray:
    rows = _TRUNK[(_TRUNK[:, 0] >= low) & (_TRUNK[:, 0] <= high)]
    wider = grow * (rows[:, 0] < _WAIST)
    belly = np.exp(-(((rows[:, 0] - 125) / 70) ** 2))
    front = body.trunk(rows[:, 0], rows[:, 1] + wider)
    if np.any(body.angles["breath"]):
        swell = _BREATH * body.angles["breath"][:, None] * belly
        lean = np.radians(body.pitch_at(rows[:, 0]))
        front = front + swell * np.exp(-1j * lean)
    back = body.trunk(rows[::-1, 0], -(rows[::-1, 2] + wider[::-1]))
    return np.concatenate([front, back], axis=1)


def side_shapes(body: SideBody, fists: frozenset[str] = frozenset()) -> tuple[Shape, ...]:
    """Dress the body.

    Parameters
    ----------
    body
        Solved frames.
    fists
        Sides (``n``, ``f``) whose hand is closed around something.

    Returns
    -------
    tuple of Shape
        Back to front; every shape has the same number of knots in all frames.

    Examples
    --------
    >>> import numpy as np
    >>> from backstride.figures.mannequin.side_body import SIDE_ANGLES, side_body
    >>> shapes = side_shapes(side_body(np.zeros((1, len(SIDE_ANGLES)))))
    >>> shapes[0].paint, shapes[-1].paint
    ('f-skin-far', 'f-top-edge')
    """
    at, to = body.points, body.headings
    face = to["face"]
    return (
        *_arm(body, "f", fist="f" in fists),
        *_leg(body, "f"),
        Shape("f-skin-shade", (_limb(at["neck"], to["neck"], NECK + 24, SIDE["neck"]),)),
        Shape("f-skin", (_fixed(at["skull"], face, _HEAD),)),
        Shape("f-hair", (_fixed(at["skull"], face, _HAIR),)),
        Shape("f-skin-shade", (_fixed(at["skull"], face, _EAR),)),
        Shape("f-top", (_trunk(body, 30, 330),)),
        Shape("f-shorts", (_trunk(body, -60, 70, 2.0),)),
        *_leg(body, "n"),
        *_arm(body, "n", fist="n" in fists),
    )
