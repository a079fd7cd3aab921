"""A check-in's form, read into the entry of a day; what is left out stays open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from starlette.datastructures import FormData

from backstride.model.check_in import CheckIn, OwnActivity
from backstride.model.errors import CaseError
from backstride.model.identifiers import ExerciseId
from backstride.model.plan import PlanSession, SessionKind
from backstride.web.forms import text_of

__all__ = ["PlannedDay", "entries_in", "planned_day"]

AS_PLANNED, ELSE, NOTHING = "as_planned", "else", "nothing"
_SCORES = (
    "pain_now_0_to_10",
    "pain_worst_0_to_10",
    "pain_during_run_0_to_10",
    "pain_during_walk_0_to_10",
    "readiness_pain_0_to_10",
    "hop_pain_0_to_10",
    "run_confidence_0_to_10",
)
_AMOUNTS = ("stiffness_min", "run_minutes", "run_distance_km", "walk_minutes", "sleep_h", "run_limited_days")
_YES_NO = {"yes": True, "no": False}
_LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """What a plan asks for on a day, in the amounts a check-in writes down."""

    run_minutes: float | None = None
    walk_minutes: float | None = None
    exercises: tuple[ExerciseId, ...] = ()


def planned_day(sessions: Iterable[PlanSession]) -> PlannedDay:
    """Add a day's sessions up; walking breaks of a run do not count as running.

    Examples
    --------
    >>> from backstride.model.plan import RunDose
    >>> planned_day([PlanSession(kind=SessionKind.RUN, run=RunDose(run_min=2, walk_min=1, repeats=6))]).run_minutes
    12.0
    """
    run = walk = 0.0
    exercises: list[ExerciseId] = []
    for session in sessions:
        if session.run is not None:
            run += session.run.run_min * session.run.repeats
        if session.kind is SessionKind.WALK:
            walk += sum(dose.minutes or 0.0 for dose in session.exercises)
        elif session.kind in (SessionKind.STRENGTH, SessionKind.MOBILITY):
            exercises += [dose.id for dose in session.exercises]
    return PlannedDay(run_minutes=run or None, walk_minutes=walk or None, exercises=tuple(dict.fromkeys(exercises)))


def entries_in(
    fields: FormData, *, day: date, planned: PlannedDay, before: CheckIn | None, eve: CheckIn | None
) -> tuple[CheckIn, ...]:
    """Read a form: the day's entry, and the day before where its next morning is told.

    Parameters
    ----------
    planned
        What "as planned" stands for.
    before
        The day's entry so far; warning signs that stand in it stay.
    eve
        The entry of the day before.

    Raises
    ------
    CaseError
        If the pain is missing, or a number is no number or off its scale.
    """
    try:
        return _entries(fields, day, planned, before, eve)
    except ValueError as error:
        raise CaseError(str(error).partition(": ")[2] or str(error), advice="correct that number") from error


def _entries(
    fields: FormData, day: date, planned: PlannedDay, before: CheckIn | None, eve: CheckIn | None
) -> tuple[CheckIn, ...]:
    entry = _entry(fields, day, planned, before)
    morning = _number(fields, "morning_0_to_10")
    if morning is None:
        return (entry,)
    yesterday = eve or CheckIn(day=day - timedelta(days=1))
    return (replace(yesterday, pain_next_morning_0_to_10=morning), entry)


def _entry(fields: FormData, day: date, planned: PlannedDay, before: CheckIn | None) -> CheckIn:
    scores: dict[str, Any] = {name: _number(fields, name) for name in (*_SCORES, *_AMOUNTS)}
    if scores["pain_now_0_to_10"] is None:
        raise CaseError("how strong is your pain now?", advice="choose a number from 0 to 10; the rest may stay open")
    new, cycle = set(fields.getlist("new")), _number(fields, "cycle_day")
    signs: dict[str, Any] = {name: True if name in new else None for name in ("leg_symptom", "limp", "ill")}
    did = text_of(fields, "did")
    done = planned.exercises if did == AS_PLANNED or text_of(fields, "exercises") else ()
    entry = CheckIn(
        day=day,
        **_done(scores, did, planned),
        **signs,
        exercises_done=done,
        painkiller=_YES_NO.get(text_of(fields, "painkiller")),
        own_activities=_own_activities(fields),
        note=text_of(fields, "note")[:_LONGEST_NOTE],
        cycle_day=None if cycle is None else int(cycle),
    )
    if before is None:
        return entry
    return replace(entry, flags=before.flags, pain_next_morning_0_to_10=before.pain_next_morning_0_to_10)


def _done(scores: dict[str, Any], did: str, planned: PlannedDay) -> dict[str, Any]:
    if did == AS_PLANNED:
        run, walk = scores["run_minutes"] or planned.run_minutes, scores["walk_minutes"] or planned.walk_minutes
        return scores | {"run_minutes": run, "walk_minutes": walk}
    if did == NOTHING:
        nothing = dict.fromkeys(("run_distance_km", "walk_minutes", "pain_during_run_0_to_10"))
        return scores | nothing | {"run_minutes": 0.0, "pain_during_walk_0_to_10": None}
    return scores


def _own_activities(fields: FormData) -> tuple[OwnActivity, ...]:
    found = []
    for number, name in enumerate(fields.getlist("activity")):
        score = _number(fields, f"activity-{number}")
        if score is not None and isinstance(name, str) and name.strip():
            found.append(OwnActivity(name=name.strip(), ability_0_to_10=score))
    return tuple(found)


def _number(fields: FormData, name: str) -> float | None:
    written = text_of(fields, name)
    if not written:
        return None
    try:
        return float(written.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"'{written[:20]}' is not a number", advice="use digits, such as 30") from error
