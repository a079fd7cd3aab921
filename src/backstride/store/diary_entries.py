"""The table of diary entries: every version of every day, so that a change never loses what was written before.

The entry that counts stands in the case; this table says what was written when, and that a message was taken in.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, LargeBinary, String, Table, UniqueConstraint, delete, insert, select

from backstride.store.schema import METADATA

__all__ = ["DIARY_ENTRIES", "DiaryRow", "add_entry", "delete_entries", "has_entry", "list_entries"]

DIARY_ENTRIES = Table(
    "diary_entries",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("case_id", String(32), nullable=False, index=True),
    Column("sent_key", String(64), nullable=False),
    Column("day", String(10), nullable=False),
    Column("written_at", String(32), nullable=False),
    Column("entry", LargeBinary, nullable=False),
    UniqueConstraint("case_id", "sent_key", "day"),
)
"""Entries in the order in which they came in; moments are ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryRow:
    """One version of one day.

    Parameters
    ----------
    sent_key
        The key of the message that brought it; the same message twice counts once.
    entry
        The check-in as JSON.
    """

    case_id: str
    sent_key: str
    day: str
    written_at: str
    entry: bytes


def add_entry(connection: Connection, row: DiaryRow) -> None:
    """Insert one version of a day."""
    connection.execute(insert(DIARY_ENTRIES).values(**{name: getattr(row, name) for name in DiaryRow.__slots__}))


def has_entry(connection: Connection, *, case_id: str, sent_key: str) -> bool:
    """Say whether a message was taken in before."""
    mine = DIARY_ENTRIES.c.case_id == case_id
    found = select(DIARY_ENTRIES.c.number).where(mine, DIARY_ENTRIES.c.sent_key == sent_key)
    return connection.execute(found).first() is not None


def list_entries(connection: Connection, *, case_id: str) -> tuple[DiaryRow, ...]:
    """List every version of every day, in the order in which they came in."""
    mine = DIARY_ENTRIES.c.case_id == case_id
    columns = [DIARY_ENTRIES.c[name] for name in DiaryRow.__slots__]
    found = select(*columns).where(mine).order_by(DIARY_ENTRIES.c.number)
    return tuple(DiaryRow(**row) for row in connection.execute(found).mappings())


def delete_entries(connection: Connection, *, case_id: str) -> None:
    """Remove every version of every day of a case."""
    connection.execute(delete(DIARY_ENTRIES).where(DIARY_ENTRIES.c.case_id == case_id))
