"""Take everything out of a store that others have open; the empty tables stay."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, inspect, text

from backstride.store.activities import ACTIVITIES, ORIGINALS, SEEN_FILES
from backstride.store.locking import lock_for_writing
from backstride.store.schema import METADATA

__all__ = ["clear_store", "clear_training"]


def clear_training(connection: Connection) -> None:
    """Remove the imported sessions, what files gave, and the list of originals."""
    for table in (ACTIVITIES, SEEN_FILES, ORIGINALS):
        connection.execute(delete(table))


def clear_store(engine: Engine) -> None:
    """Remove every row of every table of ours, then let go of the room they took."""
    with engine.begin() as connection:
        lock_for_writing(connection)
        there = set(inspect(connection).get_table_names())
        for table in reversed(METADATA.sorted_tables):
            if table.name in there:
                connection.execute(delete(table))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))
