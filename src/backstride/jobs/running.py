"""Run one job in the worker: take it, do it, write down how it ended, clear up after it.

Whatever happens, the job ends in one plain line. A job whose worker died is tried again once; one that takes the
worker down twice, or that never ends, is left alone.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backstride.jobs.board import INBOX, clear_folder, work_of
from backstride.jobs.leases import RENEW_S
from backstride.jobs.limits import LONGEST_JOB_S, limited_cpu
from backstride.jobs.queue import queue_of
from backstride.jobs.report_back import JobStoppedError, Reporter
from backstride.jobs.state import JobKind, JobState
from backstride.model.errors import UserError
from backstride.service.bug_place import bug_place
from backstride.store.jobs import JobRow, change_job, claim_job, list_jobs, read_job
from backstride.store.locking import lock_for_writing
from backstride.store.opening import open_shared_store

__all__ = ["MOST_ATTEMPTS", "WORKER_NAME", "recover", "run_job"]

MOST_ATTEMPTS = 2
"""How often a job may take its worker down before it is left alone."""

WORKER_NAME = "BACKSTRIDE_WORKER"
"""Environment variable in which a worker finds its name."""

_LEASE = timedelta(seconds=3 * RENEW_S)
_FULL_DISK = (errno.ENOSPC, errno.EDQUOT)
_LOG = logging.getLogger("backstride.jobs")


_TOO_MUCH_MEMORY = "This needs more memory than one file may take. Your other data is as it was. Try a smaller file."
_DISK_FULL = "The disk is full. What was stored before is safe. Free some space, then send the file again."
_TOO_LONG = "This took longer than two hours, so we stopped it. Your other data is as it was. Try a smaller file."


@dataclass(frozen=True, slots=True)
class _End:
    state: JobState
    message: str


def run_job(home: Path, job_id: str) -> None:
    """Do a waiting job; one that is gone or taken is left."""
    row = _take(home, job_id)
    if row is None:
        return
    end: _End | None = None
    try:
        with _lease_renewed(home, row), _beside_its_files(home, row), limited_cpu():
            message = _work(JobKind(row.kind))(home, row, Reporter(home, job_id))
        end = _End(JobState.DONE, message)
    except JobStoppedError:
        end = _End(JobState.STOPPED, "Stopped. Nothing was added.")
    except UserError as error:
        end = _End(JobState.FAILED, error.line())
    except MemoryError:
        end = _End(JobState.FAILED, _TOO_MUCH_MEMORY)
    except OSError as error:
        if error.errno not in _FULL_DISK:
            raise
        end = _End(JobState.FAILED, _DISK_FULL)
    finally:
        _finish(home, row, _our_mistake() if end is None else end)


def _our_mistake() -> _End:
    """End a job that broke; the error goes on, and its place stands in the line and in the log."""
    error = sys.exc_info()[1]
    place = bug_place(error) if error is not None else "an unknown place"
    _LOG.error("bug: %s", place)
    line = f"This is our mistake. Your other data is as it was. Try it once more, or report it with this line: {place}."
    return _End(JobState.FAILED, line)


def _work(kind: JobKind) -> Callable[[Path, JobRow, Reporter], str]:
    """Find what a job does; only the worker loads it, so that the app starts fast."""
    from backstride.jobs.demo_made import demo_job
    from backstride.jobs.work import clip_job, import_job

    return {JobKind.IMPORT: import_job, JobKind.CLIP: clip_job, JobKind.DEMO: demo_job}[kind]


def _take(home: Path, job_id: str) -> JobRow | None:
    with open_shared_store(home).begin() as connection:
        lock_for_writing(connection)
        row = read_job(connection, job_id)
        if row is None:
            return None
        values = {
            "state": JobState.RUNNING.value,
            "attempts": row.attempts + 1,
            "worker": os.environ.get(WORKER_NAME, ""),
            "lease_until": _lease_end(),
            "message": "Working on it.",
        }
        return row if claim_job(connection, job_id, values) else None


def _finish(home: Path, row: JobRow, end: _End) -> None:
    values: dict[str, object] = {
        "state": end.state.value,
        "message": end.message,
        "lease_until": None,
        "changed_at": _moment(),
    }
    if end.state is JobState.DONE:
        values["progress"] = 1.0
    with open_shared_store(home).begin() as connection:
        change_job(connection, row.id, values)
    clear_folder(home, work_of(row))
    _LOG.info("job %s (%s): %s", row.id, row.kind, end.state.value)


@contextlib.contextmanager
def _lease_renewed(home: Path, row: JobRow) -> Iterator[None]:
    done = threading.Event()
    # A clock that stands still while the machine sleeps, and that nobody can set.
    ends_s = time.monotonic() + LONGEST_JOB_S

    def renew() -> None:
        while not done.wait(RENEW_S):
            if time.monotonic() > ends_s:
                _finish(home, row, _End(JobState.FAILED, _TOO_LONG))
                _end_worker()
                return
            # A lease that could not be written now is written next time, long before anyone misses it.
            with contextlib.suppress(UserError), open_shared_store(home).begin() as connection:
                change_job(connection, row.id, {"lease_until": _lease_end()})

    keeper = threading.Thread(target=renew, daemon=True, name="lease")
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


@contextlib.contextmanager
def _beside_its_files(home: Path, row: JobRow) -> Iterator[None]:
    """Let what a job writes on its way lie with its files: it goes when they go, also after a worker was killed."""
    before, folder = tempfile.tempdir, work_of(row).folder
    tempfile.tempdir = os.fspath(home / INBOX / folder) if folder else before
    try:
        yield
    finally:
        tempfile.tempdir = before


def _end_worker() -> None:
    """End this process at once: nothing else stops a thread that hangs. The app starts another worker."""
    os._exit(1)


def recover(home: Path, *, dead_worker: str | None = None, expired: Collection[str] = ()) -> None:
    """Put jobs whose worker is gone back in the queue, or give them up after too many attempts.

    Parameters
    ----------
    dead_worker
        Name of a worker that is known to have ended.
    expired
        Jobs of other workers whose lease stands still.
    """
    again: list[str] = []
    with open_shared_store(home).begin() as connection:
        lock_for_writing(connection)
        for row in list_jobs(connection, states=(JobState.RUNNING.value,)):
            if row.worker != dead_worker and row.id not in expired:
                continue
            if row.attempts >= MOST_ATTEMPTS:
                message = "This took our worker down twice, so we leave it. Try a smaller or a fresh copy of the file."
                change_job(connection, row.id, {"state": JobState.FAILED.value, "message": message})
                clear_folder(home, work_of(row))
            else:
                message = "The worker stopped. Trying once more."
                change_job(connection, row.id, {"state": JobState.WAITING.value, "message": message})
                again.append(row.id)
        if dead_worker is not None:
            again += [row.id for row in list_jobs(connection, states=(JobState.WAITING.value,))]
    for job_id in dict.fromkeys(again):
        queue_of(home).send(job_id)


def _lease_end() -> str:
    return (datetime.now(UTC) + _LEASE).isoformat(timespec="milliseconds")


def _moment() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
