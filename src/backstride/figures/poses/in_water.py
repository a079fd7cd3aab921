"""Swimming, and running in deep water."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Exercise, Ground
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import both_steps, side_pose
from backstride.figures.props_ground import Belt, Water

__all__ = ["EXERCISES"]

_UPRIGHT = MappingProxyType({"pitch": 6, "y": 528, "neck": -4})
_DEEP_WATER = Exercise(
    id="pool_running",
    title="Running in deep water",
    text="Upright in deep water with a belt, legs and arms run on the spot; the feet touch nothing.",
    poses=both_steps(
        side_pose(
            _UPRIGHT,
            (),
            0.5,
            0,
            hip_n=74, knee_n=84, ank_n=4, hip_f=-12, knee_f=16, ank_f=-24,
            sho_n=-42, elb_n=84, sho_f=38, elb_f=88,
        ),
        side_pose(
            _UPRIGHT,
            (),
            0.5,
            0,
            hip_n=44, knee_n=26, ank_n=4, hip_f=2, knee_f=84, ank_f=-24,
            sho_n=-14, elb_n=84, sho_f=10, elb_f=86,
        ),
    ),
    props=(Belt(), Water(-420, 840, 800, 860)),
    ghost=None,
    still=0,
    frames_per_move=5,
    ground=Ground.WATER,
)  # fmt: skip

_FLAT = MappingProxyType({"pitch": 83, "y": 214, "neck": -14, **both(ank=-52, elb=6)})
_KICK_NEAR = {"hip_n": 12, "knee_n": 22, "hip_f": -8, "knee_f": 4}
_KICK_FAR = {"hip_f": 12, "knee_f": 22, "hip_n": -8, "knee_n": 4}
_SWIMMING = Exercise(
    id="swimming",
    title="Swimming, crawl",
    text="Face down at the surface, one arm reaches ahead while the other pulls; the legs make small quick kicks.",
    poses=(
        side_pose(_FLAT, (), 0.5, 0, **_KICK_NEAR, sho_n=176, sho_f=4),
        side_pose(_FLAT, (), 0.5, 0, **_KICK_FAR, sho_n=92, elb_n=34, sho_f=-76, elb_f=-4),
        side_pose(_FLAT, (), 0.5, 0, **_KICK_NEAR, sho_n=4, sho_f=176),
        side_pose(_FLAT, (), 0.5, 0, **_KICK_FAR, sho_n=-76, elb_n=-4, sho_f=92, elb_f=34),
    ),
    props=(Water(-640, 1440, 262, 420),),
    ghost=None,
    still=1,
    frames_per_move=5,
    ground=Ground.WATER,
)

EXERCISES = (_DEEP_WATER, _SWIMMING)
"""In the order of their ids."""
