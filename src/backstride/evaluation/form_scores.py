"""How far form reports lie from the truth, over many clips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from backstride.model.form import FootEvents, FormReport, Side

__all__ = ["MetricScore", "ScoredClips", "event_errors_s"]

MATCH_WITHIN_S = 0.12
EDGE_S = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricScore:
    """One measure over many clips.

    Parameters
    ----------
    bias, spread, mean_absolute
        Mean, standard deviation and mean size of the errors.
    covered_share
        Share of clips whose 95 % interval holds the truth.
    withheld_share
        Share of clips without a value.
    clips
        How many clips.
    """

    bias: float
    spread: float
    mean_absolute: float
    covered_share: float
    withheld_share: float
    clips: int


@dataclass(slots=True, kw_only=True)
class ScoredClips:
    """Errors collected clip by clip."""

    errors: dict[str, list[float]] = field(default_factory=dict)
    covered: dict[str, list[bool]] = field(default_factory=dict)
    contact_errors_s: list[float] = field(default_factory=list)
    toe_off_errors_s: list[float] = field(default_factory=list)
    clips: int = 0

    def add(self, report: FormReport, truth: Mapping[str, float], events: Sequence[FootEvents]) -> None:
        """Score one report."""
        self.clips += 1
        for name, true in truth.items():
            found = report.metrics.get(name)
            if found is None or not isinstance(found.value, float | int) or found.interval95 is None:
                continue
            self.errors.setdefault(name, []).append(float(found.value) - true)
            self.covered.setdefault(name, []).append(found.interval95[0] <= true <= found.interval95[1])
        seconds = float(report.quality.get("seconds") or 0.0)
        contacts, toe_offs = event_errors_s(report.events, events, seconds)
        self.contact_errors_s += contacts
        self.toe_off_errors_s += toe_offs

    def score(self, name: str) -> MetricScore | None:
        """Give the score of one measure; None when no clip gave a value."""
        errors = np.array(self.errors.get(name, ()))
        if len(errors) == 0:
            return None
        return MetricScore(
            bias=float(errors.mean()),
            spread=float(errors.std()),
            mean_absolute=float(np.abs(errors).mean()),
            covered_share=float(np.mean(self.covered[name])),
            withheld_share=1 - len(errors) / self.clips,
            clips=self.clips,
        )


def event_errors_s(
    found: Iterable[FootEvents], true: Iterable[FootEvents], seconds: float
) -> tuple[list[float], list[float]]:
    """Give signed errors of contacts and toe-offs, leaving out events at the ends of the clip."""
    by_foot = {side: [event for event in found if event.foot is side] for side in Side}
    contacts, toe_offs = [], []
    for event in true:
        inside = event.contact_s > EDGE_S and (event.toe_off_s or event.contact_s) < seconds - EDGE_S
        near = [one for one in by_foot[event.foot] if abs(one.contact_s - event.contact_s) < MATCH_WITHIN_S]
        if not inside or not near:
            continue
        best = min(near, key=lambda one: abs(one.contact_s - event.contact_s))
        contacts.append(best.contact_s - event.contact_s)
        if best.toe_off_s is not None and event.toe_off_s is not None:
            toe_offs.append(best.toe_off_s - event.toe_off_s)
    return contacts, toe_offs
