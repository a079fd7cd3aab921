"""The messages of each part of a FIT file, as tables of columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.intake.fit.base_type import base_type
from backstride.intake.fit.clock import compressed_times
from backstride.intake.fit.columns import DeveloperField, blocks_of, read_table, timestamps_of
from backstride.intake.fit.expansion import expand
from backstride.intake.fit.layout import Layout
from backstride.intake.fit.parts import Damage, split_parts
from backstride.intake.fit.profile import message_facts
from backstride.intake.fit.scan import scan_part
from backstride.intake.fit.table import Table

__all__ = ["FitPart", "decode_parts"]

_FIELD_DESCRIPTION = 206
_COMPRESSED = 0x80
_WITHOUT_CHECKSUM = frozenset({"crc_mismatch", "unterminated", "truncated", "header_damaged", "header_size_wrong"})
_NO_NATIVE_FIELD = 0xFF


@dataclass(frozen=True, slots=True)
class FitPart:
    """One part of a FIT file.

    Parameters
    ----------
    tables
        By message name of the profile; a kind that the part lacks is not there.
    unlisted
        How many messages there are of kinds that the profile does not list, by number.
    damage
        What is wrong with the part.
    """

    tables: dict[str, Table]
    unlisted: dict[int, int]
    damage: tuple[Damage, ...]

    def table(self, message: str) -> Table:
        """Give the table of one kind, empty when the part has none."""
        return self.tables.get(message, Table.empty())


def decode_parts(data: bytes, *, only: frozenset[str] | None = None) -> tuple[tuple[FitPart, ...], tuple[Damage, ...]]:
    """Decode a whole FIT file.

    Parameters
    ----------
    only
        Names of the messages to decode; all listed ones when None.

    Returns
    -------
    tuple
        The parts in file order, and the damage that lies outside them.
    """
    parts, outside = split_parts(data)
    decoded = []
    for part in parts:
        suspicious = any(damage.code in _WITHOUT_CHECKSUM for damage in part.damage)
        scan = scan_part(data, part.start, part.end, suspicious=suspicious)
        tables, unlisted = _tables(data, scan.messages, only)
        decoded.append(FitPart(tables, unlisted, part.damage + scan.damage))
    return tuple(decoded), outside


def _tables(
    data: bytes, messages: dict[Layout, list[int]], only: frozenset[str] | None
) -> tuple[dict[str, Table], dict[int, int]]:
    facts = message_facts()
    counts: dict[int, int] = {}
    for layout, offsets in messages.items():
        if offsets:
            counts[layout.message] = counts.get(layout.message, 0) + len(offsets)
    developer = _developer_fields(data, messages)
    tables: dict[str, Table] = {}
    for number in counts:
        fact = facts.get(number)
        if fact is None or (only is not None and fact.name not in only):
            continue
        table = read_table(blocks_of(data, messages, number), fact, developer)
        _fill_times(data, messages, table)
        expand(fact.name, table)
        tables[fact.name] = table
    return tables, {number: count for number, count in counts.items() if number not in facts}


def _developer_fields(data: bytes, messages: dict[Layout, list[int]]) -> dict[tuple[int, int], DeveloperField]:
    table = read_table(blocks_of(data, messages, _FIELD_DESCRIPTION), message_facts()[_FIELD_DESCRIPTION])
    index, number = table.column("developer_data_index"), table.column("field_definition_number")
    kinds, scales, offsets = table.column("fit_base_type_id"), table.column("scale"), table.column("offset")
    native = table.column("native_field_num")
    fields: dict[tuple[int, int], DeveloperField] = {}
    for row in range(table.count):
        base = None if np.isnan(kinds[row]) else base_type(int(kinds[row]))
        if base is None or np.isnan(index[row]) or np.isnan(number[row]):
            continue
        fields[int(index[row]), int(number[row])] = DeveloperField(
            name=table.text("field_name", row),
            unit=table.text("units", row),
            base=base,
            scale=1.0 if np.isnan(scales[row]) or scales[row] == 0 else float(scales[row]),
            offset=0.0 if np.isnan(offsets[row]) else float(offsets[row]),
            native_field=None if np.isnan(native[row]) or native[row] == _NO_NATIVE_FIELD else int(native[row]),
        )
    return fields


def _fill_times(data: bytes, messages: dict[Layout, list[int]], table: Table) -> None:
    """Give messages with a compressed header the time that the header stands for."""
    if not table.count:
        return
    headers = np.frombuffer(data, np.uint8)[table.offsets - 1]
    compressed = np.flatnonzero(headers & _COMPRESSED)
    if not len(compressed):
        return
    blocks = [
        block for number in {layout.message for layout in messages} for block in blocks_of(data, messages, number)
    ]
    anchors = timestamps_of(blocks)
    times = table.column("timestamp")
    rebuilt = compressed_times(headers[compressed], table.offsets[compressed], *anchors)
    times[compressed] = np.where(np.isnan(times[compressed]), rebuilt, times[compressed])
    table.numbers["timestamp"] = times
