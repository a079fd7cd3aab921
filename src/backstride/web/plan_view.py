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
    RaceOutlook,
    RaceVerdict,
    RunDose,
    SessionKind,
)
from backstride.plan.words import EXTRA_WORDS, KIND_WORDS, day_words, dose_words, session_words
from backstride.report.wording import STATE_WORDS
from backstride.web.exercise_view import still_of
from backstride.web.wording import sentence

__all__ = [
    "DayCell",
    "ExperimentView",
    "PaperWeek",
    "PlanView",
    "PlannedExercise",
    "RaceView",
    "paper_week",
    "plan_view",
]

_DAYS = 7


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
class PlanView:
    """Everything the page of the plan shows."""

    state: str
    chosen: str
    chosen_iso: str
    cells: tuple[DayCell, ...]
    sessions: tuple[tuple[str, tuple[PlannedExercise, ...], tuple[str, ...], str], ...]
    weeks: tuple[tuple[int, str, str], ...]
    rules: tuple[tuple[str, str], ...]
    withheld: tuple[str, ...]
    has_runs: bool
    runs_today: bool
    race: RaceView | None
    experiment: ExperimentView | None


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
    doses = {(dose.id, dose_words(dose)): None for session in sessions for dose in session.exercises}
    return PaperWeek(
        days=tuple(
            (day_words(day), tuple(_on_paper(one, knowledge) for one in sessions if one.day == day)) for day in days
        ),
        exercises=tuple(
            (knowledge.exercises[name].name, words, still_of(knowledge.exercises[name])) for name, words in doses
        ),
    )


def _on_paper(session: PlanSession, knowledge: Knowledge) -> tuple[str, str, str]:
    names = ", ".join(knowledge.exercises[dose.id].name for dose in session.exercises if dose.minutes is None)
    return session_words(session), sentence(session.note), names


def _cell(day: date, sessions: Iterable[PlanSession], chosen: date) -> DayCell:
    kinds = [one.kind for one in sessions if one.day == day]
    return DayCell(
        iso=day.isoformat(),
        weekday=f"{day:%a}",
        number=day.day,
        kinds=tuple(dict.fromkeys(kinds)) or (SessionKind.REST,),
        is_chosen=day == chosen,
    )


def _session(
    session: PlanSession, knowledge: Knowledge
) -> tuple[str, tuple[PlannedExercise, ...], tuple[str, ...], str]:
    run = () if session.run is None else _run(session.run)
    exercises = tuple(_exercise(dose, knowledge) for dose in session.exercises)
    return KIND_WORDS[session.kind], exercises, run, sentence(session.note)


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
        cues=() if known is None else known.cues,
        caution="" if known is None else known.caution,
        figure=None if known is None else still_of(known),
        is_walk=dose.minutes is not None,
    )


def _dose(dose: ExerciseDose) -> Iterable[str]:
    if dose.minutes is not None:
        yield f"{dose.minutes:g} minutes"
        return
    if dose.sets > 1:
        yield f"{dose.sets} sets"
    if dose.reps is not None:
        yield f"{dose.reps} times" + (" each side" if dose.per_side else "")
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
