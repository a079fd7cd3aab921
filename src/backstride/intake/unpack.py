"""Files, folders, ``.gz`` and ``.zip`` as a stream of single files, none of them ever written to disk."""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from backstride.intake import limits
from backstride.intake.garmin_export import is_garmin_export
from backstride.intake.reading import Reading
from backstride.intake.sniff import HEAD_BYTES, Format, sniff
from backstride.intake.source import EntryNote, Source
from backstride.intake.strava_export import StravaList, is_strava_export
from backstride.intake.warning import WarningCode, warn

__all__ = ["find_files", "unpack_file"]

_CHUNK = 2**20
# What the standard library raises for archives that are damaged, locked with a password or packed in unknown ways.
_BROKEN_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError)
_STREAMED = frozenset({Format.APPLE_HEALTH})


def find_files(path: Path) -> Iterator[tuple[Path, str]]:
    """Find the files under a path, in order of their names, and what the runner calls each.

    Links to folders are not followed and only plain files are read, so nothing endless is opened.
    """
    if not path.is_dir():
        yield path, path.name
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            file = Path(folder) / name
            if not name.startswith("."):
                yield file, file.relative_to(path).as_posix()


def unpack_file(path: Path, name: str) -> Iterator[Source | Reading]:
    """Open a file and give everything in it; what cannot be opened gives a reading with a warning."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _only(name, WarningCode.UNREADABLE_FILE, what="it is not a plain file")
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        kind = sniff(head)
        if kind is Format.ZIP:
            yield from _Unpacker(name).archive(path, name, 1)
        elif kind in _STREAMED:
            if status.st_size > limits.STREAM_BYTES:
                yield _only(name, WarningCode.LIMIT, what=f"{limits.STREAM_BYTES:,} bytes in one file")
            else:
                yield Source(name=name, open_stream=lambda: path.open("rb"))
        elif status.st_size > limits.FILE_BYTES:
            yield _only(name, WarningCode.LIMIT, what=f"{limits.FILE_BYTES:,} bytes in one file")
        else:
            yield from _opened(Source(name=name, data=path.read_bytes()), kind)
    except OSError as error:
        yield _only(name, WarningCode.UNREADABLE_FILE, what=error.strerror or "it could not be read")


def _only(name: str, code: WarningCode, *, what: str = "", place: str = "", count: int = 0) -> Reading:
    return Reading(warnings=(warn(name, code, what=what, place=place, count=count),))


def _opened(source: Source, kind: Format) -> Iterator[Source | Reading]:
    if kind is not Format.GZIP:
        yield source
        return
    data, cut, over = _gunzip(source.data)
    if over:
        yield _only(source.name, WarningCode.LIMIT, what=over)
    elif not data:
        yield _only(source.name, WarningCode.DAMAGED, place="its beginning")
    else:
        yield replace(source, data=data, cut=cut)


def _gunzip(data: bytes) -> tuple[bytes, bool, str]:
    """Unpack gzip data; give what there is, whether it broke off, and the limit that was broken."""
    most = max(limits.EXPANSION_FREE_BYTES, min(limits.FILE_BYTES, len(data) * limits.EXPANSION_RATIO))
    pieces: list[bytes] = []
    size = 0
    rest = data
    while rest:
        unzip = zlib.decompressobj(wbits=31)
        try:
            while not unzip.eof:
                piece = unzip.decompress(rest, _CHUNK)
                rest = unzip.unconsumed_tail
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    return b"", False, _expansion_limit(len(data))
                if not piece and not rest:
                    return b"".join(pieces), True, ""
        except zlib.error:
            return b"".join(pieces), True, ""
        rest = unzip.unused_data if unzip.unused_data[:2] == b"\x1f\x8b" else b""
    return b"".join(pieces), False, ""


def _expansion_limit(packed: int) -> str:
    if packed * limits.EXPANSION_RATIO > limits.FILE_BYTES:
        return f"{limits.FILE_BYTES:,} bytes in one file"
    return f"{limits.EXPANSION_RATIO} bytes for each packed byte"


@dataclass(slots=True)
class _Unpacker:
    """Counts entries and bytes over one archive and all archives in it."""

    name: str
    entries: int = 0
    size: int = 0

    def archive(self, file: Path, name: str, depth: int) -> Iterator[Source | Reading]:
        """Give the entries of a ZIP on disk."""
        try:
            with zipfile.ZipFile(file) as archive:
                yield from self._entries(archive, name, depth)
        except _BROKEN_ARCHIVE:
            yield _only(name, WarningCode.DAMAGED, place="the archive's list of files")

    def _entries(self, archive: zipfile.ZipFile, name: str, depth: int) -> Iterator[Source | Reading]:
        members = [member for member in archive.infolist() if not member.is_dir()]
        names = [member.filename for member in members]
        strava = None
        if is_strava_export(names):
            strava = StravaList.read(self._list_of(archive, members), name)
            yield strava.manual_sessions()
        own_list = {"activities.csv"} if strava else set()
        skip_json = is_garmin_export(names)
        for member in members:
            self.entries += 1
            self.size += member.file_size
            broken = self._limit()
            if broken:
                yield _only(name, WarningCode.LIMIT, what=broken)
                return
            if not _is_safe(member.filename):
                yield _only(name, WarningCode.UNSAFE_NAME)
                continue
            if PurePosixPath(member.filename).name in own_list or (skip_json and member.filename.endswith(".json")):
                continue
            note = strava.note(member.filename) if strava else EntryNote()
            yield from self._member(archive, member, f"{name}/{member.filename}", note, depth)
        if strava and (missing := strava.missing(names)):
            yield _only(name, WarningCode.FILE_MISSING_IN_ARCHIVE, count=missing)

    def _list_of(self, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bytes:
        member = next(one for one in members if PurePosixPath(one.filename).name == "activities.csv")
        if member.file_size > limits.FILE_BYTES:
            return b""
        return archive.read(member)

    def _limit(self) -> str:
        if self.entries > limits.ARCHIVE_ENTRIES:
            return f"{limits.ARCHIVE_ENTRIES:,} files in one archive"
        if self.size > limits.ARCHIVE_BYTES:
            return f"{limits.ARCHIVE_BYTES:,} bytes in one archive"
        return ""

    def _member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, note: EntryNote, depth: int
    ) -> Iterator[Source | Reading]:
        packed = max(member.compress_size, 1)
        bomb = member.file_size > limits.EXPANSION_FREE_BYTES and member.file_size > packed * limits.EXPANSION_RATIO
        if bomb:
            yield _only(name, WarningCode.LIMIT, what=f"{limits.EXPANSION_RATIO} bytes for each packed byte")
            return
        try:
            with archive.open(member) as stream:
                head = stream.read(HEAD_BYTES)
                kind = sniff(head)
                if kind in _STREAMED and member.file_size <= limits.STREAM_BYTES:
                    yield Source(name=name, open_stream=lambda: cast("BinaryIO", archive.open(member)), note=note)
                    return
                if member.file_size > limits.FILE_BYTES:
                    yield _only(name, WarningCode.LIMIT, what=f"{limits.FILE_BYTES:,} bytes in one file")
                    return
                data = head + stream.read(limits.FILE_BYTES)
        except (*_BROKEN_ARCHIVE, OSError):
            yield _only(name, WarningCode.DAMAGED, place="its place in the archive")
            return
        if kind is Format.ZIP:
            yield from self._nested(data, name, depth)
        else:
            yield from _opened(Source(name=name, data=data, note=note), kind)

    def _nested(self, data: bytes, name: str, depth: int) -> Iterator[Source | Reading]:
        if depth >= limits.ARCHIVE_DEPTH:
            yield _only(name, WarningCode.LIMIT, what=f"{limits.ARCHIVE_DEPTH} archives inside one another")
            return
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as inner:
                yield from self._entries(inner, name, depth + 1)
        except _BROKEN_ARCHIVE:
            yield _only(name, WarningCode.DAMAGED, place="the archive's list of files")


def _is_safe(name: str) -> bool:
    """Say whether an entry's name stays inside its archive.

    Entries are never written to disk, so a bad name could do nothing; it is still the mark of a hostile archive.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name and ":" not in path.parts[0]
