"""Each run against the longest run of the 30 days before it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
from numpy.typing import NDArray

from backstride.model.load import LoadSession
from backstride.training.bands import FEWEST_RUNS, WINDOW_DAYS, bands_of
from backstride.training.columns import Floats, optional
from backstride.training.runs import Runs
from backstride.training.windows import previous_max, previous_sum

__all__ = ["daily_max", "daily_sum", "load_sessions"]


def daily_max(runs: Runs, values: Floats, first_day: int, days: int) -> Floats:
    """Give the largest value of each day, NaN where there is none; shape (days,)."""
    result = np.full(days, -np.inf)
    known = np.isfinite(values)
    np.maximum.at(result, runs.day[known] - first_day, values[known])
    return np.where(np.isneginf(result), np.nan, result)


def daily_sum(runs: Runs, values: Floats, first_day: int, days: int) -> Floats:
    """Give the sum of each day, zero where there is none; shape (days,)."""
    known = np.isfinite(values)
    return np.bincount(runs.day[known] - first_day, weights=values[known], minlength=days).astype(np.float64)


def load_sessions(runs: Runs, painful_days: Collection[date] = ()) -> tuple[LoadSession, ...]:
    """Compare each run with the longest of the 30 calendar days before its own.

    Other runs of the same day are no part of the reference: each is compared for itself. Distance is compared when
    the run and all runs of the window have one; else minutes, when all have them; else distance where at least four
    runs have one. With fewer than four runs in the window there is no baseline.

    Parameters
    ----------
    painful_days
        Days whose run hurt; with any, each run is also compared with the longest that stayed free of pain.
    """
    if not len(runs):
        return ()
    first, days = int(runs.day[0]), int(runs.day[-1] - runs.day[0]) + 1
    at = runs.day - first
    count = previous_sum(daily_sum(runs, np.ones(len(runs)), first, days), WINDOW_DAYS)[at]
    with_way = previous_sum(daily_sum(runs, np.isfinite(runs.distance_m).astype(float), first, days), WINDOW_DAYS)[at]
    with_time = previous_sum(daily_sum(runs, np.isfinite(runs.minutes).astype(float), first, days), WINDOW_DAYS)[at]
    longest_m = previous_max(daily_max(runs, runs.distance_m, first, days), WINDOW_DAYS)[at]
    longest_min = previous_max(daily_max(runs, runs.minutes, first, days), WINDOW_DAYS)[at]
    enough = count >= FEWEST_RUNS
    has_way, has_time = np.isfinite(runs.distance_m), np.isfinite(runs.minutes)
    by_way = enough & has_way & (with_way == count)
    by_time = enough & ~by_way & has_time & (with_time == count)
    by_some_way = enough & ~by_way & ~by_time & has_way & (with_way >= FEWEST_RUNS)
    ratio = np.where(by_way | by_some_way, runs.distance_m / longest_m, np.nan)
    ratio = np.where(by_time, runs.minutes / longest_min, ratio)
    basis = np.where(by_way | by_some_way, "distance", np.where(by_time, "minutes", ""))
    pain_free = (
        _against_pain_free(runs, basis, painful_days, first, days) if painful_days else np.full(len(runs), np.nan)
    )
    speed = runs.distance_m / (60.0 * runs.minutes)
    columns = zip(
        runs.activities, bands_of(ratio), optional(runs.distance_m), optional(runs.minutes), optional(ratio),
        basis.tolist(),
        optional(np.where(enough, longest_m, np.nan)), optional(np.where(enough, longest_min, np.nan)),
        optional(runs.descent_m), optional(runs.ascent_m), optional(speed), optional(pain_free), strict=True,
    )  # fmt: skip
    return tuple(
        LoadSession(
            id=run.id,
            start=run.start.isoformat(),
            local_date=run.local_date,
            distance_m=distance,
            minutes=minutes,
            ratio_to_longest_30d=against,
            band=band,
            ratio_basis=by,
            longest_30d_m=longest,
            longest_30d_minutes=longest_minutes,
            descent_m=down,
            ascent_m=up,
            speed_m_per_s=pace,
            ratio_to_longest_pain_free_30d=unhurt,
            avg_cadence_steps_per_min=run.avg_cadence_steps_per_min,
            avg_contact_time_ms=run.avg_contact_time_ms,
            avg_vertical_oscillation_mm=run.avg_vertical_oscillation_mm,
        )
        for run, band, distance, minutes, against, by, longest, longest_minutes, down, up, pace, unhurt in columns
    )


def _against_pain_free(
    runs: Runs, basis: NDArray[np.str_], painful_days: Collection[date], first: int, days: int
) -> Floats:
    """Compare each run with the longest of its 30 days that did not hurt, in the measure of its other ratio."""
    hurt = np.isin(runs.day, np.array([day.toordinal() for day in painful_days], np.int64))
    result = np.full(len(runs), np.nan)
    for name, values in (("distance", runs.distance_m), ("minutes", runs.minutes)):
        unhurt = daily_max(runs, np.where(hurt, np.nan, values), first, days)
        ratio = values / previous_max(unhurt, WINDOW_DAYS)[runs.day - first]
        result = np.where(basis == name, ratio, result)
    return result
