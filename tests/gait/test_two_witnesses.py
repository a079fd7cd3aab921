"""A clip against an earlier clip and against a watch, and the curves a clip gives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from backstride.demo.filmed_runner import FilmedRunner
from backstride.gait import analyse
from backstride.gait.comparison import compare_clips
from backstride.gait.watch_agreement import Agreement, compare_with_watch, watch_lines
from backstride.model.activity import Activity, ActivitySource, Sport
from backstride.model.form import Confidence, FormMeasure, FormReport, Surface, View
from backstride.model.identifiers import ActivityId

Film = Callable[..., FilmedRunner]
FILMED_AT = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def report(easy_runner: Film) -> FormReport:
    return replace(analyse(easy_runner(seconds=6.0).track, height_cm=176), filmed_at=FILMED_AT)


def run(days_before: float, *, cadence: float, speed_m_s: float = 2.9, contact_ms: float | None = None) -> Activity:
    start = FILMED_AT - timedelta(days=days_before)
    return Activity(
        id=ActivityId(f"r-{days_before}"),
        file="r.fit",
        sport=Sport.RUNNING,
        source=ActivitySource.FIT,
        start=start,
        local_date=start.date(),
        distance_m=speed_m_s * 1800,
        timer_s=1800.0,
        avg_cadence_steps_per_min=cadence,
        avg_contact_time_ms=contact_ms,
    )


def test_curves_begin_and_end_alike_and_bend_most_in_the_swing(report: FormReport):
    curves = {curve.name: curve for curve in report.curves}
    assert set(curves) == {"knee_bend_deg", "shank_angle_deg", "trunk_lean_deg", "hip_height_pct_leg"}
    knee = curves["knee_bend_deg"]
    assert knee.mean[0] == pytest.approx(knee.mean[-1], abs=4)
    assert int(np.argmax(knee.mean)) > knee.toe_off_share * len(knee.mean)
    assert all(len(stride) == len(knee.mean) for stride in knee.strides)
    assert np.mean(curves["trunk_lean_deg"].mean) == pytest.approx(report.metrics["trunk_lean_deg"].value, abs=0.5)


def test_a_clip_that_could_not_be_measured_has_no_curves(easy_runner: Film):
    assert analyse(easy_runner(yaw_deg=45.0).track).curves == ()


def test_the_same_run_filmed_twice_shows_no_difference_that_can_be_told(easy_runner: Film):
    first, second = (analyse(easy_runner(seconds=6.0, seed=seed).track) for seed in (3, 4))
    both = compare_clips(first, second)
    assert both.unlike == ""
    assert len(both.changes) > 5
    assert both.told == ()


def test_clips_of_unlike_runs_are_not_held_against_each_other(report: FormReport):
    faster = replace(report, quality={**report.quality, "ground_speed_leg_s": 4.4})
    assert "faster" in compare_clips(report, faster).unlike
    assert "treadmill" in compare_clips(report, replace(report, surface=Surface.OVERGROUND)).unlike
    assert "sides" in compare_clips(report, replace(report, view=View.REAR)).unlike


def test_a_watch_that_counts_the_same_steps_agrees(report: FormReport):
    found = compare_with_watch(report, [run(day, cadence=171 + day) for day in (1, 2, 3)], height_cm=176)
    (cadence,) = found
    assert (cadence.metric, cadence.verdict, cadence.runs) == ("cadence_steps_per_min", Agreement.AGREES, 3)
    assert cadence.like_speed


def test_a_watch_that_times_the_foot_otherwise_differs_and_both_are_shown(report: FormReport):
    runs = [run(day, cadence=172, contact_ms=320 + day) for day in (1, 2, 3)]
    contact = next(one for one in compare_with_watch(report, runs, height_cm=176) if one.metric == "contact_time_ms")
    assert contact.verdict is Agreement.DIFFERS
    assert (contact.watch, contact.clip) == (322, report.metrics["contact_time_ms"].value)
    assert any("your watch 322 ms" in line and "differ" in line for line in watch_lines(report, runs, height_cm=176))


def test_runs_long_ago_and_single_runs_say_nothing(report: FormReport):
    assert compare_with_watch(report, [run(90, cadence=172), run(80, cadence=172)]) == ()
    assert compare_with_watch(report, [run(1, cadence=172)]) == ()


def test_runs_at_another_speed_are_used_only_when_there_are_no_others_and_it_is_said(report: FormReport):
    (found,) = compare_with_watch(report, [run(day, cadence=160, speed_m_s=2.0) for day in (1, 2)], height_cm=176)
    assert not found.like_speed


def test_a_measure_without_an_interval_or_a_number_shows_no_change(report: FormReport):
    bare = FormMeasure(value=171.0, n=9, confidence=Confidence.LOW)
    odd = replace(report, metrics={**report.metrics, "cadence_steps_per_min": bare})
    assert "cadence_steps_per_min" not in {change.metric for change in compare_clips(report, odd).changes}
    assert "foot_strike_class" not in {change.metric for change in compare_clips(report, report).changes}
    assert "cadence_steps_per_min" in {change.metric for change in compare_clips(report, report).changes}


def test_a_measure_that_the_clip_withheld_is_not_held_against_the_watch(report: FormReport):
    withheld = FormMeasure(value=None, reason="too few steps")
    silent = replace(report, metrics={**report.metrics, "cadence_steps_per_min": withheld})
    assert compare_with_watch(silent, [run(day, cadence=172) for day in (1, 2)]) == ()
    assert watch_lines(None, [run(day, cadence=172) for day in (1, 2)]) == ()
