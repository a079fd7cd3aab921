"""Take the store's write lock first, so that reading, changing and writing are one step."""

from __future__ import annotations

from sqlalchemy import Connection

__all__ = ["lock_for_writing"]


def lock_for_writing(connection: Connection) -> None:
    """Begin a transaction that nobody else can write beside; waits for whoever is writing now."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
