"""What a job can be, and how far it can go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Job", "JobKind", "JobState"]


class JobKind(StrEnum):
    """What a job does."""

    IMPORT = "import"
    CLIP = "clip"
    DEMO = "demo"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_open(self) -> bool:
        """Whether something may still happen."""
        return self in (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as a page shows it.

    Parameters
    ----------
    title
        What is being worked on, as the person named it.
    progress
        Share done, 0 to 1, or None when that is not known.
    message
        One plain line about where it stands or how it ended.
    """

    id: str
    case_id: str
    kind: JobKind
    state: JobState
    title: str
    progress: float | None
    message: str
    is_stopping: bool
