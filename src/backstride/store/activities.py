"""The tables of the training history: sessions, each once; files already read; originals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    RowMapping,
    String,
    Table,
    Text,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from backstride.model.activity import Activity, ActivitySource, Sport
from backstride.model.identifiers import ActivityId
from backstride.store.schema import METADATA

__all__ = [
    "ACTIVITIES",
    "ORIGINALS",
    "SEEN_FILES",
    "OriginalRow",
    "SeenFile",
    "activities_stamp",
    "delete_activities",
    "list_activities",
    "list_originals",
    "read_seen_files",
    "write_activities",
    "write_original_row",
    "write_seen_file",
]

_TEXTS = ("file", "sport", "source", "start", "local_date", "name", "shoe", "device", "sport_as_recorded")
_COUNTS = ("records", "laps")
_MEASURES = (
    "distance_m", "timer_s", "elapsed_s", "ascent_m", "descent_m", "avg_heart_rate_bpm", "avg_cadence_steps_per_min",
    "avg_vertical_oscillation_mm", "avg_contact_time_ms", "avg_contact_balance_pct_left", "effort_0_to_10",
)  # fmt: skip

ORIGINALS = Table(
    "originals",
    METADATA,
    Column("content_hash", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("packed_size", Integer, nullable=False),
)
"""Files kept whole, packed, beside the store; from them everything here can be made again."""

ACTIVITIES = Table(
    "activities",
    METADATA,
    Column("id", String(32), primary_key=True),
    *(Column(name, Text, nullable=False) for name in _TEXTS),
    *(Column(name, Integer, nullable=False) for name in _COUNTS),
    *(Column(name, Float) for name in _MEASURES),
    Index("ix_activities_start", "start"),
)
"""Sessions, each once; ``start`` is ISO 8601 in UTC, so that it sorts as text."""

SEEN_FILES = Table(
    "seen_files",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("reader", Integer, nullable=False),
    Column("reading", LargeBinary, nullable=False),
)
"""Files that were read, with what they gave as JSON, so that an unchanged file need not be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFile:
    """A file on disk as it was when it was read.

    Parameters
    ----------
    reader
        Version of the readers; another version reads the file again.
    reading
        What it gave, as JSON.
    """

    path: str
    size: int
    mtime_ns: int
    reader: int
    reading: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalRow:
    """An original kept whole: its hash, its name, and its size in bytes before and after packing."""

    content_hash: str
    name: str
    size: int
    packed_size: int = 0


def list_activities(connection: Connection) -> tuple[Activity, ...]:
    """List every session in order of its start."""
    rows = connection.execute(select(ACTIVITIES).order_by(ACTIVITIES.c.start, ACTIVITIES.c.id)).mappings()
    return tuple(_activity(row) for row in rows)


def write_activities(connection: Connection, activities: Iterable[Activity]) -> None:
    """Insert sessions, or replace those whose id is there."""
    rows = [_row(activity) for activity in activities]
    if not rows:
        return
    statement = insert(ACTIVITIES)
    changed = {column.name: statement.excluded[column.name] for column in ACTIVITIES.c if column.name != "id"}
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed), rows)


def delete_activities(connection: Connection, ids: Iterable[ActivityId]) -> None:
    """Remove sessions."""
    for activity_id in ids:
        connection.execute(delete(ACTIVITIES).where(ACTIVITIES.c.id == activity_id))


def activities_stamp(connection: Connection) -> str:
    """Give a mark that changes whenever the sessions do."""
    counts = (func.count(), func.max(ACTIVITIES.c.start), func.total(ACTIVITIES.c.distance_m))
    row = connection.execute(select(*counts, func.total(ACTIVITIES.c.timer_s))).one()
    return "|".join(str(value) for value in row)


def read_seen_files(connection: Connection, *, reader: int) -> dict[str, SeenFile]:
    """Give all files that these readers have read, by path."""
    rows = connection.execute(select(SEEN_FILES).where(SEEN_FILES.c.reader == reader)).mappings()
    return {row["path"]: SeenFile(**row) for row in rows}


def write_seen_file(connection: Connection, seen: SeenFile) -> None:
    """Remember a file, or what it gives now."""
    values = {field.name: getattr(seen, field.name) for field in fields(seen)}
    statement = insert(SEEN_FILES).values(**values)
    changed = {name: value for name, value in values.items() if name != "path"}
    connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=changed))


def list_originals(connection: Connection) -> tuple[str, ...]:
    """List the content hashes of the originals that lie in the folder of originals."""
    return tuple(connection.execute(select(ORIGINALS.c.content_hash).order_by(ORIGINALS.c.content_hash)).scalars())


def write_original_row(connection: Connection, row: OriginalRow) -> None:
    """Note an original that lies in the folder of originals."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    connection.execute(insert(ORIGINALS).values(**values).on_conflict_do_nothing())


def _row(activity: Activity) -> dict[str, Any]:
    row: dict[str, Any] = {field.name: getattr(activity, field.name) for field in fields(activity)}
    row["sport"], row["source"] = activity.sport.value, activity.source.value
    row["start"], row["local_date"] = activity.start.isoformat(), activity.local_date.isoformat()
    return row


def _activity(row: RowMapping | Mapping[str, Any]) -> Activity:
    values = dict(row)
    values["id"] = ActivityId(values["id"])
    values["sport"], values["source"] = Sport(values["sport"]), ActivitySource(values["source"])
    values["start"] = datetime.fromisoformat(values["start"])
    values["local_date"] = date.fromisoformat(values["local_date"])
    return Activity(**values)
