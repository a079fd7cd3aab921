"""Finding the way back after damage: the next place where known messages go on with believable times.

A place counts when a known header byte stands there, the message's own timestamp follows on from the last one read,
and the next headers are known too; or when a whole definition of a message that we know stands there. So a damaged
block costs its own bytes and no more, unless the definition of what follows was in it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.intake.fit.base_type import base_type
from backstride.intake.fit.layout import TIMESTAMP, FieldSlot, Layout, definition_end, parse_layout
from backstride.intake.fit.profile import message_facts

__all__ = ["find_next_definition", "find_next_message"]

_LONGEST_GAP_S = 6 * 3600
_CHAIN = 4
_TIMESTAMP_SIZE = 4
_DEFINITION_BITS, _DEFINITION = 0xD0, 0x40
_DEFINITION_FRAME = 6
_MOST_FIELDS = 120


def find_next_message(
    data: bytes, position: int, end: int, current: dict[int, Layout], messages: dict[Layout, list[int]]
) -> int | None:
    """Give the offset of the next believable header at or behind ``position``, or None."""
    last = _last_timestamp(data, messages)
    if last is None:
        return None
    best: int | None = None
    for local, layout in current.items():
        for place in _candidates(data, position, end, local, layout, last):
            if best is not None and place >= best:
                break
            if _chain_holds(data, int(place), end, current):
                best = int(place)
                break
    return best


def find_next_definition(data: bytes, position: int, end: int) -> int | None:
    """Give the offset of the next definition of a listed message at or behind ``position``, or None.

    It must be whole and possible in every field, and be followed by a message of its own or by another definition, so
    that noise is not taken for one.
    """
    window = np.frombuffer(data, np.uint8)[position:end]
    if len(window) <= _DEFINITION_FRAME:
        return None
    first = window[:-_DEFINITION_FRAME]
    places = np.flatnonzero((first & _DEFINITION_BITS) == _DEFINITION)
    places = places[(window[places + 1] == 0) & (window[places + 2] <= 1)]
    little = window[places + 2] == 0
    low, high = window[places + 3].astype(np.int64), window[places + 4].astype(np.int64)
    number = np.where(little, low | high << 8, high | low << 8)
    fields = window[places + 5]
    listed = np.isin(number, np.fromiter(message_facts(), np.int64)) & (fields > 0) & (fields <= _MOST_FIELDS)
    for place in places[listed].tolist():
        if _is_definition(data, position + place, end):
            return position + int(place)
    return None


def _is_definition(data: bytes, place: int, end: int) -> bool:
    header = data[place]
    behind = definition_end(data, place, header, end)
    layout = None if behind is None else parse_layout(data, place, header, end)
    if behind is None or layout is None or behind >= end or not all(map(_is_possible, layout.fields)):
        return False
    return data[behind] == header & 0x0F or data[behind] & _DEFINITION_BITS == _DEFINITION


def _is_possible(slot: FieldSlot) -> bool:
    kind = base_type(slot.base)
    return kind is not None and slot.size > 0 and slot.size % kind.size == 0


def _order(layout: Layout) -> str:
    return ">u4" if layout.big_endian else "<u4"


def _last_timestamp(data: bytes, messages: dict[Layout, list[int]]) -> int | None:
    newest: tuple[int, int] | None = None
    for layout, offsets in messages.items():
        slot = layout.slot(TIMESTAMP)
        if slot is None or slot.size != _TIMESTAMP_SIZE:
            continue
        for offset in reversed(offsets[-_CHAIN:]):
            raw = data[offset + slot.offset : offset + slot.offset + _TIMESTAMP_SIZE]
            value = int(np.frombuffer(raw, _order(layout))[0])
            if 0 < value < 2**32 - 1 and (newest is None or offset > newest[0]):
                newest = (offset, value)
    return None if newest is None else newest[1]


def _candidates(data: bytes, start: int, end: int, local: int, layout: Layout, last: int) -> NDArray[np.int64]:
    slot = layout.slot(TIMESTAMP)
    if slot is None or slot.size != _TIMESTAMP_SIZE:
        return np.empty(0, np.int64)
    window = np.frombuffer(data, np.uint8)[start:end]
    places = np.flatnonzero(window == local)
    places = places[places + 1 + layout.size <= len(window)]
    raw = window[places[:, None] + (1 + slot.offset) + np.arange(_TIMESTAMP_SIZE)]
    values = np.ascontiguousarray(raw).view(_order(layout)).reshape(-1).astype(np.int64)
    believable = (values >= last) & (values <= last + _LONGEST_GAP_S)
    return (places[believable] + start).astype(np.int64)


def _chain_holds(data: bytes, place: int, end: int, current: dict[int, Layout]) -> bool:
    for _ in range(_CHAIN):
        if place >= end:
            return True
        header = data[place]
        if _DEFINITION <= header < 2 * _DEFINITION:
            return True
        local = (header >> 5) & 3 if header & 0x80 else header & 0x0F
        if local not in current:
            return False
        place += 1 + current[local].size
    return place <= end
