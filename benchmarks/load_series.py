"""The load series of one runner over ten years, against the same definitions in polars.

Run: ``python -m benchmarks.load_series``. The polars side works out the windows by day only; findings, weeks and
objects are extra work on our side.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import numpy as np

from backstride.model.activity import Activity, ActivitySource, Sport
from backstride.model.identifiers import ActivityId
from backstride.training import load_series

BUDGET = "ten years of one runner under 50 ms"

UNTIL = date(2026, 11, 22)
DAYS = 3653
REPEATS = 15
RUNNING_DAYS = 0.55


def ten_years() -> list[Activity]:
    """Make a runner's ten years."""
    chance = np.random.default_rng(1)
    runs = []
    for back in range(DAYS, -1, -1):
        if chance.random() < RUNNING_DAYS:
            day = UNTIL - timedelta(days=back)
            km = float(chance.gamma(6.0, 1.6)) + 1.0
            runs.append(
                Activity(
                    id=ActivityId(f"{back}-0"), file=f"{day}.fit", sport=Sport.RUNNING, source=ActivitySource.FIT,
                    start=datetime(day.year, day.month, day.day, 7, tzinfo=UTC), local_date=day,
                    distance_m=1000.0 * km, timer_s=360.0 * km, elapsed_s=360.0 * km,
                    descent_m=float(chance.uniform(0, 300)), ascent_m=float(chance.uniform(0, 300)),
                )
            )  # fmt: skip
    return runs


def in_polars(runs: list[Activity]) -> int:
    """Work the windows out in polars."""
    import polars as pl

    rows = pl.DataFrame({"date": [run.local_date for run in runs], "m": [run.distance_m for run in runs]})
    days = pl.DataFrame({"date": pl.date_range(rows["date"].min(), UNTIL, eager=True)})
    by_day = rows.group_by("date").agg(pl.col("m").sum(), pl.col("m").max().alias("longest"))
    table = days.join(by_day, on="date", how="left").sort("date").with_columns(pl.col("m").fill_null(0.0))
    return table.with_columns(
        pl.col("longest").shift(1).rolling_max(30, min_samples=1).alias("longest_30d"),
        pl.col("m").rolling_sum(7).alias("acute"),
        pl.col("m").rolling_sum(28).alias("chronic"),
        (pl.col("m").rolling_mean(7) / pl.col("m").rolling_std(7)).alias("monotony"),
        pl.col("m").ewm_mean(alpha=0.25, adjust=False).alias("trend"),
    ).height


def main() -> None:
    """Print the table."""
    runs = ten_years()
    ways = {"backstride": lambda: len(load_series(runs, until=UNTIL).days), "polars": lambda: in_polars(runs)}
    print(f"{len(runs)} runs in {DAYS} days; CPU milliseconds, median of {REPEATS}")
    for name, way in ways.items():
        way()
        times = []
        for _ in range(REPEATS):
            start = time.process_time()
            way()
            times.append(1e3 * (time.process_time() - start))
        print(f"{name:12} {np.median(times):7.1f} ms")


if __name__ == "__main__":
    main()
