"""The form picture: the drawn runner at the landing, and each measure with its range or the reason for its absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from markupsafe import Markup

from backstride.figures import Landing, LandingKind, interval_bar, landing_figure, stride_curve_chart
from backstride.gait.comparison import compare_clips
from backstride.gait.watch_agreement import watch_lines
from backstride.model.activity import Activity
from backstride.model.form import Confidence, FormMeasure, FormReport, StrideCurve, View
from backstride.web.drawing import drawing
from backstride.web.form_advice import FormAdvice, form_advice, number_of
from backstride.web.wording import sentence

__all__ = ["Curve", "FormSummary", "MeasureRow", "form_summary"]


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
_CURVES: Mapping[str, tuple[str, tuple[str, str]]] = {
    "knee_bend_deg": ("Knee bend", ("degrees", "°")),
    "shank_angle_deg": ("Lower leg, foot ahead of the knee", ("degrees", "°")),
    "trunk_lean_deg": ("Lean of the trunk, forward", ("degrees", "°")),
    "hip_height_pct_leg": ("Height of the hips", ("% of leg", "")),
}
_DRAWINGS_KEPT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure as the page shows it; ``value`` is empty when it could not be measured."""

    name: str
    value: str
    line: str
    bar: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A signal over the stride, as `_chart.html` shows charts."""

    name: str
    phone: Markup
    laptop: Markup | None
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSummary:
    """What a clip showed.

    Parameters
    ----------
    headline, line
        The result in a few words, and what it rests on.
    yours
        The runner's landing, drawn.
    advice
        What stands out, each with what to try.
    measured, missing
        Measures with their ranges; reasons with the measures they cost.
    curves
        Signals over the stride.
    against
        How it stands to the clip before.
    watch
        Whether the watch agrees.
    notes
        What else to know.
    """

    headline: str
    line: str
    yours: Markup | None
    advice: tuple[FormAdvice, ...]
    measured: tuple[MeasureRow, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    curves: tuple[Curve, ...]
    against: tuple[str, ...]
    watch: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def suggestion(self) -> Markup | None:
        """What to try first, drawn."""
        return self.advice[0].suggestion if self.advice else None

    @property
    def suggestion_words(self) -> str:
        """What to try first, in a few words."""
        return self.advice[0].words if self.advice else ""

    @property
    def details(self) -> tuple[str, ...]:
        """What stands out, one sentence each."""
        return tuple(one.detail for one in self.advice)


def form_summary(
    form: FormReport | None,
    *,
    before: FormReport | None = None,
    runs: Sequence[Activity] = (),
    height_cm: float | None = None,
) -> FormSummary | None:
    """Give the form picture, or None without a clip.

    Parameters
    ----------
    form
        The clip's report.
    before
        An earlier clip to hold it against.
    runs
        Sessions whose watch may have measured form too.
    height_cm
        Standing height.
    """
    if form is None:
        return None
    rows = [(name, _row(name, measure)) for name, measure in form.metrics.items()]
    measured = tuple(row for _, row in rows if row.value)
    missing: dict[str, list[str]] = {}
    for _, row in rows:
        if not row.value:
            missing.setdefault(row.line, []).append(row.name)
    advice = form_advice(form)
    return FormSummary(
        headline=_headline(measured, advice),
        line=f"Seen from {_VIEW[form.view]}, {form.fps:.0f} pictures a second, {len(form.events)} steps.",
        yours=_landing(form),
        advice=advice,
        measured=measured,
        missing=tuple((reason, tuple(names)) for reason, names in missing.items()),
        curves=_curves(form),
        against=_against(before, form),
        watch=watch_lines(form, runs, height_cm=height_cm),
        notes=tuple(note for note in form.notes if not note.startswith("not measurable")),
    )


def _headline(measured: tuple[MeasureRow, ...], advice: tuple[FormAdvice, ...]) -> str:
    if not measured:
        return "This clip could not be measured"
    return advice[0].title if advice else "Nothing in your form stands out"


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


def _landing(form: FormReport) -> Markup | None:
    """Draw the runner's own landing, where nothing else is drawn."""
    ahead = number_of(form, "overstride_pct_leg")
    if form.view is not View.SIDE or ahead is None:
        return None
    landing = Landing(
        overstride_pct_leg=min(max(ahead, -20.0), 60.0),
        trunk_lean_deg=number_of(form, "trunk_lean_deg") or 0.0,
        shank_angle_deg=number_of(form, "shank_angle_at_contact_deg"),
    )
    return _drawn(landing, f"{ahead:.0f} % of leg")


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _drawn(landing: Landing, label: str) -> Markup:
    return drawing(landing_figure(landing, LandingKind.YOURS, label, "Your landing"))


def _curves(form: FormReport) -> tuple[Curve, ...]:
    """Draw each signal over the stride: single strides thin, their mean thick."""
    known = {curve.name: curve for curve in form.curves}
    return tuple(_curve(known[name], words, unit) for name, (words, unit) in _CURVES.items() if name in known)


def _curve(curve: StrideCurve, name: str, unit: tuple[str, str]) -> Curve:
    chart = stride_curve_chart(
        np.linspace(0, 1, len(curve.mean)),
        np.array(curve.mean),
        name=name,
        toe_off_share=curve.toe_off_share,
        strides=[np.array(stride) for stride in curve.strides],
        unit=unit,
    )
    return Curve(name=name, phone=drawing(chart.svg), laptop=None, heading=chart.table[0], rows=chart.table[1:])


def _against(before: FormReport | None, form: FormReport) -> tuple[str, ...]:
    """Say in sentences how this clip stands to an earlier one."""
    if before is None:
        return ()
    both = compare_clips(before, form)
    if both.unlike:
        return (f"It cannot be held against your clip before: {both.unlike}.",)
    if not both.changes:
        return ()
    if not both.told:
        return ("Next to your clip before: no difference that can be told.",)
    return tuple(
        f"{_MEASURES[change.metric].name}: from {_said(change.metric, change.before)} "
        f"to {_said(change.metric, change.after)}."
        for change in both.told
        if change.metric in _MEASURES
    )


def _said(metric: str, value: float) -> str:
    known = _MEASURES[metric]
    unit = known.unit if known.unit in ("", "°") else f" {known.unit}"
    return f"{value:.{known.decimals}f}{unit}"
