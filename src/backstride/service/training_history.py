"""The imported sessions of a shelf, as a case needs them; read once and kept while nothing changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from backstride.model.activity import Activity, LoggedSession
from backstride.model.case import Case
from backstride.model.check_in import CheckIn
from backstride.model.load import LoadSeries
from backstride.service.shelf import Shelf, training_home
from backstride.store.activities import activities_stamp, list_activities
from backstride.store.engine import STORE_FILE
from backstride.store.opening import open_shared_store
from backstride.training import load_series

__all__ = ["HistorySize", "history_load", "history_size", "history_stamp", "with_history"]

_SHELVES_KEPT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySize:
    """How much is stored.

    Parameters
    ----------
    runs, sessions
        Runs, and sessions of any kind.
    first, last
        Days of the first and the last session, or None without any.
    """

    runs: int
    sessions: int
    first: date | None = None
    last: date | None = None


def with_history(home: Path, shelf: Shelf, case: Case) -> Case:
    """Give the case with the shelf's imported sessions."""
    return replace(case, activities=_activities(home, shelf))


def history_load(home: Path, shelf: Shelf, case: Case, *, now: datetime) -> LoadSeries | None:
    """Give the load of imported and typed sessions up to today, or None without any."""
    activities = _activities(home, shelf)
    if not activities and not case.log:
        return None
    until = now.astimezone(ZoneInfo(case.runner.time_zone)).date()
    return _load(training_home(home, shelf), history_stamp(home, shelf), case.log, case.check_ins, until)


def history_stamp(home: Path, shelf: Shelf) -> str:
    """Give a mark that changes when the imported sessions do."""
    folder = training_home(home, shelf)
    if not (folder / STORE_FILE).exists():
        return ""
    with open_shared_store(folder).connect() as connection:
        return activities_stamp(connection)


def history_size(home: Path, shelf: Shelf) -> HistorySize:
    """Say how many sessions are stored, and from when to when."""
    activities = _activities(home, shelf)
    days = [activity.local_date for activity in activities]
    return HistorySize(
        runs=sum(activity.sport.is_running for activity in activities),
        sessions=len(activities),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _activities(home: Path, shelf: Shelf) -> tuple[Activity, ...]:
    return _kept(training_home(home, shelf), history_stamp(home, shelf))


@lru_cache(maxsize=_SHELVES_KEPT)
def _kept(folder: Path, stamp: str) -> tuple[Activity, ...]:
    if not stamp:
        return ()
    with open_shared_store(folder).connect() as connection:
        return list_activities(connection)


@lru_cache(maxsize=_SHELVES_KEPT)
def _load(
    folder: Path, stamp: str, log: tuple[LoggedSession, ...], check_ins: tuple[CheckIn, ...], until: date
) -> LoadSeries:
    return load_series(_kept(folder, stamp), log, until=until, check_ins=check_ins)
