"""Open the store from several threads and processes at once: the first one makes or upgrades it, the others wait."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Engine

from backstride.store.engine import STORE_FILE, open_store
from backstride.store.locking import locked_file

__all__ = ["forget_store", "open_shared_store"]

_LOCK_FILE = "store.lock"
_OPENED: dict[Path, Engine] = {}
_ONE_THREAD = threading.Lock()


def open_shared_store(home: Path) -> Engine:
    """Give the store of a data folder, safely beside an app or a worker that opens it for the first time.

    Raises
    ------
    FileError
        When the folder cannot be made or written.
    """
    engine = _OPENED.get(home)
    if engine is None:
        with _ONE_THREAD, locked_file(home / _LOCK_FILE):
            engine = _OPENED[home] = open_store(home)
    return engine


def forget_store(home: Path) -> None:
    """Close the store of a data folder that is about to go, so that another one can be opened in its place."""
    with _ONE_THREAD:
        if (home / STORE_FILE).exists():
            open_store(home).dispose()
        _OPENED.pop(home, None)
        open_store.cache_clear()
