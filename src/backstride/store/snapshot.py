"""A whole and steady copy of the store, taken while others go on reading and writing."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from backstride.model.errors import FileError
from backstride.store.engine import STORE_FILE

__all__ = ["check_store", "empty_log", "write_into_store", "write_snapshot"]


def write_snapshot(home: Path, target: Path) -> None:
    """Copy the store of a data folder; what is being written at that moment is in it as a whole or not at all.

    Raises
    ------
    FileError
        When the store is damaged, or the copy cannot be written.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with (
            contextlib.closing(sqlite3.connect(f"file:{home / STORE_FILE}?mode=ro", uri=True)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.DatabaseError as error:
        advice = "free some space, check the folder's rights, or bring an earlier copy back"
        raise FileError(f"the store cannot be copied ({error})", where=str(home / STORE_FILE), advice=advice) from error
    check_store(target, told=home / STORE_FILE)


def write_into_store(source: Path, target: Path) -> None:
    """Put one store's content in the place of another's, for everyone who has it open, as one change or not at all.

    Raises
    ------
    FileError
        When the disk is full, or someone else holds the store for long.
    """
    try:
        with (
            contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as fresh,
            contextlib.closing(sqlite3.connect(target, timeout=10.0)) as store,
        ):
            fresh.backup(store)
        empty_log(target.parent)
    except sqlite3.DatabaseError as error:
        what = f"the copy cannot be put in the place of what is here ({error})"
        raise FileError(
            what, where=str(target), advice="free some space and try again; both are still there"
        ) from error


def check_store(file: Path, *, told: Path | None = None) -> None:
    """Hold a store to its own checks.

    Parameters
    ----------
    told
        The store a person is told about, where the file is a copy made of it.

    Raises
    ------
    FileError
        When it is damaged.
    """
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
            said = store.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError:
        said = None
    if said != ("ok",):
        raise FileError("the store is damaged", where=str(told or file), advice="use another copy; nothing was changed")


def empty_log(home: Path) -> None:
    """Write what still lies in the store's log into the store and empty the log, so that nothing erased stays there."""
    with contextlib.closing(sqlite3.connect(home / STORE_FILE, timeout=10.0)) as store:
        store.execute("PRAGMA secure_delete = ON")
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
