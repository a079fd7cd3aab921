"""The weeks to come if every day goes well: the state machine fed with good days.

So what a plan shows can never be more than what the rules would allow: it is what they give on the best path. A bad day
changes it at once. One thing is never assumed: that a bone has healed. Those days must be written by the runner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from backstride.model.check_in import CheckIn
from backstride.model.plan import PlanState, RunDose
from backstride.plan.return_state import DISTANCE_STATES, ReturnState
from backstride.plan.return_to_running import advance
from backstride.plan.run_history import RunHistory
from backstride.plan.start import OTHER_RUNS
from backstride.plan.week_days import run_days

__all__ = ["PlannedDay", "PlannedWeek", "project"]

LADDER_RUNS = 3
DOWN_WEEK = 4
DOWN = 0.75
_APART_DAYS = 2
_WALKS_MIN = (15.0, 20.0, 25.0, 30.0)
_CALM_WALK_MIN = 10.0
_WALK_DAYS = frozenset({0, 1, 3, 4, 6})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """A day with a run or a walk, and the state it is done in."""

    day: date
    state: PlanState
    run: RunDose | None = None
    walk_min: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWeek:
    """A week's runs and walks, and the state it begins with."""

    number: int
    start: date
    state: PlanState
    days: tuple[PlannedDay, ...]


def project(
    now: ReturnState, history: RunHistory, *, running_days: Sequence[int], weeks: int
) -> tuple[PlannedWeek, ...]:
    """Lay out the weeks after ``now.day`` on the best path."""
    planned: list[PlannedWeek] = []
    walks = 0
    for number in range(1, weeks + 1):
        start = now.day + timedelta(days=1)
        first, days = now.state, []
        offsets = _run_offsets(now, history, running_days, start)
        doses = _distance_doses(now, len(offsets), number)
        for offset in range(7):
            day = start + timedelta(days=offset)
            run = _run(now, day, offset, offsets, doses, history)
            walk = _walk(now, offset, walks) if run is None else None
            walks += walk is not None and now.state is PlanState.WALK
            if run is not None or walk is not None:
                days.append(PlannedDay(day=day, state=now.state, run=run, walk_min=walk))
            now = advance(now, _good_day(now, day, run, walk, sore=number == 1)).after
        planned.append(PlannedWeek(number=number, start=start, state=first, days=tuple(days)))
    return tuple(planned)


def _run_offsets(now: ReturnState, history: RunHistory, wanted: Sequence[int], start: date) -> tuple[int, ...]:
    by_distance = now.state in DISTANCE_STATES
    number = history.runs_a_week if by_distance else LADDER_RUNS
    liked = wanted or history.weekdays
    if len(liked) < number and not wanted:
        liked = ()
    return run_days(liked, number, first_weekday=start.weekday(), apart=not by_distance)


def _distance_doses(now: ReturnState, number: int, week: int) -> tuple[float, ...]:
    """Give the minutes of a week's runs, the longest last; every fourth week is a lighter one."""
    dose = now.run_dose()
    if dose is None or now.state not in DISTANCE_STATES or not number:
        return ()
    longest = dose.run_min * (DOWN if week % DOWN_WEEK == 0 else 1.0)
    return (*[OTHER_RUNS * longest] * (number - 1), longest)


def _run(
    now: ReturnState,
    day: date,
    offset: int,
    offsets: tuple[int, ...],
    doses: tuple[float, ...],
    history: RunHistory,
) -> RunDose | None:
    dose = now.run_dose()
    if dose is None or offset not in offsets or now.rests_until(day):
        return None
    alone = now.state in (PlanState.RUN_WALK, PlanState.RUN)
    if alone and now.last_run is not None and (day - now.last_run).days < _APART_DAYS:
        return None
    if now.state in DISTANCE_STATES and doses:
        turn = offsets.index(offset)
        extra = now.newest_extra if turn == 0 and len(offsets) > 1 else None
        dose = RunDose(run_min=float(int(min(doses[turn], dose.run_min))), extra=extra)
    if history.km_per_min is not None and now.state in DISTANCE_STATES:
        dose = replace(dose, at_most_km=int(10 * dose.total_min * history.km_per_min) / 10)
    return dose


def _walk(now: ReturnState, offset: int, walks: int) -> float | None:
    if offset not in _WALK_DAYS:
        return None
    if now.state in (PlanState.CALM, PlanState.FLARE):
        return _CALM_WALK_MIN
    if now.state is PlanState.READY or (now.state is PlanState.BONE_HOLD and now.may_run):
        return _WALKS_MIN[-1]
    return _WALKS_MIN[min(walks, len(_WALKS_MIN) - 1)] if now.state is PlanState.WALK else None


def _good_day(now: ReturnState, day: date, run: RunDose | None, walk: float | None, *, sore: bool) -> CheckIn:
    """Make the day as the best path has it; the first week of calming down stays sore."""
    waiting = now.state in (PlanState.CALM, PlanState.FLARE)
    if waiting and sore:
        return CheckIn(day=day, pain_now_0_to_10=3.0, walk_minutes=walk)
    return CheckIn(
        day=day,
        pain_now_0_to_10=0.0,
        pain_next_morning_0_to_10=0.0,
        run_minutes=None if run is None else run.run_min * run.repeats,
        pain_during_run_0_to_10=None if run is None else 0.0,
        walk_minutes=_WALKS_MIN[-1] if waiting else walk,
        pain_during_walk_0_to_10=0.0,
        readiness_pain_0_to_10=0.0 if now.state is PlanState.READY else None,
    )
