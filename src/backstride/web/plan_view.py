"""The plan on the page: one day's sessions with pictures and doses, the weeks ahead, the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from backstride.knowledge.base import Knowledge
from backstride.model.plan import (
    ExerciseDose,
    FormExperiment,
    Plan,
    PlanSession,
    PlanWeek,
    Prevention,
    RaceOutlook,
    RaceVerdict,
    RunDose,
    SessionKind,
    SessionPart,
    Step,
)
from backstride.plan.words import (
    EXTRA_WORDS,
    KIND_WORDS,
    day_words,
    dose_words,
    evidence_words,
    session_words,
    span_words,
    times_words,
)
from backstride.report.wording import STATE_WORDS
from backstride.web.exercise_view import still_of
from backstride.web.wording import sentence

__all__ = [
    "AdviceView",
    "DayCell",
    "ExperimentView",
    "PaperWeek",
    "PlanView",
    "PlannedExercise",
    "PlannedSession",
    "PreventionView",
    "RaceView",
    "paper_week",
    "plan_view",
]

_DAYS = 7
_JUDGEMENT = "expert"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day of the strip."""

    iso: str
    weekday: str
    number: int
    kinds: tuple[SessionKind, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExercise:
    """One exercise of a session as the page shows it."""

    id: str
    name: str
    doses: tuple[str, ...]
    cues: tuple[str, ...]
    caution: str
    figure: Markup | None
    is_walk: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWeek:
    """A week on one sheet of paper.

    Parameters
    ----------
    days
        Each day with its sessions, as title, note and the names of its exercises.
    exercises
        Each exercise and dose once, as name, dose and still picture.
    """

    days: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    exercises: tuple[tuple[str, str, Markup | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceView:
    """The race as the page shows it."""

    verdict: RaceVerdict
    day: str
    distance: str
    text: str
    conditions: tuple[str, ...]
    cited: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentView:
    """The form experiment as the page shows it; beats a minute as whole numbers."""

    now: int
    low: int
    high: int
    aim: int
    steps: tuple[str, ...]
    known: str
    unknown: str
    cited: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """One session of a day: its parts in the order they are done.

    Parameters
    ----------
    parts
        Each with its heading, the words of its run and its exercises; the heading is empty where there is one part.
    """

    title: str
    note: str
    parts: tuple[tuple[str, tuple[str, ...], tuple[PlannedExercise, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceView:
    """One piece of advice with its reason and how good the evidence is."""

    text: str
    why: str
    evidence: str
    cited: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventionView:
    """The programme of a runner who is back, as the page shows it."""

    begins: str
    has_begun: bool
    dose: str
    steps: tuple[AdviceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """Everything the page of the plan shows."""

    state: str
    chosen: str
    chosen_iso: str
    cells: tuple[DayCell, ...]
    sessions: tuple[PlannedSession, ...]
    weeks: tuple[tuple[int, str, str], ...]
    rules: tuple[tuple[str, str], ...]
    withheld: tuple[str, ...]
    has_runs: bool
    runs_today: bool
    race: RaceView | None
    experiment: ExperimentView | None
    around_runs: tuple[AdviceView, ...]
    shoes_and_ground: tuple[AdviceView, ...]
    prevention: PreventionView | None


def plan_view(plan: Plan, knowledge: Knowledge, *, chosen: date, first: date) -> PlanView:
    """Give the plan with one day opened.

    Parameters
    ----------
    chosen
        The day to open.
    first
        The first day of the strip.
    """
    sessions = [session for week in plan.weeks for session in week.sessions]
    days = [first + timedelta(days=number) for number in range(_DAYS)]
    return PlanView(
        state=STATE_WORDS[plan.state],
        chosen=day_words(chosen),
        chosen_iso=chosen.isoformat(),
        cells=tuple(_cell(day, sessions, chosen) for day in days),
        sessions=tuple(_session(one, knowledge) for one in sessions if one.day == chosen),
        weeks=tuple((week.number, _stage(week), _sums(week)) for week in plan.weeks),
        rules=tuple((rule.text, _cited(rule.sources, knowledge)) for rule in plan.rules),
        withheld=tuple(f"{sentence(item.what)} {sentence(item.why)}" for item in plan.withheld),
        runs_today=any(session.run is not None for session in sessions if session.day == chosen),
        has_runs=any(session.run is not None for session in sessions),
        race=None if plan.race is None else _race(plan.race, knowledge),
        experiment=None if plan.experiment is None else _experiment(plan.experiment, knowledge),
        around_runs=_advice(plan.around_runs, knowledge),
        shoes_and_ground=_advice(plan.shoes_and_ground, knowledge),
        prevention=None if plan.prevention is None else _prevention(plan.prevention, first, knowledge),
    )


def _advice(steps: Iterable[Step], knowledge: Knowledge) -> tuple[AdviceView, ...]:
    """Give advice with its sources; what is a judgement says so itself and needs no citation."""
    return tuple(
        AdviceView(
            text=step.text,
            why=step.why,
            evidence=evidence_words(step),
            cited=_cited((name for name in step.sources if name != _JUDGEMENT), knowledge),
        )
        for step in steps
    )


def _prevention(one: Prevention, today: date, knowledge: Knowledge) -> PreventionView:
    low, high = one.minutes
    return PreventionView(
        begins=day_words(one.begins),
        has_begun=one.begins <= today,
        dose=f"{times_words(one.sessions_per_week).capitalize()} a week, {low} to {high} minutes",
        steps=_advice(one.steps, knowledge),
    )


def _race(race: RaceOutlook, knowledge: Knowledge) -> RaceView:
    return RaceView(
        verdict=race.verdict,
        day=f"{day_words(race.day)} {race.day.year}",
        distance=f"{race.distance_km:g} km",
        text=race.text,
        conditions=race.conditions,
        cited=_cited(race.sources, knowledge),
    )


def _experiment(one: FormExperiment, knowledge: Knowledge) -> ExperimentView:
    low, high = map(round, one.aim_steps_per_min)
    return ExperimentView(
        now=round(one.now_steps_per_min),
        low=low,
        high=high,
        aim=(low + high) // 2,
        steps=one.steps,
        known=one.known,
        unknown=one.unknown,
        cited=_cited(one.sources, knowledge),
    )


def paper_week(plan: Plan, knowledge: Knowledge, first: date) -> PaperWeek:
    """Give seven days as they stand on paper."""
    days = [first + timedelta(days=number) for number in range(_DAYS)]
    sessions = [session for week in plan.weeks for session in week.sessions if session.day in days]
    doses = {
        (dose.id, dose_words(dose)): None
        for session in sessions
        for dose in session.exercises
        if session.kind is not SessionKind.WALK
    }
    return PaperWeek(
        days=tuple(
            (day_words(day), tuple(_on_paper(one, knowledge) for one in sessions if one.day == day)) for day in days
        ),
        exercises=tuple(
            (knowledge.exercises[name].name, words, still_of(knowledge.exercises[name])) for name, words in doses
        ),
    )


def _on_paper(session: PlanSession, knowledge: Knowledge) -> tuple[str, str, str]:
    names = {part: _names(session, part, knowledge) for part in SessionPart}
    main = names[SessionPart.MAIN] if session.kind is not SessionKind.WALK else ""
    begin, end = names[SessionPart.WARM_UP], names[SessionPart.COOL_DOWN]
    lines = (f"First: {begin}" if begin else "", main, f"To end: {end}" if end else "")
    return session_words(session), sentence(session.note), ". ".join(filter(None, lines))


def _names(session: PlanSession, part: SessionPart, knowledge: Knowledge) -> str:
    return ", ".join(knowledge.exercises[dose.id].name for dose in session.exercises if dose.part is part)


def _cell(day: date, sessions: Iterable[PlanSession], chosen: date) -> DayCell:
    kinds = [one.kind for one in sessions if one.day == day]
    return DayCell(
        iso=day.isoformat(),
        weekday=f"{day:%a}",
        number=day.day,
        kinds=tuple(dict.fromkeys(kinds)) or (SessionKind.REST,),
        is_chosen=day == chosen,
    )


_PART_HEADINGS = {
    SessionPart.WARM_UP: "Warm up",
    SessionPart.MAIN: "Then",
    SessionPart.COOL_DOWN: "Cool down",
}


def _session(session: PlanSession, knowledge: Knowledge) -> PlannedSession:
    parts = []
    for part, heading in _PART_HEADINGS.items():
        exercises = tuple(_exercise(dose, knowledge) for dose in session.exercises if dose.part is part)
        run = _run(session.run) if session.run is not None and part is SessionPart.MAIN else ()
        if exercises or run:
            parts.append(("The run" if run else heading, run, exercises))
    if len(parts) == 1:
        parts = [("", *parts[0][1:])]
    return PlannedSession(title=KIND_WORDS[session.kind], note=sentence(session.note), parts=tuple(parts))


def _run(run: RunDose) -> tuple[str, ...]:
    parts = [f"{run.total_min:g} minutes in all"]
    if run.walk_min:
        parts = [f"{run.repeats} × {run.run_min:g} min run", f"{run.walk_min:g} min walk between", *parts]
    if run.at_most_km is not None:
        parts.append(f"at most {run.at_most_km:g} km")
    if run.cadence_steps_per_min is not None:
        parts.append("{:.0f} to {:.0f} steps a minute".format(*run.cadence_steps_per_min))
    if run.extra is not None:
        parts.append(EXTRA_WORDS[run.extra])
    return (*parts, run.terrain, run.intensity)


def _exercise(dose: ExerciseDose, knowledge: Knowledge) -> PlannedExercise:
    known = knowledge.exercises.get(dose.id)
    return PlannedExercise(
        id=dose.id,
        name=dose.id.replace("_", " ").capitalize() if known is None else known.name,
        doses=tuple(_dose(dose)),
        # A short walk around a run says all it asks for in its dose.
        cues=() if known is None or (dose.note and dose.minutes is not None) else known.cues,
        caution="" if known is None else known.caution,
        figure=None if known is None else still_of(known),
        is_walk=dose.minutes is not None,
    )


def _dose(dose: ExerciseDose) -> Iterable[str]:
    if dose.minutes is not None:
        yield span_words(dose.minutes)
        if dose.note:
            yield dose.note.rstrip(".")
        return
    if dose.sets > 1:
        yield f"{dose.sets} sets"
    if dose.reps is not None:
        yield times_words(dose.reps) + (" each side" if dose.per_side else "")
    if dose.distance_m is not None:
        yield f"{dose.distance_m:g} metres" + (" each side" if dose.per_side else "")
    if dose.hold_s is not None:
        yield f"hold {dose.hold_s:g} s"
    if dose.rest_s is not None and dose.sets > 1:
        yield f"rest {dose.rest_s:g} s"


def _stage(week: PlanWeek) -> str:
    return week.stage.replace("_", " ").capitalize()


def _sums(week: PlanWeek) -> str:
    kinds = [KIND_WORDS[one.kind].lower() for one in week.sessions]
    return ", ".join(f"{kinds.count(kind)} × {kind}" for kind in dict.fromkeys(kinds)) or "rest"


def _cited(sources: Iterable[str], knowledge: Knowledge) -> str:
    return "; ".join(knowledge.sources[name].cite for name in sources if name in knowledge.sources)
