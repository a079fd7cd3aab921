"""Findings about the rhythm of running: jumps from week to week, breaks, days in a row, no running at all.

Sources
-------
damsted2019, nielsen2014prog
    A rise of a week by 20 to 60 % or more than 30 %: intervals that touch no effect, and none in frandsen2025. So a
    jump is told with low certainty and never forbids anything.

The lengths of breaks and of rows of days are product defaults (expert opinion; no trial).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from backstride.model.answer import AnswerState
from backstride.model.counted import counted
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadDay, LoadWeek
from backstride.training.runs import Runs
from backstride.training.words import day_words, km_words

__all__ = ["break_finding", "no_running_finding", "row_finding", "week_finding"]

WEEK_JUMP = 0.3
LARGE_WEEK_JUMP = 0.6
WEEKS_BACK = 4
BREAK_DAYS = 14
LONG_BREAK_DAYS = 21
RESUMED_WITHIN_DAYS = 28
ROW_DAYS = 5
LONG_ROW_DAYS = 7
ROW_WITHIN_DAYS = 14
NO_RUNNING_DAYS = 28


def week_finding(weeks: Sequence[LoadWeek], *, until: date) -> Finding | None:
    """Find the largest jump from one week to the next in the last four weeks; None when no week can be judged."""
    pairs = list(pairwise(weeks))[-WEEKS_BACK:]
    judged = [
        (week.change_from_previous, before, week) for before, week in pairs if week.change_from_previous is not None
    ]
    if not judged:
        return None
    change, before, week = max(judged, key=lambda one: one[0])
    detail = (
        f"{km_words(week.distance_m)} in the week of {day_words(week.start, until)}; "
        f"{km_words(before.distance_m)} in the week before"
    )
    certainty = 0.75 if change > LARGE_WEEK_JUMP else 0.6
    return _finding("sudden_weekly_volume_increase", present=change > WEEK_JUMP, certainty=certainty, detail=detail)


def break_finding(runs: Runs, *, until: date) -> Finding | None:
    """Find a break that ended in the last four weeks; None when the history is too short to know."""
    if not len(runs):
        return None
    now = until.toordinal()
    days = np.unique(runs.day)
    if now - int(days[0]) < RESUMED_WITHIN_DAYS + BREAK_DAYS:
        return None
    gaps = np.diff(days) - 1
    recent = (days[1:] >= now - RESUMED_WITHIN_DAYS) & (gaps >= BREAK_DAYS)
    if not recent.any():
        if now - int(days[-1]) > RESUMED_WITHIN_DAYS:
            return None
        longest = int(gaps[days[1:] >= now - RESUMED_WITHIN_DAYS].max(initial=0))
        detail = f"no break of two weeks or more lately; the longest was {counted(longest, 'day')}"
        return _finding("recent_return_after_break", present=False, certainty=0.8, detail=detail)
    place = int(np.flatnonzero(recent)[np.argmax(gaps[recent])])
    length = int(gaps[place])
    left, back = date.fromordinal(int(days[place])), date.fromordinal(int(days[place + 1]))
    off = f"no run for {counted(length, 'day')} after {day_words(left, until)}"
    detail = f"{off}; running again since {day_words(back, until)}"
    certainty = 0.85 if length >= LONG_BREAK_DAYS else 0.6
    return _finding("recent_return_after_break", present=True, certainty=certainty, detail=detail)


def row_finding(days: Sequence[LoadDay], *, until: date) -> Finding | None:
    """Find the longest row of running days that reached into the last two weeks; None without days."""
    since = until - timedelta(days=ROW_WITHIN_DAYS)
    recent = [day for day in days[-ROW_WITHIN_DAYS - 1 :] if day.date >= since]
    if not recent or not any(day.runs for day in recent):
        return None
    last = max(recent, key=lambda day: day.days_in_a_row)
    present = last.days_in_a_row >= ROW_DAYS
    certainty = 0.8 if last.days_in_a_row >= LONG_ROW_DAYS or not present else 0.65
    up_to = day_words(last.date, until)
    if last.days_in_a_row == 1:
        detail = f"no running days in a row lately; the last run was on {up_to}"
    else:
        detail = f"{last.days_in_a_row} running days in a row up to {up_to}"
    return _finding("many_days_in_a_row", present=present, certainty=certainty, detail=detail)


def no_running_finding(runs: Runs, *, until: date) -> Finding | None:
    """Say whether the last run lies more than four weeks back; None without runs."""
    if not len(runs):
        return None
    last = date.fromordinal(int(runs.day[-1]))
    present = (until - last).days > NO_RUNNING_DAYS
    detail = f"the last run in your files is of {day_words(last, until)}"
    # Files may simply not have been handed over yet, so their end proves less than a run does.
    return _finding("no_recent_running", present=present, certainty=0.7 if present else 0.98, detail=detail)


def _finding(name: str, *, present: bool, certainty: float, detail: str) -> Finding:
    return Finding(
        id=FindingId(name),
        state=AnswerState.PRESENT if present else AnswerState.ABSENT,
        origin=Origin.TRAINING,
        certainty=certainty,
        detail=detail,
    )
