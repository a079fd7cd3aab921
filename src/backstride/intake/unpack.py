"""Files, folders, ``.gz`` and ``.zip`` as a stream of single files, none of them ever written to disk."""

from __future__ import annotations

import io
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias

from backstride.intake import limits
from backstride.intake.archive import BROKEN_ARCHIVE, Archive, Entry, read_entry
from backstride.intake.garmin_export import is_garmin_export, is_garmin_list, read_garmin_lists
from backstride.intake.reading import Reading
from backstride.intake.sniff import HEAD_BYTES, Format, sniff
from backstride.intake.source import EntryNote, Source
from backstride.intake.strava_export import ACTIVITY_LIST, StravaList, is_strava_export
from backstride.intake.warning import WarningCode, warn

__all__ = ["Tell", "find_files", "unpack_bytes", "unpack_file"]

Tell: TypeAlias = Callable[[int, int], None]

_CHUNK = 2**20
_SMALL_CHUNK = 512
_GZIP_MAGIC = b"\x1f\x8b"
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


def unpack_file(path: Path, name: str, *, tell: Tell | None = None) -> Iterator[Source | Reading]:
    """Open a file and give everything in it; what cannot be opened gives a reading with a warning.

    Parameters
    ----------
    tell
        Is told the entries of an archive done so far and in all.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _only(name, WarningCode.UNREADABLE_FILE, what="it is not a plain file")
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        kind = sniff(head)
        if kind is Format.ZIP:
            with path.open("rb") as stream:
                yield from _Unpacker(name, tell or _tell_nobody).archive(stream, name, 1)
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


def unpack_bytes(source: Source) -> Iterator[Source | Reading]:
    """Give everything in a file that is in memory already."""
    kind = sniff(source.data[:HEAD_BYTES])
    if kind is Format.ZIP:
        yield from _Unpacker(source.name, _tell_nobody).archive(io.BytesIO(source.data), source.name, 1)
    else:
        yield from _opened(source, kind)


def _tell_nobody(done: int, total: int) -> None:
    """Keep it to oneself."""


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
    size = begin = 0
    while begin < len(data):
        unzip = zlib.decompressobj(wbits=31)
        while not unzip.eof:
            # Small pieces, so that damage costs little of what stands before it.
            packed = unzip.unconsumed_tail or data[begin : begin + _SMALL_CHUNK]
            begin += 0 if unzip.unconsumed_tail else len(packed)
            if not packed:
                return b"".join(pieces), True, ""
            try:
                piece = unzip.decompress(packed, _CHUNK)
            except zlib.error:
                return b"".join(pieces), True, ""
            pieces.append(piece)
            size += len(piece)
            if size > most:
                return b"", False, _expansion_limit(len(data))
        begin -= len(unzip.unused_data)
        if data[begin : begin + 2] != _GZIP_MAGIC:
            break
    return b"".join(pieces), False, ""


def _expansion_limit(packed: int) -> str:
    if packed * limits.EXPANSION_RATIO > limits.FILE_BYTES:
        return f"{limits.FILE_BYTES:,} bytes in one file"
    return f"{limits.EXPANSION_RATIO} bytes for each packed byte"


@dataclass(slots=True)
class _Unpacker:
    """Counts entries and bytes over one archive and all archives in it."""

    name: str
    tell: Tell
    entries: int = 0
    size: int = 0

    def archive(self, stream: BinaryIO, name: str, depth: int) -> Iterator[Source | Reading]:
        """Give the entries of a ZIP; one without its list gives what can be found in it."""
        archive = Archive.open(stream)
        if archive.is_broken:
            yield _only(name, WarningCode.DAMAGED, place="the archive's list of files")
        names = [entry.name for entry in archive.entries]
        strava = None
        if is_strava_export(names):
            strava = StravaList.read(_strava_list(archive), name)
            yield strava.manual_sessions()
        lists = [entry for entry in archive.entries if is_garmin_list(entry.name)] if is_garmin_export(names) else []
        if lists:
            yield read_garmin_lists({entry.name: _whole(archive, entry) for entry in lists}, name)
        for place, entry in enumerate(archive.entries):
            if depth == 1:
                self.tell(place, len(archive.entries))
            self.entries += 1
            self.size += entry.size or 0
            broken = self._limit()
            if broken:
                yield _only(name, WarningCode.LIMIT, what=broken)
                return
            if not _is_safe(entry.name):
                yield _only(name, WarningCode.UNSAFE_NAME)
                continue
            if entry in lists or (strava and PurePosixPath(entry.name).name == ACTIVITY_LIST):
                continue
            note = strava.note(entry.name) if strava else EntryNote()
            yield from self._entry(archive, entry, f"{name}/{entry.name}", note, depth)
        if strava and not archive.is_broken and (missing := strava.missing(names)):
            yield _only(name, WarningCode.FILE_MISSING_IN_ARCHIVE, count=missing)

    def _limit(self) -> str:
        if self.entries > limits.ARCHIVE_ENTRIES:
            return f"{limits.ARCHIVE_ENTRIES:,} files in one archive"
        if self.size > limits.ARCHIVE_BYTES:
            return f"{limits.ARCHIVE_BYTES:,} bytes in one archive"
        return ""

    def _entry(
        self, archive: Archive, entry: Entry, name: str, note: EntryNote, depth: int
    ) -> Iterator[Source | Reading]:
        most = max(limits.EXPANSION_FREE_BYTES, max(entry.packed_size, 1) * limits.EXPANSION_RATIO)
        if entry.size is not None and entry.size > most:
            yield _only(name, WarningCode.LIMIT, what=f"{limits.EXPANSION_RATIO} bytes for each packed byte")
            return
        try:
            with archive.open_entry(entry) as stream:
                head, cut = read_entry(stream, HEAD_BYTES)
                kind = sniff(head)
                if kind in _STREAMED and (entry.size or 0) <= limits.STREAM_BYTES:
                    yield Source(name=name, open_stream=lambda: archive.open_entry(entry), note=note)
                    return
                rest, cut = (b"", True) if cut else read_entry(stream, limits.FILE_BYTES + 1)
        except (*BROKEN_ARCHIVE, OSError):
            yield _only(name, WarningCode.DAMAGED, place="its place in the archive")
            return
        data = head + rest
        if len(data) > limits.FILE_BYTES:
            yield _only(name, WarningCode.LIMIT, what=f"{limits.FILE_BYTES:,} bytes in one file")
        elif cut and not data:
            yield _only(name, WarningCode.DAMAGED, place="its place in the archive")
        elif kind is Format.ZIP:
            yield from self._nested(data, name, depth)
        else:
            yield from _opened(Source(name=name, data=data, note=note, cut=cut), kind)

    def _nested(self, data: bytes, name: str, depth: int) -> Iterator[Source | Reading]:
        if depth >= limits.ARCHIVE_DEPTH:
            yield _only(name, WarningCode.LIMIT, what=f"{limits.ARCHIVE_DEPTH} archives inside one another")
            return
        yield from self.archive(io.BytesIO(data), name, depth + 1)


def _whole(archive: Archive, entry: Entry) -> bytes:
    """Read a list of an export; empty when it is damaged or too large to be one."""
    if (entry.size or 0) > limits.FILE_BYTES:
        return b""
    try:
        with archive.open_entry(entry) as stream:
            return read_entry(stream, limits.FILE_BYTES)[0]
    except (*BROKEN_ARCHIVE, OSError):
        return b""


def _strava_list(archive: Archive) -> bytes:
    found = next((one for one in archive.entries if PurePosixPath(one.name).name == ACTIVITY_LIST), None)
    return b"" if found is None else _whole(archive, found)


def _is_safe(name: str) -> bool:
    """Say whether an entry's name stays inside its archive.

    Entries are never written to disk, so a bad name could do nothing; it is still the mark of a hostile archive.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name and ":" not in path.parts[0]
