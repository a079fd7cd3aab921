"""The shape of one FIT message, as its definition declares it."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.intake.fit.base_type import base_type

__all__ = ["TIMESTAMP", "DeveloperSlot", "FieldSlot", "Layout", "definition_end", "parse_layout"]

TIMESTAMP = 253
_FIXED = 5
_HAS_DEVELOPER_FIELDS = 0x20


@dataclass(frozen=True, slots=True)
class FieldSlot:
    """One field: its number, bytes, base type byte, and where it starts in the message."""

    number: int
    size: int
    base: int
    offset: int


@dataclass(frozen=True, slots=True)
class DeveloperSlot:
    """One developer field: who declared it, its number, bytes, and where it starts in the message."""

    developer: int
    number: int
    size: int
    offset: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape of the messages that follow one definition; ``size`` leaves out the header byte."""

    message: int
    big_endian: bool
    fields: tuple[FieldSlot, ...]
    developer: tuple[DeveloperSlot, ...]
    size: int

    def slot(self, number: int) -> FieldSlot | None:
        """Find the first slot of a field number, or None."""
        return next((slot for slot in self.fields if slot.number == number), None)


def definition_end(data: bytes, position: int, header: int, end: int) -> int | None:
    """Give the position behind the definition whose header byte stands at ``position``; None when it is cut off."""
    cursor = position + 1 + _FIXED
    if cursor > end:
        return None
    cursor += 3 * data[cursor - 1]
    if header & _HAS_DEVELOPER_FIELDS:
        if cursor >= end:
            return None
        cursor += 1 + 3 * data[cursor]
    return cursor if cursor <= end else None


def parse_layout(data: bytes, position: int, header: int, end: int) -> Layout | None:
    """Read the definition whose header byte stands at ``position``; None when it is cut off or cannot be true."""
    body = position + 1
    if definition_end(data, position, header, end) is None or data[body + 1] > 1:
        return None
    big_endian = data[body + 1] == 1
    message = int.from_bytes(data[body + 2 : body + 4], "big" if big_endian else "little")
    cursor = body + _FIXED
    fields: list[FieldSlot] = []
    offset = 0
    for _ in range(data[body + 4]):
        number, size, base = data[cursor : cursor + 3]
        if base_type(base) is None:
            return None
        fields.append(FieldSlot(number, size, base, offset))
        offset += size
        cursor += 3
    developer: list[DeveloperSlot] = []
    if header & _HAS_DEVELOPER_FIELDS:
        for index in range(data[cursor]):
            number, size, who = data[cursor + 1 + 3 * index : cursor + 4 + 3 * index]
            developer.append(DeveloperSlot(who, number, size, offset))
            offset += size
    return Layout(message, big_endian, tuple(fields), tuple(developer), offset)
