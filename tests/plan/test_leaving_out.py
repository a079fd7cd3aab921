"""What hurts is left out: it never comes back by itself, and nothing forbidden comes in its place."""

from dataclasses import replace
from random import Random

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case, Plan, Preferences
from backstride.plan.exercise_choice import forbidden_demands
from tests.plan.made_cases import any_cases, facts_of, plan_of, steady_log


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def exercises_of(plan: Plan) -> set[str]:
    return {dose.id for week in plan.weeks for session in week.sessions for dose in session.exercises}


@pytest.mark.parametrize("seed", range(4))
def test_what_was_left_out_never_comes_back_and_nothing_forbidden_comes_in(knowledge: Knowledge, seed: int) -> None:
    random = Random(seed)
    for drawn in any_cases(seed, 12, knowledge):
        before = exercises_of(plan_of(knowledge, **drawn))
        left_out = tuple(random.sample(sorted(before), min(3, len(before))))
        wish = replace(drawn["case"].preferences, leave_out=left_out)
        after = exercises_of(plan_of(knowledge, **{**drawn, "case": Case(preferences=wish)}))

        assert after.isdisjoint(left_out)
        forbidden = set(forbidden_demands(drawn["facts"], drawn["ranking"], knowledge))
        for name in after:
            assert forbidden.isdisjoint(knowledge.exercises[name].never), name


def test_an_easier_one_comes_first_in_its_place(knowledge: Knowledge) -> None:
    facts = facts_of(knowledge, pain_intensity_0_to_10=2.0, pain_duration_weeks=1.0)
    case = Case(preferences=Preferences(leave_out=("bird_dog",)))
    before = exercises_of(plan_of(knowledge, facts=facts, log=steady_log(60)))
    after = exercises_of(plan_of(knowledge, facts=facts, log=steady_log(60), case=case))

    assert "bird_dog" in before
    assert set(knowledge.exercises["bird_dog"].easier) & after


def test_an_exercise_that_does_not_exist_any_more_is_no_trouble(knowledge: Knowledge) -> None:
    case = Case(preferences=Preferences(leave_out=("gone_since",)))
    assert plan_of(knowledge, log=steady_log(60), case=case).weeks
