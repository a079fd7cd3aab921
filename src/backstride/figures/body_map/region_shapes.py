"""The outline of every region in each view, cut from the edges of the body so that neighbours share their borders."""

from __future__ import annotations

from functools import cache

import numpy as np

from backstride.figures.body_map.body_edges import (
    ARM,
    CALF_INNER,
    CALF_OUTER,
    FOOT_BACK,
    FOOT_FRONT,
    FOOT_SIDE,
    SIDE_BACK,
    SIDE_FRONT,
    THIGH_INNER,
    THIGH_OUTER,
    TRUNK,
    Edge,
    dip,
)
from backstride.figures.body_map.regions import MapView
from backstride.figures.geometry import ComplexArray

__all__ = ["region_shapes"]

_MID, _RIB_X, _FLANK_X = 9.0, 34.0, 30.0
_FRONT_X = 26.0
_SHOULDER_CUT, _KNEE_TOP, _KNEE_LOW = 134.0, 358.0, 394.0
_HIP_X = 33.0
_HIP_AT = 7
_NECK_BACK = Edge((14, 68), (15, 84), (17, 92))
_NECK_FRONT = Edge((12, 70), (13, 82), (17, 92))


def _mirrored(half: list[complex]) -> list[complex]:
    """Close a half outline, given from top to bottom, by its mirror image."""
    return [*half, *(-p.conjugate() for p in reversed(half))]


def _limbs(*, back: bool) -> dict[str, list[complex]]:
    """Give the limb regions of one half, without their side."""
    arm = [complex(p) for p in ARM]
    sag = 2.0 if back else 3.0
    knee_top = dip(complex(THIGH_INNER.x(_KNEE_TOP), _KNEE_TOP), complex(THIGH_OUTER.x(_KNEE_TOP), _KNEE_TOP), sag)
    knee_low = dip(complex(CALF_INNER.x(_KNEE_LOW), _KNEE_LOW), complex(CALF_OUTER.x(_KNEE_LOW), _KNEE_LOW), sag)
    knee = [
        *knee_top,
        *THIGH_OUTER.cut(_KNEE_TOP, 376),
        *CALF_OUTER.cut(380, _KNEE_LOW),
        *reversed(knee_low),
        *CALF_INNER.cut(_KNEE_LOW, 380),
        *THIGH_INNER.cut(376, _KNEE_TOP),
    ]
    lower = [*knee_low, *CALF_OUTER.cut(_KNEE_LOW, 474), *CALF_INNER.cut(474, _KNEE_LOW)]
    return {
        "shoulder": [p for p in arm if p.imag <= _SHOULDER_CUT],
        "arm": [p for p in arm if p.imag >= _SHOULDER_CUT - 5],
        "knee": knee,
        "calf" if back else "shin": lower,
        "foot": [complex(p) for p in (FOOT_BACK if back else FOOT_FRONT)],
    }


def _back() -> tuple[dict[str, list[complex]], dict[str, list[complex]]]:
    """Give the middle regions and the one-half regions seen from behind."""
    m, f = _MID, _FLANK_X
    low, floor = complex(m - 1, 234), complex(f + 2, 228)
    crease = dip(1.5 + 272j, complex(TRUNK.x(268), 268), 12, 10)
    hip_top = complex(36, 226.6)
    knee = dip(complex(THIGH_OUTER.x(_KNEE_TOP), _KNEE_TOP), complex(THIGH_INNER.x(_KNEE_TOP), _KNEE_TOP), 2)
    middle = {
        "neck": _mirrored([13 + 68j, *_NECK_BACK.cut(69, 93), 13 + 96j]),
        "upper_back_centre": _mirrored([complex(m, 96), complex(m, 150)]),
        "mid_back_centre": _mirrored([complex(m, 150), complex(m - 1, 190)]),
        "low_back_centre": _mirrored([complex(m - 1, 190), complex(m - 1, 232)]),
        "sacrum": _mirrored([complex(m - 1, 232), complex(10, 240), complex(5, 256), complex(0.8, 263)]),
    }
    half = {
        "upper_back": [complex(m, 96), *TRUNK.cut(93, 136), *dip(45 + 136j, complex(m, 150), 2)],
        "mid_back": [
            complex(m, 150),
            34 + 144j,
            complex(f + 1, 186),
            *dip(complex(f + 1, 186), complex(m - 1, 190), 1),
        ],
        "ribs": [complex(_RIB_X, 144), *TRUNK.cut(136, 182), complex(f + 1, 186)],
        "low_back": [*dip(complex(m - 1, 190), complex(f + 1, 186), 1), floor, *dip(floor, low, 1)],
        "flank": [complex(f + 1, 186), *TRUNK.cut(182, 224), *dip(complex(TRUNK.x(224), 224), floor, 1)],
        "buttock": [
            *(complex(0.8, 263), complex(5, 256), complex(10, 240), complex(m - 1, 232)),
            *dip(low, floor, 1),
            hip_top,
            *crease[_HIP_AT::-1],
        ],
        "hip": [hip_top, *crease[_HIP_AT:], *TRUNK.cut(268, 224)],
        "thigh_back": [*crease, *THIGH_OUTER.cut(272, _KNEE_TOP), *knee, *THIGH_INNER.cut(_KNEE_TOP, 274)],
    }
    return middle, half


def _front() -> tuple[dict[str, list[complex]], dict[str, list[complex]]]:
    """Give the middle regions and the one-half regions seen from the front."""
    f = _FRONT_X
    knee = dip(complex(THIGH_OUTER.x(_KNEE_TOP), _KNEE_TOP), complex(THIGH_INNER.x(_KNEE_TOP), _KNEE_TOP), 3)
    groin_low = dip(complex(_HIP_X, 252), 3 + 276j, 2)
    middle = {
        "neck": _mirrored([0 + 77j, 8 + 75j, *_NECK_FRONT.cut(76, 93), 0 + 98j]),
        "chest": _mirrored([0 + 98j, *TRUNK.cut(93, 136), 44.5 + 150j, *dip(44.5 + 150j, 0 + 156j, 2)]),
        "abdomen": _mirrored([0 + 156j, complex(f, 154), complex(f, 226), *dip(complex(f, 226), 0 + 236j, 2)]),
    }
    half = {
        "ribs": [complex(f, 154), complex(TRUNK.x(150), 150), *TRUNK.cut(150, 186), complex(f, 190)],
        "flank": [complex(f, 190), *TRUNK.cut(186, 226), complex(f, 226)],
        "groin": [0 + 236j, *reversed(dip(complex(f, 226), 0 + 236j, 2)), complex(_HIP_X, 252), *groin_low, 0 + 276j],
        "hip": [complex(f, 226), *TRUNK.cut(226, 268), complex(_HIP_X + 2, 272), complex(_HIP_X, 252)],
        "thigh_front": [
            *reversed(groin_low),
            complex(_HIP_X + 2, 272),
            *THIGH_OUTER.cut(268, _KNEE_TOP),
            *knee,
            *THIGH_INNER.cut(_KNEE_TOP, 278),
        ],
    }
    return middle, half


def _side() -> tuple[dict[str, list[complex]], dict[str, list[complex]]]:
    """Give the regions in the middle of the body and those of one side, seen with the face to the reader's left."""
    front, back = SIDE_FRONT, SIDE_BACK
    rib, spine, loin, waist = -9.0, 10.0, 4.0, -9.0
    middle = {
        "neck": [complex(front.x(70), 70), complex(back.x(66), 66), *back.cut(66, 92), *front.cut(94, 70)],
        "chest": [complex(front.x(94), 94), -2 + 97j, complex(rib, 132), complex(rib, 156), *front.cut(156, 94)],
        "abdomen": [complex(front.x(156), 156), complex(rib, 156), complex(waist, 230), *front.cut(238, 156)],
    }
    knee_top = dip(complex(front.x(_KNEE_TOP), _KNEE_TOP), complex(back.x(_KNEE_TOP), _KNEE_TOP), 2)
    knee_low = dip(complex(front.x(_KNEE_LOW), _KNEE_LOW), complex(back.x(_KNEE_LOW), _KNEE_LOW), 2)
    ankle = complex(0, 474)
    half = {
        "shoulder": [-2 + 97j, *dip(-2 + 97j, 17 + 97j, -3), 15 + 116j, 8 + 134j, complex(rib, 132)],
        "upper_back": [17 + 97j, *back.cut(93, 148), complex(spine, 150), 8 + 134j, 15 + 116j],
        "ribs": [complex(rib, 132), 8 + 134j, complex(spine, 150), complex(spine, 184), complex(rib, 186)],
        "mid_back": [complex(spine, 150), *back.cut(148, 188), complex(spine, 184)],
        "low_back": [complex(spine, 184), *back.cut(188, 230), complex(loin, 230)],
        "flank": [complex(rib, 186), complex(spine, 184), complex(loin, 230), complex(waist, 230)],
        "buttock": [complex(loin, 230), *back.cut(230, 284), 8 + 282j, 5 + 256j],
        "hip": [complex(waist, 230), complex(loin, 230), 5 + 256j, 8 + 282j, *front.cut(282, 238)],
        "thigh_back": [8 + 282j, *back.cut(284, _KNEE_TOP), complex(-1, _KNEE_TOP + 2)],
        "thigh_front": [complex(front.x(282), 282), 8 + 282j, complex(-1, _KNEE_TOP + 2), *front.cut(_KNEE_TOP, 282)],
        "knee": [*knee_top, *back.cut(_KNEE_TOP, _KNEE_LOW), *reversed(knee_low), *front.cut(_KNEE_LOW, _KNEE_TOP)],
        "shin": [complex(front.x(_KNEE_LOW), _KNEE_LOW), complex(2, _KNEE_LOW + 2), ankle, *front.cut(474, _KNEE_LOW)],
        "calf": [complex(2, _KNEE_LOW + 2), *back.cut(_KNEE_LOW, 474), ankle],
        "foot": [complex(p) for p in FOOT_SIDE],
    }
    return middle, half


def _side_shapes(side: str) -> tuple[tuple[str, ComplexArray], ...]:
    """Give one side's outlines; the runner's right side has the face to the reader's right."""
    middle, half = _side()
    named = {**middle, **{f"{name}_{side}": points for name, points in half.items()}}
    outlines = {name: np.array(points) for name, points in named.items()}
    return tuple((name, points if side == "left" else -points.conj()) for name, points in outlines.items())


@cache
def region_shapes(view: MapView) -> tuple[tuple[str, ComplexArray], ...]:
    """Give region id and outline for every region of a view.

    Parameters
    ----------
    view
        From behind, from the front or from a side.

    Returns
    -------
    tuple
        (region id, (points,) complex: x to the reader's right from the middle, y down, 500 units tall).

    Examples
    --------
    >>> len(region_shapes(MapView.BACK)) > 25
    True
    """
    if view.side is not None:
        return _side_shapes(view.side.value)
    back = view is MapView.BACK
    middle, half = _back() if back else _front()
    out = [(name, np.array(points)) for name, points in middle.items()]
    # From behind the runner's right is the reader's right; from the front it is the other way round.
    right, left = ("right", "left") if back else ("left", "right")
    for name, points in {**half, **_limbs(back=back)}.items():
        outline = np.array(points)
        out += [(f"{name}_{right}", outline), (f"{name}_{left}", -outline.conj())]
    return tuple(out)
