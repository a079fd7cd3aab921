"""What the runner was used to: the longest run before the pain, how often, how fast, and since when not.

The run that hurt must not set the measure. So only runs before the pain began count, without its eve and without those
that were themselves much longer than the month before them; where nobody said when it began, the last two weeks are
left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadSeries, LoadSession
from backstride.plan.told import number_told
from backstride.training.bands import REFERENCE_RATIO

__all__ = ["RunHistory", "run_history"]

WINDOW_DAYS = 30
UNKNOWN_ONSET_DAYS = 14
EVE_DAYS = 2
_LONG_AGO_DAYS = 84
_WEEKS = WINDOW_DAYS / 7
_FEWEST = 2
FEWEST_RUNS, USUAL_RUNS, MOST_RUNS = 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHistory:
    """The runner's own measure, from the 30 days before the pain.

    Parameters
    ----------
    longest_min, longest_km
        The longest run of those days; None without runs, or without a time or distance.
    weekly_min
        Mean minutes a week in those days.
    runs_per_week
        Mean number of runs a week in those days.
    km_per_min
        Usual pace as distance a minute.
    weeks_off
        Weeks since the last run; None when no run is known.
    weekdays
        Weekdays of runs, the commonest first; 0 is Monday.
    """

    longest_min: float | None = None
    longest_km: float | None = None
    weekly_min: float | None = None
    runs_per_week: float | None = None
    km_per_min: float | None = None
    weeks_off: float | None = None
    weekdays: tuple[int, ...] = ()

    @property
    def runs_a_week(self) -> int:
        """Runs a week for a plan by distance: the runner's own number, 2 to 4; 3 where it is not known."""
        return min(max(round(self.runs_per_week), FEWEST_RUNS), MOST_RUNS) if self.runs_per_week else USUAL_RUNS


def run_history(
    load: LoadSeries | None, facts: Mapping[FindingId, Finding], today: date, *, until: date | None = None
) -> RunHistory:
    """Read what the runner was used to.

    Parameters
    ----------
    today
        The day on which the answers were true.
    until
        Runs up to and with this day count; today when left out.

    Examples
    --------
    >>> run_history(None, {}, date(2026, 5, 3)).longest_min is None
    True
    """
    sessions = () if load is None else tuple(one for one in load.sessions if one.local_date <= (until or today))
    if not sessions:
        return RunHistory()
    onset = _onset(facts, today)
    days_before = _within(sessions, onset - timedelta(days=WINDOW_DAYS), onset - timedelta(days=EVE_DAYS))
    before = [one for one in days_before if (one.ratio_to_longest_30d or 1.0) <= REFERENCE_RATIO]
    recent = _within(sessions, today - timedelta(days=_LONG_AGO_DAYS), today + timedelta(days=1))
    minutes = [one.minutes for one in before if one.minutes]
    way = [one.distance_m / 1000 for one in before if one.distance_m]
    speeds = [one.distance_m / 1000 / one.minutes for one in recent if one.distance_m and one.minutes]
    days = Counter(one.local_date.weekday() for one in recent)
    enough = len(before) >= _FEWEST
    return RunHistory(
        longest_min=max(minutes) if enough and minutes else None,
        longest_km=max(way) if enough and way else None,
        weekly_min=sum(minutes) / _WEEKS if enough and minutes else None,
        runs_per_week=len(before) / _WEEKS if enough else None,
        km_per_min=median(speeds) if speeds else None,
        weeks_off=((until or today) - max(one.local_date for one in sessions)).days / 7,
        weekdays=tuple(day for day, _ in sorted(days.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _onset(facts: Mapping[FindingId, Finding], today: date) -> date:
    weeks = number_told(facts, "pain_duration_weeks")
    return today - timedelta(days=UNKNOWN_ONSET_DAYS if weeks is None else round(7 * weeks))


def _within(sessions: Sequence[LoadSession], first: date, end: date) -> tuple[LoadSession, ...]:
    return tuple(one for one in sessions if first <= one.local_date < end)
