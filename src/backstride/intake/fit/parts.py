"""The parts of a FIT file: each is a header, its messages and a checksum; some devices chain several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backstride.intake.fit.crc import crc16

__all__ = ["Damage", "Part", "is_fit", "split_parts"]

MAGIC = b".FIT"
_MAGIC_AT = 8
_SHORT_HEADER = 12
_LONG_HEADER = 14
_CRC_SIZE = 2


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
    """Say whether bytes begin like a FIT file.

    Examples
    --------
    >>> is_fit(bytes([14, 16, 0, 0, 0, 0, 0, 0]) + b".FIT"), is_fit(b"<?xml version='1.0'?>")
    (True, False)
    """
    return head[_MAGIC_AT : _MAGIC_AT + len(MAGIC)] == MAGIC and head[0] >= _SHORT_HEADER


def split_parts(data: bytes) -> tuple[tuple[Part, ...], tuple[Damage, ...]]:
    """Split a FIT file into its parts.

    Returns
    -------
    tuple
        The parts, and the damage that lies outside them (bytes behind the last part).
    """
    parts: list[Part] = []
    outside: list[Damage] = []
    position = 0
    while position < len(data):
        if not is_fit(data[position : position + _SHORT_HEADER]):
            rest = len(data) - position
            code = "trailing_zeros" if not any(data[position:]) else "trailing_garbage"
            outside.append(Damage(code, position, rest))
            break
        part, position = _part(data, position)
        parts.append(part)
    return tuple(parts), tuple(outside)


def _part(data: bytes, begin: int) -> tuple[Part, int]:
    header = data[begin]
    start = begin + header
    declared = int.from_bytes(data[begin + 4 : begin + 8], "little")
    damage = list(_header_damage(data, begin, header))
    end = start + declared
    if declared == 0:
        end = _next_header(data, start)
        damage.append(Damage("unterminated", begin, end - start))
        end = _without_checksum(data, begin, end)
        return Part(start, end, tuple(damage)), end + _CRC_SIZE
    if end > len(data):
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


def _next_header(data: bytes, start: int) -> int:
    found = data.find(MAGIC, start)
    while found != -1:
        begin = found - _MAGIC_AT
        if begin >= start and data[begin] in (_SHORT_HEADER, _LONG_HEADER):
            return begin
        found = data.find(MAGIC, found + 1)
    return len(data)


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
