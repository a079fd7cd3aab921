"""What comes before a run and after it: a walk, loosening, drills where they have their place, and a quiet end."""

from dataclasses import replace

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.exercise import ExerciseRegion
from backstride.model import ExerciseDose, Permission, PlanState, Preferences, RunDose, RunExtra, SessionPart, Stage
from backstride.plan.dose_time import minutes_of
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.plan.limits import Limits
from backstride.plan.warm_up import cool_down, is_drill, warm_up
from tests.plan.made_cases import TODAY, facts_of, plan_of, ranking_of, steady_log

RUNNING = (PlanState.RUN_WALK, PlanState.RUN, PlanState.MODIFY, PlanState.BUILD, PlanState.SHARPEN, PlanState.FREE)
STEADY = (PlanState.RUN, PlanState.BUILD, PlanState.SHARPEN, PlanState.FREE)
EASY = RunDose(run_min=30)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def choice_for(knowledge: Knowledge, *, minutes: int = 45, suspected: dict[str, float] | None = None, **facts: object):
    return ExerciseChoice.of(
        facts_of(knowledge, **facts),
        ranking_of(knowledge, **(suspected or {})),
        knowledge,
        limits=Limits(permission=Permission.FULL),
        preferences=Preferences(minutes_per_session=minutes),
    )


def drills(knowledge: Knowledge, doses: tuple[ExerciseDose, ...]) -> list[ExerciseDose]:
    return [dose for dose in doses if is_drill(knowledge.exercises[dose.id])]


def test_a_run_begins_with_a_brisk_walk_and_ends_with_an_easy_one(knowledge: Knowledge) -> None:
    choice = choice_for(knowledge)
    before, after = warm_up(choice, Stage.STRENGTH, EASY, PlanState.BUILD), cool_down(choice, Stage.STRENGTH)
    for doses, part in ((before, SessionPart.WARM_UP), (after, SessionPart.COOL_DOWN)):
        assert {dose.part for dose in doses} == {part}
        assert (doses[0].id, doses[0].minutes) == ("progressive_walking", 5)
        assert len(doses) > 1
    regions = [knowledge.exercises[dose.id].region for dose in after[1:]]
    assert regions == [ExerciseRegion.COOL_DOWN, ExerciseRegion.MOBILITY]


@pytest.mark.parametrize("state", RUNNING)
@pytest.mark.parametrize("stage", Stage)
def test_drills_are_only_for_strong_runners_in_steady_running(
    knowledge: Knowledge, state: PlanState, stage: Stage
) -> None:
    found = drills(knowledge, warm_up(choice_for(knowledge), stage, EASY, state))
    wanted = state in STEADY and stage in (Stage.STRENGTH, Stage.PLYOMETRIC)
    assert bool(found) is wanted
    assert all(dose.distance_m and dose.distance_m <= 20 and dose.sets <= 2 for dose in found)


def test_half_an_hour_of_running_comes_with_one_drill_and_speed_with_three(knowledge: Knowledge) -> None:
    choice = choice_for(knowledge)
    strides = replace(EASY, extra=RunExtra.STRIDES)
    first = drills(knowledge, warm_up(choice, Stage.STRENGTH, EASY, PlanState.RUN))
    fast = drills(knowledge, warm_up(choice, Stage.STRENGTH, strides, PlanState.SHARPEN))
    assert (len(first), len(fast)) == (1, 3)
    assert (first[0].sets, first[0].distance_m) == (1, 15)
    assert (fast[0].sets, fast[0].distance_m) == (2, 20)


def test_drills_take_turns(knowledge: Knowledge) -> None:
    choice = choice_for(knowledge)
    week = [drills(knowledge, warm_up(choice, Stage.STRENGTH, EASY, PlanState.RUN, turn=turn))[0].id for turn in (0, 1)]
    assert week[0] != week[1]


def test_hills_are_prepared_for_with_long_steps_and_an_upper_back_with_the_arms(knowledge: Knowledge) -> None:
    hills = warm_up(choice_for(knowledge), Stage.STRENGTH, replace(EASY, extra=RunExtra.UPHILL), PlanState.SHARPEN)
    assert hills[1].id == "walking_lunge"
    upper = warm_up(choice_for(knowledge, pain_upper_back=True), Stage.STRENGTH, EASY, PlanState.MODIFY)
    assert upper[1].id == "arm_circles"


@pytest.mark.parametrize("minutes", [10, 15, 20, 25, 40, 90])
def test_it_fits_the_minutes_a_runner_has(knowledge: Knowledge, minutes: int) -> None:
    choice = choice_for(knowledge, minutes=minutes)
    long = 0.0
    for state in RUNNING:
        doses = warm_up(choice, Stage.STRENGTH, replace(EASY, extra=RunExtra.TEMPO), state)
        long = max(long, sum(map(minutes_of, doses)))
    assert 5 <= long <= max(5, min(12, 0.4 * minutes))
    assert sum(map(minutes_of, cool_down(choice, Stage.STRENGTH))) <= max(5, min(12, 0.4 * minutes))


def test_what_is_forbidden_never_gets_in(knowledge: Knowledge) -> None:
    nerve = choice_for(knowledge, leg_nerve_pain=True, leg_numbness=True, pain_worse_bending_forward=True)
    for state in STEADY:
        for doses in (warm_up(nerve, Stage.STRENGTH, EASY, state), cool_down(nerve, Stage.STRENGTH)):
            assert all(nerve.allows(knowledge.exercises[dose.id]) for dose in doses)
            assert not drills(knowledge, doses)


def test_walking_that_was_left_out_does_not_come_back_in_the_warm_up(knowledge: Knowledge) -> None:
    choice = choice_for(knowledge)
    without = replace(choice, preferences=replace(choice.preferences, leave_out=("progressive_walking",)))
    doses = (*warm_up(without, Stage.STRENGTH, EASY, PlanState.RUN), *cool_down(without, Stage.STRENGTH))
    assert "progressive_walking" not in {dose.id for dose in doses}


def test_the_plan_says_what_is_known_about_it_with_source_and_grade(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, log=steady_log(until=TODAY))
    assert plan.around_runs[0].id == "around_warm_up"
    for step in (*plan.around_runs, *plan.shoes_and_ground):
        assert step.grade in {"A", "B", "C", "D", "expert"}
        assert set(step.sources) <= set(knowledge.sources)
        assert step.why
    held = {*plan_of(knowledge, facts=facts_of(knowledge, limping_running=True)).shoes_and_ground}
    assert held == set()


def test_advice_on_shoes_and_ground_is_not_said_twice(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, log=steady_log(), ranking=ranking_of(knowledge, shoes_new_or_worn=0.5))
    ids = [step.id for step in (*plan.today, *plan.shoes_and_ground, *plan.around_runs)]
    assert len(ids) == len(set(ids))
    assert "step_shoes_by_comfort" in ids
