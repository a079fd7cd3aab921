"""Whether a watch and a clip say the same about running form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import hypot

from backstride.model.activity import Activity
from backstride.model.form import FormMeasure, FormReport

__all__ = ["Agreement", "WatchAgreement", "compare_with_watch", "watch_lines"]

WITHIN = timedelta(days=42)
FEWEST_RUNS = 2
MOST_RUNS = 12
LEG_M = 0.855
"""Thigh plus shank of an adult of average height, to turn the speed in a clip into metres a second."""
LIKE_SPEED = 0.15
_FIELDS = {
    "cadence_steps_per_min": ("avg_cadence_steps_per_min", 1.0, 3.0),
    "contact_time_ms": ("avg_contact_time_ms", 1.0, 12.0),
    "vertical_oscillation_cm": ("avg_vertical_oscillation_mm", 0.1, 1.2),
}
"""Measure -> field of an activity, factor to its unit, spread that a watch's own method allows for."""


_WORDS = {
    "cadence_steps_per_min": ("Steps a minute", "", 0),
    "contact_time_ms": ("Time on the ground", " ms", 0),
    "vertical_oscillation_cm": ("Bounce", " cm", 1),
}


class Agreement(StrEnum):
    """How a clip and a watch stand to each other."""

    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchAgreement:
    """One measure by clip and by watch.

    Parameters
    ----------
    metric
        The clip's measure.
    clip, watch
        Both values in the measure's unit; the watch's is the middle of some runs.
    runs
        How many runs.
    like_speed
        Whether these runs were about as fast as the clip; False when the speed of either is not known.
    verdict
        Whether they agree within what both can be wrong by and runs differ.
    """

    metric: str
    clip: float
    watch: float
    runs: int
    like_speed: bool
    verdict: Agreement


def compare_with_watch(
    form: FormReport, runs: Sequence[Activity], *, height_cm: float | None = None
) -> tuple[WatchAgreement, ...]:
    """Hold the clip's measures against running dynamics of runs within six weeks of it.

    Runs about as fast as the clip are used where there are two; else all of that time are, and it is said.

    Parameters
    ----------
    form
        A clip's measures.
    runs
        Sessions with what the watch summed up.
    height_cm
        Standing height, for the speed in the clip.
    """
    near = [run for run in runs if run.sport.is_running and _is_near(form, run)]
    speed_m_s = _speed_m_s(form, height_cm)
    compared = (_compared(form, name, near, speed_m_s) for name in _FIELDS)
    return tuple(found for found in compared if found is not None)


def watch_lines(
    form: FormReport | None, runs: Sequence[Activity], *, height_cm: float | None = None
) -> tuple[str, ...]:
    """Say in plain sentences whether clip and watch agree; nothing without a clip or without such runs."""
    return () if form is None else tuple(_line(one) for one in compare_with_watch(form, runs, height_cm=height_cm))


def _line(found: WatchAgreement) -> str:
    name, unit, digits = _WORDS[found.metric]
    clip, watch = (f"{value:.{digits}f}{unit}" for value in (found.clip, found.watch))
    speed = "about as fast" if found.like_speed else "some at another speed"
    told = f"the clip says {clip}, your watch {watch} in {found.runs} runs, {speed}."
    if found.verdict is Agreement.AGREES:
        return f"{name}: {told} They agree."
    return f"{name}: {told} They differ, so do not lean on either."


def _is_near(form: FormReport, run: Activity) -> bool:
    return form.filmed_at is None or abs(run.start - form.filmed_at) <= WITHIN


def _compared(
    form: FormReport, metric: str, runs: Sequence[Activity], speed_m_s: float | None
) -> WatchAgreement | None:
    measured = form.metrics.get(metric)
    if measured is None or not isinstance(measured.value, float | int):
        return None
    field, factor, method_sd = _FIELDS[metric]
    known = [run for run in runs if getattr(run, field)]
    alike = [run for run in known if speed_m_s and _run_speed_m_s(run) and _is_alike(run, speed_m_s)]
    like_speed = len(alike) >= FEWEST_RUNS
    used = sorted(alike if like_speed else known, key=lambda run: run.start)[-MOST_RUNS:]
    if len(used) < FEWEST_RUNS:
        return None
    values = sorted(factor * float(getattr(run, field)) for run in used)
    middle = values[len(values) // 2]
    spread = 1.48 * sorted(abs(value - middle) for value in values)[len(values) // 2]
    room = hypot(_half(measured), 2 * method_sd, 2 * spread)
    verdict = Agreement.AGREES if abs(measured.value - middle) <= room else Agreement.DIFFERS
    return WatchAgreement(
        metric=metric,
        clip=float(measured.value),
        watch=round(middle, 1),
        runs=len(used),
        like_speed=like_speed,
        verdict=verdict,
    )


def _half(measured: FormMeasure) -> float:
    low, high = measured.interval95 or (0.0, 0.0)
    return (high - low) / 2


def _speed_m_s(form: FormReport, height_cm: float | None) -> float | None:
    speed = form.quality.get("ground_speed_leg_s")
    leg_m = LEG_M if height_cm is None else 0.491 * height_cm / 100
    return leg_m * float(speed) if isinstance(speed, float | int) and speed > 0 else None


def _run_speed_m_s(run: Activity) -> float | None:
    return run.distance_m / run.timer_s if run.distance_m and run.timer_s else None


def _is_alike(run: Activity, speed_m_s: float) -> bool:
    own = _run_speed_m_s(run)
    return own is not None and abs(own / speed_m_s - 1) <= LIKE_SPEED
