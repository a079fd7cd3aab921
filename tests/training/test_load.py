"""Each run is compared with what the runner was used to; days without a run are zero; nothing is guessed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.model.activity import Activity, LoggedSession, Sport
from backstride.model.load import LoadSeries, LoadSession
from backstride.training import load_series, what_if
from tests.training.made_runs import UNTIL, a_history, a_run

USUAL = [a_run(before) for before in (38, 35, 31, 28, 24, 21, 17)]


def last(*more: object, log: tuple[LoggedSession, ...] = ()) -> LoadSession:
    return load_series([*USUAL, *more], log, until=UNTIL).sessions[-1]  # type: ignore[list-item]


def present(series: LoadSeries) -> set[str]:
    return {finding.id for finding in series.findings if finding.state.value == "present"}


@pytest.mark.parametrize(
    ("km", "band"),
    [(11.0, "reference"), (11.1, "small"), (13.0, "small"), (13.1, "moderate"), (20.0, "moderate"), (20.1, "large")],
)
def test_a_run_falls_into_the_band_of_its_ratio(km: float, band: str) -> None:
    session = last(a_run(10, km))
    assert (session.band.value, session.ratio_to_longest_30d) == (band, pytest.approx(km / 10.0))


def test_runs_older_than_thirty_days_are_no_reference() -> None:
    long_ago = a_run(41, 30.0)
    assert last(long_ago, a_run(10, 15.0)).ratio_to_longest_30d == pytest.approx(1.5)
    assert last(a_run(40, 30.0), a_run(10, 15.0)).ratio_to_longest_30d == pytest.approx(0.5)


def test_fewer_than_four_runs_in_the_window_are_no_baseline() -> None:
    series = load_series([a_run(20), a_run(16), a_run(12), a_run(2, 30.0)], until=UNTIL)
    assert [session.band.value for session in series.sessions] == ["no_baseline"] * 4
    assert "session_much_longer_than_recent" not in {finding.id for finding in series.findings}
    assert "fewer than 4 runs" in series.notes[0]


def test_minutes_stand_in_where_a_run_has_no_distance() -> None:
    session = last(a_run(10, None, minutes=90.0))
    assert (session.ratio_basis, session.ratio_to_longest_30d) == ("minutes", pytest.approx(1.5))


def test_a_session_typed_by_hand_counts() -> None:
    session = last(log=(LoggedSession(date=UNTIL, minutes=120, kind=Sport.TREADMILL_RUNNING),))
    assert session.ratio_to_longest_30d == pytest.approx(2.0)


def test_a_typed_run_that_is_recorded_too_counts_once() -> None:
    log = (LoggedSession(date=UNTIL - timedelta(days=17), distance_km=10.2),)
    assert len(load_series(USUAL, log, until=UNTIL).sessions) == len(USUAL)


def test_two_runs_of_one_day_are_each_compared_with_the_days_before() -> None:
    morning, evening = a_run(10, 12.0), a_run(10, 13.0, hour=18)
    sessions = load_series([*USUAL, morning, evening], until=UNTIL).sessions[-2:]
    assert [session.ratio_to_longest_30d for session in sessions] == [pytest.approx(1.2), pytest.approx(1.3)]


def test_a_run_that_the_watch_cut_in_two_is_one_run() -> None:
    first, second = a_run(10, 9.0, minutes=55.0), a_run(10, 6.0, minutes=35.0, hour=8)
    assert last(first, second).distance_m == pytest.approx(15_000.0)


def test_the_same_run_twice_counts_once() -> None:
    run = a_run(10, 12.0)
    series = load_series([*USUAL, run, replace(run, id=type(run.id)("copy-0"))], until=UNTIL)
    assert len(series.sessions) == len(USUAL) + 1


def test_rides_and_swims_are_no_runs() -> None:
    assert len(load_series([*USUAL, a_run(3, 80.0, sport=Sport.CYCLING)], until=UNTIL).sessions) == len(USUAL)


def test_every_day_is_there_and_days_without_a_run_are_zero() -> None:
    series = load_series(USUAL, until=UNTIL)
    assert [day.date for day in series.days] == [UNTIL - timedelta(days=back) for back in range(38, -1, -1)]
    assert sum(day.distance_m for day in series.days) == pytest.approx(70_000.0)
    assert series.days[-1].acute_7d_m == 0.0


def test_the_trend_says_nothing_in_its_first_four_weeks() -> None:
    days = load_series(USUAL, until=UNTIL).days
    assert [day.trend_7d_m is None for day in days].count(True) == 28


def test_effort_load_is_unknown_where_a_run_has_no_effort() -> None:
    runs = [a_run(3, effort=4.0), a_run(2), a_run(0, effort=5.0, minutes=30.0)]
    assert [day.load for day in load_series(runs, until=UNTIL).days] == [240.0, None, 0.0, 150.0]


def test_other_sports_count_in_the_effort_load_and_leave_it_unknown_where_they_have_no_effort() -> None:
    run, ride = a_run(3, effort=4.0), a_run(2, None, minutes=50.0, effort=3.0, sport=Sport.CYCLING)
    swim = a_run(1, None, minutes=30.0, sport=Sport.SWIMMING)
    long_ago = a_run(9, None, minutes=30.0, effort=5.0, sport=Sport.SWIMMING)
    series = load_series([run, ride, swim, long_ago], until=UNTIL)
    assert [day.load for day in series.days] == [240.0, 150.0, None, 0.0]
    assert [day.minutes for day in series.days] == [60.0, 0.0, 0.0, 0.0]


def test_other_sports_typed_by_hand_count_once_in_the_effort_load() -> None:
    run, ride = a_run(2, effort=4.0), a_run(1, None, minutes=50.0, effort=3.0, sport=Sport.CYCLING)
    typed = [
        LoggedSession(date=UNTIL - timedelta(days=1), minutes=50, kind=Sport.CYCLING, effort_0_to_10=3),
        LoggedSession(date=UNTIL - timedelta(days=1), minutes=50, kind=Sport.STRENGTH, effort_0_to_10=2),
        LoggedSession(date=UNTIL, minutes=20, kind=Sport.SWIMMING, effort_0_to_10=5),
    ]
    assert [day.load for day in load_series([run, ride], typed, until=UNTIL).days] == [240.0, 250.0, 100.0]


def test_the_run_that_stands_out_is_named_with_its_day_and_the_longest_before() -> None:
    series = load_series([*USUAL, a_run(10, 24.03)], until=UNTIL)
    spike = next(one for one in series.findings if one.id == "session_much_longer_than_recent")
    assert (spike.state.value, spike.certainty) == ("present", 0.95)
    assert spike.detail == "24 km on 12 November; longest in the 30 days before: 10 km"


def test_a_run_after_the_pain_began_is_not_blamed() -> None:
    runs = [*USUAL, a_run(2, 24.0)]
    assert "session_much_longer_than_recent" in present(load_series(runs, until=UNTIL))
    assert "session_much_longer_than_recent" not in present(
        load_series(runs, until=UNTIL, onset=UNTIL - timedelta(days=5))
    )


def test_a_longer_run_is_surer() -> None:
    def certainty(km: float) -> float:
        series = load_series([*USUAL, a_run(10, km)], until=UNTIL)
        return next(one.certainty for one in series.findings if one.id == "session_much_longer_than_recent")

    assert certainty(12.0) < certainty(15.0) < certainty(25.0)


def test_a_break_and_the_return_from_it_are_found() -> None:
    runs = [a_run(before) for before in (80, 76, 72, 68, 20, 17, 13)]
    series = load_series(runs, until=UNTIL)
    found = next(one for one in series.findings if one.id == "recent_return_after_break")
    assert found.detail == "no run for 47 days after 15 September; running again since 2 November"
    assert found.certainty == 0.85


def test_many_running_days_in_a_row_are_found() -> None:
    series = load_series([a_run(before, 5.0) for before in range(20, 1, -1)], until=UNTIL)
    assert "many_days_in_a_row" in present(series)
    assert max(day.days_in_a_row for day in series.days) == 19


def test_runs_with_a_day_between_are_not_called_a_row() -> None:
    series = load_series([a_run(before, 5.0) for before in range(20, 1, -2)], until=UNTIL)
    (finding,) = (one for one in series.findings if one.id == "many_days_in_a_row")
    assert finding.detail.startswith("no running days in a row lately; the last run was on ")


def test_much_more_downhill_is_found_and_unknown_altitude_says_nothing() -> None:
    flat = [replace(run, descent_m=60.0) for run in USUAL]
    steep = load_series([*flat, a_run(10, descent_m=400.0)], until=UNTIL)
    assert "more_downhill_than_usual" in present(steep)
    assert "more_downhill_than_usual" not in {one.id for one in load_series(USUAL, until=UNTIL).findings}


def test_a_hilly_run_after_the_pain_began_is_not_blamed() -> None:
    flat = [replace(run, descent_m=60.0, ascent_m=60.0) for run in USUAL]
    steep = replace(a_run(2), descent_m=400.0, ascent_m=400.0)
    hilly = {"more_downhill_than_usual", "new_hill_or_speed_work"}
    assert hilly <= present(load_series([*flat, steep], until=UNTIL))
    assert not hilly & present(load_series([*flat, steep], until=UNTIL, onset=UNTIL - timedelta(days=5)))


def test_much_more_uphill_or_a_clearly_faster_run_is_found_with_its_numbers() -> None:
    flat = [replace(run, ascent_m=60.0) for run in USUAL]

    def told(last: Activity) -> str:
        found = load_series([*flat, last], until=UNTIL).findings
        return next((one.detail for one in found if one.id == "new_hill_or_speed_work"), "")

    assert told(replace(a_run(10), ascent_m=400.0)) == "400 m uphill on 12 November; most in the month before: 60 m"
    assert told(a_run(10, minutes=50.0)) == (
        "12.0 km/h on average on 12 November; fastest in the month before: 10.0 km/h"
    )
    assert told(replace(a_run(10, minutes=58.0), ascent_m=80.0)) == ""
    assert told(a_run(10, 2.0, minutes=8.0)) == ""


def test_runs_typed_by_hand_on_one_day_are_never_put_together() -> None:
    log = (LoggedSession(date=UNTIL, minutes=30), LoggedSession(date=UNTIL, minutes=20))
    sessions = load_series([a_run(0, 9.0, minutes=55.0)], log, until=UNTIL).sessions
    assert sorted(one.minutes for one in sessions) == [20.0, 30.0, 55.0]


def test_no_running_for_a_month_is_found() -> None:
    assert "no_recent_running" in present(load_series([a_run(before) for before in (60, 50, 40)], until=UNTIL))


def test_a_jump_of_a_week_is_found_and_a_small_week_is_no_base() -> None:
    steady = [a_run(before, 7.0) for before in (20, 18, 13, 11)]
    jump = [a_run(before, 12.0) for before in (6, 4, 2)]
    assert "sudden_weekly_volume_increase" in present(load_series([*steady, *jump], until=UNTIL))
    little = [a_run(before, 2.0) for before in (20, 18, 13, 11)]
    assert "sudden_weekly_volume_increase" not in present(load_series([*little, *jump], until=UNTIL))


def test_a_history_without_runs_says_so() -> None:
    series = load_series([], until=UNTIL)
    assert (series.sessions, series.findings) == ((), ())
    assert series.notes


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_sessions_changes_nothing(seed: int) -> None:
    history = a_history(seed, days=90)
    assert load_series(history, until=UNTIL) == load_series(history[::-1], until=UNTIL)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), more=st.floats(1.05, 3.0))
def test_a_longer_last_run_never_falls_into_a_lower_band(seed: int, more: float) -> None:
    order = ["no_baseline", "reference", "small", "moderate", "large"]
    history = [*a_history(seed, days=60)[:-1], a_run(0, 9.0, hour=20)]
    longer = [*history[:-1], a_run(0, 9.0 * more, hour=20)]
    bands = [load_series(runs, until=UNTIL).sessions[-1].band.value for runs in (history, longer)]
    assert order.index(bands[1]) >= order.index(bands[0])


def test_what_if_gives_a_band_and_a_split_that_stays_inside() -> None:
    plan = what_if(load_series([*USUAL, a_run(3)], until=UNTIL), distance_km=24.0, on=UNTIL + timedelta(days=3))
    assert (plan.band.value, plan.inside_km, plan.longest_30d_km) == ("large", 11.0, 10.0)
    assert sum(plan.split_km) == pytest.approx(24.0)
    assert all(part <= 11.0 for part in plan.split_km)
    assert "not back pain alone" in plan.evidence


def test_what_if_without_a_baseline_says_so() -> None:
    plan = what_if(load_series(USUAL, until=UNTIL), distance_km=10.0, on=date(2027, 6, 1))
    assert (plan.band.value, plan.ratio, plan.split_km) == ("no_baseline", None, ())
    assert "no run with a distance to compare with in the 30 days before" in plan.evidence


def test_what_if_of_runs_of_a_few_metres_has_no_way_to_split() -> None:
    series = load_series([a_run(before, 0.05) for before in (20, 16, 12, 8)], until=UNTIL)
    plan = what_if(series, distance_km=5.0, on=UNTIL)
    assert (plan.inside_km, plan.split_km) == (0.0, ())


@pytest.mark.parametrize("km", [0.0, -3.0, float("nan"), float("inf")])
def test_a_plan_without_a_distance_is_refused(km: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        what_if(load_series(USUAL, until=UNTIL), distance_km=km, on=UNTIL)


@given(km=st.floats(1.0, 120.0), longest=st.floats(2.0, 40.0))
def test_every_split_adds_up_and_stays_inside(km: float, longest: float) -> None:
    km, longest = round(km, 1), round(longest, 1)
    series = load_series([a_run(before, longest) for before in (20, 16, 12, 8)], until=UNTIL)
    plan = what_if(series, distance_km=km, on=UNTIL)
    if plan.split_km:
        assert sum(plan.split_km) == pytest.approx(km)
        assert max(plan.split_km) <= (plan.inside_km or 0.0) + 1e-9
