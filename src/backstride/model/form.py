"""Running form measured from a clip: measures with error bars, or a reason for their absence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from backstride.model.finding import Finding

__all__ = ["Confidence", "FootEvents", "FormMeasure", "FormReport", "Side", "StrideCurve", "Surface", "View"]


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
class StrideCurve:
    """A signal over the stride of the near leg, from one landing to the next.

    Parameters
    ----------
    name
        What it is: ``knee_bend_deg``, ``shank_angle_deg``, ``trunk_lean_deg`` or ``hip_height_pct_leg``.
    mean
        Mean over the strides at even shares of the stride, 0 to 1 inclusive.
    strides
        The single strides at the same shares.
    toe_off_share
        When the foot leaves the ground, as a share of the stride; None when it was not seen.

    Raises
    ------
    ValueError
        If a stride has another length than the mean.
    """

    name: str
    mean: tuple[float, ...]
    strides: tuple[tuple[float, ...], ...]
    toe_off_share: float | None = None

    def __post_init__(self) -> None:
        """Hold all strides to one length."""
        if any(len(stride) != len(self.mean) for stride in self.strides):
            raise ValueError(f"{self.name}: every stride needs {len(self.mean)} values")


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
    curves
        Signals over the stride, for a side view.
    filmed_at
        When the clip says it was filmed, or when it was added; None when nobody knows.
    clip
        Name of the folder in which a kept clip and its pictures lie; empty when it was not kept.
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
    curves: tuple[StrideCurve, ...] = ()
    filmed_at: datetime | None = None
    clip: str = ""
