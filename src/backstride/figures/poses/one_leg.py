"""Exercises with one leg ahead, behind or in the air."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Arrow, Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, feet, on_floor, side_pose
from backstride.figures.poses.standing import STAND
from backstride.figures.props import Bench, Chair, Dumbbell, Mat, SideWall, Step

__all__ = ["EXERCISES"]

_FAR_FOOT = feet(-10, sides="f")

_SINGLE_DEADLIFT = Exercise(
    id="E27",
    title="Deadlift on one leg",
    text="On one leg, the trunk tips forward while the free leg reaches back; the hips stay square.",
    poses=(
        side_pose(STAND, _FAR_FOOT, 1.7, 0.5, hip_n=-14, knee_n=34, ank_n=-10, sho_n=6, elb_n=4),
        side_pose(
            STAND,
            _FAR_FOOT,
            1.7,
            0.9,
            pitch=74, x=-40, y=505, neck=-8, hip_f=82, knee_f=16, ank_f=2, hip_n=4, knee_n=6, ank_n=-30,
            sho_n=74, elb_n=4, sho_f=20, elb_f=10,
        ),
    ),
    props=(Dumbbell("n"),),
)  # fmt: skip

_SPLIT_FEET = (*feet(200, sides="n"), at("ball_f", -270, 0), *on_floor("toe_f"))
_ON_HIPS = {"sho_n": -36, "elb_n": 88, "wri_n": -24, "sho_f": -36, "elb_f": 88, "wri_f": -24}
_SPLIT_SQUAT = Exercise(
    id="E30",
    title="Split squat",
    text="One foot ahead, one behind on its toes: drop straight down, then press up through the front heel.",
    poses=(
        side_pose(
            STAND,
            _SPLIT_FEET,
            1.4,
            0.5,
            y=480, hip_n=30, knee_n=14, hip_f=-24, knee_f=18, ank_f=10, toe_f=40, **_ON_HIPS,
        ),
        side_pose(
            STAND,
            _SPLIT_FEET,
            1.4,
            0.7,
            pitch=6, x=0, y=330, hip_n=88, knee_n=88, ank_n=6, hip_f=-8, knee_f=88, ank_f=14, toe_f=62, **_ON_HIPS,
        ),
    ),
)  # fmt: skip

_ON_BENCH = (*feet(160, sides="n"), at("instep_f", -390, 232))
_REAR_RAISED = Exercise(
    id="E31",
    title="Split squat, rear foot raised",
    text="The rear foot rests on a bench; bend the front leg with the trunk a little forward, then stand up.",
    poses=(
        side_pose(STAND, _ON_BENCH, 1.5, 0.5, y=490, hip_n=24, knee_n=16, hip_f=-14, knee_f=70, ank_f=-50, **_ON_HIPS),
        side_pose(
            STAND,
            _ON_BENCH,
            1.5,
            0.7,
            pitch=20, x=-30, y=350, neck=-8, hip_n=100, knee_n=90, ank_n=14, hip_f=0, knee_f=100, ank_f=-50, **_ON_HIPS,
        ),
    ),
    props=(Bench(-560, 230, 232),),
)  # fmt: skip

_STEP_UP = Exercise(
    id="E32",
    title="Step-up",
    text="The whole foot on a box, stand up on that leg without a push from the other, then come down slowly.",
    poses=(
        side_pose(
            STAND,
            (*feet(120, sides="n", y=190), *feet(-60, sides="f")),
            1.5,
            0.5,
            pitch=12, x=0, y=510, hip_n=74, knee_n=76, ank_n=8, hip_f=4, knee_f=6, ank_f=8,
            sho_n=-16, sho_f=20, elb_f=30,
        ),
        side_pose(
            STAND,
            feet(120, sides="n", y=190),
            1.5,
            0.7,
            x=140, y=718, hip_f=52, knee_f=72, ank_f=-6, sho_n=24, elb_n=34, sho_f=-16,
        ),
    ),
    props=(Step(80, 300, 190),),
)  # fmt: skip

_KNEEL = {
    "y": 276, "hip_n": 2, "knee_n": 92, "ank_n": 30, "toe_n": 50, "hip_f": 88, "knee_f": 90, "ank_f": 2, **_ON_HIPS,
}  # fmt: skip
_HALF_KNEELING = (
    at("knee_n", 0, 0),
    at("ball_n", -238, 0),
    *on_floor("toe_n"),
    at("heel_f", 262, 0),
    *on_floor("ball_f"),
)
_HIP_STRETCH = Exercise(
    id="E55",
    title="Half-kneeling hip stretch",
    text="One knee down, tuck the pelvis and glide forward until the front of the hip stretches.",
    poses=(
        side_pose(_KNEEL, _HALF_KNEELING, 1.8, 0.5),
        side_pose(
            _KNEEL,
            _HALF_KNEELING,
            1.8,
            2.2,
            x=90, y=258, pitch=-6, lum=2, hip_n=-28, knee_n=70, hip_f=100, knee_f=104, ank_f=18,
        ),
    ),
    props=(Mat(-290, 720),),
)  # fmt: skip

_LOW_LUNGE = Exercise(
    id="E74",
    title="Gentle yoga set: low lunge",
    text="One posture of the set: with one knee down, the hips sink a little forward while both arms reach up.",
    poses=(
        side_pose(_KNEEL, _HALF_KNEELING, 2.2, 0.6, pitch=6, **both(sho=54, elb=20, wri=0)),
        side_pose(
            _KNEEL,
            _HALF_KNEELING,
            2.2,
            1.8,
            x=70, y=262, pitch=-4, tho=-6, neck=-8, hip_n=-24, knee_n=72, hip_f=98, knee_f=102, ank_f=14,
            **both(sho=168, elb=4, wri=0),
        ),
    ),
    props=(Mat(-290, 720),),
)  # fmt: skip

_TIPPED = MappingProxyType(
    {
        **STAND,
        "pitch": 66, "x": -40, "y": 505, "neck": -10, "hip_f": 76, "knee_f": 18, "ank_f": 4,
        "hip_n": 0, "knee_n": 6, "ank_n": -10, "sho_f": 66, "elb_f": 106, "sho_n": -38, "elb_n": 96, "wri_n": -20,
    }
)  # fmt: skip
_ON_CHAIR = (*_FAR_FOOT, at("tip_f", 410, 506))
_HIP_AIRPLANE = Exercise(
    id="E73",
    title="Hip airplane",
    text="On one leg, bent forward with a hand on a chair, the pelvis and the free hip turn open, then square again.",
    poses=(
        side_pose(_TIPPED, _ON_CHAIR, 1.8, 0.5, pelvis=24, twist=16),
        side_pose(_TIPPED, _ON_CHAIR, 1.8, 1.0, pelvis=-62, twist=-48, hip_n=-12),
    ),
    props=(Chair(396, 250),),
    arrows=(Arrow(-190 + 640j, -150 + 740j, -40 + 770j),),
)

_BESIDE_WALL = {**_ON_HIPS, "sho_f": 64, "elb_f": 20, "wri_f": 20}
_SWING_THROUGH = side_pose(STAND, _FAR_FOOT, 0.3, 0, hip_n=14, knee_n=42, ank_n=12, **_BESIDE_WALL)
_LEG_SWING = Exercise(
    id="E60",
    title="Leg swings",
    text="Standing on one leg, the other swings from the hip forward and back; the trunk stays still.",
    poses=(
        side_pose(STAND, _FAR_FOOT, 0.4, 0.03, hip_n=-24, knee_n=26, ank_n=-10, **_BESIDE_WALL),
        _SWING_THROUGH,
        side_pose(STAND, _FAR_FOOT, 0.4, 0.03, hip_n=48, knee_n=8, ank_n=6, **_BESIDE_WALL),
        _SWING_THROUGH,
    ),
    props=(SideWall(40, 400),),
    still=2,
    frames_per_move=5,
    arrows=(Arrow(-60 + 90j, 130 + 20j, 290 + 150j),),
)

_LUNGE_FEET = (at("ball_f", -270, 0), *on_floor("toe_f"))
_LUNGE = Exercise(
    id="E61",
    title="Lunge with a reach",
    text="A long step you can control, both arms reach up, the chest stays tall; then step back.",
    poses=(
        side_pose(STAND, (*_LUNGE_FEET, *feet(-330, sides="n")), 1.3, 0.5, x=-320, toe_f=4, **both(sho=4)),
        side_pose(
            STAND,
            (*_LUNGE_FEET, *feet(220, sides="n")),
            1.3,
            0.9,
            x=10, y=340, hip_n=88, knee_n=86, ank_n=4, hip_f=-8, knee_f=84, ank_f=14, toe_f=62, **both(sho=172, elb=6),
        ),
    ),
)  # fmt: skip

_HOP = Exercise(
    id="E66",
    title="Hop on one leg",
    text="Small hops on the spot on one leg, the same height each time, landing softly.",
    poses=(
        side_pose(
            STAND,
            (at("ball_n", 60, 0), *on_floor("toe_n")),
            0.3,
            0,
            pitch=6, y=520, hip_n=24, knee_n=34, ank_n=12, toe_n=10, hip_f=20, knee_f=86, ank_f=-16,
            sho_n=-20, elb_n=74, sho_f=10, elb_f=78,
        ),
        side_pose(
            STAND,
            (at("ball_n", 60, 84),),
            0.3,
            0,
            pitch=4, y=640, hip_n=8, knee_n=10, ank_n=-38, hip_f=30, knee_f=84, ank_f=-16,
            sho_n=6, elb_n=74, sho_f=-16, elb_f=78,
        ),
    ),
    frames_per_move=5,
)  # fmt: skip

EXERCISES = (
    _SINGLE_DEADLIFT, _SPLIT_SQUAT, _REAR_RAISED, _STEP_UP, _HIP_STRETCH, _LEG_SWING, _LUNGE, _HOP, _HIP_AIRPLANE,
    _LOW_LUNGE,
)  # fmt: skip
"""In the order of their ids."""
