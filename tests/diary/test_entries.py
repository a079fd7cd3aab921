"""Entries that do not fit together are asked about; own activities are followed."""

from datetime import date, timedelta

import pytest

from backstride.diary.contradictions import contradictions
from backstride.diary.function_trend import function_trend
from backstride.diary.links import diary_links
from backstride.diary.pain_trend import Course
from backstride.model import CheckIn, OwnActivity

DAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"pain_now_0_to_10": 5, "pain_worst_0_to_10": 3}, "above the worst"),
        ({"pain_worst_0_to_10": 3, "run_minutes": 20, "pain_during_run_0_to_10": 6}, "while running"),
        ({"pain_during_run_0_to_10": 2}, "no run is written"),
        ({"run_minutes": 10, "run_distance_km": 30}, "mistyped"),
        ({"run_minutes": 10, "ill": True}, "ill and ran"),
        ({"sleep_h": 16.5}, "hours of sleep"),
    ],
)
def test_what_does_not_fit_is_asked_about(told: dict[str, object], asked: str) -> None:
    (line,) = contradictions(CheckIn(day=DAY, **told))
    assert asked in line


def test_an_entry_that_fits_asks_nothing_and_a_gap_is_no_contradiction() -> None:
    assert contradictions(CheckIn(day=DAY, pain_now_0_to_10=5)) == ()
    assert contradictions(CheckIn(day=DAY, pain_now_0_to_10=2, pain_worst_0_to_10=2, run_minutes=30)) == ()
    assert contradictions(CheckIn(day=DAY, run_minutes=30, run_distance_km=5, sleep_h=16)) == ()


@pytest.mark.parametrize(
    ("first", "last", "course"), [(3, 6, Course.BETTER), (6, 3, Course.WORSE), (5, 6, Course.SAME)]
)
def test_two_points_of_function_matter(first: float, last: float, course: Course) -> None:
    diary = [
        CheckIn(day=DAY + timedelta(days=ago), own_activities=(OwnActivity(name="Lift", ability_0_to_10=score),))
        for ago, score in ((0, first), (30, last))
    ]
    assert function_trend(diary, today=DAY + timedelta(days=31)).course is course


@pytest.mark.parametrize(
    ("minutes", "km", "asked"), [(25, 10, False), (24.9, 10, True), (150, 10, False), (151, 10, True)]
)
def test_a_pace_between_two_and_a_half_and_fifteen_minutes_a_kilometre_is_believed(
    minutes: float, km: float, asked: bool
) -> None:
    assert bool(contradictions(CheckIn(day=DAY, run_minutes=minutes, run_distance_km=km))) is asked


@pytest.mark.parametrize(
    ("apart", "last", "course"), [(20, 8, Course.TOO_SOON), (21, 7, Course.BETTER), (21, 6.9, Course.SAME)]
)
def test_function_is_compared_over_three_weeks_and_two_points(apart: int, last: float, course: Course) -> None:
    scores = {0: 5.0, 10: 1.0, apart: last, apart + 9: 0.0}
    diary = [
        CheckIn(day=DAY + timedelta(days=ago), own_activities=(OwnActivity(name="Lift", ability_0_to_10=score),))
        for ago, score in scores.items()
    ]
    quiet = CheckIn(day=DAY + timedelta(days=2))
    trend = function_trend([quiet, *diary], today=DAY + timedelta(days=apart))
    assert (trend.course, len(trend.points)) == (course, 3)


def test_function_needs_three_weeks() -> None:
    diary = [CheckIn(day=DAY, own_activities=(OwnActivity(name="Lift", ability_0_to_10=3),))]
    assert function_trend(diary, today=DAY + timedelta(days=60)).course is Course.TOO_SOON
    assert function_trend([], today=DAY).points == ()


def test_another_name_on_the_list_does_not_look_like_a_change() -> None:
    def on(ago: int, **scores: float) -> CheckIn:
        rated = tuple(OwnActivity(name=name, ability_0_to_10=score) for name, score in scores.items())
        return CheckIn(day=DAY + timedelta(days=ago), own_activities=rated)

    renamed = function_trend([on(0, lift=2), on(28, desk=8)], today=DAY + timedelta(days=29))
    assert renamed.course is Course.TOO_SOON
    back = function_trend([on(0, desk=3), on(28, lift=2), on(56, desk=8)], today=DAY + timedelta(days=57))
    assert (back.course, len(back.points)) == (Course.BETTER, 2)


def test_every_load_is_shown_whatever_it_says() -> None:
    assert len(diary_links((), {}, today=DAY)) == 4


@pytest.mark.parametrize("wrong", [{"cycle_day": 0}, {"pain_now_0_to_10": 11}, {"sleep_h": 25}])
def test_an_impossible_entry_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not"):
        CheckIn(day=DAY, **wrong)
