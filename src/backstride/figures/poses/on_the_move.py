"""Walking, running drills and skipping, as loops on the spot."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Arrow, Exercise
from backstride.figures.mannequin import both
from backstride.figures.poses.sketch import at, both_steps, on_floor, side_pose

__all__ = ["EXERCISES"]

_UPRIGHT = MappingProxyType({"pitch": 3, "y": 520, "neck": -2})
_STEP_S = 0.28
_WALK = Exercise(
    id="E69",
    title="Walking",
    text="An easy walk with long, relaxed steps and swinging arms.",
    poses=both_steps(
        side_pose(
            _UPRIGHT,
            (at("heel_n", 150, 0), at("ball_f", -160, 0), *on_floor("toe_f")),
            _STEP_S,
            0,
            hip_n=26, knee_n=6, ank_n=0, hip_f=-20, knee_f=14, ank_f=2, toe_f=24,
            sho_n=-26, elb_n=14, sho_f=24, elb_f=30,
        ),
        side_pose(
            _UPRIGHT,
            (at("heel_n", 10, 0), at("ball_n", None, 0)),
            _STEP_S,
            0,
            y=528, hip_n=4, knee_n=8, ank_n=4, hip_f=14, knee_f=58, ank_f=-4, sho_n=-2, elb_n=18, sho_f=0, elb_f=18,
        ),
    ),
    ghost=None,
    still=0,
    frames_per_move=5,
)  # fmt: skip

_TIPTOES = (at("ball_n", 40, 0), at("ball_f", 40, 0))
_BOTH_DOWN = side_pose(
    {"pitch": 4, "y": 530, "neck": -4, **both(hip=12, knee=18, ank=-8, toe=14, sho=-4, elb=88)}, _TIPTOES, 0.2, 0
)

_HIGH_KNEES = Exercise(
    id="E62",
    title="High knees",
    text="Quick, quiet steps on the spot with the knees coming up in front.",
    poses=both_steps(
        side_pose(
            {"pitch": 3, "y": 548, "neck": -3},
            (at("ball_f", 40, 0), *on_floor("toe_f")),
            0.2,
            0,
            hip_n=88, knee_n=98, ank_n=4, hip_f=2, knee_f=6, ank_f=-8, toe_f=14,
            sho_n=-38, elb_n=86, sho_f=38, elb_f=96,
        ),
        _BOTH_DOWN,
    ),
    ghost=None,
    still=0,
    frames_per_move=5,
)  # fmt: skip

_BUTT_KICKS = Exercise(
    id="butt_kicks",
    title="Butt kicks",
    text="Quick, quiet steps on the spot; each heel flicks up to the seat while the thighs point down.",
    poses=both_steps(
        side_pose(
            {"pitch": 5, "y": 540, "neck": -4},
            (at("ball_f", 40, 0), *on_floor("toe_f")),
            0.2,
            0,
            hip_n=6, knee_n=138, ank_n=-24, hip_f=4, knee_f=8, ank_f=-8, toe_f=14,
            sho_n=-38, elb_n=86, sho_f=38, elb_f=96,
        ),
        _BOTH_DOWN,
    ),
    ghost=None,
    still=0,
    frames_per_move=5,
)  # fmt: skip

_HOPPING_KNEE = {
    "hip_n": 84, "knee_n": 92, "ank_n": 6, "sho_n": -44, "elb_n": 84, "sho_f": 46, "elb_f": 92,
}  # fmt: skip
_SKIPS = Exercise(
    id="a_skip",
    title="Skips",
    text="A small hop on one foot with the other knee up, then the same on the other side; low and relaxed.",
    poses=both_steps(
        side_pose(
            {"pitch": 3, "y": 536, "neck": -3, **_HOPPING_KNEE},
            (at("ball_f", 40, 0), *on_floor("toe_f")),
            0.34,
            0,
            hip_f=8, knee_f=14, ank_f=4, toe_f=8,
        ),
        side_pose(
            {"pitch": 3, "y": 640, "neck": -3, **_HOPPING_KNEE},
            (at("ball_f", 40, 74),),
            0.3,
            0,
            hip_f=2, knee_f=6, ank_f=-36, toe_f=4,
        ),
    ),
    arrows=(Arrow(-150 + 60j, -190 + 120j, -150 + 190j),),
    ghost=None,
    still=1,
    frames_per_move=5,
)  # fmt: skip

_BOUND = Exercise(
    id="E68",
    title="Bounding",
    text="Long springy running steps with a tall trunk; start short.",
    poses=both_steps(
        side_pose(
            {"pitch": 7, "y": 520, "neck": -5},
            (at("ball_f", -190, 0), *on_floor("toe_f")),
            0.26,
            0,
            hip_n=66, knee_n=84, ank_n=6, hip_f=-18, knee_f=12, ank_f=-18, toe_f=34,
            sho_n=-48, elb_n=80, sho_f=46, elb_f=84,
        ),
        side_pose(
            {"pitch": 7, "y": 640, "neck": -5},
            (),
            0.26,
            0,
            hip_n=62, knee_n=58, ank_n=4, hip_f=-26, knee_f=44, ank_f=-34, toe_f=0,
            sho_n=-34, elb_n=80, sho_f=34, elb_f=84,
        ),
    ),
    ghost=None,
    still=0,
    frames_per_move=5,
)  # fmt: skip

EXERCISES = (_HIGH_KNEES, _BUTT_KICKS, _SKIPS, _BOUND, _WALK)
"""In the order of their ids."""
