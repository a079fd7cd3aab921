"""Walking, running drills and skipping, as loops on the spot."""

from __future__ import annotations

from types import MappingProxyType

from backstride.figures.exercise import Exercise
from backstride.figures.mannequin import Contact, Pose
from backstride.figures.poses.sketch import at, on_floor, side_pose

__all__ = ["EXERCISES"]

_SWAP = {"n": "f", "f": "n"}


def _other_side(pose: Pose) -> Pose:
    """Give the same pose with near and far exchanged."""

    def swapped(name: str) -> str:
        stem, _, side = name.rpartition("_")
        return f"{stem}_{_SWAP[side]}" if side in _SWAP and stem else name

    return Pose(
        angles={swapped(name): value for name, value in pose.angles.items()},
        contacts=tuple(Contact(swapped(contact.point), contact.x, contact.y) for contact in pose.contacts),
        move_s=pose.move_s,
        hold_s=pose.hold_s,
    )


def _both_steps(*poses: Pose) -> tuple[Pose, ...]:
    """Repeat a step with the other leg."""
    return (*poses, *(_other_side(pose) for pose in poses))


_UPRIGHT = MappingProxyType({"pitch": 3, "y": 520, "neck": -2})
_STEP_S = 0.28
_WALK = Exercise(
    id="E69",
    title="Walking",
    text="An easy walk with long, relaxed steps and swinging arms.",
    poses=_both_steps(
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

_HIGH_KNEES = Exercise(
    id="E62",
    title="High knees",
    text="Quick, quiet steps on the spot with the knees coming up in front.",
    poses=_both_steps(
        side_pose(
            {"pitch": 3, "y": 548, "neck": -3},
            (at("ball_f", 40, 0), *on_floor("toe_f")),
            0.34,
            0,
            hip_n=88, knee_n=98, ank_n=4, hip_f=2, knee_f=6, ank_f=-8, toe_f=14,
            sho_n=-38, elb_n=86, sho_f=38, elb_f=96,
        ),
    ),
    ghost=None,
    still=0,
)  # fmt: skip

_BOUND = Exercise(
    id="E68",
    title="Bounding",
    text="Long springy running steps with a tall trunk; start short.",
    poses=_both_steps(
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

EXERCISES = (_HIGH_KNEES, _BOUND, _WALK)
"""In the order of their ids."""
