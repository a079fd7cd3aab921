"""Shoes and the measures of the watch: context beside the load, never a finding."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from backstride.model.activity import Activity
from backstride.model.check_in import CheckIn
from backstride.training import load_series, what_if
from tests.training.made_runs import UNTIL, a_run


def test_shoes_add_up_by_name_most_first() -> None:
    runs = [
        replace(a_run(9), shoe="blue"),
        replace(a_run(6, 12.0), shoe="red"),
        replace(a_run(3), shoe="blue"),
        a_run(1),
    ]
    shoes = load_series(runs, until=UNTIL).shoes
    assert [(one.shoe, one.distance_m, one.runs) for one in shoes] == [("blue", 20_000.0, 2), ("red", 12_000.0, 1)]
    assert (shoes[0].first, shoes[0].last) == (UNTIL - timedelta(days=9), UNTIL - timedelta(days=3))


def with_contact(before: int, speed: float, *, longer_ms: float = 0.0, noise: float = 0.0) -> Activity:
    contact = 300.0 - 30.0 * (speed - 2.6) + longer_ms + noise
    return replace(a_run(before, 10.0, minutes=10_000.0 / speed / 60.0), avg_contact_time_ms=contact)


def history(*, longer_ms: float, slower: float) -> list[Activity]:
    chance = np.random.default_rng(4)
    earlier = [
        with_contact(before, float(chance.uniform(2.4, 3.2)), noise=float(chance.normal(0, 2)))
        for before in range(100, 25, -4)
    ]
    return earlier + [
        with_contact(before, 2.9 - slower, longer_ms=longer_ms, noise=float(chance.normal(0, 2)))
        for before in (15, 9, 5, 2)
    ]


def test_a_slower_week_alone_is_no_change_of_form() -> None:
    runs = history(longer_ms=0.0, slower=0.3)
    contact = [one.avg_contact_time_ms or 0.0 for one in runs]
    (trend,) = load_series(runs, until=UNTIL).form_trends
    assert abs(np.mean(contact[-4:]) - np.mean(contact[:-4])) > 3.0
    assert abs(trend.change) < 2.5


def test_longer_contact_at_like_speed_is_seen_with_its_interval() -> None:
    (trend,) = load_series(history(longer_ms=12.0, slower=0.2), until=UNTIL).form_trends
    assert trend.measure == "avg_contact_time_ms"
    assert trend.low < 12.0 < trend.high
    assert trend.low > 5.0
    assert (trend.runs, trend.runs_before) == (4, 19)


def test_too_few_runs_say_nothing() -> None:
    assert load_series(history(longer_ms=12.0, slower=0.2)[-8:], until=UNTIL).form_trends == ()
    assert load_series(history(longer_ms=12.0, slower=0.2)[:-2], until=UNTIL).form_trends == ()


def test_plans_are_measured_by_runs_that_did_not_hurt() -> None:
    runs = [a_run(before) for before in (28, 24, 20, 16, 12)] + [a_run(8, 18.0)]
    series = load_series(runs, until=UNTIL)
    painful = {UNTIL - timedelta(days=8)}
    assert what_if(series, distance_km=18.0, on=UNTIL).band.value == "reference"
    plan = what_if(series, distance_km=18.0, on=UNTIL, painful_days=painful)
    assert (plan.band.value, plan.longest_30d_km) == ("moderate", 10.0)
    assert sum(plan.split_km) == pytest.approx(18.0)


def test_runs_are_also_compared_with_the_longest_that_did_not_hurt() -> None:
    runs = [a_run(before) for before in (28, 24, 20, 16, 12)] + [a_run(8, 18.0), a_run(4, 12.0)]
    hurt = CheckIn(day=UNTIL - timedelta(days=8), run_minutes=100, pain_during_run_0_to_10=6)
    last = load_series(runs, until=UNTIL, check_ins=[hurt]).sessions[-1]
    assert last.ratio_to_longest_30d == pytest.approx(12 / 18)
    assert last.ratio_to_longest_pain_free_30d == pytest.approx(1.2)
    assert load_series(runs, until=UNTIL).sessions[-1].ratio_to_longest_pain_free_30d is None


def test_months_are_told_against_the_same_line() -> None:
    (trend,) = load_series(history(longer_ms=12.0, slower=0.2), until=UNTIL).form_trends
    assert [one.month.isoformat()[:7] for one in trend.months] == ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert trend.months[-1].change == pytest.approx(12.0, abs=4.0)
    assert all(abs(one.change) < 4.0 for one in trend.months[:-1])
    assert all(one.low < one.change < one.high for one in trend.months)
