"""The load of 10,000 runners over three years, against polars working out the same signals.

Run: ``python -m benchmarks.cohort_load``. Both sides begin with the same columns (runner, day, metres) and end with the
same seven signals for every runner and day, and the ratio of every run; the numbers are compared.
"""

from __future__ import annotations

import os
import time
from typing import Any

import numpy as np

from backstride.cohort import CohortRuns, LoadTable, load_table
from backstride.cohort.table import SIGNALS

BUDGET = "10,000 runners x 3 years of daily load under 5 s on 2 cores and ahead of polars; equal on 1 and 2 workers"

RUNNERS, DAYS = 10_000, 1096
FIRST = 738_000
RUNNING_DAYS = 0.55
REPEATS = 3


def made_up() -> CohortRuns:
    """Make the runs of a cohort, at most one a day and runner."""
    chance = np.random.default_rng(1)
    runner, day = np.nonzero(chance.random((RUNNERS, DAYS)) < RUNNING_DAYS)
    return CohortRuns(runner, day + FIRST, 1000.0 * (chance.gamma(6.0, 1.6, len(runner)) + 1.0))


def in_polars(runs: CohortRuns) -> Any:  # noqa: ANN401 - a polars frame
    """Work the same signals out in polars: every runner and day from the runner's first run on."""
    import polars as pl

    rows = pl.DataFrame({"runner": runs.runner, "day": runs.day, "m": runs.distance_m}).lazy()
    last = FIRST + DAYS
    spans = rows.group_by("runner").agg(pl.col("day").min().alias("first"))
    grid = spans.select("runner", pl.int_ranges("first", last).alias("day")).explode("day")
    by_day = rows.group_by("runner", "day").agg(
        pl.col("m").sum(), pl.col("m").max().alias("longest"), pl.len().alias("n")
    )
    days = grid.join(by_day, on=["runner", "day"], how="left").sort("runner", "day")
    days = days.with_columns(pl.col("m").fill_null(0.0), pl.col("n").fill_null(0))
    own = "runner"
    days = days.with_columns(
        pl.col("longest").shift(1).rolling_max(30, min_samples=1).over(own).alias("longest_30d_m"),
        pl.col("n").shift(1).rolling_sum(30, min_samples=1).over(own).alias("counted"),
        pl.col("m").rolling_sum(7).over(own).alias("acute_7d_m"),
        pl.col("m").rolling_sum(28).over(own).alias("chronic_28d_m"),
        pl.col("m").ewm_mean(alpha=2 / 8, adjust=False).over(own).alias("trend_7d_m"),
        pl.col("m").ewm_mean(alpha=2 / 29, adjust=False).over(own).alias("trend_28d_m"),
        (pl.col("m").rolling_mean(7) / pl.col("m").rolling_std(7)).over(own).alias("monotony_7d"),
    )
    enough = pl.col("counted") >= 4  # noqa: PLR2004 - the fewest runs of a baseline
    return days.with_columns(pl.when(enough).then(pl.col("longest") / pl.col("longest_30d_m")).alias("ratio")).collect()


def largest_gap(ours: LoadTable, theirs: Any) -> float:  # noqa: ANN401 - a polars frame
    """Give the largest relative difference between the two sides, over all signals where both are known."""
    import polars as pl

    worst = 0.0
    row = theirs["day"].to_numpy() - ours.first_day
    column = theirs["runner"].to_numpy()
    for name in SIGNALS:
        other = theirs[name if name != "distance_m" else "m"].cast(pl.Float64).to_numpy()
        own = ours.signal(name)[row, column]
        both = np.isfinite(own) & np.isfinite(other)
        worst = max(worst, float(np.max(np.abs(own[both] - other[both]) / np.maximum(np.abs(other[both]), 1.0))))
    return worst


def main() -> None:
    """Print the table."""
    runs = made_up()
    cores = os.cpu_count() or 1
    ways = {
        "backstride, 1 worker": lambda: load_table(runs, until=FIRST + DAYS - 1),
        "backstride, 2 workers": lambda: load_table(runs, until=FIRST + DAYS - 1, workers=2),
        f"polars, {cores} threads": lambda: in_polars(runs),
    }
    print(f"{len(runs.runner):,} runs, {RUNNERS:,} runners, {DAYS} days; seconds, best of {REPEATS} in turns")
    best = dict.fromkeys(ways, float("inf"))
    results: dict[str, Any] = {}
    for _ in range(REPEATS):
        for name, way in ways.items():
            results.pop(name, None)
            start = time.perf_counter()
            results[name] = way()
            best[name] = min(best[name], time.perf_counter() - start)
    for name, seconds in best.items():
        print(f"{name:24} {seconds:6.2f} s")
    one, two, other = results.values()
    same = np.array_equal(one.daily, two.daily, equal_nan=True)
    print(f"1 and 2 workers: {'the same bytes' if same else 'DIFFERENT'}")
    print(f"largest difference from polars: {largest_gap(two, other):.1e} (relative)")


if __name__ == "__main__":
    main()
