"""The pictures of a training history: every number drawn stands in the table, and nothing leaves the picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from backstride.figures import (
    Width,
    calendar_chart,
    change_words,
    form_over_months_chart,
    form_speed_chart,
    long_run_share_chart,
    shoe_mileage_chart,
)
from backstride.figures.charts.chart import Chart
from backstride.model.identifiers import ActivityId
from backstride.model.load import FormMonth, FormTrend, LoadBand, LoadDay, LoadSession, LoadWeek, ShoeMileage

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2026, 1, 1)
DAYS = tuple(
    LoadDay(
        date=FIRST + timedelta(days=n), distance_m=0.0 if n % 3 else 5000.0 + 100.0 * n, minutes=0.0 if n % 3 else 40.0,
        runs=0 if n % 3 else 1,
    )
    for n in range(150)
)  # fmt: skip
PAIN = {FIRST + timedelta(days=40): 3.0, FIRST + timedelta(days=149): 6.0, date(2025, 12, 30): 9.0}
WEEKS = tuple(
    LoadWeek(
        start=date(2026, 1, 5) + timedelta(weeks=n), distance_m=30_000.0, minutes=180.0, runs=1 + n % 4,
        longest_m=9000.0 + 500.0 * n, long_run_share=0.3 + n / 60,
    )
    for n in range(16)
)  # fmt: skip
TREND = FormTrend(
    measure="avg_cadence_steps_per_min", change=4.2, low=2.6, high=5.8, usual=168.0, runs=4, runs_before=20,
    line=((2.5, 165.0), (3.3, 173.0)), recent_since=date(2026, 5, 1), before_since=date(2026, 1, 1),
    months=(
        FormMonth(month=date(2025, 11, 1), change=-0.4, low=-2.0, high=1.2, runs=9),
        FormMonth(month=date(2026, 2, 1), change=4.0, low=2.1, high=5.9, runs=11),
    ),
)  # fmt: skip
SESSIONS = tuple(
    LoadSession(
        id=ActivityId(str(n)), start="", local_date=date(2025, 12, 20) + timedelta(days=5 * n), distance_m=9000.0,
        minutes=50.0, ratio_to_longest_30d=1.0, band=LoadBand.REFERENCE, speed_m_per_s=2.5 + 0.02 * n,
        avg_cadence_steps_per_min=None if n == 9 else 165.0 + 0.3 * n,
    )
    for n in range(30)
)  # fmt: skip
SHOES = (
    ShoeMileage(shoe="Blue <fast> & light", distance_m=612_300.0, runs=70, first=FIRST, last=date(2026, 5, 1)),
    ShoeMileage(shoe="x" * 90, distance_m=900.0, runs=1, first=FIRST, last=FIRST),
)


def charts(width: Width) -> dict[str, Chart]:
    return {
        "calendar": calendar_chart(DAYS, year=2026, pain_0_to_10=PAIN, width=width),
        "share": long_run_share_chart(WEEKS, width=width),
        "speed": form_speed_chart(SESSIONS, TREND, width=width),
        "months": form_over_months_chart(TREND, width=width),
        "shoes": shoe_mileage_chart(SHOES, width=width),
    }


@pytest.mark.parametrize("width", list(Width))
@pytest.mark.parametrize("name", ["calendar", "share", "speed", "months", "shoes"])
def test_a_chart_has_a_title_and_a_table_and_stays_inside_its_frame(
    name: str, width: Width, titled: Callable[[str], ET.Element]
) -> None:
    chart = charts(width)[name]
    root = titled(chart.svg)
    assert len(chart.table) > 1
    right, bottom = (float(one) for one in root.attrib["viewBox"].split()[2:])
    for shape in root.iter(f"{SVG}rect"):
        x, y, wide, high = (float(shape.attrib[key]) for key in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + wide <= right + 0.2
        assert y + high <= bottom + 0.2


@pytest.mark.parametrize("width", list(Width))
def test_every_day_of_the_year_up_to_the_last_known_one_is_drawn_once(width: Width) -> None:
    svg = calendar_chart(DAYS, year=2026, width=width).svg
    cells = re.findall(r'<rect class="c-(rest|heat-\d)" x="[\d.]+" y="[\d.]+" width="([\d.]+)"', svg)
    days = [kind for kind, size in cells if float(size) != 12.0]
    assert (len(days), sum(kind != "rest" for kind in days)) == (150, 50)


def test_a_longer_day_is_never_a_paler_one() -> None:
    svg = calendar_chart(DAYS, year=2026).svg
    drawn = re.findall(r'class="c-heat-(\d)"[^>]*><title>[^:]+: ([\d.]+) km', svg)
    shades = [int(shade) for shade, _ in sorted(drawn, key=lambda one: float(one[1]))]
    assert shades == sorted(shades)
    assert set(shades) == {2, 3, 4}


def test_pain_of_the_year_is_laid_over_its_days() -> None:
    chart = calendar_chart(DAYS, year=2026, pain_0_to_10=PAIN)
    assert chart.svg.count('class="c-pain"') == 3  # two days and the legend
    assert ("10 Feb 2026", "0", "0", "3") in chart.table
    assert not any("2025" in row[0] for row in chart.table)


def test_a_runner_without_distances_gets_minutes() -> None:
    days = (LoadDay(date=FIRST, distance_m=0.0, minutes=45.0, runs=1),)
    assert calendar_chart(days, year=2026).table[:2] == (
        ("Day", "Runs", "minutes", "Worst pain, 0 to 10"),
        ("1 Jan 2026", "1", "45.0", ""),
    )


def test_a_year_without_a_run_has_no_calendar() -> None:
    with pytest.raises(ValueError, match="no run in 2024"):
        calendar_chart(DAYS, year=2024)


def test_runs_before_the_baseline_or_without_the_measure_are_not_drawn() -> None:
    rows = form_speed_chart(SESSIONS, TREND).table[1:]
    assert len(rows) == 30 - 3 - 1
    assert sum(row[3] == "last weeks" for row in rows) == 3


def test_a_month_without_enough_runs_leaves_a_gap() -> None:
    svg = form_over_months_chart(TREND).svg
    places = [float(x) for x in re.findall(r'class="c-range" d="M([\d.]+)', svg)]
    assert places[1] - places[0] == pytest.approx(3 * (358 - 40) / 4, abs=0.2)


def test_a_change_is_told_with_its_range_and_without_blame() -> None:
    assert change_words(TREND) == (
        "In the last three weeks your cadence was 4 steps a minute higher than usual for your speed (likely 3 to 6)."
    )


def test_a_change_that_rounds_to_nothing_is_told_as_none() -> None:
    tiny = replace(TREND, change=0.4, low=0.1, high=0.7)
    assert change_words(tiny) == "In the last three weeks your cadence was as usual for your speed."


def test_a_drop_is_told_as_lower_with_its_smaller_end_first() -> None:
    assert change_words(replace(TREND, change=-4.2, low=-5.8, high=-2.6)).endswith(
        "4 steps a minute lower than usual for your speed (likely 3 to 6)."
    )


def test_a_trend_without_a_line_shows_the_runs_alone() -> None:
    assert "c-rule" in form_speed_chart(SESSIONS, TREND).svg
    assert "c-rule" not in form_speed_chart(SESSIONS, replace(TREND, line=())).svg


def test_a_year_of_months_names_only_as_many_as_there_is_room_for() -> None:
    months = tuple(
        FormMonth(month=date(2025, number, 1), change=1.0, low=0.0, high=2.0, runs=9) for number in range(1, 13)
    )
    year = replace(TREND, months=months)
    names = {width: form_over_months_chart(year, width=width).svg.count("c-text-middle") for width in Width}
    assert names == {Width.PHONE: 6, Width.LAPTOP: 12}


def test_weeks_of_one_run_have_no_share() -> None:
    rows = long_run_share_chart(WEEKS).table[1:]
    assert [row[3] == "" for row in rows] == [week.runs == 1 for week in WEEKS]


def test_a_long_shoe_name_is_cut_in_the_picture_and_whole_in_the_table() -> None:
    chart = shoe_mileage_chart(SHOES)
    assert "x" * 60 not in chart.svg.split("</desc>")[1]
    assert chart.table[2][0] == "x" * 90
    assert "Blue &lt;fast&gt; &amp; light" in chart.svg


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (lambda: long_run_share_chart(WEEKS[:1]), "two runs"),
        (lambda: shoe_mileage_chart(()), "at least one pair"),
        (lambda: form_speed_chart((), TREND), "no run"),
        (lambda: form_over_months_chart(replace(TREND, months=())), "no month has enough runs"),
    ],
)
def test_what_cannot_be_drawn_is_said(draw: Callable[[], Chart], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw()
