"""The store keeps sessions and originals, is its owner's alone, and brings itself up to date."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from backstride.model.errors import FileError
from backstride.store.activities import ACTIVITIES, ORIGINALS, SEEN_FILES, list_activities, write_activities
from backstride.store.engine import HEAD, STORE_FILE, open_store
from backstride.store.originals import Originals
from tests.training.made_runs import a_run


def test_folder_and_file_are_the_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "data"
    open_store(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / STORE_FILE).stat().st_mode) == 0o600


def test_a_new_store_is_at_the_newest_migration(tmp_path: Path) -> None:
    with open_store(tmp_path).connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def test_the_migrations_make_the_tables_as_they_are_described(tmp_path: Path) -> None:
    engine = open_store(tmp_path)
    for table in (ACTIVITIES, ORIGINALS, SEEN_FILES):
        found = {
            column["name"]: (type(column["type"]), column["nullable"])
            for column in inspect(engine).get_columns(table.name)
        }
        described = {column.name: column.nullable for column in table.columns}
        assert {name: nullable for name, (_, nullable) in found.items()} == described


def test_an_older_store_without_tables_is_brought_up_to_date(tmp_path: Path) -> None:
    create_engine(f"sqlite:///{tmp_path / STORE_FILE}").connect().close()
    with open_store(tmp_path).connect() as connection:
        assert list_activities(connection) == ()


def test_sessions_come_back_as_they_were(tmp_path: Path) -> None:
    runs = [a_run(9, None), replace(a_run(5, 12.5, descent_m=80.0, effort=4.0), name="Läufchen", shoe="blue")]
    engine = open_store(tmp_path)
    with engine.begin() as connection:
        write_activities(connection, runs)
        write_activities(connection, [replace(runs[0], name="again")])
    with engine.connect() as connection:
        assert list_activities(connection) == (replace(runs[0], name="again"), runs[1])


def test_originals_come_back_byte_for_byte_and_are_the_owners_alone(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    data = b"a file " * 1000
    size = originals.keep("ab" * 32, data)
    assert originals.keep("ab" * 32, data) == size < len(data)
    assert originals.read("ab" * 32) == data
    assert stat.S_IMODE(originals.path("ab" * 32).stat().st_mode) == 0o600
    assert list(tmp_path.rglob("*.part")) == []


def test_a_missing_original_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="missing or damaged"):
        Originals(tmp_path).read("cd" * 32)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_plain_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FileError, match="cannot be used"):
        open_store(tmp_path / "data")
