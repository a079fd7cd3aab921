"""One walk over the message headers of a part: which layout holds which messages, and where.

The walk is the only loop over single messages. Runs of messages with one header byte, the bulk of most files, are
found by looking at every n-th byte at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from backstride.intake.fit.layout import Layout, definition_end, parse_layout
from backstride.intake.fit.parts import Damage
from backstride.intake.fit.resync import find_next_definition, find_next_message

__all__ = ["Scan", "scan_part"]

_DEFINITION = 0x40
_COMPRESSED = 0x80
_HEADERS = 256
_LONGEST_RUN = 512
_MOST_RESYNCS = 64
_BLANK_BYTES = 64


@dataclass(frozen=True, slots=True)
class Scan:
    """What one part holds.

    Parameters
    ----------
    messages
        Per layout the offsets of its messages' first byte behind the header byte, in file order.
    damage
        Where the walk lost its way, and how many bytes it left out.
    """

    messages: dict[Layout, list[int]]
    damage: tuple[Damage, ...]


@dataclass(slots=True)
class _Walk:
    """The state of the walk: the layouts in force and what was found so far."""

    data: bytes
    messages: dict[Layout, list[int]] = field(default_factory=dict)
    current: dict[int, Layout] = field(default_factory=dict)
    # Devices repeat their definitions thousands of times; each is read once.
    known: dict[bytes, tuple[Layout, list[int]]] = field(default_factory=dict)
    # By local number: bytes from one header to the next (0: no such message declared), and where offsets go.
    strides: list[int] = field(default_factory=lambda: [0] * _HEADERS)
    targets: list[list[int]] = field(default_factory=lambda: [[]] * _HEADERS)

    def follow(self, position: int, end: int) -> int:
        """Follow the headers as far as they make sense and return where that ends."""
        data, strides, targets = self.data, self.strides, self.targets
        last = -1
        while position < end:
            header = data[position]
            stride = strides[header]
            if stride == 0:
                behind = self.rarer(position, header, end)
                if behind is None:
                    return position
                position = behind
                last = -1
            elif position + stride > end:
                return position
            elif header != last:
                targets[header].append(position + 1)
                position += stride
                last = header
            else:
                heads = data[position : min(end - stride + 1, position + _LONGEST_RUN * stride) : stride]
                run = len(heads) - len(heads.lstrip(heads[:1]))
                targets[header].extend(range(position + 1, position + 1 + run * stride, stride))
                position += run * stride
                last = -1
        return position

    def rarer(self, position: int, header: int, end: int) -> int | None:
        """Take a definition or a message with a compressed time, and return the position behind it, or None."""
        if header & _COMPRESSED:
            local = (header >> 5) & 3
            behind = position + self.strides[local]
            if behind == position or behind > end:
                return None
            self.targets[local].append(position + 1)
            return behind
        return self.define(position, header, end) if header & _DEFINITION else None

    def define(self, position: int, header: int, end: int) -> int | None:
        """Take the definition at a position into force and return the position behind it, or None."""
        behind = definition_end(self.data, position, header, end)
        if behind is None:
            return None
        raw = self.data[position:behind]
        known = self.known.get(raw)
        if known is None:
            layout = parse_layout(self.data, position, header, end)
            if layout is None:
                return None
            known = self.known[raw] = (layout, self.messages.setdefault(layout, []))
        local = header & 0x0F
        self.current[local], self.targets[local] = known
        self.strides[local] = known[0].size + 1
        return behind

    def encloses(self, position: int, until: int) -> bool:
        """Say whether the message at a position reaches as far as ``until``."""
        header = self.data[position]
        local = (header >> 5) & 3 if header & _COMPRESSED else header & 0x0F
        layout = self.current.get(local)
        return not (header & _DEFINITION) and layout is not None and position + 1 + layout.size >= until


def scan_part(data: bytes, start: int, end: int, *, suspicious: bool = False) -> Scan:
    """Walk over the messages between two offsets, past damage where they go on behind it.

    Parameters
    ----------
    suspicious
        The checksum is wrong: blocks of zeros that cross messages are damage, not messages.
    """
    walk = _Walk(data)
    damage: list[Damage] = []
    blanks = _blank_ranges(data, start, end) if suspicious else []
    position = start
    while position < end:
        blanks = [blank for blank in blanks if blank[0] >= position]
        limit, resume = blanks.pop(0) if blanks else (end, position + 1)
        position = walk.follow(position, limit)
        if position >= end:
            break
        if limit < end and (position >= limit or position + 1 + _longest(walk) > limit):
            if walk.encloses(position, resume):
                continue
        else:
            resume = position + 1
        message = find_next_message(data, resume, end, walk.current, walk.messages)
        definition = find_next_definition(data, resume, end if message is None else message)
        found = message if definition is None else definition
        if found is None or len(damage) == _MOST_RESYNCS:
            damage.append(Damage("unreadable_rest", position, end - position))
            break
        damage.append(Damage("unreadable_block", position, found - position))
        position = found
    return Scan(walk.messages, tuple(damage))


def _longest(walk: _Walk) -> int:
    return max((layout.size for layout in walk.current.values()), default=0)


def _blank_ranges(data: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Find runs of zeros that are longer than what a message holds by nature."""
    filled = np.flatnonzero(np.frombuffer(data, np.uint8)[start:end])
    edges = np.concatenate(([-1], filled, [end - start]))
    gaps = np.flatnonzero(np.diff(edges) > _BLANK_BYTES)
    return [(int(edges[gap]) + 1 + start, int(edges[gap + 1]) + start) for gap in gaps]
