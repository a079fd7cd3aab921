"""Care of the runner's data: back it up, take it away in open formats, erase all of it."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from backstride import __version__
from backstride.exchange.archive import LOCKED, ArchiveKind, lock, pack
from backstride.model.codec import encode_json
from backstride.model.errors import FileError, UsageError
from backstride.service.episodes import list_episodes
from backstride.service.runners import list_people
from backstride.store.engine import STORE_FILE
from backstride.store.locking import locked_file
from backstride.store.snapshot import write_snapshot

__all__ = [
    "BACKUPS",
    "BACKUPS_KEPT",
    "COPY_LOCK",
    "DAILY_COPIES_OFF",
    "LEFT_OUT",
    "MADE_BY_HAND",
    "back_up",
    "clear_on_its_way",
    "copy_within",
    "copying",
    "erase_everything",
    "export_everything",
    "on_its_way",
    "snapshots",
    "stores_in",
    "write_over",
]

BACKUPS = "backups"
BACKUPS_KEPT = 7
MADE_BY_HAND = "backstride-*.zip*"
"""Names of the copies in the data folder that a person has made."""
COPY_LOCK = "copies.lock"
DAILY_COPIES_OFF = "daily-copies.off"
"""A file whose being there turns the daily copies of a data folder off; what it says is of this machine alone."""
LEFT_OUT = frozenset(
    {BACKUPS, "inbox", "paired_devices.json", "store.lock", COPY_LOCK, DAILY_COPIES_OFF}
    | {STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"}
)
"""Names that no archive takes as files; the stores go in as copies."""
_BEING_MADE, _ON_ITS_WAY = "being-made-", "on-its-way-"
_ON_ITS_WAY_S = 24 * 3600.0
_LONGEST_WAIT_S = 30.0
_READ_ME = """Your data from Backstride

episodes/   one JSON file for each time you asked: answers, typed sessions, form measures, check-ins, plan choices,
            what you wrote for your clinician.
store/      the data base as it is (SQLite): imported sessions and everything worked out from them.
originals/  the files you imported, packed with zlib, named by what they hold.
clips/      films you asked to keep, and pictures from them.
"""


def back_up(home: Path, *, now: datetime, target: Path | None = None, passphrase: str | None = None) -> Path:
    """Copy everything into one file, while the app may go on; gives the file.

    Without a target it goes to ``backups`` in the data folder, where the newest seven are kept.

    Raises
    ------
    UsageError
        When an open copy would get the name of a locked one.
    FileError
        When there is nothing to back up, or the file cannot be written.
    """
    stores_in(home)
    if target is None:
        with copying(home) as folder:
            return copy_within(home, folder, now=now, passphrase=passphrase)
    _must_fit(target, passphrase)
    with copying(home) as folder:
        pack(target, _everything(home, folder), kind=ArchiveKind.BACKUP, made_at=now, program=__version__)
        return lock(target, passphrase) if passphrase else target


def copy_within(home: Path, folder: Path, *, now: datetime, passphrase: str | None = None) -> Path:
    """Copy everything into the data folder's own backups, for who is :func:`copying` already; gives the file."""
    path = home / BACKUPS / f"backstride-{now:%Y%m%d-%H%M%S}.zip"
    pack(path, _everything(home, folder), kind=ArchiveKind.BACKUP, made_at=now, program=__version__)
    written = lock(path, passphrase) if passphrase else path
    for old in sorted((home / BACKUPS).glob(MADE_BY_HAND))[:-BACKUPS_KEPT]:
        old.unlink()
    return written


def _must_fit(path: Path, passphrase: str | None) -> None:
    if path.suffix == LOCKED and not passphrase:
        advice = "add --passphrase, or give it a name that ends in .zip"
        raise UsageError(f"a name that ends in {LOCKED} is for a locked file", where=str(path), advice=advice)


@contextlib.contextmanager
def copying(home: Path) -> Iterator[Path]:
    """Give an empty folder for the work on a copy, while nobody else makes, brings back or erases one.

    It lies among the backups, so that it is never part of a copy and is erased with them. What a program that was ended
    half-way has left there goes first.

    Raises
    ------
    FileError
        When the folder cannot be made, or someone else takes too long.
    """
    with locked_file(home / COPY_LOCK, longest_s=_LONGEST_WAIT_S):
        folder = home / BACKUPS / f"{_BEING_MADE}{secrets.token_hex(4)}"
        try:
            for old in (home / BACKUPS).glob(f"{_BEING_MADE}*"):
                _drop(old)
            for half in (home / BACKUPS).glob("*.part"):
                half.unlink()
            folder.mkdir(parents=True, mode=0o700)
        except OSError as error:
            what = f"no copy can be made here ({error.strerror})"
            advice = "free some space and check the folder's rights"
            raise FileError(what, where=str(home / BACKUPS), advice=advice) from error
        try:
            yield folder
        finally:
            _drop(folder)
            _leave_no_empty(home / BACKUPS)


def _drop(folder: Path) -> None:
    """Remove a folder of copies, written over first, since they hold what may be erased from everywhere else later."""
    for path in folder.rglob("*"):
        if path.is_file():
            with contextlib.suppress(OSError):
                write_over(path)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def on_its_way(home: Path) -> Iterator[Path]:
    """Give a folder for a copy that comes from elsewhere or goes there; what lies in it is erased with the copies."""
    folder = home / BACKUPS / f"{_ON_ITS_WAY}{secrets.token_hex(8)}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        _drop(folder)
        _leave_no_empty(home / BACKUPS)


def clear_on_its_way(home: Path) -> None:
    """Remove what came or went for more than a day: a download that broke off, a program that was ended."""
    for folder in (home / BACKUPS).glob(f"{_ON_ITS_WAY}*"):
        with contextlib.suppress(FileNotFoundError):  # It came to its end just now.
            if time.time() - folder.stat().st_mtime > _ON_ITS_WAY_S:
                _drop(folder)
    _leave_no_empty(home / BACKUPS)


def _leave_no_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()  # Only when no copy lies there.


def snapshots(home: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Give a steady copy of every store of a data folder with its place there; homes within a home come along."""
    for file in stores_in(home):
        copy = folder / secrets.token_hex(8)
        write_snapshot(file.parent, copy)
        yield file.relative_to(home).as_posix(), copy


def _everything(home: Path, folder: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Give every file of a data folder but what is only there while the app runs."""
    yield from snapshots(home, folder)
    for path in sorted(home.rglob("*")):
        parts = path.relative_to(home).parts
        if path.is_file() and not path.is_symlink() and LEFT_OUT.isdisjoint(parts) and not path.name.endswith(".part"):
            yield path.relative_to(home).as_posix(), path


def stores_in(home: Path) -> list[Path]:
    """List the stores of a data folder, those of homes within it included.

    Raises
    ------
    FileError
        When there is none.
    """
    aside = {BACKUPS, "inbox"}
    found = sorted(path for path in home.rglob(STORE_FILE) if aside.isdisjoint(path.relative_to(home).parts))
    if not found:
        raise FileError("there is nothing here yet", where=str(home), advice="use Backstride first")
    return found


def export_everything(home: Path, target: Path, *, now: datetime, passphrase: str | None = None) -> Path:
    """Write everything in open formats into one file; gives the file.

    Raises
    ------
    UsageError
        When an open file would get the name of a locked one.
    FileError
        When there is nothing to export, or the file cannot be written.
    """
    stores_in(home)
    _must_fit(target, passphrase)
    with copying(home) as folder:
        pack(target, _open_formats(home, folder), kind=ArchiveKind.EXPORT, made_at=now, program=__version__)
        return lock(target, passphrase) if passphrase else target


def _open_formats(home: Path, folder: Path) -> Iterator[tuple[str, Path | bytes]]:
    yield "READ-ME.txt", _READ_ME.encode()
    for name, source in _everything(home, folder):
        yield (f"store/{name}" if name.endswith(STORE_FILE) else name), source
    for person in list_people(home):
        for episode in list_episodes(home, shelf=person.shelf):
            yield f"episodes/{episode.id}.json", msgspec.json.format(encode_json(episode))


def erase_everything(home: Path) -> None:
    """Remove all data of every runner for good: answers, files, films, backups kept in the data folder.

    Files are written over before they go, as far as the disk does what it is told.

    Raises
    ------
    FileError
        When something cannot be removed.
    """
    try:
        for path in sorted(home.rglob("*"), reverse=True):
            if path.is_file() and not path.is_symlink():
                write_over(path)
        shutil.rmtree(home)
    except FileNotFoundError:
        return
    except OSError as error:
        what = f"not everything could be erased ({error.strerror})"
        raise FileError(what, where=str(home), advice="stop the app and try again") from error


def write_over(path: Path) -> None:
    """Write zeros over a file, as far as the disk does what it is told."""
    with contextlib.suppress(PermissionError), path.open("r+b") as stream:
        left = path.stat().st_size
        while left > 0:
            left -= stream.write(bytes(min(left, 2**20)))
        stream.flush()
        os.fsync(stream.fileno())
