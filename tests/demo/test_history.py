"""The demo runner's two years are lifelike, always the same, and hold one clear load error."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from backstride.demo.history import SEED, history_files, write_history
from backstride.demo.training_plan import ERROR_DAYS_BEFORE, planned_runs
from backstride.intake import Intake, read_paths
from backstride.training import load_series

NOW = date(2026, 11, 22)
LARGEST_BYTES = 15e6


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """The history as it is read in."""
    folder: Path = tmp_path_factory.mktemp("history")
    files = write_history(folder, now=NOW)
    assert sum(path.stat().st_size for path in files) < LARGEST_BYTES
    return read_paths([folder], zone=ZoneInfo("Europe/London"))


def test_the_history_is_always_the_same() -> None:
    first, second = history_files(NOW), history_files(NOW)
    for _ in range(5):
        assert next(first) == next(second)


def test_every_file_is_whole_and_the_run_that_is_there_twice_counts_once(intake: Intake) -> None:
    assert intake.warnings == ()
    assert [pair.dropped.file[-4:] for pair in intake.duplicates] == [".gpx"]


def test_there_are_three_or_four_runs_a_week_and_one_on_a_treadmill(intake: Intake) -> None:
    assert 2.4 <= len(intake.activities) / 104 <= 4.0
    assert [one.sport.value for one in intake.activities].count("treadmill_running") == 1
    assert any(one.elapsed_s > one.timer_s for one in intake.activities if one.elapsed_s and one.timer_s)


def test_faster_runs_have_more_and_shorter_steps(intake: Intake) -> None:
    speed = np.array([one.distance_m / one.timer_s for one in intake.activities if one.distance_m and one.timer_s])
    steps = np.array([one.avg_cadence_steps_per_min for one in intake.activities], float)
    ground = np.array([one.avg_contact_time_ms for one in intake.activities], float)
    assert np.corrcoef(speed, steps)[0, 1] > 0.8
    assert np.corrcoef(speed, ground)[0, 1] < -0.8
    assert 150 < steps.min() < steps.max() < 185


def test_the_load_error_is_found_and_named(intake: Intake) -> None:
    series = load_series(intake.activities, until=NOW)
    spike = series.findings[0]
    assert spike.detail == "19 km on 12 November; longest in the 30 days before: 10 km"
    assert (spike.state.value, spike.certainty) == ("present", 0.8)


@pytest.mark.parametrize("later", range(0, 370, 37))
def test_the_error_is_there_whatever_the_day(later: int) -> None:
    now = NOW + timedelta(days=later)
    runs = list(planned_runs(now, np.random.default_rng(SEED)))
    error_day = now - timedelta(days=ERROR_DAYS_BEFORE)
    error = next(run for run in runs if run.day == error_day)
    before = [run.km for run in runs if error_day - timedelta(days=30) <= run.day < error_day]
    assert len(before) >= 4
    assert error.km / max(before) == pytest.approx(1.9)
