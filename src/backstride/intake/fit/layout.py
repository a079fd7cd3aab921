"""The shape of one FIT message, as its definition declares it."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.intake.fit.base_type import base_type

__all__ = ["TIMESTAMP", "DeveloperSlot", "FieldSlot", "Layout", "parse_layout"]

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


def parse_layout(data: bytes, position: int, header: int, end: int) -> tuple[Layout, int] | None:
    """Read the definition whose header byte stands at ``position``.

    Returns
    -------
    tuple of Layout and int, or None
        The layout and the position behind it; None when the definition is cut off or cannot be true.
    """
    body = position + 1
    if body + _FIXED > end or data[body + 1] > 1:
        return None
    big_endian = data[body + 1] == 1
    message = int.from_bytes(data[body + 2 : body + 4], "big" if big_endian else "little")
    count = data[body + 4]
    cursor = body + _FIXED
    if cursor + 3 * count > end:
        return None
    fields: list[FieldSlot] = []
    offset = 0
    for index in range(count):
        number, size, base = data[cursor + 3 * index : cursor + 3 * index + 3]
        if base_type(base) is None:
            return None
        fields.append(FieldSlot(number, size, base, offset))
        offset += size
    cursor += 3 * count
    developer: list[DeveloperSlot] = []
    if header & _HAS_DEVELOPER_FIELDS:
        if cursor >= end or cursor + 1 + 3 * data[cursor] > end:
            return None
        for index in range(data[cursor]):
            number, size, who = data[cursor + 1 + 3 * index : cursor + 4 + 3 * index]
            developer.append(DeveloperSlot(who, number, size, offset))
            offset += size
        cursor += 1 + 3 * data[cursor]
    return Layout(message, big_endian, tuple(fields), tuple(developer), offset), cursor
