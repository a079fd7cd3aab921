"""Our own archive: files in one zip with a list of what it holds, checked when opened, locked by a passphrase.

A locked archive is a plain `age` file around the zip (file name ``.zip.age``), so that it can be opened without this
product too.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from backstride.model.errors import FileError, LimitError

__all__ = ["LISTING", "ArchiveListing", "lock", "pack", "unpack"]

LISTING = "backstride-archive.json"
FORMAT = 1
_MOST_FILES = 200_000
_MOST_BYTES = 64 * 2**30
_AGE_MARK = b"age-encryption.org/"
_CHUNK = 2**20
_MOST_LOCKED_BYTES = 2 * 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveListing:
    """What an archive holds.

    Parameters
    ----------
    kind
        ``backup`` or ``export``.
    files
        SHA-256 of every file by its path.
    """

    kind: str
    made_at: datetime
    program: str
    files: Mapping[str, str]
    format: int = FORMAT


def pack(
    target: Path, files: Iterable[tuple[str, Path | bytes]], *, kind: str, made_at: datetime, program: str
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
    unfinished = target.with_name(f"{target.name}.part")
    listed: dict[str, str] = {}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, source in files:
                listed[name] = _add(archive, name, source)
            listing = ArchiveListing(kind=kind, made_at=made_at, program=program, files=listed)
            archive.writestr(LISTING, msgspec.json.format(msgspec.json.encode(listing)))
        unfinished.chmod(0o600)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        what = f"the archive cannot be written ({error.strerror or error})"
        raise FileError(what, where=str(target), advice="free some space, or name another place") from error


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

    Raises
    ------
    LimitError
        When it is too large to be locked, which is done in memory; then it is gone as well.
    """
    from pyrage import passphrase as age

    if path.stat().st_size > _MOST_LOCKED_BYTES:
        path.unlink()
        advice = "leave the passphrase out, and keep the file in a safe place"
        raise LimitError(f"only {_MOST_LOCKED_BYTES // 2**30} GB can be locked", where=path.name, advice=advice)
    locked = path.with_name(f"{path.name}.age")
    locked.write_bytes(age.encrypt(path.read_bytes(), passphrase))
    locked.chmod(0o600)
    path.unlink()
    return locked


def unpack(path: Path, folder: Path, *, passphrase: str | None = None) -> ArchiveListing:
    """Unpack an archive into an empty folder, and hold every file to the list.

    Raises
    ------
    FileError
        When it is no archive of ours, is damaged, or does not open with the passphrase.
    LimitError
        When it holds more than an archive may hold.
    """
    try:
        with _opened(path, passphrase) as archive:
            listing = _listing(archive, path)
            for name, digest in listing.files.items():
                _take_out(archive, name, digest, folder, path)
    except (OSError, zipfile.BadZipFile, EOFError, KeyError, NotImplementedError) as error:
        raise _damaged(path) from error
    return listing


def _opened(path: Path, passphrase: str | None) -> zipfile.ZipFile:
    with path.open("rb") as stream:
        is_locked = stream.read(len(_AGE_MARK)) == _AGE_MARK
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
