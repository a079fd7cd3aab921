"""Exercises lying on the back."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Arrow, Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, feet, on_floor, side_pose
from backstride.figures.props import Barbell, Bench, Chair, Mat, Roller

__all__ = ["EXERCISES"]

_SUPINE = MappingProxyType({"pitch": -90, "y": 74, "neck": 6, **both(sho=8, elb=4)})
_SHOULDERS = (at("back", -262, 2), at("occiput", None, 4))
_FLAT = (*_SHOULDERS, at("sacrum", None, 4), at("seat", None, 22))
_ARMS = on_floor("wrist_n", "wrist_f")
_FEET = feet(330)
_HOOK = MappingProxyType({**_SUPINE, **both(hip=58, knee=110, ank=-12, sho=4, elb=2)})
_MAT = Mat(-520, 1010)
_TABLE = MappingProxyType({**_SUPINE, **both(hip=92, knee=90, sho=92, elb=2)})

_BREATHING = Exercise(
    id="E01",
    title="Breathing with the calves on a chair",
    text="On the back with the calves on a chair, the belly and the lower ribs rise with a slow breath in.",
    poses=(
        side_pose(_SUPINE, (*_FLAT, *_ARMS), 3.0, 0.4, **both(hip=90, knee=88, ank=-8, sho=4)),
        side_pose(_SUPINE, (*_FLAT, *_ARMS), 2.4, 0.4, breath=1, **both(hip=90, knee=88, ank=-8, sho=4)),
    ),
    props=(Chair(124, 272, stool=True), Mat(-520, 700)),
    arrows=(Arrow(-110 + 175j, -110 + 205j, -110 + 240j),),
)

_PELVIC_TILT = Exercise(
    id="E02",
    title="Pelvic tilt",
    text="On the back with the knees bent, the pelvis rocks slowly: the low back lifts a little, then flattens.",
    poses=(
        side_pose(_HOOK, (*_SHOULDERS, at("sacrum", None, 8), *_FEET, *_ARMS), 1.6, 0.5, pitch=-78, lum=-20, tho=6),
        side_pose(
            _HOOK,
            (*_SHOULDERS, at("midback", None, 4), at("sacrum", None, 8), *_FEET, *_ARMS),
            1.6,
            0.8,
            pitch=-104,
            lum=16,
        ),
    ),
    props=(_MAT,),
    arrows=(Arrow(60 + 165j, 5 + 195j, -50 + 165j),),
)

_PRESSED_BELLY = (*_SHOULDERS, at("sacrum", None, 8), *_FEET, *on_floor("wrist_f", "elbow_n"))
_BRACE = Exercise(
    id="E03",
    title="Abdominal brace",
    text="On the back with the knees bent, the belly stiffens under the hand as if someone may poke it.",
    poses=(
        side_pose(_HOOK, (*_PRESSED_BELLY, at("tip_n", -100, 146)), 1.4, 0.6, breath=1, sho_n=8, elb_n=112, wri_n=-92),
        side_pose(_HOOK, (*_PRESSED_BELLY, at("tip_n", -100, 126)), 1.4, 1.6, breath=0, sho_n=8, elb_n=112, wri_n=-92),
    ),
    props=(_MAT,),
    arrows=(Arrow(-60 + 290j, -60 + 250j, -60 + 200j),),
)

_HEEL_TAP = Exercise(
    id="E04",
    title="Dead bug, heel tap",
    text="On the back with both knees above the hips, one heel lowers to tap the floor while the back keeps its shape.",
    poses=(
        side_pose(_TABLE, _FLAT, 1.5, 0.4),
        side_pose(_TABLE, (*_FLAT, at("heel_n", None, 2)), 1.5, 0.7, hip_n=52, knee_n=100, ank_n=4),
    ),
    props=(_MAT,),
)

_DEAD_BUG = Exercise(
    id="E05",
    title="Dead bug",
    text="On the back, one arm and the opposite leg reach away while the low back stays down.",
    poses=(
        side_pose(_TABLE, _FLAT, 1.6, 0.5),
        side_pose(_TABLE, _FLAT, 1.6, 1.2, sho_f=164, hip_n=14, knee_n=6, ank_n=-8),
    ),
    props=(Mat(-540, 1120),),
)

_ONE_KNEE = MappingProxyType(
    {**_SUPINE, "hip_n": 4, "knee_n": 3, "ank_n": -6, "hip_f": 58, "knee_f": 110, "ank_f": -12}
)
_CURL_BASE = (at("sacrum", 0, 4), at("seat", None, 22), at("heel_n", None, 2), *feet(330, sides="f"))
_CURL_UP = Exercise(
    id="E06",
    title="Small curl-up",
    text="On the back, one knee bent, hands under the low back: head and shoulders lift only a finger width.",
    poses=(
        side_pose(
            _ONE_KNEE,
            (*_CURL_BASE, at("back", None, 2), at("occiput", None, 4), *_ARMS),
            1.3,
            0.5,
            **both(sho=-4, elb=18),
        ),
        side_pose(_ONE_KNEE, (*_CURL_BASE, *_ARMS), 1.3, 1.4, tho=22, lum=3, neck=2, **both(sho=-26, elb=26)),
    ),
    props=(Mat(-540, 1120),),
)

_BRIDGE = Exercise(
    id="E17",
    title="Glute bridge",
    text="On the back with knees bent, the hips lift until thighs and trunk make one line.",
    poses=(
        side_pose(_HOOK, (*_FLAT, *_FEET, *_ARMS), 1.4, 0.6),
        side_pose(
            _HOOK,
            (*_SHOULDERS, *_FEET, *_ARMS),
            1.4,
            1.6,
            pitch=-118, y=190, lum=8, tho=14, neck=14, **both(hip=-2, knee=84, ank=-4, sho=-22),
        ),
    ),
    props=(_MAT,),
)  # fmt: skip

_ONE_FOOT = feet(330, sides="f")
_SINGLE_BRIDGE = Exercise(
    id="E18",
    title="Bridge on one leg",
    text="In a bridge on one foot, the other leg is held straight in line with the trunk; the hips stay level.",
    poses=(
        side_pose(_HOOK, (*_FLAT, *_ONE_FOOT, *_ARMS), 1.4, 0.6, hip_n=52, knee_n=8, ank_n=-4),
        side_pose(
            _HOOK,
            (*_SHOULDERS, *_ONE_FOOT, *_ARMS),
            1.4,
            1.4,
            pitch=-118, y=190, lum=8, tho=14, neck=14, hip_f=-2, knee_f=84, ank_f=-4, hip_n=-2, knee_n=6, ank_n=-4,
            **both(sho=-22),
        ),
    ),
    props=(Mat(-520, 1120),),
)  # fmt: skip

_CURLED = MappingProxyType({**_SUPINE, "lum": 8, "tho": 30, "neck": 10})
_BASE = (at("sacrum", 0, 4), at("seat", None, 22))
_NEAR_HUG = {
    "hip_n": 116, "knee_n": 118, "ank_n": -10, "hip_f": 30, "knee_f": 4, "ank_f": -30,
    "sho_n": 56, "elb_n": 20, "sho_f": 56, "elb_f": 20,
}  # fmt: skip
_FAR_HUG = {**_NEAR_HUG} | {
    "hip_f": 116, "knee_f": 118, "ank_f": -10, "hip_n": 30, "knee_n": 4, "ank_n": -30,
}  # fmt: skip
_PILATES = Exercise(
    id="E72",
    title="Pilates mat set: stretch of one leg",
    text="One of the set: on the back, head and shoulders lifted, one knee is drawn in and one leg long, in turn.",
    poses=(
        side_pose(_CURLED, _BASE, 1.0, 0.5, **_NEAR_HUG),
        side_pose(_CURLED, _BASE, 1.0, 0.5, **_FAR_HUG),
    ),
    props=(Mat(-540, 1120),),
)

_BLADES = at("shoulder_blade", -240, 262)
_HIP_THRUST = Exercise(
    id="E19",
    title="Hip thrust",
    text="With the upper back on a bench and a weight on the hips, the hips lift until trunk and thighs are level.",
    poses=(
        side_pose(
            {"pitch": -52, "x": -60, "y": 150, "neck": 18, **both(hip=70, knee=112, ank=0, sho=30, elb=20)},
            (_BLADES, *feet(208), at("grip_n", 0, 222), at("grip_f", 0, 222)),
            1.3,
            0.5,
        ),
        side_pose(
            {"pitch": -88, "y": 300, "neck": 26, **both(hip=0, knee=90, ank=0, sho=12, elb=20)},
            (_BLADES, *feet(208), at("grip_n", -10, 362), at("grip_f", -10, 362)),
            1.3,
            1.2,
        ),
    ),
    props=(Bench(-430, 200, 266), Barbell(radius=78)),
)

_OVER_ROLLER = MappingProxyType({**_HOOK, "y": 84, **both(sho=150, elb=120)})
_ROLLER_EXTENSION = Exercise(
    id="E49",
    title="Upper back over a roller",
    text="On the back with a roller under the shoulder blades and the hands behind the head, the chest opens gently.",
    poses=(
        side_pose(
            _OVER_ROLLER,
            (at("shoulder_blade", -225, 108), at("seat", None, 20), *_FEET),
            1.8,
            0.5,
            pitch=-66,
            tho=18,
            neck=22,
        ),
        side_pose(
            _OVER_ROLLER,
            (at("shoulder_blade", -225, 108), at("seat", None, 20), *_FEET),
            1.8,
            1.2,
            pitch=-70,
            tho=-22,
            neck=2,
        ),
    ),
    props=(Roller(-225, 54), _MAT),
)

_HAMSTRING = MappingProxyType(
    {**_HOOK, "hip_n": 90, "knee_n": 90, "ank_n": 0, "sho_n": 34, "sho_f": 34, "elb_n": 24, "elb_f": 24}
)
_HOLD_THIGH = (*_FLAT, *feet(330, sides="f"), at("grip_n", -44, 190), at("grip_f", -44, 190))
_ACTIVE_HAMSTRING = Exercise(
    id="E56",
    title="Active hamstring stretch",
    text="On the back with both hands behind one thigh, the knee straightens until the first pull, then bends again.",
    poses=(
        side_pose(_HAMSTRING, _HOLD_THIGH, 1.2, 0.4),
        side_pose(_HAMSTRING, _HOLD_THIGH, 1.2, 0.8, knee_n=22, ank_n=6),
    ),
    props=(_MAT,),
)

EXERCISES = (
    _BREATHING, _PELVIC_TILT, _BRACE, _HEEL_TAP, _DEAD_BUG, _CURL_UP, _BRIDGE, _SINGLE_BRIDGE, _HIP_THRUST,
    _ROLLER_EXTENSION, _ACTIVE_HAMSTRING, _PILATES,
)  # fmt: skip
"""In the order of their ids."""
