"""The diary: trend, flare, the morning after, and the look back."""

from datetime import date, timedelta

import pytest

from backstride.diary import Course, flares, mornings_after, pain_trend, review
from backstride.model import CheckIn

START = date(2026, 5, 1)


def days(*scores: float | None, first: int = 0) -> list[CheckIn]:
    return [
        CheckIn(day=START + timedelta(days=first + number), pain_worst_0_to_10=score)
        for number, score in enumerate(scores)
    ]


def on(number: int) -> date:
    return START + timedelta(days=number)


def test_one_bad_day_at_the_start_makes_nobody_better() -> None:
    diary = days(9, *[3] * 27)
    assert pain_trend(diary, today=on(27)).course is Course.SAME


@pytest.mark.parametrize(
    ("first", "last", "course"),
    [(6, 4, Course.BETTER), (6, 5, Course.SAME), (3, 2, Course.BETTER), (2, 4, Course.WORSE), (2, 3, Course.SAME)],
)
def test_two_points_or_a_third_less_is_a_change_that_matters(first: float, last: float, course: Course) -> None:
    diary = days(*[first] * 14, *[last] * 14)
    assert pain_trend(diary, today=on(27)).course is course


def test_too_few_days_are_no_trend_and_missing_days_are_no_zeros() -> None:
    assert pain_trend([], today=on(30)).course is Course.TOO_SOON
    assert pain_trend(days(*[5] * 10), today=on(9)).course is Course.TOO_SOON
    gaps = days(*[5] * 10, *[None] * 10, *[5] * 10)
    assert pain_trend(gaps, today=on(29)).last_0_to_10 == 5
    assert pain_trend(gaps, today=on(29)).days == 20


def test_entries_of_days_to_come_do_not_count() -> None:
    diary = [*days(*[5] * 28), *days(0, 0, 0, first=40)]
    assert pain_trend(diary, today=on(27)).course is Course.SAME


def test_a_flare_needs_two_days_in_a_row() -> None:
    assert flares(days(1, 1, 1, 1, 6, 1, 1)) == ()
    (flare,) = flares(days(1, 1, 1, 1, 6, 5, 1))
    assert (flare.first, flare.last) == (on(4), on(5))
    assert flares(days(1, 1, 1, 1, 6, None, 6)) == ()


def test_the_usual_is_that_before_the_flare_not_in_it() -> None:
    (flare,) = flares(days(1, 1, 1, 1, *[4] * 10))
    assert (flare.usual_0_to_10, (flare.last - flare.first).days) == (1, 9)


def test_a_morning_is_read_against_the_mornings_before() -> None:
    quiet = [CheckIn(day=on(number), pain_next_morning_0_to_10=2) for number in range(4)]
    run = CheckIn(day=on(4), run_minutes=30, pain_next_morning_0_to_10=1)
    unrated = CheckIn(day=on(5), run_minutes=30)
    assert [after.change_0_to_10 for after in mornings_after([*quiet, run, unrated])] == [-1]


def test_the_look_back_comes_at_two_six_and_twelve_weeks() -> None:
    same = days(*[4] * 90)
    seen = [(week, review(same[: 7 * week + 1], today=on(7 * week))) for week in (1, 2, 6, 12)]
    assert seen[0][1] is None
    assert [one.week for _, one in seen[1:] if one] == [2, 6, 12]
    assert [one.see_someone for _, one in seen[1:] if one] == [False, True, True]


def test_who_gets_worse_is_sent_on_at_two_weeks_and_who_gets_better_never() -> None:
    worse = review(days(*[2] * 8, *[5] * 8), today=on(15))
    better = review(days(*[6] * 14, *[1] * 30), today=on(43))
    assert worse is not None
    assert worse.see_someone
    assert better is not None
    assert not better.see_someone


def test_an_empty_diary_is_not_looked_back_on() -> None:
    assert review([], today=START) is None


def test_a_mild_pain_that_stays_as_it_is_is_not_called_better() -> None:
    seen = review(days(*[1] * 43), today=on(42))
    assert seen is not None
    assert (seen.week, seen.see_someone, seen.course) == (6, False, Course.SAME)
    assert "mild" in seen.text


def test_flares_of_days_to_come_do_not_count() -> None:
    flare = [1, 1, 1, 1, 1, 6, 6]
    calm = days(*[1] * 28)
    seen = review([*calm, *days(*flare * 4, first=28)], today=on(27))
    assert seen is not None
    assert not seen.see_someone


def test_three_flares_in_eight_weeks_are_seen() -> None:
    flare = [1, 1, 1, 1, 1, 6, 6]
    seen = review(days(*flare * 4), today=on(27))
    assert seen is not None
    assert seen.see_someone
    assert "Three flares" in seen.text


@pytest.mark.parametrize(("score", "found"), [(3.0, 1), (2.9, 0)])
def test_a_flare_is_two_points_above_the_usual_and_not_less(score: float, found: int) -> None:
    assert len(flares(days(1, 1, 1, 1, score, score, 1))) == found


def test_the_day_itself_is_no_part_of_the_usual_before_it() -> None:
    (flare,) = flares(days(1, 1, 5, 5, 6, 6))
    assert flare.usual_0_to_10 == 3


def test_the_usual_rests_on_four_ratings_of_the_last_seven_days() -> None:
    assert len(flares(days(1, 1, None, None, None, None, 1, 1, 5, 5))) == 0
    assert len(flares(days(1, 1, None, None, None, 1, 1, 5, 5))) == 1


def test_the_last_week_is_seven_days_and_today_is_one_of_them() -> None:
    diary = days(*[4] * 21, 9, *[1] * 7)
    assert pain_trend(diary, today=on(28)).last_0_to_10 == 1
    assert pain_trend(diary, today=on(27)).last_0_to_10 == round((9 + 6) / 7, 1)
    assert pain_trend([], today=on(28)).days == 0


@pytest.mark.parametrize(("score", "see"), [(1.0, False), (1.1, True)])
def test_at_six_weeks_only_a_pain_of_one_or_less_is_mild(score: float, see: bool) -> None:
    seen = review(days(*[score] * 43), today=on(42))
    assert seen is not None
    assert seen.see_someone is see


@pytest.mark.parametrize(("score", "see", "word"), [(2.9, False, "mild"), (3.0, True, "bothers")])
def test_at_twelve_weeks_three_points_still_bother(score: float, see: bool, word: str) -> None:
    seen = review(days(*[score] * 85), today=on(84))
    assert seen is not None
    assert (seen.week, seen.see_someone) == (12, see)
    assert word in seen.text


@pytest.mark.parametrize(("today", "see"), [(76, True), (77, False)])
def test_flares_count_for_eight_weeks(today: int, see: bool) -> None:
    diary = days(*[1] * 21, *[6, 6, 1, 1, 1, 1, 1] * 3, *[1] * 60)
    assert [one.first for one in flares(diary)] == [on(21), on(28), on(35)]
    seen = review(diary, today=on(today))
    assert seen is not None
    assert seen.see_someone is see
