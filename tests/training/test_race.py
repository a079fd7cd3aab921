"""A race ahead: small steps reach it, or the words say how far they do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.model.load import LoadBand, WhatIf
from backstride.training import load_series, what_if
from backstride.training.bands import REFERENCE_RATIO
from backstride.training.race import race_ahead
from backstride.training.what_if_words import not_a_permission, what_if_headline, what_if_lines
from tests.training.made_runs import UNTIL, a_run

ON = date(2026, 11, 29)


def planned(km: float, race_km: float, weeks: int) -> WhatIf:
    series = load_series([a_run(before) for before in (21, 16, 11, 6)], until=UNTIL)
    return what_if(series, distance_km=km, on=ON, race=(race_km, ON + timedelta(weeks=weeks)))


@given(longest=st.floats(2, 60), plan=st.floats(1, 100), race=st.floats(1, 160), days=st.integers(1, 900))
def test_steps_never_pass_a_tenth_a_week_nor_the_race(longest: float, plan: float, race: float, days: int) -> None:
    ahead = race_ahead(longest_km=longest, planned_km=plan, on=ON, race_km=race, race_on=ON + timedelta(days=days))
    steps = max(days // 7 - 1, 0)
    assert ahead.longest_by_then_km <= longest * REFERENCE_RATIO ** (steps + 1) * (1 + 1e-9)
    assert ahead.longest_by_then_km <= max(race, longest * REFERENCE_RATIO) * (1 + 1e-9)
    assert ahead.ready_on_if_whole <= ahead.ready_on


@given(longest=st.floats(2, 60), plan=st.floats(1, 100), race=st.floats(1, 160), weeks=st.integers(1, 200))
def test_the_race_stays_inside_from_the_day_that_is_named_and_not_a_week_before(
    longest: float, plan: float, race: float, weeks: int
) -> None:
    def band(on: date) -> LoadBand:
        return race_ahead(longest_km=longest, planned_km=plan, on=ON, race_km=race, race_on=on).band

    ready = race_ahead(
        longest_km=longest, planned_km=plan, on=ON, race_km=race, race_on=ON + timedelta(weeks=weeks)
    ).ready_on
    assert band(ready) is LoadBand.REFERENCE
    if ready - timedelta(weeks=1) > ON:
        assert band(ready - timedelta(weeks=1)) is not LoadBand.REFERENCE


def test_a_race_that_is_too_soon_says_from_when_it_would_be_inside() -> None:
    plan = planned(16.0, 21.1, weeks=4)
    text = " ".join(what_if_lines(plan))
    assert what_if_headline(plan) == "16 km on Sunday 29 November: a medium step, 1.6 times your longest run"
    assert "your longest run is 15 km before your race of 21.1 km on Sunday 27 December" in text
    assert "It would stay inside from Sunday 17 January 2027" in text
    assert "Running it whole would bring that day forward by 4 weeks on paper" in text


def test_the_words_fit_one_two_or_no_runs_left_out_and_one_week_saved() -> None:
    plan = planned(12.0, 21.1, weeks=4)
    assert "bring that day forward by one week on paper" in " ".join(what_if_lines(plan))
    assert not any("left out" in line for line in what_if_lines(plan))
    assert any(line.startswith("One run of these") for line in what_if_lines(replace(plan, runs_left_out=1)))
    assert any(line.startswith("2 runs of these") for line in what_if_lines(replace(plan, runs_left_out=2)))


def test_a_plan_that_cannot_be_compared_says_so_and_that_it_gives_no_leave() -> None:
    plan = what_if(load_series([], until=UNTIL), distance_km=8.0, on=ON)
    assert what_if_headline(plan) == "8 km on Sunday 29 November: cannot be compared yet"
    assert what_if_lines(plan) == (plan.evidence,)
    assert "your answers and your plan come first" in not_a_permission()


def test_a_race_that_can_be_reached_is_said_to_stay_inside() -> None:
    lines = what_if_lines(planned(11.0, 21.1, weeks=12))
    assert any(line.endswith("the race stays inside.") for line in lines)
    assert not any("forward" in line for line in lines)


def test_without_a_baseline_nothing_is_said_about_the_race() -> None:
    series = load_series([a_run(3)], until=UNTIL)
    plan = what_if(series, distance_km=8.0, on=ON, race=(21.1, ON + timedelta(weeks=10)))
    assert (plan.race, plan.band) == (None, LoadBand.NO_BASELINE)
    assert "There is only 1 run with a distance" in plan.evidence


@pytest.mark.parametrize(("race_km", "weeks"), [(0.0, 3), (21.1, 0), (float("nan"), 3)])
def test_an_impossible_race_is_refused(race_km: float, weeks: int) -> None:
    with pytest.raises(ValueError, match=r"above zero|after the planned run"):
        planned(8.0, race_km, weeks)
