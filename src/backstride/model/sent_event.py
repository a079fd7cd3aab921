"""An event of a plan that a runner's calendar may hold already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

__all__ = ["SentEvent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentEvent:
    """What has to be remembered of an event so that it can be cancelled: its id, its title and when it is.

    Parameters
    ----------
    at
        The time of day on the wall clock; None for an event of the whole day.

    Examples
    --------
    >>> SentEvent(uid="a@b.backstride", title="Run", day=date(2026, 11, 23)).start
    datetime.date(2026, 11, 23)
    """

    uid: str
    title: str
    day: date
    at: time | None = None

    @property
    def start(self) -> date:
        """The day, or the moment on the wall clock."""
        return self.day if self.at is None else datetime.combine(self.day, self.at)
