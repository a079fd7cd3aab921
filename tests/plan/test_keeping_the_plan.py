"""Changes of the plan as events, and taking them back: steps forward yes, answers to pain never."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case, CheckIn, Permission, PlanChoice, PlanChoiceKind, PlanState, Stage
from backstride.model.identifiers import FindingId
from backstride.plan import ReturnState, advance, replay
from backstride.plan.kept_plan import kept_as_it_was, may_be_kept
from backstride.plan.plan_events import plan_events
from tests.plan.made_cases import TODAY, facts_of, plan_of, steady_log

KNOWLEDGE = load_knowledge()
START = date(2026, 5, 1)


def state(where: PlanState = PlanState.RUN_WALK, **rest: object) -> ReturnState:
    return ReturnState(state=where, since=START, day=START, permission=Permission.FULL, **{"rung": 4, **rest})


def run(number: int, *, during: float = 0, morning: float = 0, **rest: object) -> CheckIn:
    return CheckIn(
        day=START + timedelta(days=number), pain_now_0_to_10=0, run_minutes=9, pain_during_run_0_to_10=during,
        pain_next_morning_0_to_10=morning, **rest,
    )  # fmt: skip


def two_green() -> list[CheckIn]:
    return [run(1), run(3)]


def test_a_step_forward_can_be_taken_back_and_comes_again_after_two_more_green_runs() -> None:
    diary = [*two_green(), run(5), run(7)]
    kept = replay(state(), diary, today=START + timedelta(days=9), kept=[diary[1].day])
    assert [step.after.rung for step in replay(state(), diary, today=START + timedelta(days=9))] == [4, 5, 5, 6]
    assert [step.after.rung for step in kept] == [4, 4, 4, 5]


@pytest.mark.parametrize(
    "bad",
    [
        CheckIn(day=START + timedelta(days=1), limp=True),
        CheckIn(day=START + timedelta(days=1), leg_symptom=True),
        CheckIn(day=START + timedelta(days=1), flags=(FindingId("saddle_numbness"),)),
        run(1, during=6),
        run(1, morning=4),
    ],
)
def test_what_answers_pain_or_a_sign_stands(bad: CheckIn) -> None:
    step = advance(state(), bad)
    assert step.moved
    assert not may_be_kept(step)
    with pytest.raises(ValueError, match="cannot be taken back"):
        kept_as_it_was(step)
    assert replay(state(), [bad], today=bad.day + timedelta(days=1), kept=[bad.day]) == (step,)


def test_a_flare_stands() -> None:
    sore = [CheckIn(day=START + timedelta(days=n), pain_now_0_to_10=5) for n in (1, 2)]
    free = replay(state(), sore, today=START + timedelta(days=3))
    assert free[-1].after.state is PlanState.FLARE
    assert replay(state(), sore, today=START + timedelta(days=3), kept=[sore[1].day]) == free


def test_a_week_off_may_be_ignored_while_the_pain_is_mild_but_two_weeks_may_not() -> None:
    week = advance(state(), CheckIn(day=START + timedelta(days=8), pain_now_0_to_10=1))
    fortnight = advance(state(), CheckIn(day=START + timedelta(days=15), pain_now_0_to_10=1))
    sore = advance(state(resting_0_to_10=(4.0,) * 7), CheckIn(day=START + timedelta(days=8), pain_now_0_to_10=4))
    assert (week.after.rung, kept_as_it_was(week).after.rung) == (3, 4)
    assert not may_be_kept(fortnight)
    assert not may_be_kept(sore)


def test_a_month_off_may_not_be_ignored_nor_a_week_off_after_a_bone_stress() -> None:
    week, month = (CheckIn(day=START + timedelta(days=n), pain_now_0_to_10=0) for n in (7, 28))
    assert not may_be_kept(advance(state(), month))
    assert not may_be_kept(advance(advance(state(), week).after, month))
    assert may_be_kept(advance(state(), week))
    assert not may_be_kept(advance(state(strict=True), week))


def test_a_step_to_hills_and_speed_that_was_taken_back_waits_two_weeks_again() -> None:
    built = state(PlanState.BUILD, run_min=30, first_run_min=30, usual_min=40)
    days = [replace(run(n), run_minutes=20) for n in range(2, 31, 2)]
    kept = replay(built, days, today=START + timedelta(days=40), kept=[days[6].day])
    assert [step.after.state for step in kept[:6]] == [PlanState.BUILD] * 6
    assert "build_to_sharpen" in kept[6].rules
    assert [step.after.state for step in kept[6:13]] == [PlanState.BUILD] * 7
    assert kept[13].after.state is PlanState.SHARPEN


def test_taking_back_never_makes_a_plan_harder_than_the_rules_would() -> None:
    random = Random(5)
    for _ in range(300):
        begin = state(random.choice([PlanState.READY, PlanState.RUN_WALK, PlanState.RUN, PlanState.BUILD]))
        diary = [
            run(n, during=random.choice([0, 0, 0, 3, 6]), morning=random.choice([0, 0, 2, 4]))
            if random.random() < 0.4
            else CheckIn(day=START + timedelta(days=n), pain_now_0_to_10=random.choice([0, 1, 5]))
            for n in range(1, 40)
        ]
        plain = replay(begin, diary, today=START + timedelta(days=50))
        for step in plain:
            if may_be_kept(step):
                kept = kept_as_it_was(step)
                rules = {reason.rule for reason in step.reasons}
                assert kept.after.state is step.before.state
                assert rules == {"gap"} or kept.after.run_min <= step.after.run_min


def test_every_change_is_an_event_with_a_reason() -> None:
    past = replay(state(), [*two_green(), run(5, during=6)], today=START + timedelta(days=6))
    events = plan_events(past)
    assert [(event.day.day, event.may_be_kept) for event in events] == [(4, True), (6, False)]
    assert "On to rung 5." in events[0].reasons
    assert all(event.reasons and event.rules for event in events)


def diary_case(*choices: PlanChoice, **last: object) -> Case:
    begin = TODAY - timedelta(days=20)
    days = [CheckIn(day=begin + timedelta(days=n), pain_now_0_to_10=1) for n in range(15)]
    return Case(check_ins=(*days, CheckIn(day=begin + timedelta(days=15), **last)), plan_choices=choices)


def test_a_plan_that_stopped_stays_stopped_whatever_is_written_after() -> None:
    case = diary_case(limp=True)
    later = tuple(CheckIn(day=TODAY - timedelta(days=n), pain_now_0_to_10=0) for n in (4, 3, 2, 1))
    plan = plan_of(KNOWLEDGE, case=replace(case, check_ins=(*case.check_ins, *later)), log=steady_log())
    assert plan.state is PlanState.WAIT
    assert not plan.weeks
    assert any(event.safety_again for event in plan.events)


def test_it_begins_again_only_when_the_runner_says_so_and_from_the_pain_of_that_day() -> None:
    stop = TODAY - timedelta(days=5)
    again = PlanChoice(kind=PlanChoiceKind.BEGIN_AGAIN, day=stop, pain_0_to_10=6)
    plan = plan_of(KNOWLEDGE, case=diary_case(again, limp=True), log=steady_log())
    assert plan.weeks
    assert plan.state is PlanState.CALM
    assert plan.events == ()


@pytest.mark.parametrize(("told", "stage"), [(None, Stage.STRENGTH), (3.0, Stage.SUBACUTE), (6.0, Stage.ACUTE)])
def test_a_new_start_also_sets_how_much_the_exercises_ask_by_the_pain_of_that_day(
    told: float | None, stage: Stage
) -> None:
    again = PlanChoice(kind=PlanChoiceKind.BEGIN_AGAIN, day=TODAY - timedelta(days=1), pain_0_to_10=told)
    mild = facts_of(KNOWLEDGE, pain_intensity_0_to_10=1.0, pain_duration_weeks=1.0, settles_within_24h=True)
    plan = plan_of(KNOWLEDGE, facts=mild, case=Case(plan_choices=(again,)), log=steady_log())
    assert plan.weeks[0].stage is stage


def test_a_new_start_does_not_reach_past_a_later_stop() -> None:
    early = PlanChoice(kind=PlanChoiceKind.BEGIN_AGAIN, day=TODAY - timedelta(days=12))
    plan = plan_of(KNOWLEDGE, case=diary_case(early, limp=True), log=steady_log())
    assert plan.state is PlanState.WAIT


def test_the_plan_of_a_case_without_a_diary_has_no_events() -> None:
    assert plan_of(KNOWLEDGE, facts=facts_of(KNOWLEDGE, pain_intensity_0_to_10=2.0)).events == ()
