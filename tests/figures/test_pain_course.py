"""The course of pain: every day stands in the table, a silence leaves a gap, colours have shapes of their own."""

from datetime import date, timedelta

import pytest

from backstride.figures.charts import PainDay, Width, pain_course_chart

START = date(2026, 5, 1)


def days(*scores: float | None, colour: str = "") -> list[PainDay]:
    return [
        PainDay(day=START + timedelta(days=number), pain_0_to_10=score, colour=colour)
        for number, score in enumerate(scores)
    ]


def test_every_day_stands_in_the_table_and_a_missing_rating_is_no_zero() -> None:
    chart = pain_course_chart(days(4, None, 2), minutes={START: 25})
    assert chart.table[1:] == (("1 May 2026", "4", "", "25"), ("2 May 2026", "", "", ""), ("3 May 2026", "2", "", ""))


def test_a_silence_of_days_leaves_a_gap_in_the_line() -> None:
    line = pain_course_chart(days(4, None, None, None, 2)).svg.split('class="c-line-thin" d="')[1].split('"')[0]
    assert line.count("M") == 2
    assert "L" not in line


def test_runs_differ_in_shape_and_not_in_colour_alone() -> None:
    marks = {colour: pain_course_chart(days(1, 1, colour=colour)).svg for colour in ("green", "amber", "red")}
    assert "c-dot-hot" in marks["red"]
    assert "h9v9h-9z" in marks["amber"]
    assert "h9v9h-9z" not in marks["green"] + marks["red"]


def test_flares_and_levels_are_drawn_and_said() -> None:
    chart = pain_course_chart(
        days(*[3] * 10), flares=[(START, START + timedelta(days=2))], first_0_to_10=5, better_at_0_to_10=3.5
    )
    assert "c-zone-moderate" in chart.svg
    assert "better from here down" in chart.svg
    assert "1 flare." in chart.svg


@pytest.mark.parametrize("width", list(Width))
def test_one_day_is_enough_and_none_is_refused(width: Width) -> None:
    assert pain_course_chart(days(3), width=width).svg.startswith("<svg")
    with pytest.raises(ValueError, match="at least one rated day"):
        pain_course_chart(days(None), width=width)
