"""Where it hurts on the body map: how it feels there, how strong it is, and when that was marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backstride.model.score import hold_to_scale

__all__ = ["PainKind", "PainPlace", "PlaceMarks"]


class PainKind(StrEnum):
    """How it feels in a place."""

    ACHE = "ache"
    SHARP = "sharp"
    BURNING = "burning"
    SHOOTING = "shooting"
    THROBBING = "throbbing"
    STIFF = "stiff"
    TINGLING = "tingling"
    NUMB = "numb"

    @property
    def is_lost_feeling(self) -> bool:
        """Whether the skin feels wrong there, which can come from a nerve."""
        return self in (PainKind.TINGLING, PainKind.NUMB)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPlace:
    """One place of the body map.

    Parameters
    ----------
    place
        Region of the map.
    kind
        How it feels there; None where that was not said.
    strength_0_to_10
        At its worst these days; None where that was not said.

    Examples
    --------
    >>> PainPlace(place="low_back_left", kind=PainKind.ACHE, strength_0_to_10=4).kind.value
    'ache'
    """

    place: str
    kind: PainKind | None = None
    strength_0_to_10: int | None = None

    def __post_init__(self) -> None:
        """Hold the strength to its scale."""
        hold_to_scale(self.place, strength_0_to_10=self.strength_0_to_10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMarks:
    """All places that were marked at one time, in the order of the map."""

    marked_at: datetime
    pains: tuple[PainPlace, ...]
