"""Running by distance: how the longest run grows, when hills and speed come back, and when a runner is back."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from backstride.model import Permission, PlanState, RunExtra
from backstride.plan import ReturnState
from backstride.plan.projection import project
from backstride.plan.return_state import GreenRun
from backstride.plan.run_history import RunHistory
from tests.plan.made_days import START, after, begun, day, run


@pytest.mark.parametrize(
    ("state", "days", "onward"),
    [(PlanState.BUILD, 14, PlanState.SHARPEN), (PlanState.SHARPEN, 28, PlanState.FREE),
     (PlanState.MODIFY, 14, PlanState.FREE)],
)  # fmt: skip
def test_one_amber_run_in_weeks_that_have_to_be_all_green_waits_for_them_again(
    state: PlanState, days: int, onward: PlanState
) -> None:
    first = begun(state, run_min=90, first_run_min=90, usual_min=90)
    runs = range(2, days + 1, 2)
    assert after(first, *(run(n, 40) for n in runs)).state is onward
    amber = after(first, *(run(n, 40, during=3 if n == 4 else 0) for n in runs))
    assert amber.state is state
    assert after(amber, *(run(days + n, 40) for n in (2, 4))).state is onward


def test_the_longest_run_grows_only_from_green_runs() -> None:
    first = begun(PlanState.MODIFY, run_min=40, first_run_min=40, usual_min=90)
    grown = after(first, run(2, 40), run(5, 30), run(8, 40))
    assert grown.run_min == pytest.approx(44)
    assert after(first, run(2, 20), run(5, 20), run(8, 20)).run_min == 40
    assert after(first, run(2, 40, during=4), run(5, 40, during=4), run(8, 40)).run_min == 40
    assert after(first, run(2, 40, during=6)).run_min == pytest.approx(28)


def test_the_longest_run_grows_after_exactly_a_week_and_again_when_a_hold_ends() -> None:
    first = begun(PlanState.MODIFY, run_min=40, first_run_min=40, usual_min=90)
    assert after(first, run(3, 40), run(6, 40)).run_min == 40
    assert after(first, run(3, 40), run(7, 40)).run_min == pytest.approx(44)
    held = replace(first, hold_until=START + timedelta(days=9), since=START - timedelta(days=7), last_run=START)
    assert after(held, run(5, 40), run(8, 40)).run_min == 40
    assert after(held, run(5, 40), run(9, 40)).run_min == pytest.approx(44)


def test_each_week_off_takes_a_tenth_of_the_longest_run_and_the_next_state_begins_its_own_weeks() -> None:
    first = begun(PlanState.MODIFY, run_min=40, first_run_min=40, usual_min=90, last_run=START)
    assert after(first, day(7)).run_min == pytest.approx(36)
    assert after(first, day(7), day(14)).run_min == pytest.approx(32.4)
    held = replace(first, hold_until=START, grown_on=START, good=3, ambers=1, calm_days=1).moved_to(PlanState.BUILD)
    assert (held.hold_until, held.grown_on, held.good, held.ambers, held.calm_days) == (None, None, 0, 0, 0)


def test_the_next_state_waits_until_the_longest_run_is_its_share_of_the_usual() -> None:
    def after_two_weeks(longest: float) -> PlanState:
        now = begun(PlanState.BUILD, run_min=longest, first_run_min=longest, usual_min=100)
        return after(now, *(run(n, 20) for n in range(2, 15, 2))).state

    assert after_two_weeks(59.5) is PlanState.BUILD
    assert after_two_weeks(60) is PlanState.SHARPEN


def test_a_green_run_lets_the_next_one_be_a_tenth_longer_and_no_more() -> None:
    first = replace(
        begun(PlanState.MODIFY, run_min=60, first_run_min=20),
        green_runs=(GreenRun(day=START, minutes=30),),
    )
    assert first.run_dose().run_min == 33


def sharpening(**more: object) -> ReturnState:
    return begun(PlanState.SHARPEN, run_min=40, first_run_min=40, usual_min=90, **more)


def test_nothing_is_new_before_the_first_hill_and_nothing_once_a_runner_is_back() -> None:
    assert sharpening().newest_extra is None
    assert sharpening(extras=1).newest_extra is RunExtra.UPHILL
    assert replace(sharpening(extras=4), state=PlanState.FREE).newest_extra is None


def test_hills_and_speed_come_back_one_a_week_and_downhill_is_last() -> None:
    now, seen = sharpening(), []
    for number in range(2, 30, 2):
        now = after(now, run(number, minutes=30))
        if now.newest_extra is not None and (not seen or seen[-1][1] is not now.newest_extra):
            seen.append((number, now.newest_extra))
    assert [extra.value for _, extra in seen] == ["uphill", "strides", "tempo", "downhill"]
    assert all(later[0] - sooner[0] >= 7 for sooner, later in pairwise(seen))


def test_nothing_new_comes_after_an_amber_run_and_the_newest_goes_after_a_red_one() -> None:
    one = after(sharpening(), run(2, minutes=30))
    assert one.extras == 1
    amber = after(one, run(8, minutes=30, during=3), run(10, minutes=30))
    assert amber.extras == 1
    red = after(one, run(9, minutes=30, during=6))
    assert red.state is PlanState.BUILD
    assert red.extras == 0
    assert red.newest_extra is None


def test_after_a_red_run_hills_and_speed_are_back_in_two_weeks_without_the_newest() -> None:
    hilly = replace(sharpening(extras=2, extra_on=START), usual_min=30)
    now = after(hilly, run(3, minutes=30, during=6))
    weeks = [after(now, *(run(n, minutes=20) for n in range(6, last, 2))) for last in (17, 19)]
    assert [(one.state, one.newest_extra) for one in weeks] == [
        (PlanState.BUILD, None), (PlanState.SHARPEN, RunExtra.UPHILL),
    ]  # fmt: skip


def test_after_a_flare_or_a_month_off_hills_and_speed_begin_anew() -> None:
    hilly = sharpening(extras=4, extra_on=START, last_run=START)
    flare = after(hilly, day(1, pain_now_0_to_10=4), day(2, pain_now_0_to_10=4))
    passed = after(flare, day(3, pain_now_0_to_10=1), day(4, pain_now_0_to_10=1))
    ready = after(hilly, day(28, pain_now_0_to_10=0))
    month_off = after(ready, day(29, readiness_pain_0_to_10=0))
    for back in (passed, month_off):
        assert back.state is PlanState.RUN_WALK
        sharp = replace(back.moved_to(PlanState.SHARPEN), run_min=40, first_run_min=40, usual_min=90)
        assert after(sharp, run((sharp.day - START).days + 2, minutes=30)).newest_extra is RunExtra.UPHILL


def test_planned_weeks_put_the_newest_into_one_run_and_never_into_the_longest() -> None:
    now = replace(sharpening(), green_runs=(GreenRun(day=START, minutes=45),), permission=Permission.FULL)
    weeks = project(now, RunHistory(runs_per_week=3, longest_min=90), running_days=(), weeks=4)
    for week in weeks:
        runs = [one.run for one in week.days if one.run is not None]
        extras = [run for run in runs if run.extra is not None]
        assert len(extras) <= 1
        if week.state is PlanState.SHARPEN and week.number > 1:
            assert extras
            assert extras[0].run_min < max(run.run_min for run in runs)
