"""Training load: each session against what the runner was used to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backstride.model.finding import Finding
from backstride.model.identifiers import ActivityId

__all__ = ["LoadBand", "LoadDay", "LoadSeries", "LoadSession", "LoadWeek"]


class LoadBand(StrEnum):
    """How far a session went beyond the longest run of the previous 30 days.

    ``NO_BASELINE`` means too few runs in the previous 30 days to compare with.
    """

    REFERENCE = "reference"
    SMALL = "small"
    MODERATE = "moderate"
    LARGE = "large"
    NO_BASELINE = "no_baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSession:
    """One run against the longest run of the previous 30 days.

    Parameters
    ----------
    ratio_to_longest_30d
        This run over the longest run of the 30 days before it, by distance where both have one, else by minutes;
        None without a baseline.
    ratio_basis
        ``distance`` or ``minutes``, or empty without a ratio.
    """

    id: ActivityId
    start: str
    local_date: date
    distance_m: float | None
    minutes: float | None
    ratio_to_longest_30d: float | None
    band: LoadBand
    ratio_basis: str = ""
    longest_30d_m: float | None = None
    longest_30d_minutes: float | None = None
    descent_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDay:
    """One calendar day, rest days included.

    ``load`` is minutes times effort (0 to 10) where an effort is known, else None.
    """

    date: date
    distance_m: float
    minutes: float
    runs: int
    load: float | None = None
    acute_7d_m: float | None = None
    chronic_28d_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadWeek:
    """One ISO week from Monday to Sunday."""

    start: date
    distance_m: float
    minutes: float
    runs: int
    longest_m: float | None = None
    long_run_share: float | None = None
    change_from_previous: float | None = None
    descent_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSeries:
    """A runner's load by session, day and week, and what it says.

    Parameters
    ----------
    findings
        Findings for triage and causes, each with its certainty and its measured detail.
    notes
        What could not be said, and why, in plain words.
    """

    days: tuple[LoadDay, ...] = ()
    sessions: tuple[LoadSession, ...] = ()
    weeks: tuple[LoadWeek, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
