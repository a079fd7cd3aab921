"""Calming down, walking, the readiness moves and a healing bone: what leads on, and what leads back."""

from datetime import timedelta

import pytest

from backstride.model import CheckIn, Permission, PlanState
from backstride.plan import ReturnState, advance
from tests.plan.made_days import START, after, begun, day, run


def test_calm_then_walk_then_ready_then_the_ladder() -> None:
    calm = [day(number, pain_now_0_to_10=1, walk_minutes=20, pain_during_walk_0_to_10=1) for number in (1, 2)]
    walks = [
        day(number, pain_now_0_to_10=1, walk_minutes=30, pain_during_walk_0_to_10=1, pain_next_morning_0_to_10=1)
        for number in (3, 4)
    ]
    assert after(begun(PlanState.CALM), *calm).state is PlanState.WALK
    ready = after(begun(PlanState.CALM, rung=7), *calm, *walks)
    assert ready.state is PlanState.READY
    ladder = after(ready, day(5, readiness_pain_0_to_10=1))
    assert (ladder.state, ladder.rung) == (PlanState.RUN_WALK, 7)
    assert after(ready, day(5, readiness_pain_0_to_10=4)).state is PlanState.WALK


def test_moves_that_were_not_ready_wait_for_three_more_days_of_walking_as_the_rule_says() -> None:
    walked = {"walk_minutes": 30, "pain_during_walk_0_to_10": 1, "pain_next_morning_0_to_10": 1}
    failed = after(begun(PlanState.READY), day(1, readiness_pain_0_to_10=4))
    assert after(failed, day(2, **walked), day(3, **walked)).state is PlanState.WALK
    assert after(failed, day(2, **walked), day(3, **walked), day(4, **walked)).state is PlanState.READY


@pytest.mark.parametrize(
    ("strict", "moves", "hop", "state"),
    [
        (False, 2, None, PlanState.RUN_WALK),
        (False, 2, 2, PlanState.RUN_WALK),
        (False, 2.5, None, PlanState.WALK),
        (False, 0, 3, PlanState.WALK),
        (True, 0, 0, PlanState.RUN_WALK),
        (True, 0, None, PlanState.WALK),
        (True, 0, 1, PlanState.WALK),
        (True, 1, 0, PlanState.WALK),
    ],
)
def test_moves_and_hops_lead_on_at_two_and_after_a_bone_stress_only_at_none(
    strict: bool, moves: float, hop: float | None, state: PlanState
) -> None:
    told = day(1, readiness_pain_0_to_10=moves, hop_pain_0_to_10=hop)
    assert after(begun(PlanState.READY, strict=strict), told).state is state


@pytest.mark.parametrize(("during", "state"), [(4.5, PlanState.WALK), (5, PlanState.CALM)])
def test_a_walk_that_hurts_half_the_scale_leads_back_to_calming_down(during: float, state: PlanState) -> None:
    walk = day(1, pain_now_0_to_10=0, walk_minutes=30, pain_during_walk_0_to_10=during, pain_next_morning_0_to_10=0)
    assert after(begun(PlanState.WALK), walk).state is state


@pytest.mark.parametrize(
    ("during", "morning", "ready"), [(2, 1, True), (2.5, 1, False), (2, 2, False), (2, None, False)]
)
def test_a_good_walk_hurts_two_at_most_and_is_hardly_worse_next_morning(
    during: float, morning: float | None, ready: bool
) -> None:
    walked = {"walk_minutes": 30, "pain_during_walk_0_to_10": during, "pain_next_morning_0_to_10": morning}
    assert (after(begun(PlanState.WALK), day(1, **walked), day(2, **walked)).state is PlanState.READY) is ready


def test_two_of_ten_is_calm_enough_and_six_weeks_are_too_long_even_when_it_gets_better() -> None:
    calm = {"pain_now_0_to_10": 2, "walk_minutes": 20, "pain_during_walk_0_to_10": 2}
    assert after(begun(PlanState.CALM), day(1, **calm), day(2, **calm)).state is PlanState.WALK
    better = begun(PlanState.CALM, first_baseline_0_to_10=6, resting_0_to_10=(3,) * 7)
    assert after(better, day(41, pain_now_0_to_10=3)).state is PlanState.CALM
    assert after(better, day(42, pain_now_0_to_10=3)).state is PlanState.WAIT


@pytest.mark.parametrize(("resting", "state"), [(4.5, PlanState.CALM), (5.5, PlanState.WAIT)])
def test_after_two_weeks_it_has_to_be_calmer_by_one(resting: float, state: PlanState) -> None:
    sore = begun(PlanState.CALM, first_baseline_0_to_10=6, resting_0_to_10=(resting,) * 7)
    assert after(sore, day(14, pain_now_0_to_10=resting)).state is state
    assert after(sore, day(13, pain_now_0_to_10=resting)).state is PlanState.CALM


def test_a_run_before_its_turn_is_told_and_begins_the_calm_days_anew() -> None:
    calm = {"pain_now_0_to_10": 1, "walk_minutes": 20, "pain_during_walk_0_to_10": 1}
    ran = advance(begun(PlanState.CALM), day(1, **calm, run_minutes=10))
    assert ran.reasons[-1].rule == "not_yet"
    assert after(ran.after, day(2, **calm)).state is PlanState.CALM
    assert after(ran.after, day(2, **calm), day(3, **calm)).state is PlanState.WALK


def test_an_illness_begins_the_calm_days_anew() -> None:
    calm = {"pain_now_0_to_10": 1, "walk_minutes": 20, "pain_during_walk_0_to_10": 1}
    ill = after(begun(PlanState.CALM), day(1, **calm), day(2, ill=True), day(3, **calm))
    assert ill.state is PlanState.CALM
    assert after(ill, day(4, **calm)).state is PlanState.WALK


@pytest.mark.parametrize("state", [PlanState.WALK, PlanState.READY])
def test_a_bad_day_at_rest_before_running_leads_back_to_calming_down(state: PlanState) -> None:
    sore = CheckIn(day=START + timedelta(days=1), pain_now_0_to_10=5, readiness_pain_0_to_10=0)
    mild = CheckIn(day=START + timedelta(days=1), pain_now_0_to_10=3)
    assert advance(begun(state), sore).after.state is PlanState.CALM
    assert advance(begun(state), mild).after.state is state


def test_without_leave_to_run_walking_well_leads_no_further() -> None:
    walker = ReturnState(state=PlanState.WALK, since=START, day=START, permission=Permission.WALK_STRENGTH)
    walks = [
        day(number, pain_now_0_to_10=0, walk_minutes=30, pain_during_walk_0_to_10=0, pain_next_morning_0_to_10=0)
        for number in range(1, 30)
    ]
    assert after(walker, *walks).state is PlanState.WALK


def test_after_a_clearance_a_healed_bone_needs_five_free_days_and_hops_at_zero() -> None:
    held = begun(PlanState.BONE_HOLD, strict=True)
    free = {"pain_now_0_to_10": 0, "walk_minutes": 30, "pain_during_walk_0_to_10": 0}
    assert after(held, *(day(n, **free) for n in range(1, 6))).state is PlanState.BONE_HOLD
    assert after(held, *(day(n, **free, hop_pain_0_to_10=1) for n in range(1, 6))).state is PlanState.BONE_HOLD
    up = after(held, *(day(n, **free, hop_pain_0_to_10=0) for n in range(1, 6)))
    assert (up.state, up.rung, up.strict) == (PlanState.RUN_WALK, 1, True)
    assert after(up, run(6, 3, during=1)).rung == 1
    assert after(up, run(6, 3, during=1), run(9, 3, during=1)).state is PlanState.BONE_HOLD
    assert after(up, run(6, 3), run(8, 3)).rung == 1
    assert after(up, run(6, 3), run(8, 3), run(10, 3)).rung == 2


@pytest.mark.parametrize("score", ["pain_worst_0_to_10", "pain_during_walk_0_to_10", "pain_next_morning_0_to_10"])
def test_any_pain_of_the_day_or_the_next_morning_begins_the_free_days_of_a_bone_anew(score: str) -> None:
    free = {"pain_now_0_to_10": 0, "walk_minutes": 30, "pain_during_walk_0_to_10": 0, "hop_pain_0_to_10": 0}
    held = after(begun(PlanState.BONE_HOLD, strict=True), *(day(n, **free) for n in range(1, 5)))
    sore = after(held, day(5, **{**free, score: 1}))
    assert after(held, day(5, **free)).state is PlanState.RUN_WALK
    assert (sore.state, sore.calm_days) == (PlanState.BONE_HOLD, 0)
