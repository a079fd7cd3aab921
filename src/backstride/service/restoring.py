"""Bring a copy back, also while the app runs. What is there now is put aside first.

The stores are written through the data base's own copying, which others who have them open see as one change; so
nobody has to stop the app. Cases come back with a later revision than any before, so that nothing kept in memory for
another state of them is taken for theirs.

Where there is no store that opens, no copy of it can be made: then what lies there is moved into a folder among the
copies, and the copy takes its place.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backstride.exchange.archive import ArchiveKind, unpack
from backstride.model.errors import FileError, InputError
from backstride.service.data_care import BACKUPS, COPY_LOCK, DAILY_COPIES_OFF, LEFT_OUT, copy_within, copying, stores_in
from backstride.service.episodes import list_episodes
from backstride.service.kept_clips import CLIPS
from backstride.service.runners import list_people
from backstride.service.shelf import Shelf
from backstride.store.activities import list_originals
from backstride.store.cases import raise_revisions
from backstride.store.engine import STORE_FILE, open_store
from backstride.store.jobs import list_jobs, stop_open_jobs
from backstride.store.opening import forget_store, open_shared_store
from backstride.store.originals import Originals
from backstride.store.snapshot import check_store, write_into_store

__all__ = ["BroughtBack", "bring_back"]

_NOT_IN_A_COPY = LEFT_OUT | {"queue.sqlite", "queue.sqlite-wal", "queue.sqlite-shm"}
_NOT_PUT_ASIDE = frozenset({BACKUPS, "inbox", "store.lock", COPY_LOCK, DAILY_COPIES_OFF})


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """What bringing a copy back has done.

    Parameters
    ----------
    before
        Where lies what was there before: a copy, or a folder among the copies where there was no store that opens;
        None when there was nothing.
    missing_files
        Training files that the copy names and that are not here. Their sessions are; what needs the file is not.
    """

    before: Path | None
    missing_files: int


def bring_back(home: Path, archive: Path, *, now: datetime, passphrase: str | None = None) -> BroughtBack:
    """Put a copy in the place of what is there.

    Nothing is touched until the whole archive was read, checked and brought up to date.

    Raises
    ------
    InputError
        When work on files is going on.
    FileError
        When the archive cannot be used, or the data folder cannot be changed.
    """
    opens, is_new = _opens(home), not home.exists()
    if opens:
        _must_be_idle(home)
    try:
        with copying(home) as folder:
            fresh = folder / "fresh"
            fresh.mkdir(mode=0o700)
            whole = _unpacked(archive, fresh, passphrase) is ArchiveKind.BACKUP
            before = copy_within(home, folder, now=now) if opens else _put_aside(home, now=now, files_too=whole)
            _take_over(fresh, home, files_too=whole)
    except OSError as error:
        what = f"the data folder cannot be changed ({error.strerror})"
        raise FileError(what, where=str(home), advice="free some space and check the folder's rights") from error
    finally:
        if is_new and not (home / STORE_FILE).exists():
            shutil.rmtree(home, ignore_errors=True)
    return BroughtBack(before=before, missing_files=_missing_files(home))


def _unpacked(archive: Path, fresh: Path, passphrase: str | None) -> ArchiveKind:
    """Unpack a copy, hold it to its own checks and bring it up to date; gives what it is."""
    kind = unpack(archive, fresh, passphrase=passphrase).kind
    if kind is ArchiveKind.EXPORT:
        advice = "use a file that `backstride backup` has made"
        raise FileError("this is an export, not a backup", where=str(archive), advice=advice)
    for file in stores_in(fresh):
        check_store(file)
        open_store(file.parent).dispose()
    return kind


def _opens(home: Path) -> bool:
    """Say whether there is a store here that can be used."""
    if not (home / STORE_FILE).exists():
        return False
    try:
        check_store(home / STORE_FILE)
        open_shared_store(home)
    except FileError:
        return False
    return True


def _must_be_idle(home: Path) -> None:
    with open_shared_store(home).connect() as connection:
        if list_jobs(connection, states=("waiting", "running")):
            raise InputError(
                "work on your files is going on", advice="wait until it is done or stop it, then try again"
            )


def _put_aside(home: Path, *, now: datetime, files_too: bool) -> Path | None:
    """Move what lies in a data folder among its copies; gives where, or None when there was nothing."""
    before = home / BACKUPS / f"put-aside-{now:%Y%m%d-%H%M%S}"
    there = [
        path
        for path in sorted(home.rglob("*"))
        if path.is_file()
        and _NOT_PUT_ASIDE.isdisjoint(path.relative_to(home).parts)
        and (files_too or path.name.startswith(STORE_FILE))
    ]
    for path in there:
        target = before / path.relative_to(home)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.replace(target)
        if path.name == STORE_FILE:
            forget_store(path.parent)
    return before if there else None


def _take_over(fresh: Path, home: Path, *, files_too: bool) -> None:
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
    if files_too:
        for path in list(_kept_files(home)):
            if path.relative_to(home) not in wanted:
                path.unlink()
    else:
        _drop_films_of_nobody(home)
    for file in list(home.rglob(STORE_FILE)):
        if file.relative_to(home) not in stores and BACKUPS not in file.relative_to(home).parts:
            forget_store(file.parent)
            shutil.rmtree(file.parent)


def _drop_films_of_nobody(home: Path) -> None:
    """Remove films of answers that are not in the copy: nobody could find them any more, not even to erase them."""
    shelves = [*(one.shelf for one in list_people(home)), Shelf.DEMO]
    known = {episode.id for shelf in shelves for episode in list_episodes(home, shelf=shelf)}
    for folder in (home / CLIPS).glob("*"):
        if folder.name not in known:
            shutil.rmtree(folder)


def _missing_files(home: Path) -> int:
    missing = 0
    for file in stores_in(home):
        originals = Originals(file.parent)
        with open_shared_store(file.parent).connect() as connection:
            missing += sum(not originals.path(one).exists() for one in list_originals(connection))
    return missing


def _kept_files(folder: Path) -> Iterable[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and _NOT_IN_A_COPY.isdisjoint(path.relative_to(folder).parts):
            yield path
