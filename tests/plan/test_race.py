"""Whether a race still fits: judged by the plan's own rules on the best path, never promised."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case, Level, Permission, PlanState, Preferences, Race, RaceVerdict
from backstride.plan.race import race_outlook
from backstride.plan.return_state import GreenRun, ReturnState
from backstride.plan.run_history import RunHistory
from tests.plan.made_cases import TODAY, facts_of, plan_of, steady_log, verdict_of

EVE = TODAY - timedelta(days=1)
USED_TO = RunHistory(longest_min=90, longest_km=15, weekly_min=200, runs_per_week=3, km_per_min=1 / 6, weeks_off=0.3)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def state(which: PlanState, **changes: object) -> ReturnState:
    begun = ReturnState(state=which, since=EVE, day=EVE, permission=Permission.FULL, usual_min=90)
    return replace(begun, **changes)


def outlook(now: ReturnState, *, weeks: float, km: float, history: RunHistory = USED_TO):
    race = Race(day=TODAY + timedelta(days=round(7 * weeks)), distance_km=km)
    return race_outlook(race, now, history, running_days=(), today=TODAY)


def test_a_race_within_a_tenth_of_the_longest_green_run_is_as_planned() -> None:
    now = state(PlanState.FREE, run_min=60, first_run_min=60, green_runs=(GreenRun(day=EVE, minutes=60),))
    found = outlook(now, weeks=2, km=10)

    assert found.verdict is RaceVerdict.AS_PLANNED
    assert found.conditions


def test_a_race_that_the_best_path_reaches_is_possible_under_conditions() -> None:
    found = outlook(state(PlanState.MODIFY, run_min=45, first_run_min=45), weeks=6, km=10)

    assert found.verdict is RaceVerdict.POSSIBLE
    assert any("green" in one for one in found.conditions)
    assert found.longest_km >= 10


def test_after_a_bone_stress_a_race_is_stopped_at_any_pain() -> None:
    healed = state(PlanState.MODIFY, run_min=45, first_run_min=45, strict=True)
    assert "stop at any pain" in outlook(healed, weeks=6, km=10).conditions[-1]


def test_a_marathon_in_a_month_is_not_advisable_and_a_distance_that_fits_is_named() -> None:
    found = outlook(state(PlanState.MODIFY, run_min=45, first_run_min=45), weeks=4, km=42.2)

    assert found.verdict is RaceVerdict.NOT_ADVISABLE
    assert 5 < found.longest_km < 15
    assert f"{found.longest_km:g} km" in found.text


def test_a_race_before_steady_running_is_not_advisable() -> None:
    found = outlook(state(PlanState.CALM, first_baseline_0_to_10=5.0), weeks=3, km=5)
    assert found.verdict is RaceVerdict.NOT_ADVISABLE


def test_nobody_is_told_to_race_without_being_cleared_to_run() -> None:
    now = state(PlanState.WALK, permission=Permission.WALK_STRENGTH)
    assert outlook(now, weeks=10, km=5).verdict is RaceVerdict.NOT_ADVISABLE
    held = state(PlanState.BONE_HOLD, bone_stress_suspected=True)
    assert outlook(held, weeks=30, km=5).verdict is RaceVerdict.NOT_ADVISABLE


@pytest.mark.parametrize("km", [1, 5, 10, 15, 21.1, 42.2])
def test_a_longer_race_is_never_judged_kinder(km: float) -> None:
    order = [RaceVerdict.NOT_ADVISABLE, RaceVerdict.POSSIBLE, RaceVerdict.AS_PLANNED]
    now = state(PlanState.MODIFY, run_min=45, first_run_min=45)
    shorter, longer = outlook(now, weeks=6, km=km), outlook(now, weeks=6, km=2 * km)
    assert order.index(longer.verdict) <= order.index(shorter.verdict)


def test_a_race_of_the_past_is_not_judged_and_one_far_away_is_judged_later() -> None:
    now = state(PlanState.MODIFY)
    assert outlook(now, weeks=-1, km=10) is None
    assert "too far" in outlook(now, weeks=60, km=10).text


def test_the_plan_carries_the_outlook_and_does_not_say_it_lacks_the_date(knowledge: Knowledge) -> None:
    race = Race(day=TODAY + timedelta(weeks=6), distance_km=10)
    facts = facts_of(knowledge, pain_intensity_0_to_10=2.0, pain_duration_weeks=1.0, race_planned=True)
    plan = plan_of(
        knowledge, facts=facts, log=steady_log(60), case=Case(preferences=Preferences(race=race))
    )  # fmt: skip
    assert plan.race is not None
    assert plan.race.day == race.day
    assert all(item.what != "your race" for item in plan.withheld)


def test_no_race_is_judged_while_something_urgent_stands(knowledge: Knowledge) -> None:
    race = Race(day=date(2027, 3, 1), distance_km=10)
    plan = plan_of(knowledge, verdict=verdict_of(Level.SAME_DAY), case=Case(preferences=Preferences(race=race)))
    assert plan.race is None


def test_an_impossible_distance_is_refused() -> None:
    with pytest.raises(ValueError, match="distance_km"):
        Race(day=TODAY, distance_km=0)
