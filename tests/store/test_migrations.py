"""Stores of earlier versions are brought up to date with everything in them; newer ones are left alone."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import alembic.op
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine.interfaces import ReflectedColumn

import backstride.store.migrations as migrations_of_the_store
from backstride.model.errors import FileError
from backstride.service.episodes import list_episodes, start_episode
from backstride.service.shelf import Shelf
from backstride.store.engine import HEAD, STORE_FILE, _upgrade, open_store
from backstride.store.schema import METADATA

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


def versions() -> list[str]:
    """List every version there was, the first one first."""
    folder = Path(migrations_of_the_store.__file__).parent / "versions"
    return sorted(path.name[1:5] for path in folder.glob("m*.py"))


def store_of(version: str, file: Path) -> Engine:
    """Make an empty store as a version left it."""
    engine = create_engine(f"sqlite:///{file}")
    config = Config()
    config.set_main_option("script_location", "backstride.store:migrations")
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        if version == "0001":  # It made these two without a migration.
            METADATA.create_all(connection, tables=[METADATA.tables["cases"], METADATA.tables["jobs"]])
    return engine


def some_value(column: ReflectedColumn, number: int) -> object:
    """Make a value that fits a column and is found nowhere else."""
    name = f"{column['name']}-{number}"
    kind = column["type"].python_type
    return {str: name, bytes: name.encode(), int: number, float: number + 0.25, bool: number % 2 == 1}[kind]


def fill_every_table(engine: Engine) -> None:
    """Put three rows into each table but the one that names the version."""
    with engine.begin() as connection:
        seen = inspect(connection)
        for name in seen.get_table_names():
            columns = seen.get_columns(name)
            marks = ", ".join(f":{one['name']}" for one in columns)
            for number in (1, 2, 3) if name != "alembic_version" else ():
                values = {one["name"]: some_value(one, number) for one in columns}
                connection.execute(text(f"INSERT INTO {name} VALUES ({marks})"), values)


def rows_of(engine: Engine) -> dict[str, list[dict[str, object]]]:
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        return {
            name: [dict(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1")).mappings()]
            for name in names
        }


@pytest.fixture(params=versions())
def full_store(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, list[dict[str, object]]]]:
    """A data folder of some version with rows in every table, and the rows."""
    engine = store_of(request.param, tmp_path / STORE_FILE)
    fill_every_table(engine)
    rows = rows_of(engine)
    assert all(len(there) == 3 for there in rows.values())
    assert {"activities", "originals", "seen_files", "cases", "jobs"} <= rows.keys()
    engine.dispose()
    return tmp_path, rows


def held(after: dict[str, list[dict[str, object]]], before: dict[str, list[dict[str, object]]]) -> bool:
    """Say whether every row is still there with every value it had."""
    return all(any(old.items() <= new.items() for new in after[name]) for name, rows in before.items() for old in rows)


Full = tuple[Path, dict[str, list[dict[str, object]]]]


def test_a_full_store_of_any_version_comes_up_with_every_row_of_every_table(full_store: Full) -> None:
    home, before = full_store
    engine = open_store(home)
    assert versions()[-1] == HEAD

    after = rows_of(engine)
    assert held(after, before)
    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(before.get(name, ())) for name in METADATA.tables
    }
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def test_a_program_that_ends_in_the_middle_of_an_upgrade_loses_nothing(
    full_store: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, before = full_store
    with monkeypatch.context() as patched:
        patched.setattr(alembic.op, "create_index", ended)
        if before.keys() != METADATA.tables.keys():
            with pytest.raises(KeyboardInterrupt):
                open_store(home)
    engine = open_store(home)

    assert held(rows_of(engine), before)
    assert shape(engine) == shape(open_store(home / "new"))


def ended(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


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
