"""The board of jobs as the pages see it: put one up, look, ask one to stop, take a case's jobs down."""

from __future__ import annotations

import filecmp
import secrets
import shutil
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from backstride.jobs.queue import queue_of
from backstride.jobs.state import Job, JobKind, JobState
from backstride.model.codec import decode_json, encode_json
from backstride.store.jobs import JobRow, add_job, change_job, delete_jobs, list_jobs, read_job
from backstride.store.locking import lock_for_writing
from backstride.store.opening import open_shared_store

__all__ = [
    "INBOX",
    "REGION",
    "JobWork",
    "clear_folder",
    "clear_jobs",
    "files_of",
    "inbox_of",
    "is_waiting",
    "jobs_of",
    "put_up",
    "stop",
    "stop_all",
    "work_of",
]

INBOX = "inbox"
REGION = "region"
"""Name of the option that holds the runner's part of the picture: left,top,right,bottom in percent."""
_LONGEST_TITLE = 120
_LOOK_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class JobWork:
    """What a job works on: files and settings, never answers.

    Parameters
    ----------
    folder
        Where the uploaded files lie, inside the inbox; empty when there are none.
    keep
        Whether a clip stays on the machine afterwards.
    """

    folder: str = ""
    keep: bool = False
    options: dict[str, str] = field(default_factory=dict)


def inbox_of(home: Path) -> Path:
    """Give a new empty folder for uploaded files, readable by nobody else."""
    folder = home / INBOX / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def put_up(home: Path, *, case_id: str, kind: JobKind, title: str, work: JobWork) -> str:
    """Put a job on the board and in the queue; gives its id."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    row = JobRow(
        id=secrets.token_hex(8),
        case_id=case_id,
        kind=kind.value,
        state=JobState.WAITING.value,
        title=title[:_LONGEST_TITLE],
        payload=encode_json(work).decode(),
        created_at=moment,
        changed_at=moment,
    )
    with open_shared_store(home).begin() as connection:
        add_job(connection, row)
    queue_of(home).send(row.id)
    return row.id


def work_of(row: JobRow) -> JobWork:
    """Read what a stored job works on."""
    return decode_json(row.payload, JobWork)


def jobs_of(home: Path, case_id: str) -> tuple[Job, ...]:
    """List a case's jobs, oldest first."""
    with open_shared_store(home).connect() as connection:
        return tuple(_job(row) for row in list_jobs(connection, case_id=case_id))


def stop(home: Path, job_id: str) -> None:
    """Ask a job to stop; one that has not begun is taken off at once."""
    with open_shared_store(home).begin() as connection:
        lock_for_writing(connection)
        row = read_job(connection, job_id)
        if row is None or not JobState(row.state).is_open:
            return
        values: dict[str, object] = {"cancel_asked": True}
        if row.state == JobState.WAITING:
            values |= {"state": JobState.STOPPED.value, "message": "Stopped before it began."}
        change_job(connection, job_id, values)
    if row.state == JobState.WAITING:
        clear_folder(home, work_of(row))


def stop_all(home: Path, case_ids: Collection[str] | None, *, longest_s: float = 5.0) -> bool:
    """Ask every job of some cases, or of all, to stop, and wait a little; tells whether none is running any more."""
    for _ in range(max(1, round(longest_s / _LOOK_S))):
        with open_shared_store(home).connect() as connection:
            rows = list_jobs(connection, states=(JobState.WAITING.value, JobState.RUNNING.value))
        mine = [row for row in rows if case_ids is None or row.case_id in case_ids]
        if not mine:
            return True
        for row in mine:
            stop(home, row.id)
        if any(row.state == JobState.RUNNING for row in mine):
            time.sleep(_LOOK_S)
    return False


def is_waiting(home: Path, case_id: str, path: Path) -> bool:
    """Say whether an open job of a case has the same file already, as when a form is sent twice."""
    with open_shared_store(home).connect() as connection:
        rows = list_jobs(connection, case_id=case_id, states=(JobState.WAITING.value, JobState.RUNNING.value))
    there = (one for row in rows for one in files_of(home, work_of(row)))
    size = path.stat().st_size
    return any(one.stat().st_size == size and filecmp.cmp(one, path, shallow=False) for one in there)


def clear_jobs(home: Path, case_id: str) -> None:
    """Take every job of a case off the board, with the files that were uploaded for it."""
    with open_shared_store(home).begin() as connection:
        rows = list_jobs(connection, case_id=case_id)
        delete_jobs(connection, case_id=case_id)
    for row in rows:
        clear_folder(home, work_of(row))


def clear_folder(home: Path, work: JobWork) -> None:
    """Remove the uploaded files of a job."""
    if work.folder:
        shutil.rmtree(home / INBOX / work.folder, ignore_errors=True)


def files_of(home: Path, work: JobWork) -> tuple[Path, ...]:
    """List the uploaded files of a job, in the order of their names."""
    return tuple(sorted(_files(home / INBOX / work.folder))) if work.folder else ()


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else ()


def _job(row: JobRow) -> Job:
    return Job(
        id=row.id,
        case_id=row.case_id,
        kind=JobKind(row.kind),
        state=JobState(row.state),
        title=row.title,
        progress=row.progress,
        message=row.message,
        is_stopping=row.cancel_asked,
    )
