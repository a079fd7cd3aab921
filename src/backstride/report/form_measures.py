"""The measures of a clip in a report: in words, and as a picture with their ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backstride.model.form import FormReport

__all__ = ["ReportMeasure", "form_lines", "form_measures"]

_MEASURES: Mapping[str, tuple[str, str, int, tuple[float, float]]] = {
    "cadence_steps_per_min": ("Steps a minute", "", 0, (130, 210)),
    "contact_time_ms": ("Time on the ground", " ms", 0, (140, 380)),
    "overstride_pct_leg": ("Foot ahead of the hip at landing", " % of leg", 0, (0, 50)),
    "shank_angle_at_contact_deg": ("Lower leg at landing", "°", 0, (-15, 25)),
    "trunk_lean_deg": ("Lean of the trunk, forward", "°", 0, (-10, 25)),
    "vertical_oscillation_pct_leg": ("Bounce", " % of leg", 1, (2, 18)),
    "pelvic_drop_deg": ("Drop of the pelvis", "°", 1, (0, 15)),
    "lateral_lean_deg": ("Lean to the side", "°", 1, (0, 15)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMeasure:
    """One measure with its range.

    Parameters
    ----------
    words
        The measure and its range, as written.
    scale
        The ends of the bar that it is drawn on.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    words: str
    scale: tuple[float, float]


def form_measures(form: FormReport | None) -> Iterator[ReportMeasure]:
    """Give what could be measured, in a fixed order."""
    for key, (name, unit, decimals, scale) in _MEASURES.items():
        measure = None if form is None else form.metrics.get(key)
        if measure is None or not isinstance(measure.value, float):
            continue
        low, high = measure.interval95 or (measure.value, measure.value)
        finer = decimals + (round(low, decimals) == round(high, decimals))
        span = f"{low:.{finer}f} to {high:.{finer}f}"
        yield ReportMeasure(
            name=name,
            value=round(measure.value, finer),
            low=round(min(low, measure.value), finer),
            high=round(max(high, measure.value), finer),
            unit=unit,
            words=f"{name}: {measure.value:.{decimals}f}{unit} ({span}; {measure.confidence.value} confidence)",
            scale=scale,
        )


def form_lines(form: FormReport | None) -> Iterator[str]:
    """Say from where the clip was filmed, and what was measured."""
    if form is None:
        return
    yield f"Seen from the {form.view.value}, {form.fps:.0f} pictures a second, {form.surface.value}."
    yield from (one.words for one in form_measures(form))
