"""Two clips of one runner side by side: what differs beyond what either clip can be wrong by."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from backstride.model.form import FormMeasure, FormReport, Surface

__all__ = ["Change", "Comparison", "compare_clips"]

LIKE_SPEED = 0.10
"""Clips are alike when the ground passes under the foot equally fast to this share."""
SPEED = "ground_speed_leg_s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One measure in two clips.

    Parameters
    ----------
    metric
        Its published name.
    before, after
        The values.
    is_told
        Whether they differ by more than both intervals together allow for.
    """

    metric: str
    before: float
    after: float
    is_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two clips show together.

    Parameters
    ----------
    unlike
        Why the clips cannot be held against each other, in plain words; empty when they can.
    changes
        Measures that both clips have, when they can be compared.
    """

    unlike: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def told(self) -> tuple[Change, ...]:
        """Only what differs beyond doubt."""
        return tuple(change for change in self.changes if change.is_told)


def compare_clips(before: FormReport, after: FormReport) -> Comparison:
    """Hold two clips against each other, if they were filmed under like conditions.

    Parameters
    ----------
    before, after
        Two reports of one runner.

    Examples
    --------
    >>> from backstride.model.form import Confidence, View
    >>> def clip(steps: float) -> FormReport:
    ...     found = FormMeasure(value=steps, interval95=(steps - 1, steps + 1), n=20, confidence=Confidence.HIGH)
    ...     return FormReport(view=View.SIDE, fps=60, metrics={"cadence_steps_per_min": found},
    ...                       quality={"ground_speed_leg_s": 3.4})
    >>> compare_clips(clip(164.0), clip(172.0)).told[0].is_told
    True
    >>> compare_clips(clip(171.0), clip(172.0)).told
    ()
    """
    unlike = _unlike(before, after)
    if unlike:
        return Comparison(unlike=unlike)
    changes = (
        _change(name, measured, after.metrics[name])
        for name, measured in before.metrics.items()
        if name in after.metrics
    )
    return Comparison(changes=tuple(change for change in changes if change is not None))


def _unlike(before: FormReport, after: FormReport) -> str:
    if before.view is not after.view:
        return "they were filmed from different sides"
    surfaces = {before.surface, after.surface} - {Surface.UNKNOWN}
    if len(surfaces) > 1:
        return "one is on a treadmill and the other is not"
    speeds = [report.quality.get(SPEED) for report in (before, after)]
    first, second = (speed if isinstance(speed, float | int) and speed > 0 else None for speed in speeds)
    if first is not None and second is not None and abs(second / first - 1) > LIKE_SPEED:
        return "you ran faster in one than in the other"
    return ""


def _change(name: str, before: FormMeasure, after: FormMeasure) -> Change | None:
    if not (isinstance(before.value, float | int) and isinstance(after.value, float | int)):
        return None
    if before.interval95 is None or after.interval95 is None:
        return None
    room = hypot(*((high - low) / 2 for low, high in (before.interval95, after.interval95)))
    told = abs(after.value - before.value) > room
    return Change(metric=name, before=float(before.value), after=float(after.value), is_told=told)
