"""Key poses: angles as sketched, and what must touch what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from backstride.figures.geometry import ComplexArray, FloatArray
from backstride.figures.mannequin.front_body import (
    FRONT_ANGLES,
    FRONT_LIMITS_DEG,
    FRONT_POINTS,
    FrontBody,
    front_body,
)
from backstride.figures.mannequin.front_outline import front_shapes
from backstride.figures.mannequin.side_body import SIDE_ANGLES, SIDE_LIMITS_DEG, SIDE_POINTS, SideBody, side_body
from backstride.figures.mannequin.side_outline import side_shapes
from backstride.figures.outline import Shape

__all__ = ["Body", "Contact", "Facing", "Pose", "both", "dress"]


class Body(Protocol):
    """What the solver and the props need of a solved body."""

    @property
    def points(self) -> Mapping[str, ComplexArray]:
        """Point name -> (frames,) complex."""


class Facing(StrEnum):
    """Where the reader stands."""

    SIDE = "side"
    FRONT = "front"

    @property
    def angle_names(self) -> tuple[str, ...]:
        """Columns of this view's angle table."""
        return SIDE_ANGLES if self is Facing.SIDE else FRONT_ANGLES

    @property
    def point_names(self) -> frozenset[str]:
        """Points of this view's body."""
        return SIDE_POINTS if self is Facing.SIDE else FRONT_POINTS

    @property
    def limits_deg(self) -> Mapping[str, tuple[float, float]]:
        """How far the solver may turn a joint, by the joint's name without its side."""
        return SIDE_LIMITS_DEG if self is Facing.SIDE else FRONT_LIMITS_DEG

    @property
    def body(self) -> Callable[[FloatArray], SideBody | FrontBody]:
        """The function that places this view's body."""
        return side_body if self is Facing.SIDE else front_body


def dress(body: SideBody | FrontBody, fists: frozenset[str] = frozenset()) -> tuple[Shape, ...]:
    """Give the painted outlines of a solved body, back to front."""
    return side_shapes(body, fists) if isinstance(body, SideBody) else front_shapes(body, fists)


@dataclass(frozen=True, slots=True)
class Contact:
    """A named point that must be at x, at y, or at both; None leaves a coordinate free.

    Examples
    --------
    >>> Contact("heel_n", None, 0).y
    0
    """

    point: str
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One key pose of a loop.

    Parameters
    ----------
    angles
        Sketch of the pose: angle name -> degrees (``x``, ``y``: body units); what is not named is 0.
    contacts
        What must touch what. The solver moves the sketch as little as possible until they hold.
    move_s
        Seconds to come here from the pose before.
    hold_s
        Seconds to stay.
    facing
        Where the reader stands.

    Raises
    ------
    ValueError
        If an angle or a point does not exist in this view.
    """

    angles: Mapping[str, float]
    contacts: tuple[Contact, ...] = ()
    move_s: float = 1.4
    hold_s: float = 0.9
    facing: Facing = field(default=Facing.SIDE)

    def __post_init__(self) -> None:
        """Refuse names that the view does not have."""
        unknown = set(self.angles) - set(self.facing.angle_names)
        unknown |= {contact.point for contact in self.contacts} - self.facing.point_names
        if unknown:
            raise ValueError(f"the {self.facing} view knows nothing called {', '.join(sorted(unknown))}")
        object.__setattr__(self, "angles", MappingProxyType(dict(self.angles)))


def both(**angles: float) -> dict[str, float]:
    """Give the same angle to the near and the far side.

    Examples
    --------
    >>> both(hip=90)
    {'hip_n': 90, 'hip_f': 90}
    """
    return {f"{joint}_{side}": value for joint, value in angles.items() for side in ("n", "f")}
