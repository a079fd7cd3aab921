"""The weeks of a plan: runs and walks from the state machine, exercises around them, each on its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from backstride.model.identifiers import ExerciseId
from backstride.model.plan import PlanSession, PlanState, PlanWeek, SessionKind, SessionPart, Stage
from backstride.model.verdict import Permission
from backstride.plan.exercise_choice import WALKING, ExerciseChoice
from backstride.plan.exercise_session import exercise_session
from backstride.plan.prevention import PREVENTION_SESSIONS, prevention_session
from backstride.plan.projection import PlannedDay, PlannedWeek
from backstride.plan.stage import later_stage
from backstride.plan.warm_up import cool_down, warm_up
from backstride.plan.week_days import strength_days

__all__ = ["plan_weeks"]

SESSIONS_PER_WEEK = {Stage.ACUTE: 4, Stage.SUBACUTE: 3, Stage.STRENGTH: 2, Stage.PLYOMETRIC: 2}
"""Exercise sessions a week by stage: little and often first, then seldom and heavier; a product default."""
_CALM = (PlanState.CALM, PlanState.FLARE, PlanState.BONE_HOLD)
_ORDER = {SessionKind.RUN: 0, SessionKind.WALK: 1, SessionKind.STRENGTH: 2, SessionKind.MOBILITY: 3}
_WEEK_NOTES = {
    PlanState.CALM: "Let it calm down. Little and often is right.",
    PlanState.WALK: "Walk a little more each time, as long as it stays at 2 out of 10 or less.",
    PlanState.READY: "When half an hour of walking is easy, try the readiness moves: stand on one leg for ten seconds, "
    "do ten small one-leg squats and fifteen calf raises a side, and jog on the spot for a minute.",
    PlanState.BONE_HOLD: "No impact. Only what is free of pain.",
    PlanState.MODIFY: "You go on running, with less: easy, flat, no speed.",
    PlanState.FREE: "You are back. The short sessions are there to keep it so.",
}
_IF_GOOD = "If the week before went well."


def plan_weeks(weeks: Iterable[PlannedWeek], choice: ExerciseChoice, start: Stage) -> tuple[PlanWeek, ...]:
    """Fill the weeks with sessions, in the order of their days."""
    return tuple(_week(week, choice, start) for week in weeks)


def _week(week: PlannedWeek, choice: ExerciseChoice, start: Stage) -> PlanWeek:
    stage = later_stage(start, week.number, choice.limits.permission)
    if week.state in _CALM:
        stage = Stage.ACUTE
    if week.state is PlanState.FREE:
        stage = Stage.STRENGTH
    sessions = [*_runs_and_walks(week.days, choice, stage), *_exercises(week, choice, stage)]
    sessions.sort(key=lambda one: (one.day or week.start, _ORDER[one.kind]))
    note = " ".join(filter(None, (_WEEK_NOTES.get(week.state, ""), _IF_GOOD if week.number > 1 else "")))
    return PlanWeek(
        number=week.number,
        stage=stage,
        sessions=tuple(_often_enough(sessions, choice, stage)),
        start=week.start,
        state=week.state,
        note=note,
    )


def _often_enough(sessions: Iterable[PlanSession], choice: ExerciseChoice, stage: Stage) -> Iterator[PlanSession]:
    """Leave loosening and stretches out where they would come more often in the week than their dose says."""
    used: Counter[ExerciseId] = Counter()
    for session in sessions:
        kept = []
        for dose in session.exercises:
            stages = choice.knowledge.exercises[dose.id].dose
            often = stages[stage].times_per_week if stage in stages else None
            if dose.part is SessionPart.MAIN or dose.id == WALKING or often is None or used[dose.id] < often[1]:
                kept.append(dose)
                used[dose.id] += 1
        yield replace(session, exercises=tuple(kept))


def _runs_and_walks(days: Iterable[PlannedDay], choice: ExerciseChoice, stage: Stage) -> Iterator[PlanSession]:
    turn = 0
    for one in days:
        if one.run is not None:
            around = (*warm_up(choice, stage, one.run, one.state, turn=turn), *cool_down(choice, stage))
            turn += 1
            yield PlanSession(kind=SessionKind.RUN, exercises=around, run=one.run, day=one.day)
        elif one.walk_min is not None and choice.limits.permission >= Permission.WALK_STRENGTH:
            walk = choice.walk(one.walk_min)
            if walk is not None:
                yield PlanSession(kind=SessionKind.WALK, exercises=(walk,), day=one.day)


def _exercises(week: PlannedWeek, choice: ExerciseChoice, stage: Stage) -> Iterator[PlanSession]:
    runs = [(one.day - week.start).days for one in week.days if one.run is not None]
    free = week.state is PlanState.FREE
    number = PREVENTION_SESSIONS if free else SESSIONS_PER_WEEK[stage]
    strong = choice.limits.permission >= Permission.WALK_STRENGTH
    share = 0.0 if week.number % 2 else 0.5
    days = strength_days(runs, number, long_run=runs[-1] if runs else None)
    for turn, offset in enumerate(days, start=week.number):
        doses = prevention_session(choice, turn=turn) if free else exercise_session(choice, stage, share, turn=turn)
        if doses:
            yield PlanSession(
                kind=SessionKind.STRENGTH if strong else SessionKind.MOBILITY,
                exercises=doses,
                day=week.start + timedelta(days=offset),
                note="After the run, or later that day." if offset in runs else "",
            )
