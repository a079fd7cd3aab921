"""Bring a copy back while the app runs. What is there now is put aside as a copy of its own first.

The stores are written through the data base's own copying, which others who have them open see as one change; so
nobody has to stop the app. Cases come back with a later revision than any before, so that nothing kept in memory for
another state of them is taken for theirs.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from backstride.exchange.archive import unpack
from backstride.model.errors import FileError, InputError
from backstride.service.data_care import LEFT_OUT, back_up, must_be_backup, stores_in
from backstride.store.cases import raise_revisions
from backstride.store.engine import STORE_FILE, open_store
from backstride.store.jobs import list_jobs, stop_open_jobs
from backstride.store.opening import forget_store, open_shared_store
from backstride.store.snapshot import check_store, write_into_store

__all__ = ["bring_back"]

_NOT_IN_A_COPY = LEFT_OUT | {"queue.sqlite", "queue.sqlite-wal", "queue.sqlite-shm"}


def bring_back(home: Path, archive: Path, *, now: datetime, passphrase: str | None = None) -> Path:
    """Put a copy in the place of what is there; gives the copy that was made of what was there before.

    Nothing is touched until the whole archive was read, checked and brought up to date.

    Raises
    ------
    InputError
        When work on files is going on.
    FileError
        When the archive cannot be used, or the data folder cannot be changed.
    """
    with open_shared_store(home).connect() as connection:
        if list_jobs(connection, states=("waiting", "running")):
            raise InputError(
                "work on your files is going on", advice="wait until it is done or stop it, then try again"
            )
    fresh = home / "inbox" / f"copy-{secrets.token_hex(8)}"
    fresh.mkdir(parents=True, mode=0o700)
    try:
        must_be_backup(unpack(archive, fresh, passphrase=passphrase), archive)
        for file in stores_in(fresh):
            check_store(file)
            open_store(file.parent).dispose()
        before = back_up(home, now=now)
        _take_over(fresh, home)
    except OSError as error:
        what = f"the data folder cannot be changed ({error.strerror})"
        raise FileError(what, where=str(home), advice="free some space and check the folder's rights") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return before


def _take_over(fresh: Path, home: Path) -> None:
    """Make a data folder the same as an unpacked copy: first the files, then the stores that name them."""
    wanted = {path.relative_to(fresh) for path in _kept_files(fresh)}
    for name in sorted(wanted):
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not target.exists() or target.read_bytes() != (fresh / name).read_bytes():
            shutil.copyfile(fresh / name, target)
            target.chmod(0o600)
    stores = {file.relative_to(fresh) for file in stores_in(fresh)}
    for name in sorted(stores):
        engine = open_shared_store((home / name).parent)
        with engine.connect() as connection:
            revision = raise_revisions(connection, by=0)
        write_into_store(fresh / name, home / name)
        with engine.begin() as connection:
            raise_revisions(connection, by=revision + 1)
            stop_open_jobs(connection, message="Stopped: a copy was brought back.")
    for path in list(_kept_files(home)):
        if path.relative_to(home) not in wanted:
            path.unlink()
    for file in list(home.rglob(STORE_FILE)):
        if file.relative_to(home) not in stores and "inbox" not in file.relative_to(home).parts:
            forget_store(file.parent)
            shutil.rmtree(file.parent)


def _kept_files(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and _NOT_IN_A_COPY.isdisjoint(path.relative_to(folder).parts):
            yield path
