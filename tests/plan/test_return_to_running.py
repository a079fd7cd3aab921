"""The way back to running: each rule by itself, and thousands of made-up runners who never break one."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from backstride.model import CheckIn, Permission, PlanState
from backstride.model.identifiers import FindingId
from backstride.plan import ReturnState, Transition, advance, replay
from backstride.plan.ladder import LADDER, start_rung
from backstride.plan.pain_zone import Zone
from backstride.plan.return_rules import RETURN_RULES, rules_for
from backstride.plan.return_state import RUNNING_STATES
from tests.plan.made_days import START, after, begun, day, run

RUNNERS, DAYS = 2000, 50
MORE_RUNNERS, MORE_DAYS = 2000, 250


@pytest.mark.parametrize("state", [state for state in PlanState if state is not PlanState.WAIT])
@pytest.mark.parametrize("sign", [{"leg_symptom": True}, {"limp": True}, {"flags": (FindingId("saddle_numbness"),)}])
def test_a_leg_symptom_a_limp_or_a_warning_sign_stops_from_every_state(state: PlanState, sign: dict) -> None:
    step = advance(begun(state), day(1, **sign))
    assert step.after.state is PlanState.WAIT
    assert step.triage_again
    assert step.reasons[0].rule == "stop_signs"


def test_only_a_new_assessment_leads_out_of_waiting() -> None:
    good = [day(number, pain_now_0_to_10=0, walk_minutes=30, pain_during_walk_0_to_10=0) for number in range(1, 60)]
    assert after(begun(PlanState.WAIT), *good).state is PlanState.WAIT


def test_two_green_runs_climb_one_rung() -> None:
    first = begun(PlanState.RUN_WALK, rung=5)
    assert after(first, run(1)).rung == 5
    assert after(first, run(1), run(3)).rung == 6


def test_amber_stays_and_two_in_a_row_step_down() -> None:
    first = begun(PlanState.RUN_WALK, rung=5)
    assert after(first, run(1, during=3)).rung == 5
    assert after(first, run(1, during=3), run(3, during=3)).rung == 4


def test_a_green_run_between_two_amber_ones_keeps_the_rung() -> None:
    first = begun(PlanState.RUN_WALK, rung=5)
    assert after(first, run(1, during=3), run(3), run(5, during=3)).rung == 5
    assert after(first, run(1, during=3), run(3, during=3), run(5, during=3)).rung == 4


def test_a_red_run_between_two_amber_ones_begins_their_count_anew() -> None:
    first = begun(PlanState.RUN_WALK, rung=8)
    assert after(first, run(1, during=3), run(3, during=6), run(6, during=3)).rung == 6


def test_a_run_that_was_not_green_never_sets_what_comes_next() -> None:
    first = begun(PlanState.MODIFY, run_min=40, first_run_min=20)
    assert after(first, run(1, 24, during=3)).cap_min is None
    assert (
        after(first, day(1, run_distance_km=4, pain_during_run_0_to_10=0, pain_next_morning_0_to_10=0)).cap_min is None
    )
    assert after(first, run(1, 24)).cap_min == pytest.approx(26.4)


def test_red_steps_down_two_and_two_reds_in_two_weeks_are_a_flare() -> None:
    first = begun(PlanState.RUN_WALK, rung=5)
    assert after(first, run(1, during=6)).rung == 3
    assert after(first, run(1, during=6), run(8, during=6)).state is PlanState.FLARE
    assert after(first, run(1, during=6), run(16, during=6)).state is PlanState.RUN_WALK


@pytest.mark.parametrize("missing", [{"morning": None}, {"painkiller": True}])
def test_no_rating_or_a_painkiller_is_amber(missing: dict) -> None:
    step = advance(begun(PlanState.RUN_WALK, rung=5, good=1), run(1, **missing))
    assert step.zone is Zone.AMBER
    assert (step.after.rung, step.after.good) == (5, 0)


def test_a_run_far_beyond_the_plan_or_too_soon_does_not_count() -> None:
    first = begun(PlanState.RUN_WALK, rung=5, good=1)
    assert after(first, run(1, minutes=18.75)).rung == 6
    assert after(first, run(1, minutes=19)).rung == 5
    assert after(first, run(1), run(2)).rung == 6
    assert after(first, run(1), run(2)).good == 0


def test_the_ladder_ends_in_half_hours_and_then_distance() -> None:
    top = begun(PlanState.RUN_WALK, rung=12, good=1)
    half_hours = after(top, run(1, 30))
    assert half_hours.state is PlanState.RUN
    assert after(half_hours, *(run(1 + 2 * number, 30) for number in range(1, 7))).state is PlanState.BUILD


def test_days_off_step_back() -> None:
    first = begun(PlanState.RUN_WALK, rung=8, last_run=START)
    assert after(first, day(6)).rung == 8
    assert after(first, day(7)).rung == 7
    assert after(first, day(7), day(14)).rung == 6
    assert after(first, day(20)).rung == 6
    assert after(first, day(28)).state is PlanState.READY


@pytest.mark.parametrize("rung", [2, 4, 8, 12])
def test_a_longer_break_never_leaves_a_higher_rung_and_a_month_off_begins_as_a_new_plan_would(rung: int) -> None:
    state = PlanState.RUN if rung == len(LADDER) else PlanState.RUN_WALK
    left = [after(begun(state, rung=rung, last_run=START), day(off)).rung for off in range(1, 120)]
    assert left == sorted(left, reverse=True)
    assert left[27] <= start_rung(4)
    assert left[-1] == 1
    assert after(begun(PlanState.FREE, rung=12, last_run=START), day(30)).rung == start_rung(30 / 7)


def test_days_off_from_the_half_hours_lead_back_onto_the_ladder() -> None:
    half_hours = begun(PlanState.RUN, rung=12, good=4, last_run=START)
    week, fortnight = after(half_hours, day(7)), after(half_hours, day(7), day(14))
    assert (week.state, week.rung, week.good) == (PlanState.RUN_WALK, 11, 0)
    assert (fortnight.state, fortnight.rung) == (PlanState.RUN_WALK, 10)
    assert week.run_dose() == LADDER[10].dose


def test_illness_stops_counting_but_costs_no_rung() -> None:
    ill = advance(begun(PlanState.RUN_WALK, rung=5, good=1, last_run=START), day(2, ill=True))
    assert (ill.after.rung, ill.after.good) == (5, 0)
    assert ill.reasons[-1].rule == "ill"


def test_what_does_not_calm_down_is_seen() -> None:
    assert after(begun(PlanState.CALM), day(1, pain_now_0_to_10=7)).state is PlanState.WAIT
    assert after(begun(PlanState.CALM), day(14, pain_now_0_to_10=4)).state is PlanState.WAIT


def test_suspected_bone_stress_never_ends_by_check_ins() -> None:
    held = ReturnState(
        state=PlanState.BONE_HOLD, since=START, day=START, permission=Permission.NO_IMPACT, bone_stress_suspected=True
    )
    good = [
        day(number, pain_now_0_to_10=0, walk_minutes=30, pain_during_walk_0_to_10=0, hop_pain_0_to_10=0)
        for number in range(1, 90)
    ]
    assert after(held, *good).state is PlanState.BONE_HOLD


def test_after_a_bone_stress_the_rules_shown_are_the_stricter_ones_that_hold() -> None:
    usual, strict = (
        {rule.id: rule.text for rule in rules_for([PlanState.RUN_WALK, PlanState.RUN], strict=strict)}
        for strict in (False, True)
    )
    assert {"zones", "step_up", "step_down"} <= set(usual)
    assert "bone_ladder" not in usual
    assert not {"zones", "step_up", "step_down"} & set(strict)
    assert "Any pain is red" in strict["bone_ladder"]
    assert set(usual) - set(strict) == {"zones", "step_up", "step_down"}


def test_a_flare_passes_or_is_seen() -> None:
    first = begun(PlanState.RUN_WALK, rung=8)
    bad = (day(1, pain_now_0_to_10=4), day(2, pain_now_0_to_10=4))
    flare = after(first, *bad)
    assert flare.state is PlanState.FLARE
    back = after(flare, day(3, pain_now_0_to_10=1), day(4, pain_now_0_to_10=1))
    assert (back.state, back.rung) == (PlanState.RUN_WALK, 5)
    assert after(flare, day(20, pain_now_0_to_10=4)).state is PlanState.WAIT


def test_one_sore_day_and_a_calm_one_between_two_are_no_flare() -> None:
    first = begun(PlanState.RUN_WALK, rung=8)
    sore, calm = {"pain_now_0_to_10": 4}, {"pain_now_0_to_10": 1}
    assert after(first, day(1, **sore), day(2, **calm), day(3, **sore)).state is PlanState.RUN_WALK
    assert after(first, day(1, **sore), day(2, **calm), day(3, **sore), day(4, **sore)).state is PlanState.FLARE


def test_a_flare_on_the_day_of_a_run_is_told_as_a_flare_and_not_as_a_run_too_soon() -> None:
    healing = begun(PlanState.RUN_WALK, rung=3, strict=True)
    step = advance(after(healing, day(1, pain_now_0_to_10=3)), run(2, 4, during=0, pain_now_0_to_10=3))
    assert step.after.state is PlanState.BONE_HOLD
    assert [reason.rule for reason in step.reasons] == ["bone_ladder"]


def test_a_second_red_half_hour_within_two_weeks_is_a_flare() -> None:
    half_hours = begun(PlanState.RUN, rung=12, last_run=START, reds=(START,))
    assert after(half_hours, run(5, 30, during=6)).state is PlanState.FLARE
    assert after(replace(half_hours, reds=()), run(5, 30, during=6)).rung == 9


def test_after_a_flare_the_ladder_never_begins_below_its_first_rung_and_a_sore_day_keeps_it() -> None:
    flare = begun(PlanState.FLARE, rung=2)
    calm, sore = {"pain_now_0_to_10": 2}, {"pain_now_0_to_10": 3}
    assert after(flare, day(1, **calm), day(2, **calm)).rung == 1
    assert after(flare, day(1, **calm), day(2, **sore), day(3, **calm)).state is PlanState.FLARE


def test_a_flare_of_who_ran_by_distance_leads_onto_the_ladder_three_rungs_from_its_top() -> None:
    flare = after(begun(PlanState.MODIFY, rung=3), day(1, pain_now_0_to_10=4), day(2, pain_now_0_to_10=4))
    assert after(flare, day(3, pain_now_0_to_10=1), day(4, pain_now_0_to_10=1)).rung == len(LADDER) - 3


def test_a_run_ends_the_days_off_so_that_the_next_week_off_counts_again() -> None:
    first = begun(PlanState.RUN_WALK, rung=8, last_run=START)
    assert after(first, day(7), run(8), day(15)).rung == 6


def test_days_are_taken_in_order_whenever_they_were_written() -> None:
    first = begun(PlanState.RUN_WALK, rung=5)
    days = [run(5), run(1), run(3)]
    assert [step.after.rung for step in replay(first, days, today=START + timedelta(days=9))] == [5, 6, 6]
    with pytest.raises(ValueError, match="is not after"):
        advance(first, day(0))


def test_the_later_entry_of_a_day_counts_and_days_to_come_do_not() -> None:
    first = begun(PlanState.RUN_WALK, rung=5)
    steps = replay(first, [run(0), run(1, during=8), run(1), run(40)], today=START + timedelta(days=9))
    assert [step.zone for step in steps] == [Zone.GREEN]


def test_todays_run_waits_for_its_next_morning() -> None:
    first = begun(PlanState.RUN_WALK, rung=5)
    assert replay(first, [run(1, morning=None)], today=START + timedelta(days=1)) == ()
    assert len(replay(first, [run(1, morning=None)], today=START + timedelta(days=2))) == 1


def test_a_state_beyond_its_permission_cannot_be() -> None:
    with pytest.raises(ValueError, match="beyond what is permitted"):
        ReturnState(state=PlanState.RUN, since=START, day=START, permission=Permission.WALK_STRENGTH)
    with pytest.raises(ValueError, match="beyond what is permitted"):
        begun(PlanState.MODIFY, bone_stress_suspected=True)


def test_a_rung_that_is_not_on_the_ladder_and_a_state_that_begins_tomorrow_cannot_be() -> None:
    with pytest.raises(ValueError, match="no rung 13"):
        begun(PlanState.RUN_WALK, rung=13)
    with pytest.raises(ValueError, match="cannot begin after"):
        replace(begun(PlanState.WALK), since=START + timedelta(days=1))


# Made-up runners: any start, any days.


def any_start(random: Random) -> ReturnState:
    suspected = random.random() < 0.1
    permission = random.choice(list(Permission)) if not suspected else Permission.NO_IMPACT
    quiet = [state for state in PlanState if state not in RUNNING_STATES]
    states = list(PlanState) if permission >= Permission.MODIFIED_RUNNING else quiet
    minutes = random.uniform(10, 90)
    return ReturnState(
        state=random.choice(states) if not suspected else PlanState.BONE_HOLD,
        since=START,
        day=START,
        permission=permission,
        bone_stress_suspected=suspected,
        strict=suspected or random.random() < 0.1,
        rung=random.randint(1, 12),
        first_baseline_0_to_10=random.choice([0.0, 1.0, 3.0]),
        run_min=minutes,
        first_run_min=minutes,
        usual_min=random.choice([None, 50.0, 120.0]),
    )


def any_day(random: Random, number: int, now: ReturnState, tendency: float) -> CheckIn:
    """Draw a day: scores around a tendency, some left out, some runs beyond the plan, some that were never allowed."""

    def score() -> float | None:
        return None if random.random() < 0.1 else float(min(10, max(0, round(random.gauss(tendency, 1.5)))))

    dose = now.run_dose()
    runs = random.random() < (0.4 if dose else 0.03)
    planned = 20.0 if dose is None else dose.run_min * dose.repeats
    return CheckIn(
        day=START + timedelta(days=number),
        pain_now_0_to_10=score(),
        pain_worst_0_to_10=score(),
        pain_next_morning_0_to_10=score(),
        pain_during_run_0_to_10=score(),
        pain_during_walk_0_to_10=score(),
        readiness_pain_0_to_10=score(),
        hop_pain_0_to_10=random.choice([None, 0.0, 3.0]),
        walk_minutes=random.choice([None, 10.0, 30.0, 45.0]),
        run_minutes=planned * random.choice([0.5, 1.0, 1.0, 1.0, 1.2, 2.0]) if runs else None,
        painkiller=random.random() < 0.05,
        ill=random.random() < 0.02,
        leg_symptom=random.random() < 0.002,
        limp=random.random() < 0.002,
    )


def lives(seed: int, days: int) -> list[Transition]:
    random = Random(seed)
    now, steps = any_start(random), []
    tendency = random.choice([0.0, 0.3, 1.0, 2.0, 4.0])
    number = 0
    while number < days:
        number += random.choice([1, 1, 1, 1, 2, 3, 9 if random.random() < 0.2 else 1])
        step = advance(now, any_day(random, number, now, tendency))
        steps.append(step)
        now = step.after
    return steps


def test_thousands_of_made_up_runners_never_break_a_rule() -> None:
    assert_no_rule_is_broken(range(RUNNERS), DAYS)


@pytest.mark.prove
def test_nor_do_thousands_more_over_many_months() -> None:
    assert_no_rule_is_broken(range(RUNNERS, RUNNERS + MORE_RUNNERS), MORE_DAYS)


def assert_no_rule_is_broken(seeds: range, days: int) -> None:
    reached = set()
    for seed in seeds:
        for step in lives(seed, days):
            before, now = step.before, step.after
            reached.add(now.state)
            assert not now.runs or (now.permission >= Permission.MODIFIED_RUNNING and not now.bone_stress_suspected)
            assert now.state is not PlanState.RUN_WALK or now.rung <= before.rung + 1
            assert all(reason.rule in RETURN_RULES and reason.text for reason in step.reasons)
            assert not step.triage_again or now.state is PlanState.WAIT
            assert before.state is not PlanState.WAIT or now.state is PlanState.WAIT
            if step.zone in (Zone.AMBER, Zone.RED):
                assert now.rung <= before.rung or now.state is PlanState.FLARE
                assert now.run_min <= before.run_min
            if now.state is before.state and now.state in (PlanState.MODIFY, PlanState.BUILD, PlanState.SHARPEN):
                assert now.run_min <= 1.1 * before.run_min + 1e-9
                assert now.run_min <= before.run_min or now.run_min <= (now.cap_min or 0.0) + 1e-9
            if now.state is not before.state:
                assert step.reasons, (before.state, now.state)
            dose = now.run_dose()
            if dose is not None and now.state is PlanState.RUN_WALK:
                assert dose == LADDER[now.rung - 1].dose
    assert reached == set(PlanState)
