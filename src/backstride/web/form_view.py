"""The form picture: the drawn runner at the landing, and each measure with its range or the reason for its absence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from backstride.figures import Landing, LandingKind, interval_bar, landing_figure
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.form import Confidence, FormMeasure, FormReport, View
from backstride.web.drawing import drawing
from backstride.web.wording import sentence

__all__ = ["FormSummary", "MeasureRow", "form_summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """How a measure is called, its unit, its decimals and the scale it is drawn on."""

    name: str
    unit: str
    decimals: int
    scale: tuple[float, float]
    ticks: tuple[float, ...] = ()


_MEASURES: Mapping[str, _Measure] = {
    "cadence_steps_per_min": _Measure(
        name="Steps a minute, both feet", unit="", decimals=0, scale=(130, 210), ticks=(150, 170, 190)
    ),
    "overstride_pct_leg": _Measure(
        name="Foot ahead of the hip at landing", unit="% of leg", decimals=0, scale=(0, 50), ticks=(10, 20, 30, 40)
    ),
    "trunk_lean_deg": _Measure(name="Lean of the trunk, forward", unit="°", decimals=0, scale=(-10, 25), ticks=(0, 10)),
    "knee_angle_at_contact_deg": _Measure(
        name="Knee bend at landing", unit="°", decimals=0, scale=(0, 45), ticks=(15, 30)
    ),
    "shank_angle_at_contact_deg": _Measure(
        name="Lower leg at landing, forward", unit="°", decimals=0, scale=(-15, 25), ticks=(0,)
    ),
    "contact_time_ms": _Measure(
        name="Time on the ground", unit="ms", decimals=0, scale=(140, 380), ticks=(200, 260, 320)
    ),
    "flight_time_ms": _Measure(name="Time in the air", unit="ms", decimals=0, scale=(0, 200), ticks=(50, 100, 150)),
    "duty_factor": _Measure(
        name="Share of a stride on the ground", unit="", decimals=2, scale=(0.2, 0.5), ticks=(0.3, 0.4)
    ),
    "vertical_oscillation_cm": _Measure(name="Bounce", unit="cm", decimals=1, scale=(2, 16), ticks=(5, 10)),
    "vertical_oscillation_pct_leg": _Measure(
        name="Bounce", unit="% of leg", decimals=1, scale=(2, 18), ticks=(5, 10, 15)
    ),
    "foot_strike_class": _Measure(name="Part of the foot that lands first", unit="", decimals=0, scale=(0, 1)),
    "arm_swing_pct_torso": _Measure(name="Arm swing", unit="% of trunk", decimals=0, scale=(0, 140), ticks=(50, 100)),
    "pelvic_drop_deg": _Measure(name="Hip drop", unit="°", decimals=1, scale=(0, 15), ticks=(5, 10)),
    "lateral_lean_deg": _Measure(name="Lean of the trunk, sideways", unit="°", decimals=1, scale=(0, 15), ticks=(5,)),
    "step_width_pct_leg": _Measure(name="Step width", unit="% of leg", decimals=0, scale=(-5, 25), ticks=(0, 10)),
}
_CONFIDENCE = {
    Confidence.HIGH: "Well seen.",
    Confidence.MEDIUM: "Fairly well seen.",
    Confidence.LOW: "Seen with doubt.",
    Confidence.NONE: "",
}
_VIEW = {View.SIDE: "the side", View.REAR: "behind", View.FRONT: "the front", View.OBLIQUE: "an angle"}
_LESS_AHEAD = 0.75
_DRAWINGS_KEPT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure as the page shows it; ``value`` is empty when it could not be measured."""

    name: str
    value: str
    line: str
    bar: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSummary:
    """What a clip showed."""

    headline: str
    line: str
    yours: Markup | None
    suggestion: Markup | None
    suggestion_words: str
    measured: tuple[MeasureRow, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    details: tuple[str, ...]
    notes: tuple[str, ...]


def form_summary(form: FormReport | None) -> FormSummary | None:
    """Give the form picture, or None without a clip."""
    if form is None:
        return None
    rows = [(name, _row(name, measure)) for name, measure in form.metrics.items()]
    measured = tuple(row for _, row in rows if row.value)
    missing: dict[str, list[str]] = {}
    for _, row in rows:
        if not row.value:
            missing.setdefault(row.line, []).append(row.name)
    details = tuple(sentence(finding.detail) for finding in _present(form) if finding.detail)
    yours, suggestion, words = _landings(form)
    return FormSummary(
        headline=_headline(form, measured),
        line=f"Seen from {_VIEW[form.view]}, {form.fps:.0f} pictures a second, {len(form.events)} steps.",
        yours=yours,
        suggestion=suggestion,
        suggestion_words=words,
        measured=measured,
        missing=tuple((reason, tuple(names)) for reason, names in missing.items()),
        details=details,
        notes=form.notes,
    )


def _present(form: FormReport) -> tuple[Finding, ...]:
    return tuple(finding for finding in form.findings if finding.state is AnswerState.PRESENT)


def _headline(form: FormReport, measured: tuple[MeasureRow, ...]) -> str:
    if not measured:
        return "This clip could not be measured"
    named = {finding.id for finding in _present(form)}
    if "overstride_measured" in named:
        return "Your foot lands well ahead of your hip"
    if "low_cadence_measured" in named:
        return "You take long, slow steps"
    if "high_vertical_oscillation_measured" in named:
        return "You bounce more than most"
    if "trunk_lean_backward_measured" in named:
        return "Your trunk leans back a little"
    return "Nothing in your form stands out"


def _row(name: str, measure: FormMeasure) -> MeasureRow:
    known = _MEASURES.get(name) or _Measure(
        name=name.replace("_", " ").capitalize(), unit="", decimals=1, scale=(0, 100)
    )
    if measure.value is None:
        return MeasureRow(name=known.name, value="", line=sentence(measure.reason), bar=None)
    if isinstance(measure.value, str):
        line = f"{_CONFIDENCE[measure.confidence]} {sentence(measure.reason)}".strip()
        return MeasureRow(name=known.name, value=measure.value.replace("_", " "), line=line, bar=None)
    low, high = measure.interval95 or (measure.value, measure.value)
    unit = known.unit if known.unit in ("", "°") else f" {known.unit}"
    value = f"{measure.value:.{known.decimals}f}{unit}"
    said = f"{_range(low, high, known.decimals)}{unit}, from {measure.n} steps."
    bar = interval_bar(
        measure.value,
        min(low, measure.value),
        max(high, measure.value),
        label=known.name,
        unit=unit,
        scale=known.scale,
        ticks=known.ticks,
    )
    line = " ".join(part for part in (said, _CONFIDENCE[measure.confidence], sentence(measure.reason)) if part)
    return MeasureRow(name=known.name, value=value, line=line, bar=drawing(bar.svg))


def _range(low: float, high: float, decimals: int) -> str:
    """Write a range, with one decimal more where its ends would look the same."""
    if round(low, decimals) == round(high, decimals):
        decimals += 1
    return f"{low:.{decimals}f} to {high:.{decimals}f}"


def _number(form: FormReport, name: str) -> float | None:
    measure = form.metrics.get(name)
    return measure.value if measure is not None and isinstance(measure.value, float) else None


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _drawn(landing: Landing, kind: LandingKind, label: str, title: str) -> Markup:
    return drawing(landing_figure(landing, kind, label, title))


def _landings(form: FormReport) -> tuple[Markup | None, Markup | None, str]:
    """Draw the runner's own landing, and one with shorter steps where that is worth trying."""
    ahead = _number(form, "overstride_pct_leg")
    if form.view is not View.SIDE or ahead is None:
        return None, None, ""
    lean = _number(form, "trunk_lean_deg") or 0.0
    landing = Landing(
        overstride_pct_leg=min(max(ahead, -20.0), 60.0),
        trunk_lean_deg=lean,
        shank_angle_deg=_number(form, "shank_angle_at_contact_deg"),
    )
    yours = _drawn(landing, LandingKind.YOURS, f"{ahead:.0f} % of leg", "Your landing")
    if not any(finding.id in ("overstride_measured", "low_cadence_measured") for finding in _present(form)):
        return yours, None, ""
    less = Landing(overstride_pct_leg=landing.overstride_pct_leg * _LESS_AHEAD, trunk_lean_deg=lean)
    drawn = _drawn(less, LandingKind.TRY, "a little less", "A landing with shorter steps")
    cadence = _number(form, "cadence_steps_per_min")
    words = "5 % more steps" if cadence is None else f"about {cadence * 1.05:.0f} steps a minute"
    return yours, drawn, words
