"""Exercises lying face down, and over a ball."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, hands, on_floor, side_pose
from backstride.figures.props import Ball, Mat, Pillow

__all__ = ["EXERCISES"]

_PRONE = MappingProxyType({"pitch": 90, "y": 58, **both(knee=2, ank=-62, sho=172, elb=6)})
_BELLY = at("pubis", 0, 4)
_LYING = (
    _BELLY,
    at("sternum", None, 4),
    *(at(f"{point}_{side}", None, 4) for point in ("toe", "tip") for side in "nf"),
)
_LONG_MAT = Mat(-560, 1160)

_SUPERMAN = Exercise(
    id="E20",
    title="Superman",
    text="Lying face down, arms, chest and legs lift a little off the floor.",
    poses=(
        side_pose(_PRONE, _LYING, 1.4, 0.6, neck=-16, lum=2),
        side_pose(
            _PRONE, (_BELLY,), 1.4, 1.6, pitch=88, lum=-13, tho=-13, neck=-6, **both(hip=-13, knee=4, sho=156, elb=8)
        ),
    ),
    props=(_LONG_MAT,),
)

_PILLOW = at("belly", 108, 34)
_ARM_LEG = Exercise(
    id="E21",
    title="Opposite arm and leg, lying face down",
    text="Face down over a pillow, one arm and the opposite leg lift a little; the forehead stays low.",
    poses=(
        side_pose(
            _PRONE,
            (_PILLOW, *(at(f"{point}_{side}", None, 2) for point in ("toe", "tip") for side in "nf")),
            1.3,
            0.5,
            y=84, pitch=92, neck=-4, lum=8, **both(hip=6),
        ),
        side_pose(
            _PRONE,
            (_PILLOW, at("toe_f", None, 2), at("tip_n", None, 2)),
            1.3,
            1.2,
            y=84, pitch=92, neck=-4, lum=6, hip_n=-14, hip_f=6, sho_f=178,
        ),
    ),
    props=(_LONG_MAT, Pillow(20, 190, 40)),
)  # fmt: skip

_Y_RAISE = Exercise(
    id="E45",
    title="Y raise, lying face down",
    text="Face down with the neck long, the straight arms lift a little, thumbs up.",
    poses=(
        side_pose(_PRONE, _LYING, 1.3, 0.5, neck=-10, lum=2),
        side_pose(
            _PRONE,
            (_BELLY, at("toe_n", None, 2), at("toe_f", None, 2)),
            1.3,
            1.0,
            neck=-12, lum=-3, tho=-7, **both(sho=184, elb=2),
        ),
    ),
    props=(_LONG_MAT,),
)  # fmt: skip

_LEGS_DOWN = (at("pubis", 0, 10), *(at(f"{point}_{side}", None, 3) for point in ("shin", "knee") for side in "nf"))
_PUSHING = MappingProxyType({**_PRONE, **both(sho=-30, elb=140, wri=69)})
_PRESS_UP = Exercise(
    id="E54",
    title="Press-up lying face down",
    text="Lying face down, the arms push the chest up while hips and legs stay on the floor.",
    poses=(
        side_pose(
            _PUSHING, (*_LEGS_DOWN, at("wrist_n", 185, 2), at("wrist_f", 185, 2)), 1.7, 0.6, lum=-4, tho=-4, neck=-14
        ),
        side_pose(
            _PUSHING,
            (*_LEGS_DOWN, *hands(185)),
            1.7,
            1.2,
            pitch=84,
            lum=-44,
            tho=-26,
            neck=4,
            **both(hip=-8, sho=-30, elb=83, wri=47),
        ),
    ),
    props=(Mat(-540, 1010),),
)

_BALL_FEET = (at("ball_n", -560, 0), at("ball_f", -560, 0), *on_floor("toe_n", "toe_f"))
_OVER_BALL = MappingProxyType({"pitch": 50, "x": -190, "y": 330, **both(hip=-4, knee=6, ank=14, toe=50, sho=-4, elb=8)})
_BACK_EXTENSION = Exercise(
    id="E22",
    title="Back extension on a ball",
    text="Belly on the ball, feet on the floor: the trunk lifts until it is in line with the legs.",
    poses=(
        side_pose(
            _OVER_BALL,
            (at("pubis", -122, 286), *_BALL_FEET),
            1.6,
            0.5,
            pitch=54, lum=34, tho=30, neck=6, **both(sho=24, elb=10),
        ),
        side_pose(_OVER_BALL, (at("pubis", -122, 286), *_BALL_FEET), 1.6, 1.4, lum=-2, tho=-4),
    ),
    props=(Ball(0, 168),),
)  # fmt: skip

EXERCISES = (_SUPERMAN, _ARM_LEG, _BACK_EXTENSION, _Y_RAISE, _PRESS_UP)
"""In the order of their ids."""
