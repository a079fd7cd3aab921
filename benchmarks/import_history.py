"""Ten years of runs into the store: the first time, again, and ready to chart.

Run: ``python -m benchmarks.import_history [RUNS]`` (3,000 by default). The runs are an hour each at one record a
second, so they are as large as those of a real watch; each has a day of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from backstride.exchange.fit_activity import RecordedRun, encode_activity
from backstride.service.importing import import_paths
from backstride.service.training import load_of

BUDGET = "the first import of 3,000 runs, stored and ready to chart, under 60 s; again under 2 s"

RUNS = 3000
FIRST_DAY = date(2016, 11, 22)
SECONDS = 3600


def write_runs(folder: Path, count: int) -> float:
    """Write the runs; gives their size in megabytes."""
    chance = np.random.default_rng(1)
    seconds = np.arange(float(SECONDS))
    size = 0
    for number in range(count):
        speed = 2.8 + 0.2 * np.sin(seconds / 300.0) + chance.normal(0.0, 0.05, SECONDS)
        columns = {
            "distance": np.cumsum(speed), "enhanced_speed": speed,
            "heart_rate": np.rint(150.0 + chance.normal(0.0, 3.0, SECONDS)),
            "cadence": np.rint(86.0 + chance.normal(0.0, 1.0, SECONDS)), "fractional_cadence": np.zeros(SECONDS),
            "vertical_oscillation": 88.0 + chance.normal(0.0, 2.0, SECONDS),
            "stance_time": 255.0 + chance.normal(0.0, 4.0, SECONDS),
            "stance_time_balance": 50.4 + chance.normal(0.0, 0.3, SECONDS),
            "step_length": 1000.0 * speed / 2.87, "enhanced_altitude": 30.0 + 8.0 * np.sin(seconds / 200.0),
            "position_lat": 51.5 + 1e-5 * seconds, "position_long": np.full(SECONDS, -0.16),
        }  # fmt: skip
        day = FIRST_DAY + timedelta(days=number)
        start = datetime(day.year, day.month, day.day, 7, number % 60, tzinfo=UTC)
        laps = tuple(float(end) for end in range(360, SECONDS, 360))
        run = RecordedRun(start=start, utc_offset=timedelta(0), time_s=seconds, columns=columns, lap_ends_s=laps)
        data = encode_activity(run)
        (folder / f"{day.isoformat()}.fit").write_bytes(data)
        size += len(data)
    return size / 1e6


def main(count: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        folder, home = Path(place) / "runs", Path(place) / "home"
        folder.mkdir()
        megabytes = write_runs(folder, count)
        print(f"{count} runs, {megabytes:.0f} MB")
        for what in ("first import", "again"):
            start = time.perf_counter()
            summary = import_paths([folder], home=home)
            seconds = time.perf_counter() - start
            print(f"{what:14} {seconds:7.2f} s  ({summary.new} new, {summary.unchanged} unchanged)")
        start = time.perf_counter()
        series, _ = load_of([], home=home)
        print(f"{'load series':14} {time.perf_counter() - start:7.2f} s  ({len(series.days)} days, from the store)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
