"""Who is back gets a small programme of its own: short, no harder than needed, and with an end."""

from datetime import timedelta

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case, CheckIn, Plan, PlanState, Preferences, SessionKind, SessionPart, Stage
from backstride.plan.dose_time import minutes_of
from tests.plan.made_cases import TODAY, facts_of, plan_of, steady_log

DIARY_DAYS = 70


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def free(knowledge: Knowledge) -> Plan:
    return plan_of(knowledge, facts=long_ago(knowledge), log=before(), case=Case(check_ins=green_weeks()))


def before():
    return steady_log(40, until=TODAY - timedelta(days=DIARY_DAYS))


def long_ago(knowledge: Knowledge):
    return facts_of(knowledge, pain_intensity_0_to_10=0.0, pain_duration_weeks=DIARY_DAYS / 7)


def painless(knowledge: Knowledge):
    return facts_of(knowledge, pain_intensity_0_to_10=0.0, pain_duration_weeks=1.0)


def green_weeks() -> tuple[CheckIn, ...]:
    """Write a diary of green runs every other day that grow slowly to what the runner was used to."""
    begin = TODAY - timedelta(days=DIARY_DAYS)
    return tuple(
        CheckIn(
            day=begin + timedelta(days=number),
            pain_now_0_to_10=0,
            run_minutes=min(40.0, 27 * 1.08 ** (number // 7)) if number % 2 else None,
            pain_during_run_0_to_10=0 if number % 2 else None,
            pain_next_morning_0_to_10=0,
        )
        for number in range(DIARY_DAYS)
    )


def sessions_of(plan: Plan):
    return [
        (week, session)
        for week in plan.weeks
        if week.state is PlanState.FREE
        for session in week.sessions
        if session.kind is SessionKind.STRENGTH
    ]


def test_the_last_state_brings_two_short_sessions_a_week(free: Plan) -> None:
    assert free.state is PlanState.FREE
    found = sessions_of(free)
    assert len(found) == 2 * len(free.weeks)
    for week, session in found:
        assert week.stage is Stage.STRENGTH
        assert 8 <= sum(map(minutes_of, session.exercises)) <= 15


def test_the_dose_keeps_and_does_not_build(free: Plan, knowledge: Knowledge) -> None:
    for _, session in sessions_of(free):
        main = [dose for dose in session.exercises if dose.part is SessionPart.MAIN]
        regions = [(knowledge.exercises[dose.id].region.value, dose.sets) for dose in main]
        legs, trunk = (sum(sets for name, sets in regions if name == region) for region in ("leg", "trunk"))
        assert legs >= trunk
        assert legs >= 2
        assert all(dose.sets <= 2 for dose in main)
        assert "plyometric" not in dict(regions)


def test_it_says_how_much_how_hard_when_to_pause_and_when_to_stop(free: Plan, knowledge: Knowledge) -> None:
    programme = free.prevention
    assert programme is not None
    assert (programme.sessions_per_week, programme.minutes) == (2, (10, 15))
    assert programme.begins == free.weeks[0].start
    ids = {step.id for step in programme.steps}
    assert {"prevention_twice_a_week", "prevention_keep_not_more", "prevention_pause", "prevention_how_long"} <= ids
    assert all(step.grade and set(step.sources) <= set(knowledge.sources) for step in programme.steps)


def test_it_is_announced_for_the_week_in_which_the_best_path_is_back(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, facts=painless(knowledge), log=steady_log(50))
    assert plan.state is PlanState.MODIFY
    back = next(week for week in plan.weeks if week.state is PlanState.FREE)
    assert plan.prevention is not None
    assert plan.prevention.begins == back.start


def test_who_does_not_get_there_is_told_nothing_of_it(knowledge: Knowledge) -> None:
    sore = facts_of(knowledge, pain_intensity_0_to_10=6.0, pain_duration_weeks=1.0)
    assert plan_of(knowledge, facts=sore).prevention is None


def test_a_runner_with_ten_minutes_gets_ten(knowledge: Knowledge) -> None:
    case = Case(check_ins=green_weeks(), preferences=Preferences(minutes_per_session=10))
    plan = plan_of(knowledge, facts=long_ago(knowledge), log=before(), case=case)
    found = sessions_of(plan)
    assert found
    assert all(sum(map(minutes_of, session.exercises)) <= 10 for _, session in found)
