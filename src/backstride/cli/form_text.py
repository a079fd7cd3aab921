"""A form report as JSON and as plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from backstride.model.answer import AnswerState
from backstride.model.form import FormMeasure, FormReport, View

__all__ = ["form_json", "form_text"]

NAMES = {
    "cadence_steps_per_min": ("Steps per minute", ""),
    "contact_time_ms": ("Foot on the ground", " ms"),
    "flight_time_ms": ("In the air", " ms"),
    "duty_factor": ("Share of a stride on one foot", ""),
    "overstride_pct_leg": ("Foot ahead of the hips at landing", " % of leg"),
    "shank_angle_at_contact_deg": ("Lean of the shin at landing", "°"),
    "knee_angle_at_contact_deg": ("Bend of the knee at landing", "°"),
    "foot_strike_class": ("Part of the foot that lands first", ""),
    "trunk_lean_deg": ("Trunk leans forward", "°"),
    "vertical_oscillation_pct_leg": ("Rise and fall of the hips", " % of leg"),
    "vertical_oscillation_cm": ("Rise and fall of the hips", " cm"),
    "arm_swing_pct_torso": ("Swing of the near hand", " % of trunk"),
    "pelvic_drop_deg": ("Pelvis sinks on the free side", "°"),
    "lateral_lean_deg": ("Trunk leans over the standing leg", "°"),
    "step_width_pct_leg": ("Feet apart", " % of leg"),
}
WORDS = {"rearfoot": "heel", "mid_or_forefoot": "middle or front"}
VIEWS = {
    View.SIDE: "from the side",
    View.REAR: "from behind",
    View.FRONT: "from the front",
    View.OBLIQUE: "at an angle",
}
SURE = {"high": "good", "medium": "fair", "low": "rough", "none": ""}
WIDTH = 96
CLOSING = (
    "This is how you run, not a list of faults. No change of running form has been shown in a trial to "
    "reduce back pain; if you try one, try one thing at a time."
)


def form_json(report: FormReport) -> dict[str, Any]:
    """Give the report in the published shape."""
    return {
        "view": report.view.value,
        "fps": report.fps,
        "direction": report.direction or None,
        "surface": report.surface.value,
        "near_leg": report.near_leg.value if report.near_leg else None,
        "events": [
            {"foot": event.foot.value, "contact_s": event.contact_s, "toe_off_s": event.toe_off_s}
            for event in report.events
        ],
        "metrics": {name: _measure_json(found) for name, found in report.metrics.items()},
        "quality": {**report.quality, "notes": list(report.notes)},
        "findings": [
            {"id": found.id, "state": found.state.value, "certainty": found.certainty, "detail": found.detail}
            for found in report.findings
        ],
    }


def form_text(report: FormReport, written: Iterable[Path] = ()) -> str:
    """Give the report in plain words, for a terminal."""
    lines = [_heading(report), ""]
    measured = {name: found for name, found in report.metrics.items() if found.value is not None}
    missing = {name: found for name, found in report.metrics.items() if found.value is None}
    for name, found in measured.items():
        lines.append(_measure_line(name, found))
    if measured:
        lines += ["", "The range in brackets should hold the true value in 95 of 100 clips like this one.", ""]
    for reason in dict.fromkeys(found.reason for found in missing.values()):
        names = ", ".join(NAMES[name][0].lower() for name, found in missing.items() if found.reason == reason)
        words = f"{_sentence(reason)} ({names})" if measured else _sentence(reason)
        lines += [_wrapped(words), ""]
    present = [finding.detail for finding in report.findings if finding.state is AnswerState.PRESENT]
    lines += [_wrapped(f"Worth knowing: {detail}.") for detail in present]
    for note in report.notes:
        if not note.startswith("not measurable"):
            lines.append(_wrapped(note))
    if measured:
        lines += ["", _wrapped(CLOSING)]
    lines += [f"Written: {path}" for path in written]
    return "\n".join(lines).rstrip() + "\n"


def _heading(report: FormReport) -> str:
    seconds = report.quality.get("used_seconds")
    steps = report.quality.get("steps")
    counted = f", {steps} steps" if steps else ""
    if not seconds or not any(found.value is not None for found in report.metrics.values()):
        return "Running form: this clip could not be measured"
    return (
        f"Running form, filmed {VIEWS[report.view]}: {seconds} seconds at {report.fps:.0f} pictures a second{counted}"
    )


def _measure_line(name: str, found: FormMeasure) -> str:
    title, unit = NAMES[name]
    value = WORDS.get(str(found.value), str(found.value))
    if isinstance(found.value, float):
        value = f"{found.value:g}"
    between = ""
    if found.interval95 is not None:
        between = f" ({found.interval95[0]:g} to {found.interval95[1]:g})"
    return f"  {title:<36} {value + unit + between:<34} {SURE[found.confidence.value]}"


def _measure_json(found: FormMeasure) -> dict[str, Any]:
    return {
        "value": found.value,
        "interval95": list(found.interval95) if found.interval95 else None,
        "n": found.n,
        "confidence": found.confidence.value,
        "reason": found.reason,
    }


def _sentence(reason: str) -> str:
    """Turn a reason into sentences: what is not measurable and why, then how to film it."""
    why, _, advice = reason.partition("; ")
    ending = f" Film it like this: {advice}." if advice else ""
    return f"{why[:1].upper()}{why[1:]}.{ending}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH)
