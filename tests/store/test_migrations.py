"""Stores of earlier versions are brought up to date with everything in them; newer ones are left alone."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from backstride.model.errors import FileError
from backstride.service.episodes import list_episodes, start_episode
from backstride.service.shelf import Shelf
from backstride.store.engine import HEAD, STORE_FILE, _upgrade, open_store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def first_version(folder: Path) -> str:
    """Make a store as the first version left it: cases and jobs without a migration, one case in it."""
    episode = start_episode(folder / "new", shelf=Shelf.OWN, now=NOW)
    engine = create_engine(f"sqlite:///{folder / 'new' / STORE_FILE}")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE diary_entries"))
        connection.execute(text("DROP TABLE runners"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    (folder / "old").mkdir()
    (folder / "old" / STORE_FILE).write_bytes((folder / "new" / STORE_FILE).read_bytes())
    return episode.id


def checkpoint(folder: Path) -> None:
    with create_engine(f"sqlite:///{folder / STORE_FILE}").connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def test_cases_of_the_first_version_are_all_there_afterwards(tmp_path: Path) -> None:
    home = tmp_path / "new"
    case_id = first_version(tmp_path)
    checkpoint(home)
    (tmp_path / "old" / STORE_FILE).write_bytes((home / STORE_FILE).read_bytes())
    engine = open_store(tmp_path / "old")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    assert [one.id for one in list_episodes(tmp_path / "old", shelf=Shelf.OWN)] == [case_id]
    assert {"diary_entries", "runners"} <= set(inspect(engine).get_table_names())


def shape(engine: Engine) -> dict[str, object]:
    """Give every table with its columns, keys and indexes."""
    seen = inspect(engine)
    return {
        name: (
            {one["name"]: (str(one["type"]), one["nullable"], one["primary_key"]) for one in seen.get_columns(name)},
            sorted(str(one["column_names"]) for one in seen.get_unique_constraints(name)),
            sorted((one["name"], tuple(one["column_names"])) for one in seen.get_indexes(name)),
        )
        for name in seen.get_table_names()
    }


def test_the_migrations_alone_make_the_tables_of_a_new_store(tmp_path: Path) -> None:
    new = open_store(tmp_path / "new")
    assert {"cases", "jobs", "diary_entries", "runners", "activities"} <= set(shape(new))

    migrated = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite'}")
    _upgrade(migrated)
    assert shape(migrated) == shape(new)
    for engine in (new, migrated):
        with engine.connect() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def test_a_new_store_is_made_without_the_library_of_migrations(tmp_path: Path) -> None:
    program = (
        f"import sys; from pathlib import Path; from backstride.store.engine import open_store; "
        f"open_store(Path({str(tmp_path)!r})); print('alembic' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "False"


def test_a_store_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    open_store(tmp_path / "a")
    checkpoint(tmp_path / "a")
    (tmp_path / "b").mkdir()
    file = tmp_path / "b" / STORE_FILE
    file.write_bytes((tmp_path / "a" / STORE_FILE).read_bytes())
    with create_engine(f"sqlite:///{file}").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = file.read_bytes()
    with pytest.raises(FileError, match="newer Backstride"):
        open_store(tmp_path / "b")
    with create_engine(f"sqlite:///{file}").connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    assert len(file.read_bytes()) == len(before)
