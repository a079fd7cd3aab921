"""Opening the store of a data folder: its rights, its tables, its migrations."""

from __future__ import annotations

import importlib
import os
import pkgutil
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from backstride.model.errors import FileError
from backstride.store.locking import lock_for_writing
from backstride.store.schema import METADATA

__all__ = ["HEAD", "STORE_FILE", "migrate", "open_store"]

STORE_FILE = "backstride.sqlite"
HEAD = "0002"
"""The newest migration. Whoever adds one under ``migrations/versions`` names it here."""
_BUSY_TIMEOUT_MS = 10_000
_VERSION_TABLE = "alembic_version"


@lru_cache(maxsize=8)
def open_store(home: Path) -> Engine:
    """Open the store of a data folder; make it, or bring it up to date, when needed.

    The folder is readable by its owner alone (0700) and so is the file (0600).

    Raises
    ------
    FileError
        When the folder cannot be made or written.
    """
    file = home / STORE_FILE
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        home.chmod(0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)
    except OSError as error:
        what = f"the data folder cannot be used ({error.strerror})"
        raise FileError(what, where=str(home), advice="check its rights, or set BACKSTRIDE_HOME") from error
    # What a statement was about is never part of an error, so that no answer can get into a log.
    engine = create_engine(f"sqlite:///{file}", hide_parameters=True)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "handle_error", _say_plainly)
    try:
        migrate(engine)
    except OperationalError as error:
        advice = "free some space or check the file's rights; nothing stored is lost"
        raise FileError(f"the store cannot be opened ({error.orig})", where=str(file), advice=advice) from error
    return engine


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; quick when they are.

    Raises
    ------
    FileError
        When a newer version wrote them.
    """
    # Every file of this package may hold tables; they count once it is imported.
    package = importlib.import_module("backstride.store")
    for module in pkgutil.iter_modules(package.__path__):
        if not module.ispkg:
            importlib.import_module(f"backstride.store.{module.name}")
    version = _version(engine)
    if version is not None and version > HEAD:
        advice = "update Backstride, then open it again; nothing was changed"
        raise FileError("this data was written by a newer Backstride", where=str(engine.url.database), advice=advice)
    if version is None and not inspect(engine).get_table_names():
        _make(engine)
    elif version != HEAD:
        _upgrade(engine)
    # Tables that have no migration of their own yet are made as they are described.
    METADATA.create_all(engine)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION_TABLE):
            return None
        return connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608 - a constant


def _make(engine: Engine) -> None:
    """Make a new store as it is described, all or nothing; the library of migrations is slow to load."""
    with engine.begin() as connection:
        lock_for_writing(connection)
        if inspect(connection).get_table_names():
            return  # Another process made it just now.
        METADATA.create_all(connection)
        key = f"CONSTRAINT {_VERSION_TABLE}_pkc PRIMARY KEY (version_num)"
        connection.execute(text(f"CREATE TABLE {_VERSION_TABLE} (version_num VARCHAR(32) NOT NULL, {key})"))
        connection.execute(text(f"INSERT INTO {_VERSION_TABLE} VALUES (:head)"), {"head": HEAD})  # noqa: S608 - a constant


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "backstride.store:migrations")
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _say_plainly(context: ExceptionContext) -> None:
    """Tell a full disk and a store that someone else holds in words a person can act on; other errors are bugs."""
    said = str(context.original_exception)
    if "disk is full" in said:
        advice = "free some space, then try again; what was stored before is safe"
        raise FileError("the disk is full, so this was not saved", advice=advice) from context.original_exception
    if "database is locked" in said:
        advice = "try again in a moment"
        raise FileError("something else is writing just now, so this was not saved", advice=advice) from (
            context.original_exception
        )


def _configure(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
    """Let readers and one writer work side by side, and wait for one another."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten, so that erased answers cannot be read back from the file.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    cursor.close()
