"""The table of background jobs: what is waiting, what is running and how far, how each one ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Integer, String, Table, Text, delete, insert, select, update

from backstride.store.schema import METADATA

__all__ = [
    "JOBS",
    "JobRow",
    "add_job",
    "change_job",
    "claim_job",
    "delete_jobs",
    "list_jobs",
    "read_job",
    "stop_open_jobs",
]

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("case_id", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("progress", Float),
    Column("message", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("cancel_asked", Boolean, nullable=False, default=False),
    Column("worker", String(32)),
    Column("lease_until", String(32)),
    Column("created_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
)
"""Jobs; moments are ISO 8601 in UTC, so that they sort as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job.

    Parameters
    ----------
    payload
        What it works on, as JSON: paths and settings, never answers.
    progress
        Share done, 0 to 1, or None when that is not known.
    lease_until
        Until when its worker is believed to be alive, while it runs.
    """

    id: str
    case_id: str
    kind: str
    state: str
    title: str
    payload: str
    created_at: str
    changed_at: str
    progress: float | None = None
    message: str = ""
    attempts: int = 0
    cancel_asked: bool = False
    worker: str | None = None
    lease_until: str | None = None


def add_job(connection: Connection, row: JobRow) -> None:
    """Insert a new job."""
    connection.execute(insert(JOBS).values(**{name: getattr(row, name) for name in JobRow.__slots__}))


def read_job(connection: Connection, job_id: str) -> JobRow | None:
    """Find one job."""
    row = connection.execute(select(JOBS).where(JOBS.c.id == job_id)).mappings().first()
    return None if row is None else JobRow(**row)


def list_jobs(
    connection: Connection, *, case_id: str | None = None, states: tuple[str, ...] = ()
) -> tuple[JobRow, ...]:
    """List jobs, oldest first, of one case or of all, in the given states or in any."""
    found = select(JOBS).order_by(JOBS.c.created_at, JOBS.c.id)
    if case_id is not None:
        found = found.where(JOBS.c.case_id == case_id)
    if states:
        found = found.where(JOBS.c.state.in_(states))
    return tuple(JobRow(**row) for row in connection.execute(found).mappings())


def change_job(connection: Connection, job_id: str, values: Mapping[str, Any]) -> None:
    """Set some columns of a job."""
    connection.execute(update(JOBS).where(JOBS.c.id == job_id).values(**values))


def claim_job(connection: Connection, job_id: str, values: Mapping[str, Any]) -> bool:
    """Take a waiting job; tells whether it was still there to take."""
    mine = update(JOBS).where(JOBS.c.id == job_id, JOBS.c.state == "waiting").values(**values)
    return connection.execute(mine).rowcount == 1


def stop_open_jobs(connection: Connection, *, message: str) -> None:
    """Take every job that waits or runs off the board."""
    is_open = JOBS.c.state.in_(("waiting", "running"))
    connection.execute(update(JOBS).where(is_open).values(state="stopped", message=message, lease_until=None))


def delete_jobs(connection: Connection, *, case_id: str) -> None:
    """Remove every job of a case."""
    connection.execute(delete(JOBS).where(JOBS.c.case_id == case_id))
