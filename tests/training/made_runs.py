"""Runs made for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np

from backstride.model.activity import Activity, ActivitySource, Sport
from backstride.model.identifiers import ActivityId

UNTIL = date(2026, 11, 22)


def a_run(
    days_before: int,
    km: float | None = 10.0,
    *,
    minutes: float | None = 60.0,
    hour: int = 7,
    sport: Sport = Sport.RUNNING,
    descent_m: float | None = None,
    effort: float | None = None,
) -> Activity:
    """Make a session some days before the day that the tests look at."""
    day = UNTIL - timedelta(days=days_before)
    return Activity(
        id=ActivityId(f"{days_before}x{hour}-0"), file=f"{day}.fit", sport=sport, source=ActivitySource.FIT,
        start=datetime(day.year, day.month, day.day, hour, tzinfo=UTC), local_date=day,
        distance_m=None if km is None else 1000.0 * km, timer_s=None if minutes is None else 60.0 * minutes,
        elapsed_s=None if minutes is None else 60.0 * minutes, descent_m=descent_m, effort_0_to_10=effort,
    )  # fmt: skip


def a_history(seed: int, days: int = 400) -> list[Activity]:
    """Make a runner's history by chance: some days without, some with two, some without distance or effort."""
    chance = np.random.default_rng(seed)
    runs = []
    for before in range(days, -1, -1):
        for hour in (7, 18):
            if chance.random() < (0.45 if hour == 7 else 0.05):
                km = None if chance.random() < 0.03 else round(float(chance.gamma(6.0, 1.6)) + 1.0, 2)
                effort = None if chance.random() < 0.2 else float(chance.integers(2, 9))
                minutes = round(float(chance.uniform(20, 100)), 1)
                runs.append(a_run(before, km, minutes=minutes, hour=hour, effort=effort))
    return runs
