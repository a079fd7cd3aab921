"""For each thing a clip may show: yours and what to try, drawn; and what is and is not known about back pain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from backstride.figures import Landing, LandingKind, RunnerSettings, landing_figure, pelvis_figure, running_figure
from backstride.model.answer import AnswerState
from backstride.model.form import FormReport
from backstride.web.drawing import drawing
from backstride.web.wording import sentence

__all__ = ["FormAdvice", "form_advice", "number_of"]

_LESS_AHEAD = 0.75
_MORE_STEPS = 1.05
_LESS_BOUNCE = 0.85
_USUAL_LEAN_DEG = 7.0
_LEAN_STEP_DEG = 5.0
_LEVEL_DEG = 4.0
_DRAWINGS_KEPT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAdvice:
    """One observation.

    Parameters
    ----------
    title, detail
        What was seen.
    yours, suggestion
        Drawings; None where nothing can be drawn.
    words
        What to try, in a few words.
    known, unknown
        What is known about it and back pain, and what is not.
    """

    title: str
    detail: str
    yours: Markup | None
    suggestion: Markup | None
    words: str
    known: str
    unknown: str


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    words: str
    known: str
    unknown: str


# What is known: evidence table of form measures, rows on cadence, overstride, lean, oscillation and pelvic drop.
_TEXTS: Mapping[str, _Text] = {
    "overstride_measured": _Text(
        "Your foot lands well ahead of your hip",
        "Slightly shorter, quicker steps",
        "Quicker steps bring the foot closer and load knees and hips less.",
        "No study has looked at this distance and back pain.",
    ),
    "low_cadence_measured": _Text(
        "You take long, slow steps",
        "Slightly quicker steps at the same speed",
        "In one study runners with back pain took about 5 steps a minute fewer than others. Many overlapped.",
        "Nobody has shown that quicker steps make a back hurt less.",
    ),
    "high_vertical_oscillation_measured": _Text(
        "You bounce more than most",
        "Quieter, slightly quicker steps",
        "5 to 10 % more steps a minute lowers the bounce.",
        "No study links bounce itself to back pain.",
    ),
    "trunk_lean_backward_measured": _Text(
        "Your trunk is very upright or leans back",
        "Stand tall, then lean a little from the ankles",
        "Runners who have had back pain hold their trunk stiffer when tired.",
        "There is no lean that is known to cause or prevent pain.",
    ),
    "forward_trunk_lean_measured": _Text(
        "Your trunk leans far forward",
        "Run a little taller",
        "Runners lean further forward when they tire.",
        "There is no lean that is known to cause or prevent pain.",
    ),
    "pelvic_drop_measured": _Text(
        "Your pelvis sinks on the free side",
        "Keep your waistband level; strengthen the side of the hip",
        "A deeper drop went with more leg injuries in one study.",
        "It was not studied in runners with back pain.",
    ),
}


def form_advice(form: FormReport) -> tuple[FormAdvice, ...]:
    """Give what the clip showed clearly; the part of the foot that lands first is never among it."""
    present = [finding for finding in form.findings if finding.state is AnswerState.PRESENT]
    return tuple(_advice(form, finding.id, sentence(finding.detail)) for finding in present if finding.id in _TEXTS)


def number_of(form: FormReport, name: str) -> float | None:
    """Give a measure as a number, or None."""
    measure = form.metrics.get(name)
    return float(measure.value) if measure is not None and isinstance(measure.value, float | int) else None


def _advice(form: FormReport, finding: str, detail: str) -> FormAdvice:
    text = _TEXTS[finding]
    yours, suggestion = _drawings(form, finding)
    words = text.words
    cadence = number_of(form, "cadence_steps_per_min")
    if cadence is not None and "step" in words:
        words += f": about {cadence * _MORE_STEPS:.0f} a minute"
    return FormAdvice(
        title=text.title,
        detail=detail,
        yours=yours,
        suggestion=suggestion,
        words=words,
        known=text.known,
        unknown=text.unknown,
    )


def _drawings(form: FormReport, finding: str) -> tuple[Markup | None, Markup | None]:
    if finding == "pelvic_drop_measured":
        drop = number_of(form, "pelvic_drop_deg") or 0.0
        return _pelvis(drop, LandingKind.YOURS), _pelvis(min(drop, _LEVEL_DEG), LandingKind.TRY)
    if finding == "high_vertical_oscillation_measured":
        bounce = number_of(form, "vertical_oscillation_pct_leg")
        return (None, None) if bounce is None else (_running(bounce), _running(bounce * _LESS_BOUNCE))
    ahead = number_of(form, "overstride_pct_leg")
    if ahead is None:
        return None, None
    lean = number_of(form, "trunk_lean_deg") or 0.0
    shank = number_of(form, "shank_angle_at_contact_deg")
    ahead = min(max(ahead, -20.0), 60.0)
    if finding in {"trunk_lean_backward_measured", "forward_trunk_lean_measured"}:
        toward = lean + min(_LEAN_STEP_DEG, abs(_USUAL_LEAN_DEG - lean)) * (1 if lean < _USUAL_LEAN_DEG else -1)
        return (
            _landing(Landing(overstride_pct_leg=ahead, trunk_lean_deg=lean, shank_angle_deg=shank), LandingKind.YOURS),
            _landing(Landing(overstride_pct_leg=ahead, trunk_lean_deg=toward, shank_angle_deg=shank), LandingKind.TRY),
        )
    return (
        _landing(Landing(overstride_pct_leg=ahead, trunk_lean_deg=lean, shank_angle_deg=shank), LandingKind.YOURS),
        _landing(Landing(overstride_pct_leg=ahead * _LESS_AHEAD, trunk_lean_deg=lean), LandingKind.TRY),
    )


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _landing(landing: Landing, kind: LandingKind) -> Markup:
    title = "Your landing" if kind is LandingKind.YOURS else "A landing to try"
    return drawing(landing_figure(landing, kind, "", title))


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _running(bounce_pct_leg: float) -> Markup | None:
    try:
        settings = RunnerSettings(vertical_oscillation_pct_leg=bounce_pct_leg)
    except ValueError:
        return None
    return drawing(running_figure(settings, animated=True, title="A runner with this much bounce"))


@lru_cache(maxsize=_DRAWINGS_KEPT)
def _pelvis(drop_deg: float, kind: LandingKind) -> Markup:
    return drawing(pelvis_figure(drop_deg, kind))
