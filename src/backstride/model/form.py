"""Running form measured from a clip: measures with error bars, or a reason for their absence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from backstride.model.finding import Finding

__all__ = ["Confidence", "FootEvents", "FormMeasure", "FormReport", "Side", "Surface", "View"]


class Side(StrEnum):
    """The runner's own left or right."""

    LEFT = "left"
    RIGHT = "right"


class View(StrEnum):
    """Where the camera stood."""

    SIDE = "side"
    REAR = "rear"
    FRONT = "front"
    OBLIQUE = "oblique"


class Surface(StrEnum):
    """Whether the runner moves through the picture."""

    TREADMILL = "treadmill"
    OVERGROUND = "overground"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How far a measure can be trusted; ``NONE`` goes with a missing value."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FootEvents:
    """One ground contact: seconds from the first frame; toe-off None when it is not seen."""

    foot: Side
    contact_s: float
    toe_off_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMeasure:
    """One measure of form.

    Parameters
    ----------
    value
        The measure in the unit its name carries, a class name, or None when it cannot be trusted.
    interval95
        95 % interval of a number, else None.
    n
        Strides or steps it rests on.
    reason
        Why it is missing or weak, and how to film it, in plain words; empty when it is good.

    Examples
    --------
    >>> FormMeasure(value=172.0, interval95=(171.0, 173.0), n=14, confidence=Confidence.HIGH).n
    14
    """

    value: float | str | None
    interval95: tuple[float, float] | None = None
    n: int = 0
    confidence: Confidence = Confidence.NONE
    reason: str = ""

    def __post_init__(self) -> None:
        """A missing value must say why."""
        if self.value is None and not self.reason:
            raise ValueError("a measure without a value needs a reason")
        if (self.value is None) != (self.confidence is Confidence.NONE):
            raise ValueError("confidence 'none' goes with a missing value and no other")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReport:
    """All that one clip says about form.

    Parameters
    ----------
    direction
        ``left`` or ``right`` in the picture for side views, else empty.
    quality
        Named figures about the clip itself (frames, detected share, leg size in pixels, yaw ...).
    findings
        Findings for the causes, each with its certainty and its measured detail.
    """

    view: View
    fps: float
    direction: str = ""
    surface: Surface = Surface.UNKNOWN
    near_leg: Side | None = None
    events: tuple[FootEvents, ...] = ()
    metrics: dict[str, FormMeasure] = field(default_factory=dict)
    quality: dict[str, float | str | bool | None] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
