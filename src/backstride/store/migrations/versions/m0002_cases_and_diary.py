"""Cases, jobs, the diary's entries and the runners of this machine."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what is missing. Cases and jobs were made without a migration before; those keep their rows."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for name, columns in _TABLES.items():
        if name not in there:
            op.create_table(name, *columns())
    for index, table, names in _INDEXES:
        if index not in {one["name"] for one in sa.inspect(op.get_bind()).get_indexes(table)}:
            op.create_index(index, table, names)


def _cases() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("shelf", sa.String(16), nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary),
        sa.Column("answer_mark", sa.String(64)),
    )


def _jobs() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("progress", sa.Float),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("cancel_asked", sa.Boolean, nullable=False),
        sa.Column("worker", sa.String(32)),
        sa.Column("lease_until", sa.String(32)),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
    )


def _diary_entries() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("sent_key", sa.String(64), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("written_at", sa.String(32), nullable=False),
        sa.Column("entry", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("case_id", "sent_key", "day"),
    )


def _runners() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
    )


_TABLES = {"cases": _cases, "jobs": _jobs, "diary_entries": _diary_entries, "runners": _runners}
_INDEXES = (
    ("ix_cases_shelf", "cases", ["shelf"]),
    ("ix_jobs_case_id", "jobs", ["case_id"]),
    ("ix_jobs_state", "jobs", ["state"]),
    ("ix_diary_entries_case_id", "diary_entries", ["case_id"]),
)
