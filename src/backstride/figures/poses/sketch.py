"""Shorthand for writing key poses: touch points with the same rule, and poses that vary a base."""

from __future__ import annotations

from collections.abc import Mapping

from backstride.figures.mannequin import Contact, Facing, Pose

__all__ = ["SOLES", "at", "both_steps", "feet", "front_pose", "hands", "on_floor", "side_pose"]

_SWAP = {"n": "f", "f": "n"}


def at(point: str, x: float | None, y: float | None) -> Contact:
    """Pin a point at x, at y, or at both.

    Examples
    --------
    >>> at("heel_n", 10, None)
    Contact(point='heel_n', x=10, y=None)
    """
    return Contact(point, x, y)


def on_floor(*points: str) -> tuple[Contact, ...]:
    """Keep points on the floor wherever they are along it.

    Examples
    --------
    >>> on_floor("heel_n")
    (Contact(point='heel_n', x=None, y=0),)
    """
    return tuple(Contact(point, None, 0) for point in points)


def feet(x: float, *, sides: str = "nf", y: float = 0) -> tuple[Contact, ...]:
    """Stand flat with the heels at x.

    Examples
    --------
    >>> [contact.point for contact in feet(0, sides="n")]
    ['heel_n', 'ball_n']
    """
    return tuple(
        contact for side in sides for contact in (Contact(f"heel_{side}", x, y), Contact(f"ball_{side}", None, y))
    )


def hands(x: float, *, sides: str = "nf", y: float = 0) -> tuple[Contact, ...]:
    """Lean on flat hands with the wrists at x.

    Examples
    --------
    >>> [contact.point for contact in hands(0, sides="f")]
    ['wrist_f', 'tip_f']
    """
    return tuple(
        contact for side in sides for contact in (Contact(f"wrist_{side}", x, y + 2), Contact(f"tip_{side}", None, y))
    )


SOLES = (Contact("sole_l", None, 0), Contact("sole_r", None, 0))
"""Both soles on the floor, seen from the front."""


def side_pose(
    base: Mapping[str, float],
    contacts: tuple[Contact, ...] = (),
    move_s: float = 1.5,
    hold_s: float = 0.8,
    **angles: float,
) -> Pose:
    """Vary a base pose seen from the side.

    Examples
    --------
    >>> side_pose({"pitch": 90, "neck": 4}, neck=9).angles["neck"]
    9
    """
    return Pose(angles={**base, **angles}, contacts=contacts, move_s=move_s, hold_s=hold_s)


def front_pose(
    base: Mapping[str, float],
    contacts: tuple[Contact, ...] = (),
    move_s: float = 1.5,
    hold_s: float = 0.8,
    **angles: float,
) -> Pose:
    """Vary a base pose seen from the front.

    Examples
    --------
    >>> front_pose({"roll": 70}).facing.value
    'front'
    """
    return Pose(angles={**base, **angles}, contacts=contacts, move_s=move_s, hold_s=hold_s, facing=Facing.FRONT)


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


def both_steps(*poses: Pose) -> tuple[Pose, ...]:
    """Repeat a step with the other leg.

    Examples
    --------
    >>> step = side_pose({"pitch": 4}, hip_n=20)
    >>> [pose.angles.get("hip_f") for pose in both_steps(step)]
    [None, 20]
    """
    return (*poses, *(_other_side(pose) for pose in poses))
