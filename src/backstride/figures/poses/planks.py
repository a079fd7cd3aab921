"""Exercises in a plank, on hands, forearms, knees or a ball."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Exercise
from backstride.figures.mannequin import Contact, both
from backstride.figures.poses.sketch import at, hands, on_floor, side_pose
from backstride.figures.props import Ball, Dumbbell, Mat, Roller

__all__ = ["EXERCISES"]


def _forearms(x: float) -> tuple[Contact, ...]:
    return (at("elbow_n", x, 0), at("elbow_f", x, 0), *on_floor("wrist_n", "wrist_f"))


_KNEES_DOWN = (at("knee_n", 0, 0), at("knee_f", 0, 0), *on_floor("instep_n", "instep_f"))
_KNEE_PLANK = Exercise(
    id="E12",
    title="Plank on the knees",
    text="On forearms and knees, the hips lower until knees, hips and shoulders make one straight line.",
    poses=(
        side_pose(
            {"pitch": 100, "x": 20, "y": 270, "neck": -10, **both(hip=96, knee=84, ank=-66, sho=96, elb=88)},
            (*_KNEES_DOWN, *_forearms(420)),
            1.5,
            0.5,
        ),
        side_pose(
            {"pitch": 74, "x": 230, "y": 110, "neck": -4, **both(hip=2, knee=62, ank=-66, sho=74, elb=94)},
            (*_KNEES_DOWN, *_forearms(420)),
            1.5,
            2.0,
        ),
    ),
    props=(Mat(-330, 1030),),
)

_PLANK = MappingProxyType({"pitch": 82, "y": 170, **both(knee=2, ank=8, toe=62, sho=82, elb=92)})
_FOREARMS = _forearms(300)


def _toes(x: float) -> tuple[Contact, ...]:
    return (at("ball_n", x, 0), at("ball_f", x, 0), *on_floor("toe_n", "toe_f"))


_FRONT_PLANK = Exercise(
    id="E13",
    title="Forearm plank",
    text="On forearms and toes the body is one straight line; rest on the knees between holds.",
    poses=(
        side_pose(
            _PLANK,
            (*_FOREARMS, *on_floor("knee_n", "knee_f"), *_toes(-440)),
            1.5,
            0.7,
            pitch=78, y=200, **both(hip=38, knee=62, ank=10, sho=80),
        ),
        side_pose(_PLANK, (*_FOREARMS, *_toes(-510)), 1.5, 2.6),
    ),
    props=(Mat(-610, 1160),),
)  # fmt: skip

_STIR = MappingProxyType({"pitch": 60, "x": -190, "y": 300, **both(knee=3, ank=10, toe=55, sho=62, elb=92)})


def _stirring(x: float, y: float) -> tuple[Contact, ...]:
    elbows = (at("elbow_n", x, 318 + y), at("elbow_f", x, 318 + y))
    return (*elbows, at("wrist_n", None, 326 + y), at("wrist_f", None, 326 + y), *_toes(-700))


_STIR_THE_POT = Exercise(
    id="E14",
    title="Stir the pot",
    text="In a plank with the forearms on a ball, the arms draw small circles; the trunk stays quiet.",
    poses=(
        side_pose(_STIR, _stirring(-40, 0), 0.9, 0),
        side_pose(_STIR, _stirring(-14, 8), 0.9, 0),
        side_pose(_STIR, _stirring(14, 0), 0.9, 0),
        side_pose(_STIR, _stirring(-14, -6), 0.9, 0),
    ),
    props=(Ball(50, 162, follows="elbow_n"),),
    ghost=None,
    frames_per_move=4,
)

_HIGH = MappingProxyType({"pitch": 74, "x": -110, "y": 260, **both(knee=2, ank=10, toe=60, sho=82, elb=4)})
_RENEGADE = Exercise(
    id="E41",
    title="Renegade row",
    text="In a high plank on two dumbbells, one hand pulls its weight to the ribs; the hips stay level.",
    poses=(
        side_pose(_HIGH, (*_toes(-590), at("grip_n", 262, 33), at("grip_f", 262, 33)), 1.4, 0.5),
        side_pose(_HIGH, (*_toes(-590), at("grip_f", 262, 33)), 1.4, 0.9, sho_n=-10, elb_n=84),
    ),
    props=(Dumbbell("n"), Dumbbell("f"), Mat(-680, 1080)),
)

_PUSH_UP_PLUS = Exercise(
    id="E46",
    title="Push-up plus",
    text="In a high plank, the arms stay straight and push the upper back up towards the ceiling.",
    poses=(
        side_pose(_HIGH, (*_toes(-600), *hands(250)), 1.2, 0.5, tho=-12, lum=2, neck=2, **both(wri=80)),
        side_pose(_HIGH, (*_toes(-600), *hands(250)), 1.2, 1.0, tho=28, lum=4, neck=-14, **both(wri=80)),
    ),
    props=(Mat(-690, 1090),),
)

_ROLLING = MappingProxyType({"pitch": 86, "y": 160, "neck": -10, **both(hip=4, knee=6, ank=-60, sho=80, elb=92)})
_FOAM_ROLL = Exercise(
    id="E59",
    title="Foam rolling the thigh",
    text="On the forearms with a roller under the thighs, the body slides slowly forward and back.",
    poses=(
        side_pose(_ROLLING, (*_FOREARMS, at("hip_n", 40, 172), at("toe_n", None, 20), at("toe_f", None, 20)), 2.2, 0.3),
        side_pose(
            _ROLLING, (*_FOREARMS, at("hip_n", 130, 172), at("toe_n", None, 20), at("toe_f", None, 20)), 2.2, 0.3
        ),
    ),
    props=(Roller(-70, 56, follows="hip_n"), Mat(-500, 1060)),
)

EXERCISES = (_KNEE_PLANK, _FRONT_PLANK, _STIR_THE_POT, _RENEGADE, _PUSH_UP_PLUS, _FOAM_ROLL)
"""In the order of their ids."""
