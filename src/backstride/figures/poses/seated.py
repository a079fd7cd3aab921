"""Exercises sitting down."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, feet, on_floor, side_pose
from backstride.figures.props import Band, Bench, Cable, Chair, Dumbbell
from backstride.figures.props_machines import LegMachine

__all__ = ["EXERCISES"]

_SIT = MappingProxyType({"y": 305, **both(hip=88, knee=88, ank=0, sho=20, elb=30)})
_SEAT = at("seat", -40, 252)
_CHAIR = Chair(-140, 250)

_KNEE_EXTENSION = Exercise(
    id="E34",
    title="Knee extension, seated",
    text="Sitting in the machine, back supported, the shins push the roll up until the knees are nearly straight.",
    poses=(
        side_pose(_SIT, (_SEAT,), 1.8, 0.4, **both(ank=4, sho=-8, elb=30)),
        side_pose(_SIT, (_SEAT,), 1.8, 0.7, **both(knee=12, ank=4, sho=-8, elb=30)),
    ),
    props=(LegMachine(-110, 254),),
)

_CALF = Exercise(
    id="E39",
    title="Bent-knee calf raise",
    text="Sitting with a weight on the knee, the heels rise slowly and lower again; the knees stay bent.",
    poses=(
        side_pose(_SIT, (_SEAT, *feet(196)), 1.4, 0.4, pitch=12, **both(hip=100, sho=40, elb=14)),
        side_pose(
            _SIT,
            (_SEAT, at("ball_n", 292, 0), at("ball_f", 292, 0), *on_floor("toe_n", "toe_f")),
            1.4,
            0.8,
            pitch=12, **both(hip=108, ank=-26, toe=30, sho=40, elb=16),
        ),
    ),
    props=(_CHAIR, Dumbbell("n")),
)  # fmt: skip

_ON_BENCH = Bench(-170, 300, 252)
_PULLDOWN = Exercise(
    id="E42",
    title="Lat pull-down",
    text="Sitting tall, the hands pull a bar from above down to the upper chest; the ribs stay down.",
    poses=(
        side_pose(_SIT, (_SEAT, *feet(200)), 1.4, 0.5, pitch=-6, **both(sho=166, elb=12)),
        side_pose(_SIT, (_SEAT, *feet(200)), 1.4, 0.8, pitch=-8, neck=-4, **both(sho=34, elb=126)),
    ),
    props=(_ON_BENCH, Cable("grip_n", 190, 1080)),
)

_ROW = Exercise(
    id="E44",
    title="Seated row",
    text="Sitting tall with the feet ahead, the hands pull a handle to the belly, pause, and reach long again.",
    poses=(
        side_pose(_SIT, (_SEAT, *feet(360)), 1.4, 0.5, pitch=10, **both(hip=86, knee=40, sho=76, elb=6)),
        side_pose(_SIT, (_SEAT, *feet(360)), 1.4, 0.8, pitch=-3, **both(hip=76, knee=40, sho=-30, elb=104)),
    ),
    props=(_ON_BENCH, Band("grip_n", 660, 420, fist="n")),
)

_SLIDER = Exercise(
    id="E75",
    title="Sciatic slider",
    text="Sitting on a chair, one knee straightens as the head lifts; then the knee bends as the head drops.",
    poses=(
        side_pose(_SIT, (_SEAT, *feet(196)), 1.6, 0.3, lum=14, tho=24, neck=44, **both(sho=-6, elb=24)),
        side_pose(
            _SIT,
            (_SEAT, *feet(196, sides="f")),
            1.6,
            0.5,
            lum=6,
            tho=12,
            neck=-24,
            knee_n=18,
            ank_n=6,
            **both(sho=-6, elb=24),
        ),
    ),
    props=(_CHAIR,),
)

EXERCISES = (_KNEE_EXTENSION, _CALF, _PULLDOWN, _ROW, _SLIDER)
"""In the order of their ids."""
