"""The best path: no run sooner than the rules would have it, no more than they would give."""

from datetime import date, timedelta
from itertools import pairwise

from backstride.model import Permission, PlanState
from backstride.plan.projection import project
from backstride.plan.return_state import ReturnState
from backstride.plan.run_history import RunHistory

START = date(2026, 5, 3)  # a Sunday
EVERY_DAY = tuple(range(7))


def begun(state: PlanState, **more: object) -> ReturnState:
    return ReturnState(state=state, since=START, day=START, permission=Permission.FULL, **more)  # type: ignore[arg-type]


def run_days(now: ReturnState, history: RunHistory | None = None) -> list[date]:
    weeks = project(now, history or RunHistory(), running_days=EVERY_DAY, weeks=3)
    return [one.day for week in weeks for one in week.days if one.run is not None]


def test_no_run_of_the_ladder_is_planned_for_the_day_after_a_run() -> None:
    ran_today = run_days(begun(PlanState.RUN_WALK, rung=5, last_run=START))
    rested = run_days(begun(PlanState.RUN_WALK, rung=5, last_run=START - timedelta(days=1)))
    assert rested[0] == START + timedelta(days=1)
    assert ran_today[0] > START + timedelta(days=1)
    assert all(later - sooner >= timedelta(days=2) for sooner, later in pairwise(ran_today))


def test_no_run_is_planned_for_two_days_after_a_red_one() -> None:
    red = begun(PlanState.MODIFY, run_min=40, first_run_min=40, reds=(START,), last_run=START)
    assert run_days(red)[0] == START + timedelta(days=3)


def test_a_known_pace_sets_a_distance_that_the_minutes_do_not_exceed() -> None:
    now = begun(PlanState.MODIFY, run_min=40, first_run_min=40)
    weeks = project(now, RunHistory(km_per_min=0.155), running_days=(), weeks=1)
    runs = [one.run for one in weeks[0].days if one.run is not None]
    assert max(run.at_most_km for run in runs) == 6.2
    assert all(run.at_most_km <= 0.155 * run.total_min for run in runs)


def test_a_bone_that_may_be_under_strain_is_never_planned_to_heal() -> None:
    cleared = begun(PlanState.BONE_HOLD, strict=True)
    weeks = project(cleared, RunHistory(), running_days=(), weeks=4)
    assert {week.state for week in weeks} == {PlanState.BONE_HOLD}
    assert {one.walk_min for week in weeks for one in week.days} == {30.0}
