"""Exercises standing on both feet: hinges, squats and calf raises."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, feet, on_floor, side_pose
from backstride.figures.props import Band, Barbell, Chair, Dumbbell, Kettlebell, Step, Stick, Wall

__all__ = ["EXERCISES", "STAND"]

STAND = MappingProxyType({"y": 528, **both(hip=3, knee=5, ank=2, sho=-6, elb=14)})
_FEET = feet(-10)

_HIP_HINGE = Exercise(
    id="E24",
    title="Hip hinge with a stick",
    text="With a stick along the back, the hips travel back and the trunk tips forward with it.",
    poses=(
        side_pose(STAND, _FEET, 1.6, 0.5, sho_f=172, elb_f=112, sho_n=-38, elb_n=48),
        side_pose(
            STAND,
            _FEET,
            1.6,
            0.9,
            pitch=58, x=-90, y=505, hip_n=72, hip_f=72, knee_n=16, knee_f=16, ank_n=2, ank_f=2,
            sho_f=172, elb_f=112, sho_n=-38, elb_n=48,
        ),
    ),
    props=(Stick("sacrum", "occiput", 40),),
)  # fmt: skip

_HANGING = MappingProxyType({**STAND, **both(sho=8, elb=4)})
_ROMANIAN = Exercise(
    id="E25",
    title="Romanian deadlift",
    text="Holding a bar close to the legs, the hips travel back until just before the back would round, then stand up.",
    poses=(
        side_pose(_HANGING, _FEET, 1.6, 0.5),
        side_pose(
            _HANGING,
            (*_FEET, at("grip_n", 70, None), at("grip_f", 70, None)),
            1.6,
            0.6,
            pitch=64, x=-110, y=498, neck=-8, **both(hip=82, knee=20, ank=4, sho=66),
        ),
    ),
    props=(Barbell(),),
)  # fmt: skip

_KETTLEBELL = Exercise(
    id="E26",
    title="Kettlebell deadlift from a block",
    text="The weight stands on a block between the heels: hips back, take it with a flat back, and stand tall.",
    poses=(
        side_pose(
            _HANGING,
            (*_FEET, at("grip_n", 60, 268), at("grip_f", 60, 268)),
            1.5,
            0.5,
            pitch=56, x=-130, y=420, neck=-10, **both(hip=96, knee=62, ank=14, sho=58),
        ),
        side_pose(_HANGING, _FEET, 1.5, 0.8),
    ),
    props=(Step(10, 110, 118), Kettlebell("n")),
)  # fmt: skip

_SQUAT = Exercise(
    id="E28",
    title="Squat to a chair",
    text="Sit back until the chair is lightly touched, arms forward, then stand up.",
    poses=(
        side_pose(STAND, _FEET, 1.5, 0.5, **both(sho=12, elb=10)),
        side_pose(
            STAND,
            (*_FEET, at("seat", None, 256)),
            1.6,
            0.6,
            pitch=36, x=-190, y=318, lum=4, neck=-22, **both(hip=118, knee=100, ank=18, sho=108, elb=4),
        ),
    ),
    props=(Chair(-330, 250),),
)  # fmt: skip

_AT_CHEST = both(sho=-10, elb=134)
_GOBLET = Exercise(
    id="E29",
    title="Goblet squat",
    text="Holding a weight at the chest, squat only as deep as the back stays quiet; heels stay down.",
    poses=(
        side_pose(STAND, _FEET, 1.5, 0.5, **_AT_CHEST),
        side_pose(
            STAND,
            _FEET,
            1.6,
            0.6,
            pitch=26, x=-150, y=300, neck=-14, **both(hip=116, knee=112, ank=26, sho=4, elb=130),
        ),
    ),
    props=(Dumbbell("n", upright=True),),
)  # fmt: skip

_TOES_ON_STEP = (at("ball_n", 60, 96), at("ball_f", 60, 96), at("toe_n", None, 96), at("toe_f", None, 96))
_CALF_RAISE = Exercise(
    id="E38",
    title="Straight-knee calf raise",
    text="On the edge of a step with a hand on the wall, the heels sink, then rise as high as they go.",
    poses=(
        side_pose(STAND, (*_TOES_ON_STEP, at("tip_n", 262, None)), 1.3, 0.4, y=610, **both(ank=18, sho=52, elb=40)),
        side_pose(
            STAND, (*_TOES_ON_STEP, at("tip_n", 262, None)), 1.3, 0.9, y=690, **both(ank=-34, toe=38, sho=52, elb=40)
        ),
    ),
    props=(Step(26, 140, 96), Wall(262)),
)

_SHIN_RAISE = Exercise(
    id="E40",
    title="Toe raise against the wall",
    text="Leaning the back on a wall with the feet ahead, the toes lift while the heels stay down.",
    poses=(
        side_pose(
            STAND, (at("seat", -85, None), *feet(120)), 1.0, 0.4, pitch=-2, y=510, **both(hip=16, ank=-14, sho=-8)
        ),
        side_pose(
            STAND,
            (at("seat", -85, None), at("heel_n", 120, 0), at("heel_f", 120, 0)),
            1.0,
            0.8,
            pitch=-2, y=510, **both(hip=16, ank=14, sho=-8),
        ),
    ),
    props=(Wall(-100, left=True),),
)  # fmt: skip

_PULL_DOWN = Exercise(
    id="E43",
    title="Straight-arm pull-down",
    text="Arms nearly straight, the hands draw a band down to the thighs; the trunk does not sway.",
    poses=(
        side_pose(STAND, _FEET, 1.4, 0.5, pitch=10, hip_n=14, hip_f=14, knee_n=10, knee_f=10, **both(sho=118, elb=8)),
        side_pose(STAND, _FEET, 1.4, 0.8, pitch=10, hip_n=14, hip_f=14, knee_n=10, knee_f=10, **both(sho=22, elb=8)),
    ),
    props=(Band("grip_n", 520, 1040, fist="n"),),
)

_FORWARD_BEND = Exercise(
    id="standing_forward_bend",
    title="Standing forward bend",
    text="With soft knees, bend forward from the hips, let head and arms hang, then come up slowly.",
    poses=(
        side_pose(STAND, _FEET, 2.0, 0.5),
        side_pose(
            STAND,
            _FEET,
            2.0,
            1.6,
            pitch=98, x=-70, y=505, lum=16, tho=22, neck=14, **both(hip=104, knee=16, ank=4, sho=136, elb=8),
        ),
    ),
)  # fmt: skip

_POGO_FLOOR = (at("ball_n", 60, 0), at("ball_f", 60, 0), *on_floor("toe_n", "toe_f"))
_POGO = Exercise(
    id="E65",
    title="Pogo hops on two legs",
    text="Small quiet hops from the ankles; the knees stay soft.",
    poses=(
        side_pose(STAND, _POGO_FLOOR, 0.28, 0, y=540, **both(hip=10, knee=18, ank=4, toe=14, sho=-14, elb=70)),
        side_pose(
            STAND,
            (at("ball_n", 60, 66), at("ball_f", 60, 66)),
            0.28,
            0,
            y=640, **both(hip=4, knee=6, ank=-36, toe=6, sho=-4, elb=62),
        ),
    ),
    frames_per_move=5,
)  # fmt: skip

_SQUAT_JUMP = Exercise(
    id="E67",
    title="Squat jump",
    text="From a small squat, jump up, land softly as you began, and stand still before the next one.",
    poses=(
        side_pose(
            STAND, _FEET, 0.7, 0.5, pitch=34, x=-130, y=400, neck=-14, **both(hip=90, knee=82, ank=22, sho=-34, elb=20)
        ),
        side_pose(
            STAND,
            (at("ball_n", 62, 110), at("ball_f", 62, 110)),
            0.35,
            0.06,
            y=690, **both(hip=2, knee=4, ank=-44, toe=8, sho=140, elb=14),
        ),
    ),
    frames_per_move=9,
)  # fmt: skip

EXERCISES = (
    _HIP_HINGE, _ROMANIAN, _KETTLEBELL, _SQUAT, _GOBLET, _CALF_RAISE, _SHIN_RAISE, _PULL_DOWN, _POGO, _SQUAT_JUMP,
    _FORWARD_BEND,
)  # fmt: skip
"""In the order of their ids."""
