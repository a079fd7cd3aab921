"""CSV as rows by column, whatever separates them; duplicate column names stay apart."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from backstride.intake.limits import LINE_ROWS

__all__ = ["CsvTable", "decoded_text"]

_LONGEST_FIELD = 2**20
_MARKS = ",;\t"


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A header and its rows; ``cut`` when there were more rows than the limit."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cut: bool = False

    @classmethod
    def parse(cls, data: bytes) -> CsvTable:
        r"""Read a CSV in UTF-8, UTF-16 or Latin-1.

        Examples
        --------
        >>> table = CsvTable.parse("Datum;km\n2026-11-20;10,5\n".encode())
        >>> table.header, table.rows
        (('datum', 'km'), (('2026-11-20', '10,5'),))
        """
        text = decoded_text(data)
        first = text.lstrip().splitlines()[0] if text.strip() else ""
        mark = max(_MARKS, key=first.count)
        csv.field_size_limit(_LONGEST_FIELD)
        rows: list[tuple[str, ...]] = []
        cut = False
        try:
            for row in csv.reader(text.splitlines(keepends=True), delimiter=mark):
                if not any(cell.strip() for cell in row):
                    continue
                if len(rows) > LINE_ROWS:
                    cut = True
                    break
                rows.append(tuple(cell.strip() for cell in row))
        except csv.Error:
            cut = True
        if not rows:
            return cls((), ())
        return cls(tuple(" ".join(name.lower().split()) for name in rows[0]), tuple(rows[1:]), cut)

    def places(self, *names: str) -> tuple[int, ...]:
        """Find all columns that have one of some names, in their order."""
        return tuple(place for place, name in enumerate(self.header) if name in names)

    @staticmethod
    def cell(row: tuple[str, ...], places: tuple[int, ...], which: int = 0) -> str:
        """Give one cell, empty when the row or the column is not there."""
        if which >= len(places) or places[which] >= len(row):
            return ""
        return row[places[which]]


def decoded_text(data: bytes) -> str:
    """Decode the text of a file: UTF-8, UTF-16 by its mark, else Latin-1."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
