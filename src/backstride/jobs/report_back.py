"""How a running job reports: progress now and then, and whether it was asked to stop."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from backstride.model.errors import BackstrideError
from backstride.store.jobs import change_job, read_job
from backstride.store.opening import open_shared_store

__all__ = ["JobStoppedError", "Reporter"]

_PAUSE_S = 0.25


class JobStoppedError(BackstrideError):
    """The person asked the job to stop."""


class Reporter:
    """Writes a job's progress to the board, a few times a second at most.

    Parameters
    ----------
    home, job_id
        Whose progress it is.
    """

    def __init__(self, home: Path, job_id: str) -> None:
        self.home = home
        self.job_id = job_id
        self._last = 0.0
        self._stop = False

    def progress(self, share: float | None, message: str = "") -> None:
        """Say how far the job is.

        Raises
        ------
        JobStoppedError
            If the person asked it to stop.
        """
        if self._stop:
            raise JobStoppedError
        moment = time.monotonic()
        if moment - self._last < _PAUSE_S:
            return
        self._last = moment
        values: dict[str, object] = {} if share is None else {"progress": min(max(share, 0.0), 1.0)}
        if message:
            values["message"] = message
        with open_shared_store(self.home).begin() as connection:
            row = read_job(connection, self.job_id)
            if row is not None and values:
                change_job(connection, self.job_id, values)
        self._stop = row is None or row.cancel_asked
        if self._stop:
            raise JobStoppedError

    def note(self, share: float, message: str) -> None:
        """Say how far the job is, to a measure that asks by itself whether to stop."""
        with contextlib.suppress(JobStoppedError):
            self.progress(share, message)

    def is_stopped(self) -> bool:
        """Say whether the job should stop, looking at most a few times a second."""
        try:
            self.progress(None)
        except JobStoppedError:
            return True
        return self._stop
