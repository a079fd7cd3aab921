"""Where a runner begins, and how much: by pain, by what is permitted, by the runs before the pain."""

from datetime import date

import pytest

from backstride.model import Permission, PlanState, Stage
from backstride.model.identifiers import FindingId
from backstride.plan.limits import Limits
from backstride.plan.return_state import ReturnState
from backstride.plan.run_history import RunHistory
from backstride.plan.stage import pain_now, stage_of
from backstride.plan.start import UNKNOWN_RUN_MIN, start_state
from tests.plan.made_cases import fact

MAY_RUN = Limits(permission=Permission.MODIFIED_RUNNING)
RUNS = RunHistory(weeks_off=0.3)


def told(**answers: object) -> dict:
    return {FindingId(name): fact(name, value) for name, value in answers.items()}


def begun(
    limits: Limits = MAY_RUN, history: RunHistory = RUNS, *, pain: float | None = 2.0, **answers: object
) -> ReturnState:
    return start_state(limits, told(**answers), history, pain_0_to_10=pain, day=date(2026, 5, 1))


@pytest.mark.parametrize(
    ("pain", "state"),
    [(0.0, PlanState.MODIFY), (3.0, PlanState.MODIFY), (3.5, PlanState.READY), (4.0, PlanState.CALM),
     (None, PlanState.WALK)],
)  # fmt: skip
def test_mild_pain_goes_on_with_less_sore_calms_down_and_unsaid_walks(pain: float | None, state: PlanState) -> None:
    assert begun(pain=pain).state is state
    assert begun(pain=pain).baseline_0_to_10 == (pain or 0.0)


@pytest.mark.parametrize("reason", ["stopped_running_for_pain", "no_recent_running", "new_to_running"])
def test_who_does_not_run_now_begins_with_the_readiness_moves(reason: str) -> None:
    assert begun(**{reason: True}).state is PlanState.READY


def test_pain_that_walking_makes_worse_begins_with_walks() -> None:
    assert begun(pain_worse_walking=True).state is PlanState.WALK


def test_a_longest_run_known_by_distance_alone_counts_at_an_unhurried_pace() -> None:
    assert begun(history=RunHistory(longest_km=10, weeks_off=0.3)).run_min == pytest.approx(0.7 * 70)
    assert begun(history=RUNS).run_min == UNKNOWN_RUN_MIN


def test_the_first_longest_run_also_fits_into_the_reduced_week() -> None:
    few_minutes = RunHistory(longest_min=90, weekly_min=100, runs_per_week=3, weeks_off=0.3)
    assert begun(history=few_minutes).run_min == pytest.approx(0.7 * 100 / 2.5)


@pytest.mark.parametrize(
    ("weeks_off", "answers", "rung"),
    [
        (1.0, {}, 7),
        (None, {"stopped_running_for_pain": True, "pain_duration_weeks": 3.0}, 5),
        (None, {"stopped_running_for_pain": True}, 1),
        (1.0, {"no_recent_running": True}, 3),
        (1.0, {"new_to_running": True}, 1),
    ],
)
def test_the_first_rung_follows_the_time_off(weeks_off: float | None, answers: dict, rung: int) -> None:
    assert begun(history=RunHistory(weeks_off=weeks_off), **answers).rung == rung


def test_a_suspected_bone_stress_begins_at_the_first_rung_whatever_the_history() -> None:
    suspected = begun(Limits(permission=Permission.NO_IMPACT, bone_stress_suspected=True))
    assert (suspected.state, suspected.rung, suspected.strict) == (PlanState.BONE_HOLD, 1, True)


def test_pain_that_is_gone_counts_as_none_and_mild_pain_as_three() -> None:
    assert pain_now(told(pain_intensity_0_to_10=6.0, mild_pain=True)) == 6.0
    assert pain_now(told(pain_gone_now=True, mild_pain=True)) == 0.0
    assert pain_now(told(mild_pain=True)) == 3.0
    assert pain_now(told(pain_gone_now=False)) is None


@pytest.mark.parametrize(
    ("pain", "settles", "permission", "stage"),
    [
        (1.0, True, Permission.FULL, Stage.STRENGTH),
        (1.0, False, Permission.FULL, Stage.SUBACUTE),
        (0.0, False, Permission.FULL, Stage.STRENGTH),
        (1.0, True, Permission.WALK_STRENGTH, Stage.SUBACUTE),
        (1.0, True, Permission.NO_IMPACT, Stage.ACUTE),
        (3.0, True, Permission.FULL, Stage.SUBACUTE),
        (4.0, True, Permission.FULL, Stage.ACUTE),
    ],
)
def test_the_stage_follows_the_pain_and_what_is_permitted(
    pain: float, settles: bool, permission: Permission, stage: Stage
) -> None:
    assert stage_of(told(settles_within_24h=settles), pain, permission) is stage
