"""Who may write: the store's own lock inside a transaction, and a lock of a file between processes."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from backstride.model.errors import FileError

__all__ = ["lock_for_writing", "locked_file"]

_LOOK_S = 0.05


def lock_for_writing(connection: Connection) -> None:
    """Begin a transaction that nobody else can write beside; waits for whoever is writing now."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextlib.contextmanager
def locked_file(file: Path, *, longest_s: float | None = None) -> Iterator[None]:
    """Hold a file that nobody else can hold meanwhile, no thread and no process; its folder is made when needed.

    Parameters
    ----------
    longest_s
        How long to wait for it, in seconds; for ever when left out.

    Raises
    ------
    FileError
        When someone else holds it for longer.
    """
    try:
        import fcntl
    except ImportError:  # Windows: the store's own busy time-out has to do
        yield
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_RDWR, 0o600), "r+b") as held:
        ends_s = None if longest_s is None else time.monotonic() + longest_s
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX if ends_s is None else fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if ends_s is not None and time.monotonic() > ends_s:
                    raise FileError("something else works on your data just now", advice="try again soon") from error
                time.sleep(_LOOK_S)
        yield
