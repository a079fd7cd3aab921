"""The queue that hands jobs to the worker: huey on a SQLite file of its own, beside the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from huey import SqliteHuey

__all__ = ["JobQueue", "queue_of"]

_FILE = "queue.sqlite"
_NAME = "backstride"


@dataclass(frozen=True, slots=True)
class JobQueue:
    """The queue of one data folder.

    Parameters
    ----------
    huey
        What the worker consumes.
    send
        Puts a job's id in line.
    """

    huey: SqliteHuey
    send: Callable[[str], object]


@cache
def queue_of(home: Path) -> JobQueue:
    """Open the queue of a data folder; only ids travel through it."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / _FILE
    path.touch(mode=0o600)
    huey = SqliteHuey(_NAME, filename=str(path), results=False)

    def run(job_id: str) -> None:
        from backstride.jobs.running import run_job

        run_job(home, job_id)

    return JobQueue(huey=huey, send=huey.task(name="run")(run))
