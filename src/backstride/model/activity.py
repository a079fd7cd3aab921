"""Runs and other sessions, imported from a file or typed by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from backstride.model.identifiers import ActivityId
from backstride.model.score import hold_to_scale

__all__ = ["Activity", "ActivitySource", "IntakeWarning", "LoggedSession", "Sport"]


class Sport(StrEnum):
    """The kind of a session. Treadmill and trail running are running with a surface."""

    RUNNING = "running"
    TREADMILL_RUNNING = "treadmill_running"
    TRAIL_RUNNING = "trail_running"
    TRACK_RUNNING = "track_running"
    WALKING = "walking"
    HIKING = "hiking"
    CYCLING = "cycling"
    SWIMMING = "swimming"
    ELLIPTICAL = "elliptical"
    STRENGTH = "strength"
    TRANSITION = "transition"
    OTHER = "other"

    @property
    def is_running(self) -> bool:
        """Whether the session loads the body as running does."""
        return self in _RUNNING


_RUNNING = frozenset({Sport.RUNNING, Sport.TREADMILL_RUNNING, Sport.TRAIL_RUNNING, Sport.TRACK_RUNNING})


class ActivitySource(StrEnum):
    """What a session was read from, richest first."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"
    APPLE_HEALTH = "apple_health"
    OTHER_DEVICE = "other_device"
    CSV = "csv"
    EXPORT_LIST = "export_list"
    TYPED = "typed"


def _not_negative(owner: str, **values: float | None) -> None:
    for name, value in values.items():
        if value is not None and not (math.isfinite(value) and value >= 0.0):
            raise ValueError(f"{owner}: {name} is {value}, which cannot be")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One session with what its device summed up; a triathlon gives several.

    Every measure is None where the source does not hold it. Cadence counts both feet.

    Parameters
    ----------
    id
        Stable id: content hash of the original and the session's place in it.
    file
        Name of the file it came from, as the runner knows it.
    start
        Aware UTC moment of the start.
    local_date
        The runner's own calendar date of the start.
    timer_s
        Moving time by the device's timer, pauses left out; load uses this.
    elapsed_s
        Time from start to end, pauses included.
    records, laps
        Counts of samples and laps.
    avg_contact_balance_pct_left
        Share of contact time on the left foot, percent.
    sport_as_recorded
        The sport in the word of the source (``running``, ``cross_country_skiing``), or empty.

    Examples
    --------
    >>> from datetime import UTC
    >>> Activity(id=ActivityId("x-0"), file="a.fit", sport=Sport.RUNNING, source=ActivitySource.FIT,
    ...          start=datetime(2026, 5, 3, 6, tzinfo=UTC), local_date=date(2026, 5, 3), distance_m=10_000.0,
    ...          timer_s=3_000.0).minutes
    50.0
    """

    id: ActivityId
    file: str
    sport: Sport
    source: ActivitySource
    start: datetime
    local_date: date
    distance_m: float | None = None
    timer_s: float | None = None
    elapsed_s: float | None = None
    records: int = 0
    laps: int = 0
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_heart_rate_bpm: float | None = None
    avg_cadence_steps_per_min: float | None = None
    avg_vertical_oscillation_mm: float | None = None
    avg_contact_time_ms: float | None = None
    avg_contact_balance_pct_left: float | None = None
    name: str = ""
    shoe: str = ""
    effort_0_to_10: float | None = None
    device: str = ""
    sport_as_recorded: str = ""

    def __post_init__(self) -> None:
        """Refuse naive times, negative measures and an effort off the scale."""
        if self.start.tzinfo is None:
            raise ValueError(f"{self.id}: start needs a time zone")
        _not_negative(
            self.id, distance_m=self.distance_m, timer_s=self.timer_s, elapsed_s=self.elapsed_s, records=self.records,
            laps=self.laps, ascent_m=self.ascent_m, descent_m=self.descent_m,
            avg_heart_rate_bpm=self.avg_heart_rate_bpm, avg_cadence_steps_per_min=self.avg_cadence_steps_per_min,
            avg_vertical_oscillation_mm=self.avg_vertical_oscillation_mm, avg_contact_time_ms=self.avg_contact_time_ms,
            avg_contact_balance_pct_left=self.avg_contact_balance_pct_left,
        )  # fmt: skip
        hold_to_scale(self.id, effort_0_to_10=self.effort_0_to_10)

    @property
    def minutes(self) -> float | None:
        """Timer time in minutes, or None when the source has no time."""
        return None if self.timer_s is None else self.timer_s / 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedSession:
    """A session typed by hand: a date and minutes, or a date and a distance, or both.

    Examples
    --------
    >>> LoggedSession(date=date(2026, 11, 20), minutes=60, kind=Sport.TREADMILL_RUNNING).distance_km is None
    True
    """

    date: date
    minutes: float | None = None
    distance_km: float | None = None
    kind: Sport = Sport.RUNNING
    effort_0_to_10: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Ask for at least one measure, and possible ones."""
        if self.minutes is None and self.distance_km is None:
            raise ValueError("a session needs minutes or a distance")
        _not_negative(str(self.date), minutes=self.minutes, distance_km=self.distance_km)
        hold_to_scale(str(self.date), effort_0_to_10=self.effort_0_to_10)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeWarning:
    """Something a file did not give, named so that nothing is lost in silence.

    Parameters
    ----------
    code
        Stable short code, such as ``crc_mismatch`` or ``truncated``.
    message
        What it means for the runner, in one plain sentence.
    """

    file: str
    code: str
    message: str
