"""Exercises on the mat whose movement is a turn, seen from above."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Arrow, Exercise, Ground
from backstride.figures.mannequin import Pose, both
from backstride.figures.poses.sketch import at, front_pose, side_pose
from backstride.figures.props_ground import MatFromAbove

__all__ = ["EXERCISES"]

_ON_SIDE = MappingProxyType(
    {"pitch": -90, "neck": 2, **both(hip=92, knee=92, ank=-20, sho=90, elb=2)},
)
_OPEN_BOOK = Exercise(
    id="E51",
    title="Open book",
    text="Lying on the side, seen from above: the upper arm lifts and opens behind the back; the knees stay together.",
    poses=(
        side_pose(_ON_SIDE, (), 2.0, 0.6),
        side_pose(_ON_SIDE, (), 1.2, 0.0, out_n=84, twist=-20),
        side_pose(_ON_SIDE, (), 1.2, 1.4, out_n=168, twist=-58, neck=-8),
        side_pose(_ON_SIDE, (), 1.2, 0.0, out_n=84, twist=-20),
    ),
    props=(MatFromAbove(-600 - 420j, 1080 + 820j, -520 - 150j),),
    arrows=(Arrow(-180 + 300j, -10 + 40j, -180 - 260j),),
    still=2,
    ground=Ground.FROM_ABOVE,
)

_ON_BACK = MappingProxyType(
    {"roll": -90, **{f"{joint}_{side}": value for side in "lr" for joint, value in (("abd", 14), ("elb", 2))}}
)
_PELVIS = (at("hip_l", 0, -47), at("hip_r", 0, 47))
_MAT = MatFromAbove(-600 - 340j, 1080 + 680j, -535 - 115j)

_ARMS_AWAY = {"abd_l": 30, "abd_r": 30}
_ANKLE_OVER = {"hab_l": 62, "tout_l": 45, "kneeb_l": 120, "sout_l": 10}
_FIGURE_FOUR = Exercise(
    id="E57",
    title="Figure-four stretch",
    text="On the back, seen from above: one ankle lies over the other knee, and both hands draw that thigh closer.",
    poses=(
        front_pose(
            _ON_BACK,
            (*_PELVIS, at("ankle_l", 140, 22)),
            1.8,
            0.6,
            tout_r=58, sout_r=52, **_ANKLE_OVER, **_ARMS_AWAY,
        ),
        front_pose(
            _ON_BACK,
            (*_PELVIS, at("ankle_l", 76, 24), at("tip_r", 40, 78), at("tip_l", 52, -6)),
            1.8,
            2.2,
            tout_r=76, sout_r=12, **_ANKLE_OVER, abd_r=8, abd_l=8,
        ),
    ),
    props=(_MAT,),
    ground=Ground.FROM_ABOVE,
)  # fmt: skip

_ARMS_OUT = {"abd_l": 86, "abd_r": 86}
_BENT = {"tout_l": 58, "tout_r": 58, "sout_l": 52, "sout_r": 52}
_FEET = (at("sole_l", 318, -40), at("sole_r", 318, 40))
_PASS = front_pose(_ON_BACK, (*_PELVIS, *_FEET), 1.3, 0.0, **_BENT, **_ARMS_OUT)


def _rolled(down: str, up: str) -> Pose:
    """Lay both knees to the side of the leg that comes to lie below."""
    return front_pose(
        _ON_BACK,
        (*_PELVIS, *_FEET),
        1.3,
        0.8,
        **_ARMS_OUT,
        **{f"hab_{down}": 58, f"kneeb_{down}": 106, f"tout_{down}": 12, f"sout_{down}": 8},
        **{f"hab_{up}": -58, f"kneeb_{up}": -106, f"tout_{up}": 20, f"sout_{up}": 12},
    )


_KNEE_ROLLS = Exercise(
    id="E58",
    title="Knee rolls",
    text="On the back, seen from above: both bent knees roll slowly to one side and to the other; the shoulders stay.",
    poses=(_rolled("l", "r"), _PASS, _rolled("r", "l"), _PASS),
    props=(MatFromAbove(-600 - 480j, 1080 + 960j, -535 - 115j),),
    arrows=(Arrow(330 - 230j, 440 + 0j, 330 + 230j),),
    still=2,
    ground=Ground.FROM_ABOVE,
)

EXERCISES = (_OPEN_BOOK, _FIGURE_FOUR, _KNEE_ROLLS)
"""In the order of their ids."""
