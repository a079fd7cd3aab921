"""FIT files of our own: messages in, a file with a right header and checksum out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from backstride.exchange.fit_fields import FitField, FitMessage

__all__ = ["FIT_EPOCH_S", "Column", "FitEncoder"]

Column = NDArray[np.float64] | NDArray[np.bytes_]
"""A field of many messages: numbers, NaN for missing, or text in bytes; shape (n,)."""

FIT_EPOCH_S = 631_065_600
"""FIT counts its seconds from the last day of 1989, in seconds since 1970."""
_KINDS = {
    "enum": (0x00, "u1", 0xFF),
    "sint8": (0x01, "i1", 0x7F),
    "uint8": (0x02, "u1", 0xFF),
    "sint16": (0x83, "<i2", 0x7FFF),
    "uint16": (0x84, "<u2", 0xFFFF),
    "sint32": (0x85, "<i4", 0x7FFFFFFF),
    "uint32": (0x86, "<u4", 0xFFFFFFFF),
    "uint32z": (0x8C, "<u4", 0),
}
_STRING = 0x07
_PROTOCOL, _PROFILE = 0x20, 21_00
_LOCAL_KINDS = 16
_POLYNOMIAL = 0xA001


@dataclass(slots=True)
class FitEncoder:
    """Writes a FIT file message by message.

    Examples
    --------
    >>> from backstride.exchange.fit_fields import FILE_ID
    >>> encoder = FitEncoder()
    >>> encoder.add(FILE_ID, {"type": 4, "manufacturer": 255})
    >>> data = encoder.finish()
    >>> data[8:12], len(data) == 14 + int.from_bytes(data[4:8], "little") + 2
    (b'.FIT', True)
    """

    _body: bytearray = field(default_factory=bytearray)
    _defined: dict[bytes, int] = field(default_factory=dict)

    def add(self, message: FitMessage, values: Mapping[str, float | str | None]) -> None:
        """Add one message; a value that is None or left out is written as not measured.

        Raises
        ------
        KeyError
            When the message has no such field: a name that is not written would be lost in silence.
        ValueError
            When a value does not fit its field.
        """
        columns: dict[str, Column] = {
            name: np.array([value.encode()])
            if isinstance(value, str)
            else np.array([math.nan if value is None else value])
            for name, value in values.items()
        }
        self.add_rows(message, columns)

    def add_rows(self, message: FitMessage, columns: Mapping[str, Column]) -> None:
        """Add many messages of one kind, from columns of one length; NaN is written as not measured."""
        fields = {name: message.fields[name] for name in columns}
        local = self._define(message.number, list(fields.values()))
        kinds = [("header", "u1"), *((name, _width(one)) for name, one in fields.items())]
        rows = np.zeros(len(next(iter(columns.values()))), np.dtype(kinds))
        rows["header"] = local
        for name, one in fields.items():
            rows[name] = _raw(columns[name], one, name)
        self._body += rows.tobytes()

    def finish(self) -> bytes:
        """Give the whole file."""
        header = bytearray([14, _PROTOCOL, *_PROFILE.to_bytes(2, "little"), *len(self._body).to_bytes(4, "little")])
        header += b".FIT"
        header += _checksum(header).to_bytes(2, "little")
        return bytes(header + self._body + _checksum(header + self._body).to_bytes(2, "little"))

    def _define(self, number: int, fields: list[FitField]) -> int:
        """Write the definition unless it is in force, and give its local number."""
        body = bytes([0, 0, *number.to_bytes(2, "little"), len(fields)])
        for one in fields:
            code = _STRING if one.kind == "string" else _KINDS[one.kind][0]
            body += bytes([one.number, np.dtype(_width(one)).itemsize, code])
        local = self._defined.get(body)
        if local is None:
            local = len(self._defined)
            if local >= _LOCAL_KINDS:
                raise ValueError("a FIT file holds at most 16 kinds of messages at a time")
            self._defined[body] = local
            self._body += bytes([0x40 | local]) + body
        return local


def _width(one: FitField) -> str:
    """Give the type of a field's column."""
    return f"S{one.size_bytes}" if one.kind == "string" else _KINDS[one.kind][1]


def _raw(values: Column, one: FitField, name: str) -> Column:
    """Turn values into raw whole numbers, missing ones into the type's invalid value; text stays as it is."""
    if values.dtype.kind == "S":
        if one.kind != "string" or values.dtype.itemsize >= one.size_bytes:
            raise ValueError(f"{name} does not fit its field")
        return values
    _, width, invalid = _KINDS[one.kind]
    missing = np.isnan(values)
    scaled = np.rint((np.where(missing, 0.0, values) + one.offset) * one.scale)
    limits = np.iinfo(np.dtype(width))
    if bool(np.any(~missing & ((scaled < limits.min) | (scaled > limits.max) | (scaled == invalid)))):
        raise ValueError(f"{name} does not fit its field")
    return np.where(missing, float(invalid), scaled)


def _table() -> tuple[int, ...]:
    table = []
    for value in range(256):
        state = value
        for _ in range(8):
            state = (state >> 1) ^ (_POLYNOMIAL if state & 1 else 0)
        table.append(state)
    return tuple(table)


_TABLE = _table()


def _checksum(data: bytes | bytearray) -> int:
    """Give the CRC-16/ARC, byte by byte; the reader's own way of doing it checks this one."""
    state = 0
    table = _TABLE
    for byte in data:
        state = (state >> 8) ^ table[(state ^ byte) & 0xFF]
    return state
