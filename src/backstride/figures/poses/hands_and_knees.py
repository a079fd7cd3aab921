"""Exercises on hands and knees."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, hands, on_floor, side_pose
from backstride.figures.props import Bench, Dumbbell, Mat

__all__ = ["EXERCISES"]

_HANDS_X = 296.0
_FOURS = MappingProxyType({"pitch": 84, "y": 276, **both(hip=84, knee=90, ank=-72, sho=90, elb=4, wri=86)})
_NEAR_KNEE = (at("knee_n", 0, 0), *on_floor("instep_n"))
_FAR_KNEE = (at("knee_f", 0, 0), *on_floor("instep_f"))
_HANDS = hands(_HANDS_X)
_START = side_pose(_FOURS, (*_NEAR_KNEE, *_FAR_KNEE, *_HANDS), 1.5, 0.5)
_MAT = Mat(-330, 860)

_LEG_SLIDE = Exercise(
    id="E09",
    title="Leg slide on hands and knees",
    text="On hands and knees, one foot slides back along the floor while the back stays level.",
    poses=(
        side_pose(
            _FOURS,
            (at("knee_n", 0, 0), *_FAR_KNEE, *_HANDS, *on_floor("ball_n", "toe_n")),
            1.5,
            0.5,
            ank_n=26, toe_n=62,
        ),
        side_pose(
            _FOURS,
            (*_FAR_KNEE, *_HANDS, *on_floor("ball_n", "toe_n")),
            1.8,
            0.8,
            hip_n=22, knee_n=8, ank_n=10, toe_n=60,
        ),
    ),
    props=(Mat(-470, 1000),),
)  # fmt: skip

_BIRD_DOG = Exercise(
    id="E10",
    title="Bird dog",
    text="On hands and knees, one arm and the opposite leg reach out level with the trunk.",
    poses=(
        _START,
        side_pose(
            _FOURS,
            (*_FAR_KNEE, *hands(_HANDS_X, sides="n")),
            1.5,
            1.8,
            neck=-4, hip_n=-4, knee_n=2, ank_n=-44, sho_f=170, elb_f=4, wri_f=0,
        ),
    ),
    props=(_MAT,),
)  # fmt: skip

_BENCH = 214.0
_ROW_BASE = {
    **_FOURS, "y": 276 + _BENCH, "neck": -4, "hip_f": -4, "knee_f": 2, "ank_f": -44, "wri_n": 0,
}  # fmt: skip
_ON_BENCH = (at("knee_n", 0, _BENCH), at("instep_n", None, _BENCH), *hands(_HANDS_X, sides="f", y=_BENCH))
_BIRD_DOG_ROW = Exercise(
    id="E11",
    title="Bird dog row",
    text="One knee and one hand on a bench, the other leg long: the free hand pulls a light weight to the ribs.",
    poses=(
        side_pose(_ROW_BASE, _ON_BENCH, 1.2, 0.6, sho_n=84, elb_n=4),
        side_pose(_ROW_BASE, _ON_BENCH, 1.2, 0.9, sho_n=-4, elb_n=82),
    ),
    props=(Dumbbell("n"), Bench(-300, 740, _BENCH)),
)

_ROTATION = Exercise(
    id="E50",
    title="Rotation on hands and knees",
    text="On hands and knees with the hips a little back, one arm reaches under the chest, then opens to the ceiling.",
    poses=(
        side_pose(
            _FOURS,
            (*_NEAR_KNEE, *_FAR_KNEE, *hands(_HANDS_X, sides="f")),
            1.8,
            0.5,
            pitch=88, x=-40, hip_n=98, hip_f=98, twist=14, neck=4, sho_n=46, elb_n=96, wri_n=10,
        ),
        side_pose(
            _FOURS,
            (*_NEAR_KNEE, *_FAR_KNEE, *hands(_HANDS_X, sides="f")),
            1.8,
            1.2,
            x=-30, hip_n=95, hip_f=95, twist=-50, neck=-14, sho_n=-84, elb_n=4, wri_n=0,
        ),
    ),
    props=(_MAT,),
)  # fmt: skip

_ALL_FOUR = (*_NEAR_KNEE, *_FAR_KNEE, *_HANDS)
_CAT_CAMEL = Exercise(
    id="E52",
    title="Cat and camel",
    text="On hands and knees, the back slowly rounds up and then gently hollows.",
    poses=(
        side_pose(_FOURS, _ALL_FOUR, 1.8, 0.6, pitch=95, x=-4, lum=-20, tho=-10, neck=-26),
        side_pose(_FOURS, _ALL_FOUR, 1.8, 0.6, pitch=52, lum=34, tho=38, neck=22),
    ),
    props=(_MAT,),
)

_SITTING_BACK = {
    "pitch": 70, "x": -212, "y": 153, "lum": 30, "tho": 26, "neck": 8,
    **both(hip=130, knee=149, ank=-72, sho=150, elb=8, wri=20),
}  # fmt: skip
_CHILD = Exercise(
    id="E53",
    title="Child pose",
    text="From hands and knees, sit back towards the heels with the arms long and the head low.",
    poses=(
        side_pose(_FOURS, (*_NEAR_KNEE, *_FAR_KNEE, *hands(340)), 1.8, 0.5, sho_n=100, sho_f=100),
        side_pose(_SITTING_BACK, (*_NEAR_KNEE, *_FAR_KNEE, *hands(340)), 1.8, 2.0),
    ),
    props=(Mat(-360, 940),),
)

EXERCISES = (_LEG_SLIDE, _BIRD_DOG, _BIRD_DOG_ROW, _ROTATION, _CAT_CAMEL, _CHILD)
"""In the order of their ids."""
