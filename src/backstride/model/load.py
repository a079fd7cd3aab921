"""Training load: each session against what the runner was used to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backstride.model.finding import Finding
from backstride.model.identifiers import ActivityId

__all__ = [
    "FormMonth",
    "FormTrend",
    "LoadBand",
    "LoadDay",
    "LoadSeries",
    "LoadSession",
    "LoadWeek",
    "RaceAhead",
    "ShoeMileage",
    "WhatIf",
]


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
    ratio_to_longest_pain_free_30d
        This run over the longest run of the same 30 days that stayed free of pain; None without a diary of pain.
    avg_cadence_steps_per_min, avg_contact_time_ms, avg_vertical_oscillation_mm
        As the watch measured them, or None.
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
    ascent_m: float | None = None
    speed_m_per_s: float | None = None
    ratio_to_longest_pain_free_30d: float | None = None
    avg_cadence_steps_per_min: float | None = None
    avg_contact_time_ms: float | None = None
    avg_vertical_oscillation_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadDay:
    """One calendar day, rest days included.

    ``load`` is minutes times effort (0 to 10) where an effort is known, else None.

    Parameters
    ----------
    trend_7d_m, trend_28d_m
        Distance a day, smoothed over 7 and 28 days; None in the first 28 days.
    monotony_7d
        Mean over spread of the last 7 days' distance; None where every day was alike.
    days_in_a_row
        Running days up to and with this one; 0 on a rest day.
    """

    date: date
    distance_m: float
    minutes: float
    runs: int
    load: float | None = None
    acute_7d_m: float | None = None
    chronic_28d_m: float | None = None
    trend_7d_m: float | None = None
    trend_28d_m: float | None = None
    monotony_7d: float | None = None
    days_in_a_row: int = 0


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
class ShoeMileage:
    """How far a pair of shoes has run, as far as the sessions name it."""

    shoe: str
    distance_m: float
    runs: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMonth:
    """A running measure of one calendar month against the runner's own line over speed.

    Parameters
    ----------
    month
        Its first day.
    change, low, high
        Mean difference from the line at each run's speed, and its 95 % interval.
    """

    month: date
    change: float
    low: float
    high: float
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTrend:
    """A running measure of the last weeks against the runner's own earlier runs at the same speed.

    Parameters
    ----------
    measure
        Name of the measure with its unit, such as ``avg_contact_time_ms``.
    change, low, high
        Difference from what the runner's earlier runs at these speeds lead one to expect, and its 95 % interval.
    usual
        The earlier value at the mean speed of the last weeks.
    runs, runs_before
        Runs of the last weeks and earlier ones that it rests on.
    line
        The earlier runs' line over speed: (m/s, value) at their slowest and their fastest.
    recent_since, before_since
        First day of the last weeks, and of the earlier runs that the line is drawn through.
    months
        The last twelve months against the same line, oldest first; months with too few runs are left out.
    """

    measure: str
    change: float
    low: float
    high: float
    usual: float
    runs: int
    runs_before: int
    line: tuple[tuple[float, float], ...] = ()
    recent_since: date | None = None
    before_since: date | None = None
    months: tuple[FormMonth, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSeries:
    """A runner's load by session, day and week, and what it says.

    Parameters
    ----------
    findings
        Findings for triage and causes, each with its certainty and its measured detail.
    notes
        What could not be said, and why, in plain words.
    shoes
        Shoes by distance, most first; only where sessions name them.
    form_trends
        Measures of the watch against the runner's own baseline; context, never a finding.
    """

    days: tuple[LoadDay, ...] = ()
    sessions: tuple[LoadSession, ...] = ()
    weeks: tuple[LoadWeek, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    shoes: tuple[ShoeMileage, ...] = ()
    form_trends: tuple[FormTrend, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceAhead:
    """A race against the longest run that small steps reach before it.

    Parameters
    ----------
    longest_by_then_km
        What one longer run a week reaches a week before the race, each at most a tenth longer, beginning with as much
        of the planned run as stays inside.
    ratio, band
        The race over that.
    ready_on
        First day on which the race would stay inside.
    ready_on_if_whole
        The same if the planned run is run whole, whatever its band.
    """

    distance_km: float
    on: date
    longest_by_then_km: float
    ratio: float
    band: LoadBand
    ready_on: date
    ready_on_if_whole: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A run that is planned, against the longest run of the 30 days before it.

    Parameters
    ----------
    ratio
        The plan over the longest run; None without a baseline.
    inside_km
        The longest run that stays in the reference band; None without a baseline.
    split_km
        Runs on different days that together make the plan and each stay inside; empty when the plan does.
    evidence
        What is known about such runs, in plain words.
    sources
        Where that is from.
    runs_left_out
        Runs of the 30 days that hurt, or probably did it, and so are no measure of what is usual.
    race
        What it does to a race; None without a race or a baseline.
    """

    distance_km: float
    on: date
    band: LoadBand
    ratio: float | None
    longest_30d_km: float | None
    inside_km: float | None
    split_km: tuple[float, ...] = ()
    evidence: str = ""
    sources: tuple[str, ...] = ()
    runs_left_out: int = 0
    race: RaceAhead | None = None
