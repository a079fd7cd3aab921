"""Exercises whose movement is to the side, seen from the front: side planks, leg lifts, side steps and arms."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Arrow, Exercise
from backstride.figures.poses.sketch import SOLES, at, front_pose
from backstride.figures.props import Band, Bench, Kettlebell, Mat, Step, Wall
from backstride.figures.props_machines import Rope

__all__ = ["EXERCISES"]


def _lr(**angles: float) -> dict[str, float]:
    """Give the same angle to both sides."""
    return {f"{joint}_{side}": value for joint, value in angles.items() for side in ("l", "r")}


_HANDS_ON_HIPS = _lr(abd=45, elb=-96)
_STAND = MappingProxyType({"y": 528, **_lr(abd=8, elb=4, hab=5, kneeb=3)})
_PLANK = MappingProxyType(
    {
        "roll": 70,
        "y": 150,
        "head": 4,
        "abd_r": 72,
        "elb_r": 90,
        "fout_r": 62,
        "abd_l": 110,
        "elb_l": 2,
        "hab_r": 1,
        "hab_l": -3,
    }
)
_PLANK_POINTS = (at("edge_r", -500, 0), at("elbow_r", 300, 0))
_REST = {"roll": 84, "y": 96, "side": -30, "hab_r": -6, "hab_l": 6, "abd_l": 30, "elb_l": -10, "abd_r": 62}

_KNEE_AND_FOREARM = (at("knee_low_r", -190, 26), at("elbow_r", 300, 0), at("wrist_r", None, 4))
_KNEE_BRIDGE = Exercise(
    id="E07",
    title="Side bridge on the knees",
    text="On one forearm and the bent knees, the hips lift until knees, hips and shoulders make one line.",
    poses=(
        front_pose(
            _PLANK, (*_KNEE_AND_FOREARM, at("hip_edge_r", None, 44)), 1.5, 0.7, **_REST, **_lr(sout=84),
        ),
        front_pose(
            _PLANK, _KNEE_AND_FOREARM, 1.5, 2.0, roll=62, **_lr(sout=84)
        ),
    ),
    props=(Mat(-420, 900),),
)  # fmt: skip

_SIDE_PLANK = Exercise(
    id="E08",
    title="Side plank",
    text="On one forearm and the side of the foot, hips lift until the body is one straight line.",
    poses=(
        front_pose(_PLANK, (*_PLANK_POINTS, at("hip_edge_r", None, 24)), 1.5, 0.7, **_REST),
        front_pose(_PLANK, _PLANK_POINTS, 1.5, 2.2),
    ),
    props=(Mat(-610, 1110),),
)

_SOFT_KNEES = MappingProxyType({**_STAND, "y": 505, **_lr(hab=9, kneeb=4, tout=12, sout=10)})
_WIDE_FEET = (at("sole_l", -100, 0), at("sole_r", 100, 0))
_PRESS = Exercise(
    id="E15",
    title="Anti-rotation press",
    text="A band pulls from the side: the hands press straight out from the chest, and hips and trunk do not turn.",
    poses=(
        front_pose(
            _SOFT_KNEES,
            (*_WIDE_FEET, at("grip_l", -14, 735), at("grip_r", 14, 735)),
            1.2,
            0.5,
            **_lr(abd=26, elb=-128, uout=8, fout=10),
        ),
        front_pose(
            _SOFT_KNEES,
            (*_WIDE_FEET, at("grip_l", -14, 690), at("grip_r", 14, 690)),
            1.2,
            1.2,
            **_lr(abd=-32, elb=-8, uout=62, fout=66),
        ),
    ),
    props=(Wall(-560, left=True), Band("grip_l", -560, 735, fist="l", crosses=True)),
)

_CARRY = Exercise(
    id="E16",
    title="Suitcase carry",
    text="Walking tall with a weight in one hand, the trunk does not lean away.",
    poses=(
        front_pose(_STAND, (at("sole_r", None, 0), at("sole_l", None, 40)), 0.55, 0, tout_l=34, sout_l=20, x=14),
        front_pose(_STAND, (at("sole_l", None, 0), at("sole_r", None, 40)), 0.55, 0, tout_r=34, sout_r=20, x=-14),
    ),
    props=(Kettlebell("r"),),
    ghost=None,
    frames_per_move=6,
)

_STEP_DOWN = Exercise(
    id="E33",
    title="Step-down to the side",
    text="On a box, the standing knee bends slowly until the other heel lightly touches the floor.",
    poses=(
        front_pose(
            _STAND,
            (at("sole_r", 52, 150), at("sole_l", -120, 150)),
            1.6,
            0.4,
            y=678, hab_r=2, hab_l=9, tout_l=0, **_HANDS_ON_HIPS,
        ),
        front_pose(
            _STAND,
            (at("sole_r", 52, 150), at("sole_l", -150, 4)),
            1.8,
            0.5,
            y=560, hab_r=2, tout_r=48, sout_r=30, hab_l=12, tout_l=6, sout_l=8, **_HANDS_ON_HIPS,
        ),
    ),
    props=(Step(-20, 200, 150),),
)  # fmt: skip

_LYING = MappingProxyType(
    {"roll": 90, "y": 92, "abd_r": 172, "elb_r": 8, "head": -12, "abd_l": 14, "elb_l": 20, "fout_l": 40}
)
_LEG_LIFT = Exercise(
    id="E35",
    title="Side-lying leg lift",
    text="Lying on one side, the top leg lifts with the toes a little down; the waist does not hitch.",
    poses=(
        front_pose(
            _LYING,
            (at("hip_edge_r", 0, 6), at("shoulder_r", None, 36), at("edge_r", None, 8)),
            1.4,
            0.5,
            hab_l=2,
            hab_r=-2,
        ),
        front_pose(
            _LYING,
            (at("hip_edge_r", 0, 6), at("shoulder_r", None, 36), at("edge_r", None, 8)),
            1.4,
            0.9,
            hab_l=34,
            hab_r=-2,
        ),
    ),
    props=(Mat(-580, 1230),),
)

_WALK = MappingProxyType({**_STAND, "y": 480, **_lr(abd=24, elb=-104, fout=30, hab=14, kneeb=6, tout=24, sout=18)})
_BAND_WALK = Exercise(
    id="E36",
    title="Side steps with a band",
    text="With a band around the legs and soft knees, small steps to the side; the trunk stays quiet.",
    poses=(
        front_pose(_WALK, (at("sole_l", -110, 0), at("sole_r", 110, 0)), 0.8, 0.3),
        front_pose(_WALK, (at("sole_l", -110, 0), at("sole_r", 220, 0)), 0.8, 0.3, x=56, hab_l=20, hab_r=24),
        front_pose(_WALK, (at("sole_l", 0, 0), at("sole_r", 220, 0)), 0.8, 0.3, x=110),
        front_pose(_WALK, (at("sole_l", -110, 0), at("sole_r", 220, 0)), 0.8, 0.1, x=56, hab_l=20, hab_r=24),
    ),
    props=(Band("ankle_r", other="ankle_l"),),
)

_SHORT_COPENHAGEN = Exercise(
    id="E37",
    title="Short Copenhagen side plank",
    text="On one forearm with the top knee on a bench, the hips lift into one line for a short hold.",
    poses=(
        front_pose(
            _PLANK,
            (at("knee_l", -250, 262), at("elbow_r", 300, 0), at("hip_edge_r", None, 26)),
            1.4,
            0.6,
            **(_REST | {"roll": 70, "side": -20, "hab_l": 24, "hab_r": -16} | _lr(sout=84)),
        ),
        front_pose(
            _PLANK,
            (at("knee_l", -250, 262), at("elbow_r", 300, 0)),
            1.4,
            1.4,
            roll=82, hab_l=8, hab_r=-4, abd_l=20, **_lr(sout=84),
        ),
    ),
    props=(Bench(-420, 240, 232), Mat(-160, 700)),
)  # fmt: skip

_CIRCLE = ((88, 16), (95, 12), (98, 4), (95, -6), (88, -12), (81, -6), (78, 4), (81, 12))
_ARM_CIRCLES = Exercise(
    id="E47",
    title="Arm circles",
    text="Standing tall, arms out to the sides draw small slow circles.",
    poses=tuple(
        front_pose(_STAND, SOLES, 0.32, 0, **_lr(abd=lift, elb=2, uout=8 + abs(out), fout=8 + abs(out)))
        for lift, out in _CIRCLE
    ),
    arrows=(Arrow(545 + 800j, 625 + 850j, 560 + 905j), Arrow(-545 + 905j, -625 + 860j, -560 + 800j)),
    ghost=None,
    frames_per_move=4,
)

_NECK_STRETCH = Exercise(
    id="E48",
    title="Neck side stretch",
    text="Sitting or standing tall, the head tips to the side with only the weight of the hand; the shoulder drops.",
    poses=(
        front_pose(_STAND, SOLES, 1.6, 0.5),
        front_pose(
            _STAND,
            (*SOLES, at("tip_r", -30, 950)),
            1.6,
            2.0,
            head=24,
            abd_r=140,
            elb_r=118,
            uout_r=16,
            fout_r=6,
            shrug_l=-8,
        ),
    ),
)

_SHUFFLE = Exercise(
    id="E63",
    title="Side shuffle",
    text="With the hips low, quick steps to the side; the feet never cross.",
    poses=(
        front_pose(_WALK, (at("sole_l", -190, 0), at("sole_r", 190, 0)), 0.4, 0.05, y=430, **_lr(hab=26, kneeb=14)),
        front_pose(_WALK, (at("sole_l", 40, 0), at("sole_r", 230, 0)), 0.4, 0.05, x=140, y=460),
        front_pose(
            _WALK, (at("sole_l", 90, 0), at("sole_r", 470, 0)), 0.4, 0.05, x=280, y=430, **_lr(hab=26, kneeb=14)
        ),
        front_pose(_WALK, (at("sole_l", -20, 0), at("sole_r", 230, 0)), 0.4, 0.05, x=100, y=460),
    ),
    arrows=(Arrow(300 + 620j, 380 + 620j, 460 + 620j),),
    ghost=None,
    still=0,
)

_SKIP = MappingProxyType({**_STAND, **_lr(abd=20, elb=26, fout=30, hab=3)})
_SKIPPING = Exercise(
    id="E64",
    title="Skipping rope",
    text="Low quiet bounces on both feet while the rope passes under them; the knees stay soft.",
    poses=(
        front_pose(_SKIP, SOLES, 0.3, 0),
        front_pose(_SKIP, (at("sole_l", None, 46), at("sole_r", None, 46)), 0.3, 0),
    ),
    props=(Rope(),),
    ghost=None,
    still=1,
    frames_per_move=6,
)

EXERCISES = (
    _KNEE_BRIDGE, _SIDE_PLANK, _PRESS, _CARRY, _STEP_DOWN, _LEG_LIFT, _BAND_WALK, _SHORT_COPENHAGEN, _ARM_CIRCLES,
    _NECK_STRETCH, _SHUFFLE, _SKIPPING,
)  # fmt: skip
"""In the order of their ids."""
