"""From layouts and offsets to columns: all messages of one layout are read with one array view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from backstride.intake.fit.base_type import BYTE, BaseType, base_type
from backstride.intake.fit.layout import TIMESTAMP, FieldSlot, Layout
from backstride.intake.fit.profile import MessageFacts
from backstride.intake.fit.table import DeveloperColumn, Floats, Table, text_from

__all__ = ["Block", "DeveloperField", "blocks_of", "read_table", "timestamps_of"]

Rows = NDArray[np.void]
_TIMESTAMP_SIZE = 4


@dataclass(frozen=True, slots=True)
class DeveloperField:
    """What a ``field_description`` message says about a developer field."""

    name: str
    unit: str
    base: BaseType
    scale: float
    offset: float
    native_field: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """All messages of one layout; ``rows`` names its slots ``f0, f1, ...`` and ``d0, d1, ...``."""

    layout: Layout
    offsets: NDArray[np.int64]
    rows: Rows


def blocks_of(data: bytes, messages: Mapping[Layout, list[int]], number: int) -> list[Block]:
    """Gather the messages of one kind, one block per layout."""
    return [
        _block(data, layout, np.array(offsets, np.int64))
        for layout, offsets in messages.items()
        if layout.message == number and offsets
    ]


def read_table(
    blocks: Iterable[Block], facts: MessageFacts, developer: Mapping[tuple[int, int], DeveloperField] | None = None
) -> Table:
    """Read blocks of one message into scaled columns in file order."""
    blocks = list(blocks)
    if not blocks:
        return Table.empty()
    offsets = np.concatenate([block.offsets for block in blocks])
    order = np.argsort(offsets, kind="stable")
    table = Table(len(offsets), offsets[order])
    begin = 0
    for block in blocks:
        until = begin + len(block.offsets)
        for index, slot in enumerate(block.layout.fields):
            fact = facts.fields.get(slot.number)
            if fact is not None:
                values = block.rows[f"f{index}"]
                if values.dtype.kind == "S":
                    _put_text(table, fact.name, begin, values)
                    continue
                scaled = _scaled(values, _type_of(slot), fact.scale, fact.offset)
                _put(table, fact.name, slice(begin, until), scaled if fact.is_array else _first(scaled))
        _put_developer(table, block, slice(begin, until), developer or {})
        begin = until
    return _in_order(table, order)


def _block(data: bytes, layout: Layout, offsets: NDArray[np.int64]) -> Block:
    byte_order = ">" if layout.big_endian else "<"
    names, formats, starts = [], [], []
    for index, slot in enumerate(layout.fields):
        names.append(f"f{index}")
        formats.append(_format(_type_of(slot), slot.size, byte_order))
        starts.append(slot.offset)
    for index, own in enumerate(layout.developer):
        names.append(f"d{index}")
        formats.append(f"V{own.size}")
        starts.append(own.offset)
    if layout.size == 0:
        # A message can be all header: its time is in there.
        return Block(replace(layout, fields=(), developer=()), offsets, np.empty(len(offsets), "V1"))
    shape = np.dtype({"names": names, "formats": formats, "offsets": starts, "itemsize": layout.size})
    # Whole messages are copied as plain bytes, which is faster than field by field.
    everywhere = np.ndarray((len(data) - layout.size + 1,), f"V{layout.size}", buffer=data, strides=(1,))
    return Block(layout, offsets, everywhere[offsets].view(shape))


def _type_of(slot: FieldSlot) -> BaseType:
    """Give the slot's type; a size that is no multiple of it makes the field plain bytes."""
    kind = base_type(slot.base)
    if kind is None or slot.size % kind.size:
        return BYTE
    return kind


def _format(kind: BaseType, size: int, byte_order: str) -> str:
    if size == 0:
        return "V0"
    if kind.is_text:
        return f"S{size}"
    count = size // kind.size
    return f"{byte_order}{kind.kind}" if count == 1 else f"({count},){byte_order}{kind.kind}"


def _scaled(values: NDArray[np.generic], kind: BaseType, scale: float, offset: float) -> Floats:
    """Turn raw values into numbers; invalid ones become NaN."""
    if values.dtype.kind == "V":
        return np.full(len(values), np.nan)
    with np.errstate(invalid="ignore"):  # a damaged float may be a NaN that signals
        numbers = values.astype(np.float64)
    if kind.invalid is not None:
        missing = values == kind.invalid
        if kind is BYTE and values.ndim > 1:
            # A byte array is invalid only as a whole.
            missing = np.broadcast_to(missing.all(axis=1, keepdims=True), values.shape)
        numbers[missing] = np.nan
    if scale != 1.0:
        numbers /= scale
    if offset != 0.0:
        numbers -= offset
    return numbers


def _first(values: Floats) -> Floats:
    return values if values.ndim == 1 else values[:, 0]


def _put(table: Table, name: str, where: slice, values: Floats) -> None:
    column = table.numbers.get(name)
    width = values.shape[1] if values.ndim > 1 else 0
    if column is None or (width and (column.ndim == 1 or column.shape[1] < width)):
        wider = np.full((table.count, width) if width else (table.count,), np.nan)
        if column is not None:
            wider[:, : column.shape[1] if column.ndim > 1 else 1] = column.reshape(table.count, -1)
        column = table.numbers[name] = wider
    if column.ndim > 1:
        values = values.reshape(len(values), -1)
        column[where, : values.shape[1]] = values
        return
    # A definition may list a number twice; the later valid value counts.
    column[where] = np.where(np.isnan(values), column[where], values)


def _put_text(table: Table, name: str, begin: int, values: NDArray[np.generic]) -> None:
    column = list(table.texts.get(name, ("",) * table.count))
    column[begin : begin + len(values)] = [text_from(bytes(value)) for value in values]
    table.texts[name] = tuple(column)


def _put_developer(table: Table, block: Block, where: slice, known: Mapping[tuple[int, int], DeveloperField]) -> None:
    for index, slot in enumerate(block.layout.developer):
        declared = known.get((slot.developer, slot.number))
        if declared is None or declared.base.is_text or slot.size < declared.base.size:
            continue
        byte_order = ">" if block.layout.big_endian else "<"
        raw = np.ascontiguousarray(block.rows[f"d{index}"]).view(np.uint8).reshape(len(block.rows), slot.size)
        first = np.ascontiguousarray(raw[:, : declared.base.size]).view(byte_order + declared.base.kind).reshape(-1)
        values = _scaled(first, declared.base, declared.scale, declared.offset)
        key = (slot.developer, slot.number)
        column = table.developer.get(key)
        if column is None:
            empty = np.full(table.count, np.nan)
            column = DeveloperColumn(declared.name, declared.unit, declared.native_field, empty)
            table.developer[key] = column
        column.values[where] = values


def _in_order(table: Table, order: NDArray[np.int64]) -> Table:
    if bool(np.all(order[1:] > order[:-1])):
        return table
    return Table(
        table.count,
        table.offsets,
        {name: values[order] for name, values in table.numbers.items()},
        {name: tuple(values[row] for row in order) for name, values in table.texts.items()},
        {
            key: DeveloperColumn(column.name, column.unit, column.native_field, column.values[order])
            for key, column in table.developer.items()
        },
    )


def timestamps_of(blocks: Iterable[Block]) -> tuple[NDArray[np.int64], Floats]:
    """Give the offsets and full timestamps of all messages that carry field 253, in file order."""
    offsets, values = [], []
    for block in blocks:
        for index, slot in enumerate(block.layout.fields):
            if slot.number == TIMESTAMP and slot.size == _TIMESTAMP_SIZE == _type_of(slot).size:
                offsets.append(block.offsets)
                values.append(_scaled(block.rows[f"f{index}"], _type_of(slot), 1.0, 0.0))
                break
    if not offsets:
        return np.empty(0, np.int64), np.empty(0)
    joined, times = np.concatenate(offsets), np.concatenate(values)
    order = np.argsort(joined, kind="stable")
    return joined[order], times[order]
