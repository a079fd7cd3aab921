"""The table of cases: one row per episode of pain, its state as one JSON document.

An assessment is kept beside it under the mark of what it was worked out from, so that a page opens at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, LargeBinary, String, Table, delete, func, insert, select, update

from backstride.store.schema import METADATA

__all__ = [
    "CASES",
    "CaseRow",
    "delete_case",
    "list_cases",
    "raise_revisions",
    "read_case",
    "write_answer",
    "write_case",
]

CASES = Table(
    "cases",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("shelf", String(16), nullable=False, index=True),
    Column("started_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("revision", Integer, nullable=False, default=0),
    Column("state", LargeBinary, nullable=False),
    Column("answer", LargeBinary),
    Column("answer_mark", String(64)),
)
"""Cases; moments are ISO 8601 in UTC, so that they sort as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One stored case.

    Parameters
    ----------
    shelf
        Whose data it goes with: ``own`` or ``demo``.
    state
        The case and its answered screens, as JSON.
    answer, answer_mark
        The latest assessment as JSON, and the mark of what it rests on; None until there is one.
    """

    id: str
    shelf: str
    started_at: str
    changed_at: str
    revision: int
    state: bytes
    answer: bytes | None = None
    answer_mark: str | None = None


def read_case(connection: Connection, case_id: str) -> CaseRow | None:
    """Find one case."""
    row = connection.execute(select(CASES).where(CASES.c.id == case_id)).mappings().first()
    return None if row is None else CaseRow(**row)


def list_cases(connection: Connection, *, shelf: str) -> tuple[CaseRow, ...]:
    """List the cases of a shelf, the one that changed last first."""
    found = select(CASES).where(CASES.c.shelf == shelf).order_by(CASES.c.changed_at.desc(), CASES.c.id)
    return tuple(CaseRow(**row) for row in connection.execute(found).mappings())


def write_case(connection: Connection, row: CaseRow) -> None:
    """Insert a case or replace its state; a stored assessment stays with its own mark."""
    state = {"changed_at": row.changed_at, "revision": row.revision, "state": row.state}
    changed = connection.execute(update(CASES).where(CASES.c.id == row.id).values(**state))
    if changed.rowcount == 0:
        connection.execute(insert(CASES).values(id=row.id, shelf=row.shelf, started_at=row.started_at, **state))


def write_answer(connection: Connection, case_id: str, *, answer: bytes, mark: str) -> None:
    """Keep an assessment with the mark of what it rests on."""
    connection.execute(update(CASES).where(CASES.c.id == case_id).values(answer=answer, answer_mark=mark))


def raise_revisions(connection: Connection, *, by: int) -> int:
    """Raise the revision of every case; gives the highest there is then, 0 without cases."""
    if by:
        connection.execute(update(CASES).values(revision=CASES.c.revision + by))
    return int(connection.execute(select(func.max(CASES.c.revision))).scalar() or 0)


def delete_case(connection: Connection, case_id: str) -> bool:
    """Remove a case; tells whether it was there."""
    return connection.execute(delete(CASES).where(CASES.c.id == case_id)).rowcount > 0
