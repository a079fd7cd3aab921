"""From runs to the load by session, day and week, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from backstride.model.activity import Activity, LoggedSession
from backstride.model.check_in import CheckIn
from backstride.model.finding import Finding
from backstride.model.load import LoadBand, LoadSeries, LoadSession
from backstride.training.bands import FEWEST_RUNS, WINDOW_DAYS
from backstride.training.days import load_days
from backstride.training.form_trend import form_trends
from backstride.training.pain_days import painful_days
from backstride.training.rhythm import break_finding, no_running_finding, row_finding, week_finding
from backstride.training.runs import gather_runs, other_sessions
from backstride.training.sessions import load_sessions
from backstride.training.shoes import shoe_mileage
from backstride.training.spike import LOOK_BACK_DAYS, spike_finding
from backstride.training.terrain import downhill_finding, hill_or_speed_finding
from backstride.training.weeks import load_weeks

__all__ = ["load_series"]


def load_series(
    activities: Iterable[Activity],
    log: Sequence[LoggedSession] = (),
    *,
    until: date,
    onset: date | None = None,
    check_ins: Iterable[CheckIn] = (),
) -> LoadSeries:
    """Work out a runner's load up to and with a day.

    Parameters
    ----------
    activities
        All sessions, in any order; what is no run counts in the effort load alone.
    log
        Sessions typed by hand, of any sport.
    until
        The runner's own calendar day up to which to look.
    onset
        The day the pain began, if it is known; else the day ``until`` stands for it.
    check_ins
        The diary; runs are then also compared with the longest one that did not hurt.

    Examples
    --------
    >>> start = date(2026, 6, 1)
    >>> log = [LoggedSession(date=start + timedelta(days=3 * n), distance_km=10) for n in range(10)]
    >>> jump = LoggedSession(date=date(2026, 6, 30), distance_km=19)
    >>> series = load_series([], [*log, jump], until=date(2026, 7, 2))
    >>> series.sessions[-1].ratio_to_longest_30d, series.sessions[-1].band.value
    (1.9, 'moderate')
    >>> series.findings[0].detail
    '19 km on 30 June; longest in the 30 days before: 10 km'
    """
    known = list(activities)
    runs = gather_runs(known, log, until=until)
    sessions = load_sessions(runs, painful_days(check_ins))
    days = load_days(runs, other_sessions(known, log), until=until)
    weeks = load_weeks(runs, until=until)
    before = min(onset or until, until)
    findings: tuple[Finding | None, ...] = (
        spike_finding(sessions, before=before, until=until),
        week_finding(weeks, until=until),
        break_finding(runs, until=until),
        row_finding(days, until=until),
        downhill_finding(sessions, until=before),
        hill_or_speed_finding(sessions, until=before),
        no_running_finding(runs, until=until),
    )
    return LoadSeries(
        days=days,
        sessions=sessions,
        weeks=weeks,
        findings=tuple(one for one in findings if one is not None),
        notes=_notes(sessions, before=before),
        shoes=shoe_mileage(runs),
        form_trends=form_trends(runs, until=until),
    )


def _notes(sessions: Sequence[LoadSession], *, before: date) -> tuple[str, ...]:
    """Say what could not be told, and why."""
    if not sessions:
        return ("There are no runs in what you gave, so nothing can be said about your training.",)
    since = before - timedelta(days=LOOK_BACK_DAYS)
    recent = [one for one in sessions if since <= one.local_date <= before]
    without = [one for one in recent if one.band is LoadBand.NO_BASELINE]
    if without and len(without) == len(recent):
        few = f"there are fewer than {FEWEST_RUNS} runs in the {WINDOW_DAYS} days before them"
        return (f"Your last runs could not be compared: {few}.",)
    return ()
