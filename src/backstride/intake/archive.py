"""ZIP archives, whole or damaged, as a list of entries that can be opened one by one.

An archive keeps its list of entries at its end, so one that broke off has none. Each entry also has a header of its
own in front of its bytes; where the list is gone, the entries are found by walking from header to header.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from backstride.intake import limits

__all__ = ["BROKEN_ARCHIVE", "Archive", "Entry", "read_entry"]

BROKEN_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError)
"""What the standard library raises for archives that are damaged, locked with a password or packed in unknown ways."""

_LOCAL = b"PK\x03\x04"
_LOCAL_HEAD = struct.Struct("<4s5H3I2H")
_LOCKED, _SIZE_BEHIND = 0x1, 0x8
_STORED, _DEFLATED = 0, 8
_CHUNK = 2**16
_SMALL_CHUNK = 2**12
_NO_SIZE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: its name, its bytes packed and unpacked, as far as they are known.

    Parameters
    ----------
    size
        Bytes unpacked by the archive's own word; None when it does not say.
    begin, method
        Where its bytes begin and how they are packed; only for an archive without its list.
    """

    name: str
    packed_size: int
    size: int | None
    info: zipfile.ZipInfo | None = None
    begin: int = 0
    method: int = _STORED


@dataclass(slots=True)
class Archive:
    """An open archive; ``is_broken`` when its list of entries is gone and they were found by walking."""

    stream: BinaryIO
    entries: tuple[Entry, ...] = ()
    is_broken: bool = False
    _zip: zipfile.ZipFile | None = field(default=None)

    @classmethod
    def open(cls, stream: BinaryIO) -> Archive:
        """Read the list of entries, or walk from entry to entry where it is gone."""
        try:
            listed = zipfile.ZipFile(stream)
            found = tuple(
                Entry(one.filename, one.compress_size, one.file_size, info=one)
                for one in listed.infolist()
                if not one.is_dir()
            )
        except BROKEN_ARCHIVE:
            return cls(stream, tuple(_walk(stream)), is_broken=True)
        return cls(stream, found, _zip=listed)

    def open_entry(self, entry: Entry) -> BinaryIO:
        """Open an entry as a stream of unpacked bytes.

        Raises
        ------
        zipfile.BadZipFile, RuntimeError, NotImplementedError
            When it is damaged, locked or packed in an unknown way.
        """
        if entry.info is not None and self._zip is not None:
            return cast("BinaryIO", self._zip.open(entry.info))
        return cast("BinaryIO", io.BufferedReader(_Unpacked(self.stream, entry), _CHUNK))


def read_entry(stream: BinaryIO, most: int) -> tuple[bytes, bool]:
    """Read a stream up to a size; give what there is, and whether damage ended it.

    Examples
    --------
    >>> read_entry(io.BytesIO(b"abc"), 10), read_entry(io.BytesIO(b"abc"), 2)
    ((b'abc', False), (b'ab', False))
    """
    pieces: list[bytes] = []
    size = 0
    while size < most:
        try:
            # Small pieces, so that damage costs little of what stands before it.
            piece = stream.read(min(_SMALL_CHUNK, most - size))
        except (*BROKEN_ARCHIVE, OSError):
            return b"".join(pieces), True
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    cut = isinstance(stream, io.BufferedReader) and isinstance(stream.raw, _Unpacked) and stream.raw.cut
    return b"".join(pieces), cut


class _Unpacked(io.RawIOBase):
    """An entry of an archive without its list; ends where its bytes end or make no sense any more."""

    def __init__(self, stream: BinaryIO, entry: Entry) -> None:
        super().__init__()
        self._stream = stream
        self._at = entry.begin
        self._left = entry.packed_size if entry.method == _STORED else None
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == _DEFLATED else None
        self.cut = False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with the next unpacked bytes."""
        room = memoryview(cast("bytearray", buffer))
        piece = self._next(len(room))
        room[: len(piece)] = piece
        return len(piece)

    @property
    def position(self) -> int:
        """Where in the archive the unread bytes begin."""
        behind = len(self._inflate.unused_data) + len(self._inflate.unconsumed_tail) if self._inflate else 0
        return self._at - behind

    def _next(self, most: int) -> bytes:
        if self._inflate is None:
            piece = self._packed(min(most, self._left or 0))
            self._left = (self._left or 0) - len(piece)
            self.cut = bool(self._left) and not piece
            return piece
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._packed(_SMALL_CHUNK)
            if not packed:
                self.cut = True
                return b""
            try:
                piece = self._inflate.decompress(packed, most)
            except zlib.error:
                self.cut = True
                return b""
            if piece:
                return piece
        return b""

    def _packed(self, size: int) -> bytes:
        self._stream.seek(self._at)
        piece = self._stream.read(size)
        self._at += len(piece)
        return piece


def _walk(stream: BinaryIO) -> Iterator[Entry]:
    """Find entries by their own headers."""
    position, found = 0, 0
    while found < limits.ARCHIVE_ENTRIES:
        at = _find(stream, position)
        if at is None:
            return
        stream.seek(at)
        head = stream.read(_LOCAL_HEAD.size)
        if len(head) < _LOCAL_HEAD.size:
            return
        _, _, flags, method, _, _, _, packed, size, name_size, extra_size = _LOCAL_HEAD.unpack(head)
        name = stream.read(name_size).decode("utf-8", "replace")
        begin = at + _LOCAL_HEAD.size + name_size + extra_size
        known = not flags & _SIZE_BEHIND and packed != _NO_SIZE
        if flags & _LOCKED or method not in (_STORED, _DEFLATED) or name.endswith("/"):
            position = at + len(_LOCAL)
            continue
        entry = Entry(name, packed, size, begin=begin, method=method)
        if not known:
            entry = _measured(stream, entry)
        found += 1
        yield entry
        position = begin + entry.packed_size


def _measured(stream: BinaryIO, entry: Entry) -> Entry:
    """Find how long an entry is by unpacking it, as far as it does not grow without end."""
    if entry.method != _DEFLATED:
        return replace(entry, packed_size=0, size=0)
    unpacked, size = _Unpacked(stream, entry), 0
    while piece := unpacked.read(_CHUNK):
        size += len(piece)
        packed = unpacked.position - entry.begin
        if size > max(limits.EXPANSION_FREE_BYTES, packed * limits.EXPANSION_RATIO):
            break
    return replace(entry, packed_size=unpacked.position - entry.begin, size=size)


def _find(stream: BinaryIO, position: int) -> int | None:
    """Find the next header at or behind a position."""
    stream.seek(position)
    before = b""
    while piece := stream.read(_CHUNK):
        found = (before + piece).find(_LOCAL)
        if found != -1:
            return position - len(before) + found
        position += len(piece)
        before = piece[-len(_LOCAL) + 1 :]
    return None
