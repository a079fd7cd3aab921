"""The same definitions written a second time, in polars, agree on generated histories."""

from datetime import timedelta

import polars as pl
import pytest

from backstride.model.activity import Activity
from backstride.model.check_in import CheckIn
from backstride.training import load_series
from tests.training.made_runs import UNTIL, a_history


def daily(history: list[Activity]) -> pl.DataFrame:
    rows = pl.DataFrame(
        {
            "date": [run.local_date for run in history],
            "m": [run.distance_m for run in history],
            "minutes": [run.minutes for run in history],
            "load": [
                None if run.effort_0_to_10 is None or run.minutes is None else run.effort_0_to_10 * run.minutes
                for run in history
            ],
        }
    )
    first = min(run.local_date for run in history)
    days = pl.DataFrame({"date": pl.date_range(first, UNTIL, eager=True)})
    by_day = rows.group_by("date").agg(
        pl.col("m").sum(), pl.col("minutes").sum(), pl.len().alias("runs"), pl.col("m").max().alias("longest"),
        pl.when(pl.col("load").is_null().any()).then(None).otherwise(pl.col("load").sum()).alias("load"),
        pl.col("m").is_not_null().sum().alias("with_m"), pl.col("minutes").max().alias("longest_min"),
    )  # fmt: skip
    table = days.join(by_day, on="date", how="left").sort("date")
    rest = pl.col("runs").is_null()
    return table.with_columns(
        pl.col("m").fill_null(0.0), pl.col("minutes").fill_null(0.0),
        pl.when(rest).then(0.0).otherwise(pl.col("load")).alias("load"),
        pl.col("runs").fill_null(0), pl.col("with_m").fill_null(0),
    )  # fmt: skip


def with_windows(table: pl.DataFrame) -> pl.DataFrame:
    before = table.with_columns(
        pl.col("longest").shift(1).rolling_max(30, min_samples=1).alias("longest_30d"),
        pl.col("longest_min").shift(1).rolling_max(30, min_samples=1).alias("longest_min_30d"),
        pl.col("runs").shift(1, fill_value=0).rolling_sum(30, min_samples=1).alias("runs_30d"),
        pl.col("with_m").shift(1, fill_value=0).rolling_sum(30, min_samples=1).alias("with_m_30d"),
        pl.col("m").rolling_sum(7).alias("acute"),
        pl.col("m").rolling_sum(28).alias("chronic"),
        (pl.col("m").rolling_mean(7) / pl.col("m").rolling_std(7)).alias("monotony"),
        pl.col("m").ewm_mean(alpha=0.25, adjust=False).alias("trend_7d"),
        pl.col("m").ewm_mean(alpha=2 / 29, adjust=False).alias("trend_28d"),
    )
    return before.with_row_index("n")


@pytest.mark.parametrize("seed", range(6))
def test_days_agree(seed: int) -> None:
    history = a_history(seed)
    table = with_windows(daily(history))
    days = load_series(history, until=UNTIL).days
    assert len(days) == table.height
    for day, row in zip(days, table.iter_rows(named=True), strict=True):
        assert (day.date, day.runs) == (row["date"], row["runs"])
        assert day.distance_m == pytest.approx(row["m"], abs=1e-6)
        assert day.minutes == pytest.approx(row["minutes"], abs=1e-6)
        assert day.load == (None if row["load"] is None else pytest.approx(row["load"], abs=1e-6))
        for mine, theirs in ((day.acute_7d_m, row["acute"]), (day.chronic_28d_m, row["chronic"])):
            assert mine == (None if theirs is None else pytest.approx(theirs, abs=1e-6))
        if row["n"] >= 28:
            assert day.trend_7d_m == pytest.approx(row["trend_7d"], rel=1e-9)
            assert day.trend_28d_m == pytest.approx(row["trend_28d"], rel=1e-9)
        if day.monotony_7d is not None:
            assert day.monotony_7d == pytest.approx(row["monotony"], rel=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_sessions_agree(seed: int) -> None:
    history = a_history(seed)
    windows = {row["date"]: row for row in with_windows(daily(history)).iter_rows(named=True)}
    compared = 0
    for session in load_series(history, until=UNTIL).sessions:
        row = windows[session.local_date]
        if row["runs_30d"] < 4:
            wanted = None
        elif session.distance_m is not None and row["with_m_30d"] == row["runs_30d"]:
            wanted = session.distance_m / row["longest_30d"]
        else:
            assert session.minutes is not None
            wanted = session.minutes / row["longest_min_30d"]
        assert session.ratio_to_longest_30d == (None if wanted is None else pytest.approx(wanted, rel=1e-9))
        compared += wanted is not None
    assert compared > 100


@pytest.mark.parametrize("seed", range(6))
def test_days_in_a_row_agree(seed: int) -> None:
    history = a_history(seed)
    table = daily(history).with_columns((pl.col("runs") == 0).cum_sum().alias("stretch"))
    rows = table.with_columns((pl.col("runs") > 0).cast(pl.Int64).cum_sum().over("stretch").alias("row"))
    days = load_series(history, until=UNTIL).days
    assert [day.days_in_a_row for day in days] == rows["row"].to_list()


@pytest.mark.parametrize("seed", range(6))
def test_weeks_agree(seed: int) -> None:
    history = a_history(seed)
    runs = pl.DataFrame({"date": [run.local_date for run in history], "m": [run.distance_m for run in history]})
    longest = runs.sort("date").group_by_dynamic("date", every="1w").agg(pl.col("m").max().alias("longest"))
    table = (
        daily(history)
        .group_by_dynamic("date", every="1w")
        .agg(pl.col("m").sum(), pl.col("runs").sum(), pl.col("minutes").sum())
        .join(longest, on="date", how="left")
        .with_columns(
            pl.when(pl.col("m") > 0).then(pl.col("longest") / pl.col("m")).alias("share"),
            pl.when((pl.col("m").shift(1) >= 10_000) & (pl.col("runs").shift(1) >= 2))
            .then(pl.col("m") / pl.col("m").shift(1) - 1)
            .alias("change"),
        )
    )
    weeks = load_series(history, until=UNTIL).weeks
    assert [(week.start, week.runs) for week in weeks] == list(table.select("date", "runs").iter_rows())
    for name in ("distance_m", "minutes", "longest_m", "long_run_share"):
        theirs = table[{"distance_m": "m", "longest_m": "longest", "long_run_share": "share"}.get(name, name)]
        assert [getattr(week, name) for week in weeks] == pytest.approx(theirs.to_list())
    # The last week may not be over, so only a rise of it is told.
    assert [week.change_from_previous for week in weeks[:-1]] == pytest.approx(table["change"].to_list()[:-1])
    assert weeks[0].start + timedelta(weeks=len(weeks)) > UNTIL


@pytest.mark.parametrize("seed", range(4))
def test_ratios_to_the_longest_run_without_pain_agree(seed: int) -> None:
    history = a_history(seed)
    hurt = {run.local_date for run in history[::7]}
    check_ins = [CheckIn(day=day, run_minutes=30, pain_during_run_0_to_10=5) for day in hurt]
    table = daily(history).with_columns(
        pl.when(pl.col("date").is_in(list(hurt))).then(None).otherwise(pl.col("longest")).alias("longest")
    )
    windows = dict(table.select("date", pl.col("longest").shift(1).rolling_max(30, min_samples=1)).iter_rows())
    sessions = load_series(history, until=UNTIL, check_ins=check_ins).sessions
    compared = [one for one in sessions if one.ratio_basis == "distance"]
    assert len(compared) > 50
    for one in compared:
        assert one.distance_m is not None
        assert one.ratio_to_longest_pain_free_30d == pytest.approx(one.distance_m / windows[one.local_date])
