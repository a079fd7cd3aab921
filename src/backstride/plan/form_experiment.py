"""One form experiment at a time: quicker steps at the same speed, against the runner's own pain ratings.

Sources
-------
heiderscheit2011
    Five to ten per cent more steps a minute at one speed unload hip and knee.
drozda2024
    Runners with low back pain took fewer steps a minute than others; which came first is not known.
expert
    The two weeks, where it starts, and the beat from which no more is asked are product defaults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from backstride.model.finding import Finding
from backstride.model.form import Confidence, FormReport
from backstride.model.identifiers import FindingId
from backstride.model.plan import FormExperiment, PlanSession, PlanState, PlanWeek
from backstride.plan.told import is_told

__all__ = ["form_experiment", "with_experiment"]

_BEAT = "cadence_steps_per_min"
_WHY = ("low_cadence_measured", "overstride_measured", "high_vertical_oscillation_measured")
_MORE = (1.04, 1.06)
_QUICK_ENOUGH = 180.0
_DAYS = 14
_STATES = (PlanState.MODIFY, PlanState.RUN, PlanState.BUILD, PlanState.SHARPEN, PlanState.FREE)
_KNOWN = "Quicker steps at the same speed soften each landing and unload hip and knee."
_UNKNOWN = (
    "Nobody has tested this as a treatment for back pain. Runners with back pain take fewer steps a minute than "
    "others, but which came first is not known."
)


def form_experiment(forms: tuple[FormReport, ...], facts: Mapping[FindingId, Finding]) -> FormExperiment | None:
    """Offer quicker steps where a clip measured the beat well and something speaks for trying; None otherwise.

    Form is never offered as a fault, and heel strike alone is never a reason.
    """
    beat = _measured(forms)
    if beat is None or beat >= _QUICK_ENOUGH or not any(is_told(facts, name) for name in _WHY):
        return None
    low, high = (round(share * beat) for share in _MORE)
    steps = (
        f"Set a metronome to {(low + high) / 2:.0f} beats a minute, one beat for each step of either foot.",
        "In easy runs, keep to it for one minute in five at first; then longer, until you need it only now and then.",
        "Keep your speed. Keep your weekly distance. Change nothing else.",
        "Rate your back as always. After two weeks keep it if your back likes it, and drop it if not.",
    )
    return FormExperiment(
        now_steps_per_min=float(round(beat)),
        aim_steps_per_min=(float(low), float(high)),
        days=_DAYS,
        steps=steps,
        known=_KNOWN,
        unknown=_UNKNOWN,
        sources=("heiderscheit2011", "drozda2024", "expert"),
    )


def with_experiment(weeks: tuple[PlanWeek, ...], experiment: FormExperiment | None) -> tuple[PlanWeek, ...]:
    """Put the beat into the runs of the first two weeks of steady running; runs with something new stay as they are."""
    if experiment is None:
        return weeks
    return tuple(_weeks(weeks, experiment))


def _weeks(weeks: tuple[PlanWeek, ...], experiment: FormExperiment) -> Iterator[PlanWeek]:
    left = experiment.days // 7
    for week in weeks:
        if week.state in _STATES and left:
            left -= 1
            yield replace(week, sessions=tuple(_at_beat(one, experiment) for one in week.sessions))
        else:
            yield week


def _at_beat(session: PlanSession, experiment: FormExperiment) -> PlanSession:
    run = session.run
    if run is None or run.extra is not None:
        return session
    return replace(session, run=replace(run, cadence_steps_per_min=experiment.aim_steps_per_min))


def _measured(forms: tuple[FormReport, ...]) -> float | None:
    for report in reversed(forms):
        beat = report.metrics.get(_BEAT)
        if (
            beat is not None
            and isinstance(beat.value, float)
            and beat.confidence in (Confidence.HIGH, Confidence.MEDIUM)
        ):
            return beat.value
    return None
