"""The clothes and skin of the front body, back to front."""

from __future__ import annotations

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray
from backstride.figures.mannequin.front_body import FrontBody
from backstride.figures.mannequin.proportions import FRONT, SIDE, Profile, shape_of
from backstride.figures.outline import Shape

__all__ = ["front_shapes"]

# fmt: off
# (distance up the spine from the hips, half width)
_TRUNK = np.array([(-46, 40), (-30, 78), (0, 93), (35, 89), (75, 77), (112, 71), (155, 77), (205, 89), (245, 96),
                   (275, 100), (298, 84), (314, 46), (326, 30)], dtype=np.float64)
_HEAD = shape_of((0, -24), (26, -14), (43, 16), (48, 48), (44, 84), (26, 108), (0, 116), (-26, 108), (-44, 84),
                 (-48, 48), (-43, 16), (-26, -14))
_HAIR = shape_of((-52, 40), (-54, 74), (-38, 110), (0, 124), (38, 110), (54, 74), (52, 40), (44, 58), (36, 80), (8, 90),
                 (-24, 84), (-42, 62))
# A shoe seen from the front: (along the lower leg, to the side).
_SHOE = shape_of((-20, 10), (-24, -6), (-29, -26), (-27, -38), (0, -41), (27, -38), (29, -26), (24, -6), (20, 10),
                 (0, 14))
_SOLE = shape_of((-29, -31), (-27, -38), (0, -41), (27, -38), (29, -31), (0, -33))
# fmt: on
_LYING_DEG, _BENT_AWAY_DEG = 30.0, 60.0


def _limb(
    origin: ComplexArray, direction: ComplexArray, length: FloatArray, profile: Profile, sign: int
) -> ComplexArray:
    along = profile.share * length[:, None] + profile.beyond
    return np.asarray(origin[:, None] + direction[:, None] * (along + 1j * sign * profile.side), dtype=np.complex128)


def _band(body: FrontBody, low: float, high: float, grow: float = 0.0) -> ComplexArray:
    rows = _TRUNK[(_TRUNK[:, 0] >= low) & (_TRUNK[:, 0] <= high)]
    right = body.trunk(rows[:, 0], rows[:, 1] + grow)
    left = body.trunk(rows[::-1, 0], -(rows[::-1, 1] + grow))
    return np.concatenate([right, left], axis=1)


def _leg(body: FrontBody, side: str, tone: str = "") -> list[Shape]:
    sign = 1 if side == "r" else -1
    at, to, long = body.points, body.headings, body.lengths
    thigh, shank = to[f"thigh_{side}"], to[f"shank_{side}"]
    skin = (
        _limb(at[f"hip_{side}"], thigh, long[f"thigh_{side}"], FRONT["thigh"], sign),
        _limb(at[f"knee_{side}"], shank, long[f"shank_{side}"], FRONT["shank"], sign),
    )
    ankle = at[f"ankle_{side}"]
    upright = 1j * shank  # local x to the side, local y back up the leg
    shoe, sole = (ankle[:, None] + upright[:, None] * shape for shape in (_SHOE, _SOLE))
    shorts = _limb(at[f"hip_{side}"], thigh, long[f"thigh_{side}"], FRONT["shorts"], sign)
    foot = [Shape(f"f-shoe{tone}", (shoe,)), Shape(f"f-sole{tone}", (sole,))]
    bare, shorts_shape = Shape(f"f-skin{tone}", skin), Shape(f"f-shorts{tone}", (shorts,))
    if float(body.angles[f"sout_{side}"][0]) > _BENT_AWAY_DEG:
        return [*foot, bare, shorts_shape]
    return [bare, *foot, shorts_shape]


def _arm(body: FrontBody, side: str, *, fist: bool) -> list[Shape]:
    sign = 1 if side == "r" else -1
    at, to, long = body.points, body.headings, body.lengths
    upper, fore = to[f"upper_{side}"], to[f"fore_{side}"]
    skin = (
        _limb(at[f"shoulder_{side}"], upper, long[f"upper_{side}"], FRONT["upper"], sign),
        _limb(at[f"elbow_joint_{side}"], fore, long[f"fore_{side}"], FRONT["fore"], sign),
        _limb(at[f"wrist_joint_{side}"], fore, long[f"hand_{side}"], SIDE["fist"] if fist else FRONT["hand"], sign),
    )
    sleeve = _limb(at[f"shoulder_{side}"], upper, long[f"upper_{side}"], FRONT["sleeve"], sign)
    return [Shape("f-skin-edge", skin), Shape("f-top-edge", (sleeve,))]


def front_shapes(body: FrontBody, fists: frozenset[str] = frozenset()) -> tuple[Shape, ...]:
    """Dress the body as seen from the front.

    Parameters
    ----------
    body
        Solved frames.
    fists
        Sides (``l``, ``r``) whose hand is closed around something.

    Returns
    -------
    tuple of Shape
        Back to front. A body that lies on its side gets its lower leg in the far tone.

    Examples
    --------
    >>> import numpy as np
    >>> from backstride.figures.mannequin.front_body import FRONT_ANGLES, front_body
    >>> front_shapes(front_body(np.zeros((1, len(FRONT_ANGLES)))))[-1].paint
    'f-hair'
    """
    at, face = body.points, body.headings["face"]
    up = 1j * face
    top = body.spine[:, -1]
    neck = _limb(top - up * 22, up, np.full(len(top), 70.0), FRONT["neck"], 1)
    lying = abs(float(body.angles["roll"][0])) > _LYING_DEG
    return (
        *_leg(body, "r", "-far" if lying else ""),
        *_leg(body, "l"),
        Shape("f-shorts", (_band(body, -60, 76, 2.0),)),
        Shape("f-skin-shade", (neck,)),
        Shape("f-top", (_band(body, 60, 330),)),
        *_arm(body, "r", fist="r" in fists),
        *_arm(body, "l", fist="l" in fists),
        Shape("f-skin", (at["skull"][:, None] + face[:, None] * _HEAD,)),
        Shape("f-hair", (at["skull"][:, None] + face[:, None] * _HAIR,)),
    )
