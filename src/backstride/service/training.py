"""A runner's training load, from files given or from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from backstride.model.activity import Activity, IntakeWarning
from backstride.model.errors import InputError
from backstride.model.load import LoadSeries, WhatIf
from backstride.service.importing import read_only
from backstride.store.activities import list_activities
from backstride.store.engine import STORE_FILE, open_store
from backstride.training import load_series, what_if
from backstride.training.pain_days import unusual_days

__all__ = ["load_of", "plan_run", "stored_activities"]


def stored_activities(home: Path) -> tuple[Activity, ...]:
    """Give the sessions of a data folder; none when there is no store yet."""
    if not (home / STORE_FILE).exists():
        return ()
    with open_store(home).connect() as connection:
        return list_activities(connection)


def load_of(
    paths: Sequence[Path], *, home: Path, until: date | None = None, zone: str = "UTC"
) -> tuple[LoadSeries, tuple[IntakeWarning, ...]]:
    """Work out the load of some files, or of the store when none are given. Nothing is stored.

    Parameters
    ----------
    until
        The last day to look at; the day of the newest run when None.

    Raises
    ------
    InputError
        When there is no run at all.
    """
    activities, warnings = _activities(paths, home, zone)
    runs = [one.local_date for one in activities if one.sport.is_running]
    if not runs:
        advice = "import your watch files first, or name files with runs"
        raise InputError("there are no runs to work with", advice=advice)
    return load_series(activities, until=until or max(runs)), warnings


def plan_run(
    paths: Sequence[Path],
    *,
    home: Path,
    distance_km: float,
    on: date,
    race: tuple[float, date] | None = None,
    pain_since: date | None = None,
    zone: str = "UTC",
) -> tuple[WhatIf, tuple[IntakeWarning, ...]]:
    """Judge a planned run, and what it does to a race, against the runs before it."""
    activities, warnings = _activities(paths, home, zone)
    series = load_series(activities, until=on - timedelta(days=1))
    left_out = unusual_days(series.sessions, (), pain_since=pain_since)
    return what_if(series, distance_km=distance_km, on=on, painful_days=left_out, race=race), warnings


def _activities(paths: Sequence[Path], home: Path, zone: str) -> tuple[tuple[Activity, ...], tuple[IntakeWarning, ...]]:
    if not paths:
        return stored_activities(home), ()
    intake = read_only(paths, zone=zone)
    return intake.activities, intake.warnings
