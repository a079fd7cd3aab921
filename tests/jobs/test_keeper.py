"""The worker as a process of its own: it works, it may die, it comes back, it ends with the app."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backstride.jobs.board import JobWork, inbox_of, jobs_of, put_up
from backstride.jobs.keeper import WorkerKeeper
from backstride.jobs.state import JobKind, JobState
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf

LONGEST_S = 90


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + LONGEST_S
    while not what():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[WorkerKeeper]:
    keeper = WorkerKeeper(tmp_path)
    keeper.start()
    yield keeper
    keeper.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not known here")
def test_a_killed_worker_is_replaced_and_the_work_is_done(keeper: WorkerKeeper, tmp_path: Path):
    wait_for(lambda: keeper.pid)
    first = keeper.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: keeper.pid not in {None, first})

    episode = start_episode(tmp_path, shelf=Shelf.OWN, now=datetime.now(UTC))
    folder = inbox_of(tmp_path)
    (folder / "runs.csv").write_text("date,minutes\n2026-11-18,60\n", encoding="utf-8")
    put_up(tmp_path, case_id=episode.id, kind=JobKind.IMPORT, title="runs.csv", work=JobWork(folder=folder.name))
    wait_for(lambda: not jobs_of(tmp_path, episode.id)[0].state.is_open)

    assert jobs_of(tmp_path, episode.id)[0].state is JobState.DONE


def test_the_worker_ends_with_the_app(tmp_path: Path):
    keeper = WorkerKeeper(tmp_path)
    keeper.start()
    wait_for(lambda: keeper.pid)
    pid = keeper.pid
    keeper.close()

    assert pid is not None
    assert not is_alive(pid)
