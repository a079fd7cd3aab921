"""Charts say in words and in a table what they draw, on a phone as on a laptop."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from backstride.figures import (
    Width,
    interval_bar,
    planned_run_chart,
    session_ratio_chart,
    stride_curve_chart,
    weekly_volume_chart,
)
from backstride.figures.charts.chart import Chart, Span, date_ticks, nice_ticks
from backstride.model.identifiers import ActivityId
from backstride.model.load import LoadBand, LoadSession, LoadWeek, WhatIf

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2026, 3, 9)
WEEKS = tuple(
    LoadWeek(start=FIRST + timedelta(weeks=i), distance_m=km * 1000.0, minutes=km * 6.0, runs=3)
    for i, km in enumerate((24, 26, 0, 28, 47, 36, 12))
)
SPIKE = {FIRST + timedelta(weeks=4): "24 km in one run"}
PAIN = {FIRST + timedelta(weeks=4): 0.0, FIRST + timedelta(weeks=5): 5.0}


def session(days: int, ratio: float | None, band: LoadBand) -> LoadSession:
    return LoadSession(
        id=ActivityId(str(days)), start="", local_date=FIRST + timedelta(days=days), distance_m=10000.0, minutes=60.0,
        ratio_to_longest_30d=ratio, band=band,
    )  # fmt: skip


SESSIONS = (
    session(0, None, LoadBand.NO_BASELINE),
    session(3, 0.8, LoadBand.REFERENCE),
    session(9, 1.2, LoadBand.SMALL),
    session(20, 2.05, LoadBand.LARGE),
    session(41, 3.4, LoadBand.LARGE),
)


def charts(width: Width) -> dict[str, Chart]:
    u = np.linspace(0, 1, 41)
    knee = 40 + 30 * np.sin(2 * np.pi * u)
    return {
        "weeks": weekly_volume_chart(WEEKS, SPIKE, PAIN, width=width),
        "ratio": session_ratio_chart(SESSIONS, width=width),
        "stride": stride_curve_chart(
            u, knee, name="Knee bend", toe_off_share=0.36, spread_deg=(knee - 3, knee + 3), width=width
        ),
    }


@pytest.mark.parametrize("width", list(Width))
@pytest.mark.parametrize("name", ["weeks", "ratio", "stride"])
def test_a_chart_has_a_title_a_description_and_a_table(
    name: str, width: Width, titled: Callable[[str], ET.Element]
) -> None:
    chart = charts(width)[name]
    root = titled(chart.svg)
    assert root[1].tag == f"{SVG}desc"
    assert root.attrib["viewBox"].startswith(f"0 0 {width.value}")
    assert len(chart.table) > 1


@pytest.mark.parametrize("width", list(Width))
@pytest.mark.parametrize("name", ["weeks", "ratio", "stride"])
def test_nothing_is_drawn_outside_the_chart(name: str, width: Width) -> None:
    root = ET.fromstring(charts(width)[name].svg)
    high = float(root.attrib["viewBox"].split()[3])
    for element in root.iter():
        for attribute, limit in (("x", width.value), ("cx", width.value), ("y", high), ("cy", high)):
            if attribute in element.attrib:
                assert -0.1 <= float(element.attrib[attribute]) <= limit + 0.1


def test_a_week_that_stands_out_is_striped_and_labelled_not_only_coloured() -> None:
    svg = charts(Width.PHONE)["weeks"].svg
    assert svg.count('class="c-bar-hot"') == 1
    assert 'class="c-hatch"' in svg
    assert ">24 km in one run<" in svg


def test_pain_is_told_by_size_and_number_and_no_pain_by_a_dash() -> None:
    svg = charts(Width.PHONE)["weeks"].svg
    assert svg.count('class="c-pain"') == 1
    assert ">5<" in svg


def test_weeks_without_distance_are_drawn_in_minutes() -> None:
    chart = weekly_volume_chart((LoadWeek(start=FIRST, distance_m=0.0, minutes=150.0, runs=3),))
    assert chart.table[0][1] == "minutes"
    assert chart.table[1][1] == "150"
    assert "minutes a week" in chart.svg


def test_the_table_has_a_row_for_every_week_with_its_year() -> None:
    table = charts(Width.PHONE)["weeks"].table
    assert len(table) == len(WEEKS) + 1
    assert table[1][0] == "9 Mar 2026"


def test_a_run_beyond_the_scale_is_kept_inside_the_picture() -> None:
    svg = charts(Width.PHONE)["ratio"].svg
    tops = [float(y) for y in re.findall(r'class="c-dot-hot" d="M[\d.]+ (-?[\d.]+)', svg)]
    assert len(tops) == 2
    assert min(tops) > -2


def test_a_run_without_a_baseline_stands_in_the_table_only() -> None:
    chart = charts(Width.PHONE)["ratio"]
    assert chart.table[1][2] == "no run to compare with"
    assert chart.svg.count('class="c-dot"') == 2


def test_the_bands_are_named_in_the_picture() -> None:
    svg = charts(Width.LAPTOP)["ratio"].svg
    for words in ("as usual", "small step", "medium step", "large step"):
        assert words in svg


def test_charts_without_data_refuse_to_pretend() -> None:
    with pytest.raises(ValueError, match="at least one week"):
        weekly_volume_chart(())
    with pytest.raises(ValueError, match="with a ratio"):
        session_ratio_chart(SESSIONS[:1])
    with pytest.raises(ValueError, match="three or more"):
        stride_curve_chart(np.array([0.0]), np.array([1.0]), name="Knee")


def test_an_interval_bar_reads_aloud_its_best_guess_and_range(titled: Callable[[str], ET.Element]) -> None:
    chart = interval_bar(36, 32, 40, label="Foot ahead of the hip", unit=" cm", scale=(0, 60))
    root = titled(chart.svg)
    assert root.get("aria-label") == "Foot ahead of the hip: 36 cm, likely between 32 and 40 cm"
    assert chart.table[1] == ("Foot ahead of the hip", "36 cm", "32 to 40 cm")


def test_an_interval_beyond_the_scale_stays_on_the_bar() -> None:
    root = ET.fromstring(interval_bar(120, 90, 150, label="x").svg)
    bar = next(e for e in root.iter() if e.get("class") == "iv-range")
    assert float(bar.attrib["x"]) + float(bar.attrib["width"]) <= 320


def test_a_number_outside_its_own_range_is_refused() -> None:
    with pytest.raises(ValueError, match="not between"):
        interval_bar(50, 60, 70, label="x")


def test_words_of_a_runner_cannot_break_out_of_a_chart() -> None:
    svg = weekly_volume_chart(WEEKS, {FIRST: '<script>"'}).svg
    assert "<script>" not in svg
    ET.fromstring(svg)


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="same number of cells"):
        Chart(svg="", table=(("a", "b"), ("c",)))


@pytest.mark.parametrize("high", [0.4, 3, 9, 47, 160, 2300])
def test_ticks_are_few_and_round(high: float) -> None:
    ticks = nice_ticks(high)
    assert 2 <= len(ticks) <= 8
    assert ticks[0] == 0
    assert ticks[-1] <= high


def test_a_span_of_no_width_does_not_divide_by_zero() -> None:
    assert Span(5, 5, 0, 10).at(5) == 0


def test_one_day_gives_one_date() -> None:
    assert date_ticks(FIRST, FIRST, 5) == (FIRST,)


@pytest.mark.parametrize("high", [0.0, -3.0])
def test_nothing_to_measure_has_one_tick_at_zero(high: float) -> None:
    assert nice_ticks(high) == (0.0,)


def test_a_range_too_narrow_to_see_is_drawn_around_its_middle() -> None:
    root = ET.fromstring(interval_bar(50, 49.9, 50.1, label="x").svg)
    bar, middle = (next(e for e in root.iter() if e.get("class") == name) for name in ("iv-range", "iv-mid"))
    assert float(bar.attrib["width"]) == 6
    assert float(bar.attrib["x"]) + 3 == pytest.approx(float(middle.attrib["x"]) + 2.5, abs=0.2)


def test_a_stride_without_a_toe_off_has_no_line_for_it() -> None:
    u = np.linspace(0, 1, 41)
    assert "foot leaves" not in stride_curve_chart(u, 40 * u, name="Knee bend").svg
    assert "foot leaves" in stride_curve_chart(u, 40 * u, name="Knee bend", toe_off_share=0.4).svg


def test_runs_as_long_as_usual_have_dots_and_none_of_them_is_named() -> None:
    svg = session_ratio_chart(SESSIONS[1:3]).svg
    assert svg.count('class="c-dot"') == 2
    assert "c-dot-hot" not in svg
    assert "c-hot" not in svg
    assert "1 run from 12 Mar to 12 Mar" in session_ratio_chart(SESSIONS[1:2]).svg


def test_a_run_without_a_distance_is_told_in_minutes_and_one_without_either_by_its_day() -> None:
    timed = replace(SESSIONS[1], distance_m=None)
    unknown = replace(SESSIONS[2], distance_m=None, minutes=None)
    assert [row[1] for row in session_ratio_chart((timed, unknown)).table[1:]] == ["60 min", ""]


def test_a_plan_is_drawn_only_beside_a_run_to_compare_it_with() -> None:
    plan = WhatIf(distance_km=9, on=FIRST, band=LoadBand.REFERENCE, ratio=0.9, longest_30d_km=10, inside_km=11)
    assert "c-bar-hot" not in planned_run_chart(plan).svg
    with pytest.raises(ValueError, match="a run to compare it with"):
        planned_run_chart(replace(plan, ratio=None, longest_30d_km=None, inside_km=None))
