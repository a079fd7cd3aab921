"""Erase while the app runs: one person, or everyone; and the copies that still hold what was erased.

Copies go as a whole. Taking one person's words out of a packed and maybe locked file would mean writing it anew, and
whether that succeeded could not be seen; the next daily copy is made without them.

Rows are removed and written over, files are written over before they go. The store itself stays, empty, because the
app and its worker have it open.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from backstride.model.errors import FileError, InputError
from backstride.service.data_care import BACKUPS, COPY_LOCK, write_over
from backstride.service.episodes import list_episodes
from backstride.service.kept_clips import erase_clips
from backstride.service.runners import list_people
from backstride.service.shelf import Shelf, training_home
from backstride.store.cases import delete_case
from backstride.store.clearing import clear_store, clear_training
from backstride.store.diary_entries import delete_entries
from backstride.store.engine import STORE_FILE
from backstride.store.locking import locked_file
from backstride.store.opening import forget_store, open_shared_store
from backstride.store.runners import delete_runner
from backstride.store.snapshot import empty_log

__all__ = ["copies_erased", "erase_person", "erase_records"]

_STAYS = frozenset({"store.lock", COPY_LOCK, "queue.sqlite", "queue.sqlite-wal", "queue.sqlite-shm"})
_LONGEST_WAIT_S = 30.0
_STORE = frozenset({STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"})


def erase_person(home: Path, shelf: Shelf) -> None:
    """Remove one person's answers, diary, training files, films and name for good.

    Raises
    ------
    InputError
        If there is no such person.
    FileError
        When something cannot be removed.
    """
    if shelf not in {one.shelf for one in list_people(home)}:
        raise InputError("this person is not on this machine", advice="go back to the page of your data")
    episodes = [one.id for one in list_episodes(home, shelf=shelf)]
    folder = training_home(home, shelf)
    if shelf != Shelf.OWN:
        forget_store(folder)
    _remove(folder if shelf != Shelf.OWN else home / "originals", *(home / "clips" / one for one in episodes))
    with open_shared_store(home).begin() as connection:
        for one in episodes:
            delete_entries(connection, case_id=one)
            delete_case(connection, one)
        if shelf == Shelf.OWN:
            clear_training(connection)
        delete_runner(connection, shelf.value)
    for one in episodes:
        erase_clips(home, one)
    empty_log(home)


def erase_records(home: Path) -> None:
    """Remove everything of everyone for good while the app runs: answers, files, films, copies.

    Raises
    ------
    FileError
        When something cannot be removed.
    """
    with copies_erased(home):
        for shelf in [one.shelf for one in list_people(home) if one.shelf != Shelf.OWN]:
            erase_person(home, shelf)
        for file in sorted(home.rglob(STORE_FILE)):
            clear_store(open_shared_store(file.parent))
            empty_log(file.parent)
        _remove(*(path for path in home.rglob("*") if path.is_file() and path.name not in _STAYS | _STORE))
    for path in sorted(home.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


@contextlib.contextmanager
def copies_erased(home: Path) -> Iterator[None]:
    """Remove every copy in the data folder, locked or not, once the body has erased what they hold.

    No copy is made meanwhile, so none can be begun before the erasing and be finished after it.

    Raises
    ------
    FileError
        When a copy is just being made and takes long; then nothing was erased. When one cannot be removed.
    """
    with locked_file(home / COPY_LOCK, longest_s=_LONGEST_WAIT_S):
        yield
        if (home / BACKUPS).is_dir():
            _remove(home / BACKUPS)


def _remove(*paths: Path) -> None:
    """Write over files and remove them; of folders, everything in them."""
    try:
        for path in paths:
            for file in _files(path):
                write_over(file)
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        what = f"not everything could be erased ({error.strerror})"
        raise FileError(what, advice="check the rights of the data folder, then try again") from error


def _files(path: Path) -> Iterable[Path]:
    found = (path, *path.rglob("*")) if path.is_dir() else (path,)
    return (one for one in found if one.is_file() and not one.is_symlink())
