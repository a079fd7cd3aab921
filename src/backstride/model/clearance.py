"""A clinician's recorded leave to do more than the rules would allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.model.verdict import Permission

__all__ = ["Clearance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """Who cleared the runner, when, for what and until when. A new flag voids it.

    Examples
    --------
    >>> leave = Clearance(by="Dr Sole, GP", given_on=date(2026, 5, 1), scope=Permission.MODIFIED_RUNNING,
    ...                   until=date(2026, 6, 1))
    >>> leave.covers(date(2026, 5, 20)), leave.covers(date(2026, 6, 2))
    (True, False)
    """

    by: str
    given_on: date
    scope: Permission
    until: date
    note: str = ""

    def __post_init__(self) -> None:
        """A clearance needs a name and an end after its start."""
        if not self.by.strip():
            raise ValueError("a clearance needs the name of who gave it")
        if self.until < self.given_on:
            raise ValueError("a clearance cannot end before it began")

    def covers(self, day: date) -> bool:
        """Whether it holds on a day, first and last day included."""
        return self.given_on <= day <= self.until
