"""Our own archive: files in one zip with a list of what it holds, checked when opened, locked by a passphrase.

A locked archive is a plain `age` file around the zip (file name ``.zip.age``), so that it can be opened without this
product too.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from backstride.model.errors import FileError, LimitError

__all__ = ["LISTING", "LOCKED", "ArchiveKind", "ArchiveListing", "lock", "pack", "unpack"]

LISTING = "backstride-archive.json"
LOCKED = ".age"
"""How the name of a locked archive ends."""
FORMAT = 1
_MOST_FILES = 200_000
_MOST_BYTES = 64 * 2**30
_AGE_MARK = b"age-encryption.org/"
_CHUNK = 2**20
_MOST_LOCKED_BYTES = 2 * 2**30


class ArchiveKind(StrEnum):
    """What an archive is for."""

    BACKUP = "backup"
    """All of it, to come back to."""
    DAILY = "daily"
    """The stores alone, to come back to while the files beside them are still there."""
    EXPORT = "export"
    """All of it in open formats, to take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveListing:
    """What an archive holds.

    Parameters
    ----------
    files
        SHA-256 of every file by its path.
    """

    kind: ArchiveKind
    made_at: datetime
    program: str
    files: Mapping[str, str]
    format: int = FORMAT


def pack(
    target: Path, files: Iterable[tuple[str, Path | bytes]], *, kind: ArchiveKind, made_at: datetime, program: str
) -> None:
    """Write an archive in one step: under its name lies the whole of it, or nothing.

    Parameters
    ----------
    files
        Path inside the archive, and the file or its bytes.

    Raises
    ------
    FileError
        When it cannot be written.
    """
    listed: dict[str, str] = {}
    with (
        _whole_or_nothing(target) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for name, source in files:
            listed[name] = _add(archive, name, source)
        listing = ArchiveListing(kind=kind, made_at=made_at, program=program, files=listed)
        archive.writestr(LISTING, msgspec.json.format(msgspec.json.encode(listing)))


@contextlib.contextmanager
def _whole_or_nothing(target: Path) -> Iterator[IO[bytes]]:
    """Write a file that nobody else can read, from its first byte on, and give it its name when all of it is there.

    Raises
    ------
    FileError
        When it cannot be written.
    """
    unfinished = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except OSError as error:
        what = f"the archive cannot be written ({error.strerror or error})"
        raise FileError(what, where=str(target), advice="free some space, or name another place") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, name: str, source: Path | bytes) -> str:
    digest = hashlib.sha256()
    with (
        archive.open(name, "w", force_zip64=True) as inside,
        io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream,
    ):
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            inside.write(chunk)
    return digest.hexdigest()


def lock(path: Path, passphrase: str) -> Path:
    """Lock an archive with a passphrase; the open one is gone afterwards. Gives the locked file.

    The name of the locked file ends in ``.age``: once, also where it was named so before.

    Raises
    ------
    FileError
        When it cannot be written.
    LimitError
        When it is too large to be locked, which is done in memory; then it is gone as well.
    """
    from pyrage import passphrase as age

    if path.stat().st_size > _MOST_LOCKED_BYTES:
        path.unlink()
        advice = "leave the passphrase out, and keep the file in a safe place"
        raise LimitError(f"only {_MOST_LOCKED_BYTES // 2**30} GB can be locked", where=path.name, advice=advice)
    locked = path if path.suffix == LOCKED else path.with_name(f"{path.name}{LOCKED}")
    with _whole_or_nothing(locked) as stream:
        stream.write(age.encrypt(path.read_bytes(), passphrase))
    if locked != path:
        path.unlink()
    return locked


def unpack(path: Path, folder: Path, *, passphrase: str | None = None) -> ArchiveListing:
    """Unpack an archive into an empty folder, and hold every file to the list.

    Raises
    ------
    FileError
        When it is not there, is no archive of ours, is damaged, does not open with the passphrase, or does not fit on
        the disk.
    LimitError
        When it holds more than an archive may hold.
    """
    is_locked = _begin(path) == _AGE_MARK
    try:
        with _opened(path, passphrase, is_locked=is_locked) as archive:
            listing = _listing(archive, path)
            for name, digest in listing.files.items():
                _take_out(archive, name, digest, folder, path)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            what = "there is no room on the disk to unpack this archive"
            raise FileError(what, where=str(path), advice="free some space; nothing was changed") from error
        raise _damaged(path) from error
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError) as error:
        raise _damaged(path) from error
    return listing


def _begin(path: Path) -> bytes:
    """Read how a file begins, and say in plain words when there is none to read."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_AGE_MARK))
    except FileNotFoundError as error:
        advice = "check the name and the folder it lies in; nothing was changed"
        raise FileError("there is no such file", where=str(path), advice=advice) from error
    except OSError as error:
        what = f"this file cannot be read ({error.strerror})"
        raise FileError(what, where=str(path), advice="name a file that you may read; nothing was changed") from error


def _opened(path: Path, passphrase: str | None, *, is_locked: bool) -> zipfile.ZipFile:
    if not is_locked:
        return zipfile.ZipFile(path)
    if not passphrase:
        raise FileError("this archive is locked", where=str(path), advice="give its passphrase")
    from pyrage import DecryptError
    from pyrage import passphrase as age

    try:
        return zipfile.ZipFile(io.BytesIO(age.decrypt(path.read_bytes(), passphrase)))
    except DecryptError as error:
        what = "this archive does not open with that passphrase, or is damaged"
        raise FileError(what, where=str(path), advice="try the passphrase once more") from error


def _listing(archive: zipfile.ZipFile, path: Path) -> ArchiveListing:
    infos = archive.infolist()
    if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _MOST_BYTES:
        limit = f"{_MOST_FILES} files or {_MOST_BYTES // 2**30} GB"
        raise LimitError(f"this archive holds more than {limit}", where=str(path), advice="use an archive of ours")
    if LISTING not in archive.namelist():
        advice = "use a file that `backstride backup` or `backstride export` has made"
        raise FileError("this is no archive of Backstride", where=str(path), advice=advice)
    try:
        listing = msgspec.json.decode(archive.read(LISTING), type=ArchiveListing)
    except msgspec.DecodeError as error:
        raise _damaged(path) from error
    if listing.format > FORMAT:
        raise FileError("a newer Backstride made this archive", where=str(path), advice="update Backstride first")
    return listing


def _take_out(archive: zipfile.ZipFile, name: str, digest: str, folder: Path, path: Path) -> None:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or ":" in name or "\\" in name:
        raise FileError(f"'{name}' does not belong into an archive", where=str(path), advice="do not use this archive")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = hashlib.sha256()
    with archive.open(name) as inside, target.open("wb") as out:
        for chunk in _chunks(inside):
            found.update(chunk)
            out.write(chunk)
    target.chmod(0o600)
    if found.hexdigest() != digest:
        raise _damaged(path)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _damaged(path: Path) -> FileError:
    return FileError("this archive is damaged", where=str(path), advice="use another copy; nothing was changed")
