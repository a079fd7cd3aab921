"""Training history: originals, sessions, files already read, warnings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the training history."""
    op.create_table(
        "originals",
        sa.Column("content_hash", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("packed_size", sa.Integer, nullable=False),
    )
    texts = ("file", "sport", "source", "start", "local_date", "name", "shoe", "device", "sport_as_recorded")
    counts = ("records", "laps")
    measures = (
        "distance_m", "timer_s", "elapsed_s", "ascent_m", "descent_m", "avg_heart_rate_bpm",
        "avg_cadence_steps_per_min", "avg_vertical_oscillation_mm", "avg_contact_time_ms",
        "avg_contact_balance_pct_left", "effort_0_to_10",
    )  # fmt: skip
    op.create_table(
        "activities",
        sa.Column("id", sa.String(32), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
        *(sa.Column(name, sa.Float) for name in measures),
    )
    op.create_index("ix_activities_start", "activities", ["start"])
    op.create_table(
        "seen_files",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("reader", sa.Integer, nullable=False),
        sa.Column("reading", sa.LargeBinary, nullable=False),
    )
