"""The table of the people who use this machine: a name for each shelf of cases and training files."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, String, Table, Text, delete, insert, select, update

from backstride.store.schema import METADATA

__all__ = ["RUNNERS", "RunnerRow", "delete_runner", "list_runner_rows", "write_runner"]

RUNNERS = Table(
    "runners",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("added_at", String(32), nullable=False),
)
"""People; the id is the shelf's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerRow:
    """One person."""

    id: str
    name: str
    added_at: str


def list_runner_rows(connection: Connection) -> tuple[RunnerRow, ...]:
    """List the people, the one who came first first."""
    found = select(RUNNERS).order_by(RUNNERS.c.added_at, RUNNERS.c.id)
    return tuple(RunnerRow(**row) for row in connection.execute(found).mappings())


def delete_runner(connection: Connection, runner_id: str) -> None:
    """Remove a person's name; one that is not there is no error."""
    connection.execute(delete(RUNNERS).where(RUNNERS.c.id == runner_id))


def write_runner(connection: Connection, row: RunnerRow) -> None:
    """Insert a person or change their name."""
    changed = connection.execute(update(RUNNERS).where(RUNNERS.c.id == row.id).values(name=row.name))
    if changed.rowcount == 0:
        connection.execute(insert(RUNNERS).values(id=row.id, name=row.name, added_at=row.added_at))
