"""Care of the runner's data: back it up, bring it back, take it away in open formats, erase all of it."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from backstride import __version__
from backstride.exchange.archive import ArchiveListing, lock, pack, unpack
from backstride.model.codec import encode_json
from backstride.model.errors import FileError
from backstride.service.episodes import list_episodes
from backstride.service.runners import list_people
from backstride.store.engine import STORE_FILE
from backstride.store.snapshot import check_store, write_snapshot

__all__ = [
    "BACKUPS",
    "BACKUPS_KEPT",
    "LEFT_OUT",
    "back_up",
    "erase_everything",
    "export_everything",
    "must_be_backup",
    "restore",
    "stores_in",
    "write_over",
]

BACKUPS = "backups"
BACKUPS_KEPT = 7
LEFT_OUT = frozenset(
    {BACKUPS, "inbox", "paired_devices.json", "store.lock", STORE_FILE, f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"}
)
"""Names that no archive takes as files; the stores go in as copies."""
_READ_ME = """Your data from Backstride

episodes/   one JSON file for each time you asked: answers, typed sessions, form measures, check-ins, plan choices.
store/      the data base as it is (SQLite): imported sessions and everything worked out from them.
originals/  the files you imported, packed with zlib, named by what they hold.
clips/      films you asked to keep, and pictures from them.
"""


def back_up(home: Path, *, now: datetime, target: Path | None = None, passphrase: str | None = None) -> Path:
    """Copy everything into one file, while the app may go on; gives the file.

    Without a target it goes to ``backups`` in the data folder, where the newest seven are kept.

    Raises
    ------
    FileError
        When there is nothing to back up, or the file cannot be written.
    """
    path = target or home / BACKUPS / f"backstride-{now:%Y%m%d-%H%M%S}.zip"
    with tempfile.TemporaryDirectory(prefix="backstride-") as folder:
        pack(path, _everything(home, Path(folder)), kind="backup", made_at=now, program=__version__)
    written = lock(path, passphrase) if passphrase else path
    if target is None:
        for old in sorted((home / BACKUPS).glob("backstride-*.zip*"))[:-BACKUPS_KEPT]:
            old.unlink()
    return written


def _everything(home: Path, folder: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Give every file of a data folder but what is only there while the app runs; homes within a home come along."""
    for file in stores_in(home):
        copy = folder / secrets.token_hex(8)
        write_snapshot(file.parent, copy)
        yield file.relative_to(home).as_posix(), copy
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
    found = sorted(path for path in home.rglob(STORE_FILE) if BACKUPS not in path.relative_to(home).parts)
    if not found:
        raise FileError("there is nothing here yet", where=str(home), advice="use Backstride first")
    return found


def restore(home: Path, archive: Path, *, now: datetime, passphrase: str | None = None) -> Path | None:
    """Bring back a backup; what was there before is kept beside it. Gives where, or None when there was nothing.

    The app must not be running. Nothing is touched until the whole archive was read and checked.

    Raises
    ------
    FileError
        When the archive cannot be used, or the data folder cannot be changed.
    """
    home.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{home.name}-", dir=home.parent))
    try:
        listing = unpack(archive, fresh, passphrase=passphrase)
        must_be_backup(listing, archive)
        for file in stores_in(fresh):
            check_store(file)
        before = None
        if home.exists():
            before = home.with_name(f"{home.name}-before-{now:%Y%m%d-%H%M%S}")
            home.replace(before)
        fresh.replace(home)
    except OSError as error:
        what = f"the data folder cannot be changed ({error.strerror})"
        raise FileError(what, where=str(home), advice="stop the app and check the folder's rights") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return before


def must_be_backup(listing: ArchiveListing, archive: Path) -> None:
    """Hold an archive to be one that can be brought back.

    Raises
    ------
    FileError
        When it is an export.
    """
    if listing.kind != "backup":
        advice = "use a file that `backstride backup` has made"
        raise FileError("this is an export, not a backup", where=str(archive), advice=advice)


def export_everything(home: Path, target: Path, *, now: datetime, passphrase: str | None = None) -> Path:
    """Write everything in open formats into one file; gives the file.

    Raises
    ------
    FileError
        When there is nothing to export, or the file cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="backstride-") as folder:
        pack(target, _open_formats(home, Path(folder)), kind="export", made_at=now, program=__version__)
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
