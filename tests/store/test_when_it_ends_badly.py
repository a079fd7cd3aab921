"""A full disk and a program that is killed: what was said to be saved is there, and the rest is said not to be."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from backstride.model.errors import FileError
from backstride.service.episodes import list_episodes, start_episode
from backstride.service.shelf import Shelf
from backstride.store.cases import CaseRow, read_case, write_case
from backstride.store.opening import open_shared_store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WRITER = """
import sys
from pathlib import Path
from backstride.store.cases import CaseRow, write_case
from backstride.store.engine import open_store

engine = open_store(Path(sys.argv[1]))
for number in range(100_000):
    row = CaseRow(id=f"c{number}", shelf="own", started_at="a", changed_at="b", revision=1, state=b"x" * 20_000)
    with engine.begin() as connection:
        write_case(connection, row)
    print(number, flush=True)
"""


def fill_the_disk(engine: Engine) -> None:
    """Let the store grow no further, as on a disk without room."""
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))


def large(name: str) -> CaseRow:
    return CaseRow(id=name, shelf="own", started_at="a", changed_at="b", revision=1, state=b"x" * 500_000)


def test_on_a_full_disk_nothing_new_is_half_stored_and_everything_before_is_there(tmp_path: Path) -> None:
    before = start_episode(tmp_path, shelf=Shelf.OWN, now=NOW)
    engine = open_shared_store(tmp_path)
    fill_the_disk(engine)

    with pytest.raises(FileError, match="the disk is full, so this was not saved") as told, engine.begin() as held:
        write_case(held, large("c1"))
    assert "what was stored before is safe" in told.value.line()
    with engine.connect() as connection:
        assert read_case(connection, "c1") is None
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        connection.execute(text("PRAGMA max_page_count = 100000"))
    assert [one.id for one in list_episodes(tmp_path, shelf=Shelf.OWN)] == [before.id]

    with engine.begin() as connection:
        write_case(connection, large("c1"))
    with engine.connect() as connection:
        assert read_case(connection, "c1") is not None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a program at once")
def test_what_was_written_before_a_program_was_killed_is_there(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        written = [int(writer.stdout.readline()) for _ in range(20)]
        os.kill(writer.pid, signal.SIGKILL)
        written += [int(line) for line in writer.stdout.read().split()]

    with open_shared_store(tmp_path).connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert all(read_case(connection, f"c{number}") is not None for number in written)
