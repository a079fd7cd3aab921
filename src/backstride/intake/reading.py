"""What reading one file gives, and what every reader needs to know about the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from backstride.intake.samples import Samples
from backstride.model.activity import Activity, IntakeWarning
from backstride.model.identifiers import ActivityId

__all__ = ["FileIdentity", "Reading", "RecordedSession", "local_date"]

_ID_LENGTH = 16
_DEGREES_PER_HOUR = 15.0
_MOST_LONGITUDE_DEG = 180.0
_LARGEST_OFFSET = timedelta(hours=14)
_OFFSET_STEP_S = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class FileIdentity:
    """Name and content hash of a file, and the runner's time zone if it is known."""

    name: str
    content_hash: str
    zone: tzinfo | None = None

    @classmethod
    def of(cls, name: str, data: bytes, zone: tzinfo | None = None) -> FileIdentity:
        """Name a file by what it holds."""
        return cls(name=name, content_hash=hashlib.sha256(data).hexdigest(), zone=zone)

    def activity_id(self, index: int) -> ActivityId:
        """Give the stable id of the session at a place in the file."""
        return ActivityId(f"{self.content_hash[:_ID_LENGTH]}-{index}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSession:
    """One session: its summary, and its samples as long as somebody holds on to them."""

    activity: Activity
    samples: Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file gave; ``content_hash`` names the file that it came from."""

    sessions: tuple[RecordedSession, ...] = ()
    warnings: tuple[IntakeWarning, ...] = field(default=())
    content_hash: str = ""

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The summaries alone."""
        return tuple(session.activity for session in self.sessions)

    @property
    def repeats(self) -> bool:
        """Whether the file holds one and the same session more than once."""
        keys = [(one.start, one.distance_m, one.timer_s) for one in self.activities if one.records]
        return len(set(keys)) < len(keys)

    def with_warnings(self, *more: IntakeWarning) -> Reading:
        """Give the reading with more warnings, those it had first."""
        return replace(self, warnings=self.warnings + more)


def local_date(
    start: datetime, *, zone: tzinfo | None, offset: timedelta | None = None, longitude_deg: float | None = None
) -> date:
    """Find the runner's calendar date of a moment.

    The offset that the device wrote counts when it can be true (a multiple of 15 minutes, at most 14 hours); else the
    runner's own zone; else the hour that the longitude suggests; else UTC.

    Examples
    --------
    >>> late = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
    >>> local_date(late, zone=None, offset=timedelta(hours=2)).isoformat()
    '2026-05-04'
    >>> local_date(late, zone=None, offset=timedelta(seconds=225)).isoformat()
    '2026-05-03'
    """
    try:
        return _local_date(start, zone, offset, longitude_deg)
    except OverflowError:  # the first or the last day that a calendar has
        return start.date()


def _local_date(start: datetime, zone: tzinfo | None, offset: timedelta | None, longitude_deg: float | None) -> date:
    if offset is not None and abs(offset) <= _LARGEST_OFFSET and offset.total_seconds() % _OFFSET_STEP_S == 0:
        return start.astimezone(timezone(offset)).date()
    if zone is not None:
        return start.astimezone(zone).date()
    if longitude_deg is not None and abs(longitude_deg) <= _MOST_LONGITUDE_DEG:
        return start.astimezone(timezone(timedelta(hours=round(longitude_deg / _DEGREES_PER_HOUR)))).date()
    return start.astimezone(UTC).date()
