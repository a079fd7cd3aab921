"""The parts of a FIT file: each is a header, its messages and a checksum; some devices chain several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backstride.intake.fit.crc import crc16
from backstride.intake.fit.resync import find_next_definition

__all__ = ["Damage", "Part", "holds_fit", "is_fit", "split_parts"]

MAGIC = b".FIT"
_MAGIC_AT = 8
_SHORT_HEADER = 12
_LONG_HEADER = 14
_CRC_SIZE = 2
_FARTHEST_HEADER = 2**20
_DEFINITION_BITS, _DEFINITION = 0xD0, 0x40
_MOST_FIELDS = 40
_DEFINITION_FRAME = 6


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong with the bytes, where it begins, and how many bytes it concerns."""

    code: str
    at: int
    size: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Where the messages of one part begin and end (half-open), and what is wrong with its frame."""

    start: int
    end: int
    damage: tuple[Damage, ...] = ()


def is_fit(head: bytes) -> bool:
    """Say whether bytes begin like a FIT file, if need be with a header that is damaged.

    Examples
    --------
    >>> is_fit(bytes([14, 16, 0, 0, 0, 0, 0, 0]) + b".FIT"), is_fit(b"<?xml version='1.0'?>")
    (True, False)
    """
    return _has_magic(head, 0) or _header_length(head, 0) is not None


def holds_fit(data: bytes) -> bool:
    """Say whether FIT messages stand somewhere in bytes that do not begin like a FIT file."""
    return _next_header(data[:_FARTHEST_HEADER], 0) is not None or find_next_definition(data, 0, len(data)) is not None


def split_parts(data: bytes) -> tuple[tuple[Part, ...], tuple[Damage, ...]]:
    """Split a FIT file into its parts.

    Bytes in front of a header and between parts are passed over. Where no header is left at all, the whole is one part.

    Returns
    -------
    tuple
        The parts, and the damage that lies outside them.
    """
    parts: list[Part] = []
    outside: list[Damage] = []
    position = 0
    while position < len(data):
        if not (_has_magic(data, position) or (position == 0 and is_fit(data))):
            following = _next_header(data, position)
            if following is None:
                code = "trailing_zeros" if not any(data[position:]) else "trailing_garbage"
                outside.append(Damage(code, position, len(data) - position))
                break
            code = "unreadable_block" if parts else "leading_garbage"
            outside.append(Damage(code, position, following - position))
            position = following
        part, position = _part(data, position)
        parts.append(part)
    if not parts and data:
        return (Part(0, len(data), (Damage("header_damaged", 0),)),), ()
    return tuple(parts), tuple(outside)


def _has_magic(data: bytes, begin: int) -> bool:
    at = begin + _MAGIC_AT
    return data[at : at + len(MAGIC)] == MAGIC and data[begin] >= _SHORT_HEADER


def _header_length(data: bytes, begin: int) -> int | None:
    """Find how long a header is by where the first definition, that of the file's kind, stands behind it."""
    lengths = [length for length in (_LONG_HEADER, _SHORT_HEADER) if _opens(data, begin + length)]
    return data[begin] if lengths and data[begin] in lengths else lengths[0] if lengths else None


def _opens(data: bytes, at: int) -> bool:
    frame = data[at : at + _DEFINITION_FRAME]
    return (
        len(frame) == _DEFINITION_FRAME
        and frame[0] & _DEFINITION_BITS == _DEFINITION
        and frame[1:2] == b"\0"
        and frame[2] <= 1
        and frame[3:5] == b"\0\0"
        and 0 < frame[5] <= _MOST_FIELDS
    )


def _part(data: bytes, begin: int) -> tuple[Part, int]:
    header = data[begin]
    damage = list(_header_damage(data, begin, header))
    found = _header_length(data, begin)
    if not _has_magic(data, begin) or (header not in (_SHORT_HEADER, _LONG_HEADER) and found is not None):
        header = found if found is not None else _LONG_HEADER
        damage = [Damage("header_damaged", begin, header)]
    start = begin + header
    declared = int.from_bytes(data[begin + 4 : begin + 8], "little")
    end = start + declared
    if declared == 0:
        following = _next_header(data, start)
        end = len(data) if following is None else following
        damage.append(Damage("unterminated", begin, end - start))
        end = _without_checksum(data, begin, end)
        return Part(start, end, tuple(damage)), end + _CRC_SIZE
    if end > len(data):
        if _whole_file_is_one_part(data, begin, start):
            damage.append(Damage("header_size_wrong", begin, end - len(data)))
            return Part(start, len(data) - _CRC_SIZE, tuple(damage)), len(data)
        damage.append(Damage("truncated", len(data), end + _CRC_SIZE - len(data)))
        return Part(start, len(data), tuple(damage)), len(data)
    checksum = data[end : end + _CRC_SIZE]
    if len(checksum) < _CRC_SIZE:
        damage.append(Damage("truncated", len(data), _CRC_SIZE - len(checksum)))
    elif crc16(memoryview(data)[begin:end]) != int.from_bytes(checksum, "little"):
        damage.append(Damage("crc_mismatch", end, _CRC_SIZE))
        if _whole_file_is_one_part(data, begin, end):
            damage.append(Damage("header_size_wrong", begin, len(data) - _CRC_SIZE - end))
            end = len(data) - _CRC_SIZE
    return Part(start, end, tuple(damage)), end + _CRC_SIZE


def _header_damage(data: bytes, begin: int, header: int) -> Iterator[Damage]:
    if header < _LONG_HEADER:
        return
    stored = int.from_bytes(data[begin + 12 : begin + 14], "little")
    if stored not in (0, crc16(data[begin : begin + _SHORT_HEADER])):
        yield Damage("header_crc_mismatch", begin + _SHORT_HEADER, _CRC_SIZE)


def _next_header(data: bytes, start: int) -> int | None:
    found = data.find(MAGIC, start)
    while found != -1:
        begin = found - _MAGIC_AT
        if begin >= start and data[begin] in (_SHORT_HEADER, _LONG_HEADER):
            return begin
        found = data.find(MAGIC, found + 1)
    return None


def _without_checksum(data: bytes, begin: int, end: int) -> int:
    """Leave a checksum that closes an unterminated part out of its messages."""
    if end - begin <= _LONG_HEADER + _CRC_SIZE:
        return end
    stored = int.from_bytes(data[end - _CRC_SIZE : end], "little")
    header = bytearray(data[begin : begin + data[begin]])
    whole = memoryview(data)[begin : end - _CRC_SIZE]
    if stored == crc16(whole):
        return end - _CRC_SIZE
    # The recorder may have computed the checksum over the size it meant to write.
    header[4:8] = (end - _CRC_SIZE - begin - len(header)).to_bytes(4, "little")
    if len(header) == _LONG_HEADER:
        header[12:14] = crc16(bytes(header[:_SHORT_HEADER])).to_bytes(2, "little")
    if stored == crc16(bytes(header) + bytes(whole[len(header) :])):
        return end - _CRC_SIZE
    return end


def _whole_file_is_one_part(data: bytes, begin: int, end: int) -> bool:
    rest = len(data) - end
    if rest <= _CRC_SIZE:
        return False
    stored = int.from_bytes(data[-_CRC_SIZE:], "little")
    header = bytearray(data[begin : begin + data[begin]])
    header[4:8] = (len(data) - _CRC_SIZE - begin - len(header)).to_bytes(4, "little")
    body = memoryview(data)[begin + len(header) : -_CRC_SIZE]
    return stored in (crc16(memoryview(data)[begin:-_CRC_SIZE]), crc16(bytes(header) + bytes(body)))
