"""The copy that the app makes by itself, once a day: what cannot be sent or typed again, small enough for many of them.

It holds the stores: answers, diary, plans, and the sessions that were read from files. Training files and films are
left out. They lie beside the store, never change, and stay where they are when such a copy is brought back.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from backstride import __version__
from backstride.exchange.archive import ArchiveKind, pack
from backstride.model.codec import decode_json, encode_json
from backstride.model.errors import FileError, LimitError
from backstride.service.data_care import BACKUPS, DAILY_COPIES_OFF, copying, snapshots, stores_in
from backstride.store.engine import STORE_FILE

__all__ = [
    "DAYS_KEPT",
    "MADE_BY_ITSELF",
    "SWITCH",
    "WEEKS_KEPT",
    "CopyProblem",
    "are_off_for_the_program",
    "copies_to_keep",
    "copy_day",
    "daily_copies_are_on",
    "daily_copy_problem",
    "list_daily_copies",
    "make_daily_copy",
    "switch_daily_copies",
]

SWITCH = "BACKSTRIDE_DAILY_COPY"
"""Environment variable that turns the daily copies off."""
MADE_BY_ITSELF = "daily-*.zip"
"""Names of the copies in the data folder that the app has made by itself."""
DAYS_KEPT = 7
WEEKS_KEPT = 4
_DAY_BEGINS = timedelta(hours=3)
_PROBLEM = "daily-problem.json"
_OFF = frozenset({"off", "no", "0", "false"})
_FREE_BYTES = 256 * 2**20
"""What a copy leaves free on the disk: what the runner writes comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyProblem:
    """Why the last daily copy could not be made.

    Parameters
    ----------
    line
        One plain line: what happened and what to do.
    since
        The first time it could not be made, or None when it was not tried yet.
    """

    line: str
    since: datetime | None = None


def daily_copies_are_on(home: Path) -> bool:
    """Say whether the app makes copies by itself, which it does unless it is told not to."""
    return not (are_off_for_the_program() or (home / DAILY_COPIES_OFF).exists())


def are_off_for_the_program() -> bool:
    """Say whether whoever started this program has turned the copies off, so that no page can turn them on."""
    return os.environ.get(SWITCH, "").strip().lower() in _OFF


def switch_daily_copies(home: Path, *, on: bool) -> None:
    """Turn the copies of a data folder on or off; those that are there stay.

    Raises
    ------
    FileError
        When this cannot be written down.
    """
    try:
        if on:
            (home / DAILY_COPIES_OFF).unlink(missing_ok=True)
        else:
            (home / DAILY_COPIES_OFF).touch(mode=0o600)
    except OSError as error:
        advice = "check the folder's rights and free space"
        raise FileError(f"this cannot be written down ({error.strerror})", where=str(home), advice=advice) from error


def copy_day(now: datetime) -> date:
    """Give the day that a copy made now is for; a day ends at three in the morning, by the clock of its own zone.

    Examples
    --------
    >>> copy_day(datetime(2026, 11, 22, 2, 59)), copy_day(datetime(2026, 11, 22, 3))
    (datetime.date(2026, 11, 21), datetime.date(2026, 11, 22))
    """
    return (now - _DAY_BEGINS).date()


def copies_to_keep(days: Iterable[date], *, newest: date) -> frozenset[date]:
    """Choose the days whose copies stay: the last seven, and the last one of each of the four weeks before them.

    Parameters
    ----------
    days
        Days that have a copy.
    newest
        The one just made. It stays whatever the clock said on the other days.

    Examples
    --------
    >>> days = [date(2026, 11, 1) + timedelta(days=one) for one in range(22)]
    >>> kept = copies_to_keep(days, newest=days[-1])
    >>> [day.day for day in sorted(kept)]
    [1, 8, 15, 16, 17, 18, 19, 20, 21, 22]
    """
    there = sorted(set(days) - {newest}, reverse=True)
    by_day, older = there[: DAYS_KEPT - 1], there[DAYS_KEPT - 1 :]
    last_of_week: dict[tuple[int, int], date] = {}
    for day in older:
        last_of_week.setdefault(day.isocalendar()[:2], day)
    return frozenset({newest, *by_day, *list(last_of_week.values())[:WEEKS_KEPT]})


def list_daily_copies(home: Path) -> dict[date, Path]:
    """List the copies that the app has made by itself, by their day."""
    found: dict[date, Path] = {}
    for path in sorted((home / BACKUPS).glob(MADE_BY_ITSELF)):
        with contextlib.suppress(ValueError):
            found[date.fromisoformat(path.stem.removeprefix("daily-"))] = path
    return found


def make_daily_copy(home: Path, *, now: datetime) -> Path | None:
    """Make the copy of this day, and let go of those that are too old; None when there is nothing to do.

    A store that is damaged is never copied over good copies, and none of them goes before the new one is whole.

    Parameters
    ----------
    now
        This moment, by the clock of the place the machine is in.

    Raises
    ------
    FileError
        When it cannot be made; :func:`daily_copy_problem` tells it from then on until one could be made.
    """
    day = copy_day(now)
    if not daily_copies_are_on(home) or not (home / STORE_FILE).exists() or day in list_daily_copies(home):
        return None
    target = home / BACKUPS / f"daily-{day.isoformat()}.zip"
    try:
        _copy(home, target, now=now)
    except FileError as error:
        _note(home, CopyProblem(line=error.line(), since=now))
        raise
    return target


def _copy(home: Path, target: Path, *, now: datetime) -> None:
    try:
        _must_have_room(home)
        with copying(home) as folder:
            pack(target, snapshots(home, folder), kind=ArchiveKind.DAILY, made_at=now, program=__version__)
            copies = list_daily_copies(home)
            for old in copies.keys() - copies_to_keep(copies, newest=copy_day(now)):
                copies[old].unlink()
            (home / BACKUPS / _PROBLEM).unlink(missing_ok=True)
    except OSError as error:
        what = f"the daily copy cannot be made ({error.strerror})"
        advice = "free some space and check the folder's rights; what is stored is safe"
        raise FileError(what, where=str(home / BACKUPS), advice=advice) from error


def daily_copy_problem(home: Path) -> CopyProblem | None:
    """Tell why the last copy could not be made, or cannot be made now; None when all is well or copies are off."""
    if not daily_copies_are_on(home) or not (home / STORE_FILE).exists():
        return None
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return decode_json((home / BACKUPS / _PROBLEM).read_bytes(), CopyProblem)
    try:
        _must_have_room(home)
    except FileError as error:  # A disk that is full to the last byte has no room for a note either.
        return CopyProblem(line=error.line())
    return None


def _must_have_room(home: Path) -> None:
    """Leave the last free space on a disk to what the runner writes."""
    # A steady copy of each store, and what is packed from it, which is hardly larger.
    needed = 2 * sum(file.stat().st_size for file in stores_in(home))
    if shutil.disk_usage(home).free < needed + _FREE_BYTES:
        raise LimitError(
            "the disk is almost full, so no daily copy can be made",
            advice="free some space; what is stored, and the copies before, are safe",
        )


def _note(home: Path, problem: CopyProblem) -> None:
    told = daily_copy_problem(home)
    since = told.since if told is not None and told.since is not None else problem.since
    path = home / BACKUPS / _PROBLEM
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(encode_json(CopyProblem(line=problem.line, since=since)))
