"""From key poses to a loop of in-between frames in which every contact holds all the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from backstride.figures.geometry import ComplexArray, FloatArray, ease
from backstride.figures.mannequin.contacts import settle
from backstride.figures.mannequin.pose import Contact, Pose

__all__ = ["Loop", "loop_of", "targets_of"]

_FEWEST_POSES = 2
_FULL_CIRCLE = {"sho"}


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """A sampled loop; the last frame repeats the first.

    Parameters
    ----------
    angles
        (frames, angles) settled angles.
    share
        (frames,) moment of each frame as a share of the loop, 0 to 1.
    duration_s
        Length of the loop.
    key_frames
        Index of the frame in which each key pose is reached.
    contacts
        What was asked of each frame.
    """

    angles: FloatArray
    share: FloatArray
    duration_s: float
    key_frames: tuple[int, ...]
    contacts: tuple[tuple[Contact, ...], ...]


def targets_of(rows: list[tuple[Contact, ...]]) -> tuple[tuple[str, ...], ComplexArray]:
    """Give the union of the contact points and, per frame, where each must be (NaN: free)."""
    names = tuple(sorted({contact.point for row in rows for contact in row}))
    out = np.full((len(rows), len(names), 2), np.nan)
    for i, row in enumerate(rows):
        for contact in row:
            at = out[i, names.index(contact.point)]
            at[0] = np.nan if contact.x is None else contact.x
            at[1] = np.nan if contact.y is None else contact.y
    return names, out.view(np.complex128)[..., 0]


def loop_of(poses: tuple[Pose, ...], frames_per_move: int = 7) -> Loop:
    """Sample a loop through key poses and back to the first.

    Parameters
    ----------
    poses
        At least two poses of one view.
    frames_per_move
        Steps from one pose to the next.

    Raises
    ------
    ValueError
        If the poses belong to different views or are fewer than two.
    """
    facing = poses[0].facing
    if len(poses) < _FEWEST_POSES or any(pose.facing is not facing for pose in poses):
        raise ValueError("a loop needs two or more poses of one view")
    sketch = np.array([[pose.angles.get(name, 0.0) for name in facing.angle_names] for pose in poses])
    solved = settle(facing, sketch, *targets_of([pose.contacts for pose in poses]))
    circles = np.array([name.split("_", maxsplit=1)[0] in _FULL_CIRCLE for name in facing.angle_names])
    rows: list[FloatArray] = []
    contacts: list[tuple[Contact, ...]] = []
    moments: list[float] = []
    keys: list[int] = []
    clock = 0.0
    ring = [*range(len(poses)), 0]
    for i, j in pairwise(ring):
        keys.append(len(rows))
        pose, after = poses[i], poses[j]
        for moment in (clock, clock + pose.hold_s) if pose.hold_s else (clock,):
            rows.append(solved[i])
            contacts.append(pose.contacts)
            moments.append(moment)
        clock += pose.hold_s
        shared = _shared(pose.contacts, after.contacts)
        for k in range(1, frames_per_move):
            share = k / frames_per_move
            u = float(ease(share)) if pose.hold_s or after.hold_s else share
            rows.append(solved[i] + _turn(solved[i], solved[j], circles) * u)
            contacts.append(tuple(_between(a, b, u) for a, b in shared))
            moments.append(clock + after.move_s * share)
        clock += after.move_s
    rows.append(solved[0])
    contacts.append(poses[0].contacts)
    moments.append(clock)
    angles = settle(facing, np.array(rows), *targets_of(contacts))
    return Loop(angles, np.array(moments) / clock, clock, tuple(keys), tuple(contacts))


def _turn(start: FloatArray, end: FloatArray, circles: NDArray[np.bool_]) -> FloatArray:
    """Give the way from one pose to the next; a joint that can go full circle takes the shorter way round."""
    way = end - start
    return np.where(circles, way - 360.0 * np.round(way / 360.0), way)


def _shared(first: tuple[Contact, ...], second: tuple[Contact, ...]) -> list[tuple[Contact, Contact]]:
    """Pair the contacts that hold in both poses, and so hold on the way."""
    later = {contact.point: contact for contact in second}
    return [(contact, later[contact.point]) for contact in first if contact.point in later]


def _between(a: Contact, b: Contact, u: float) -> Contact:
    def mixed(p: float | None, q: float | None) -> float | None:
        return None if p is None or q is None else p + (q - p) * u

    return Contact(a.point, mixed(a.x, b.x), mixed(a.y, b.y))
