"""A large file that arrives in pieces: it goes on where it stopped, after a lost connection or another day.

A parcel is announced with its name and size, so that what is too large is refused before a byte is stored. Each piece
says where it belongs; one that belongs elsewhere is not written, and the sender is told how much is there.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from backstride.jobs.board import INBOX
from backstride.jobs.leftovers import clear_leftovers
from backstride.model.errors import FileError, InputError, LimitError

__all__ = [
    "FREE_BYTES",
    "LARGEST_UPLOAD_BYTES",
    "MisplacedPieceError",
    "Parcel",
    "announce_parcel",
    "append_piece",
    "drop_parcel",
    "drop_parcels",
    "find_parcel",
    "list_parcels",
    "take_parcel",
]

LARGEST_UPLOAD_BYTES = 4 * 2**30
"""All files of one upload together; ten years of Apple Health data are about 1 GB."""
FREE_BYTES = 256 * 2**20
"""What an upload leaves free on the disk."""

_PREFIX = "parcel-"
_LABEL = "parcel.json"
_CONTENT = "content"
_MOST_OPEN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A file on its way.

    Parameters
    ----------
    name
        Its name, without anything that could lead out of a folder.
    size_bytes
        How large it will be.
    """

    id: str
    case_id: str
    name: str
    size_bytes: int
    taken_bytes: int = 0


class MisplacedPieceError(InputError):
    """A piece that belongs elsewhere in the file.

    Parameters
    ----------
    taken_bytes
        How much of the file is there.
    """

    def __init__(self, taken_bytes: int) -> None:
        super().__init__("this piece belongs elsewhere", advice="go on with what comes next")
        self.taken_bytes = taken_bytes


def announce_parcel(home: Path, *, case_id: str, name: str, size_bytes: int) -> Parcel:
    """Make room for a file that will arrive in pieces.

    Raises
    ------
    LimitError
        If it is too large, the disk too full, or too many are on their way.
    """
    if not 0 < size_bytes <= LARGEST_UPLOAD_BYTES:
        raise LimitError(
            f"this file is empty, or has more than {LARGEST_UPLOAD_BYTES // 2**30} GB, so nothing was added",
            where=name,
            advice="send fewer files, or only the export's activities folder",
        )
    clear_leftovers(home)
    open_parcels = list_parcels(home, case_id)
    if len(open_parcels) >= _MOST_OPEN:
        raise LimitError(f"{_MOST_OPEN} uploads are open already", where=name, advice="throw some of them away first")
    inbox = home / INBOX
    inbox.mkdir(parents=True, exist_ok=True, mode=0o700)
    coming = sum(one.size_bytes - one.taken_bytes for one in open_parcels)
    if size_bytes + coming > shutil.disk_usage(inbox).free - FREE_BYTES:
        raise _disk_full(name)
    parcel = Parcel(id=secrets.token_hex(8), case_id=case_id, name=name, size_bytes=size_bytes)
    folder = _folder(home, parcel.id)
    folder.mkdir(mode=0o700)
    for path, data in ((folder / _LABEL, msgspec.json.encode(parcel)), (folder / _CONTENT, b"")):
        path.touch(mode=0o600)
        path.write_bytes(data)
    return parcel


def find_parcel(home: Path, case_id: str, parcel_id: str) -> Parcel | None:
    """Find a parcel of a case, with how much of it is there."""
    if not (parcel_id.isascii() and parcel_id.isalnum()):
        return None
    folder = _folder(home, parcel_id)
    try:
        parcel = msgspec.json.decode((folder / _LABEL).read_bytes(), type=Parcel)
        taken_bytes = (folder / _CONTENT).stat().st_size
    except (OSError, msgspec.DecodeError):
        return None
    return replace(parcel, taken_bytes=taken_bytes) if parcel.case_id == case_id else None


def list_parcels(home: Path, case_id: str) -> tuple[Parcel, ...]:
    """List the files of a case that are still on their way, by name."""
    folders = (home / INBOX).glob(f"{_PREFIX}*")
    found = (find_parcel(home, case_id, folder.name.removeprefix(_PREFIX)) for folder in folders)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.name, one.id)))


def append_piece(home: Path, parcel: Parcel, data: bytes, *, offset_bytes: int) -> int:
    """Write a piece at the end of what is there; gives how much is there then.

    A piece is written as a whole or not at all, and two senders cannot write at once.

    Raises
    ------
    MisplacedPieceError
        If the piece begins elsewhere.
    LimitError
        If it goes beyond the announced size, or the disk is full.
    """
    if offset_bytes + len(data) > parcel.size_bytes:
        raise LimitError("this file is longer than it was said to be", where=parcel.name, advice="send it again")
    with (_folder(home, parcel.id) / _CONTENT).open("r+b", buffering=0) as content, _held(content.fileno()):
        there = content.seek(0, os.SEEK_END)
        if there != offset_bytes:
            raise MisplacedPieceError(there)
        try:
            _write_all(content.fileno(), data)
        except OSError as error:
            with contextlib.suppress(OSError):
                content.truncate(there)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise _disk_full(parcel.name) from error
            raise
    return offset_bytes + len(data)


def take_parcel(home: Path, parcel: Parcel, folder: Path) -> Path | None:
    """Move a complete file into a folder; None when someone else was faster.

    Raises
    ------
    FileError
        If a part of it is still missing.
    """
    if parcel.taken_bytes < parcel.size_bytes:
        raise FileError("a part of this file is still missing", where=parcel.name, advice="choose it again to go on")
    target, number = folder / parcel.name, 2
    while target.exists():
        target = folder / f"{Path(parcel.name).stem} ({number}){Path(parcel.name).suffix}"
        number += 1
    try:
        (_folder(home, parcel.id) / _CONTENT).rename(target)
    except FileNotFoundError:
        return None
    drop_parcel(home, parcel)
    return target


def drop_parcel(home: Path, parcel: Parcel) -> None:
    """Throw away what has arrived."""
    shutil.rmtree(_folder(home, parcel.id), ignore_errors=True)


def drop_parcels(home: Path, case_id: str) -> None:
    """Throw away whatever is on its way for a case."""
    for parcel in list_parcels(home, case_id):
        drop_parcel(home, parcel)


def _folder(home: Path, parcel_id: str) -> Path:
    return home / INBOX / f"{_PREFIX}{parcel_id}"


def _disk_full(name: str) -> LimitError:
    what = "the disk is almost full, so this cannot be taken"
    return LimitError(what, where=name, advice="free some space, then send it again; what is there stays for a day")


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


@contextlib.contextmanager
def _held(descriptor: int) -> Iterator[None]:
    """Keep other senders of the same file waiting meanwhile."""
    try:
        import fcntl
    except ImportError:  # Windows: one web process, and its senders are told where they are by the offset
        yield
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield
