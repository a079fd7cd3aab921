"""Uploads that nobody brought to an end: gone after a day, so that a broken connection cannot fill the disk."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from backstride.jobs.board import INBOX, work_of
from backstride.store.jobs import list_jobs
from backstride.store.opening import open_shared_store

__all__ = ["KEPT_S", "clear_leftovers"]

KEPT_S = 24 * 3600.0
"""How long the files of an upload wait for the rest of it."""


def clear_leftovers(home: Path, *, now_s: float | None = None) -> int:
    """Remove uploads that lay untouched for a day and belong to no job that is open; gives how many.

    Parameters
    ----------
    now_s
        Seconds as the file system counts them; else this moment.
    """
    folders = [path for path in _folders(home / INBOX) if (now_s or time.time()) - _touched_s(path) > KEPT_S]
    if not folders:
        return 0
    with open_shared_store(home).connect() as connection:
        wanted = {work_of(row).folder for row in list_jobs(connection, states=("waiting", "running"))}
    old = [path for path in folders if path.name not in wanted]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _folders(inbox: Path) -> list[Path]:
    return [path for path in inbox.iterdir() if path.is_dir()] if inbox.is_dir() else []


def _touched_s(folder: Path) -> float:
    """Say when anything in a folder last changed; one that is being removed right now counts as fresh."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
    except OSError:
        return float("inf")
