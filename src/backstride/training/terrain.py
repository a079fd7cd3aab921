"""Findings about hills and speed, where the files hold altitude or speed.

Sources
-------
gottschall2005
    Running down 9 degrees raised impact peaks by about half; force data, no injury data. The cut-offs here are
    product defaults, so the certainty is low.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadSession
from backstride.training.bands import FEWEST_RUNS, WINDOW_DAYS
from backstride.training.words import day_words

__all__ = ["downhill_finding", "hill_or_speed_finding"]

LOOK_BACK_DAYS = 14
MORE_THAN_USUAL = 1.5
LEAST_CLIMB_M = 150.0
FASTER_THAN_USUAL = 1.08
LEAST_FAST_M = 3000.0
_CERTAINTY = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standout:
    """A run against the most of the month before it, and whether it is much more."""

    day: date
    value: float
    usual: float
    beyond: bool


def downhill_finding(sessions: Sequence[LoadSession], *, until: date) -> Finding | None:
    """Find a run of the last two weeks with much more downhill than any of the month before it."""
    found = _beyond(sessions, until, lambda one: one.descent_m, MORE_THAN_USUAL, LEAST_CLIMB_M)
    if found is None:
        return None
    detail = (
        f"{found.value:.0f} m downhill on {day_words(found.day, until)}; "
        f"most in the {WINDOW_DAYS} days before: {found.usual:.0f} m"
    )
    return _finding("more_downhill_than_usual", present=found.beyond, detail=detail)


def hill_or_speed_finding(sessions: Sequence[LoadSession], *, until: date) -> Finding | None:
    """Find a run of the last two weeks with much more uphill, or clearly faster, than any of the month before it.

    Told only when it is there: short repeats hide in the average of a run, so their absence cannot be told.
    """
    up = _beyond(sessions, until, lambda one: one.ascent_m, MORE_THAN_USUAL, LEAST_CLIMB_M)
    if up is not None and up.beyond:
        detail = f"{up.value:.0f} m uphill on {day_words(up.day, until)}; most in the month before: {up.usual:.0f} m"
        return _finding("new_hill_or_speed_work", present=True, detail=detail)
    fast = _beyond(sessions, until, _speed, FASTER_THAN_USUAL, 0.0)
    if fast is not None and fast.beyond:
        detail = (
            f"{3.6 * fast.value:.1f} km/h on average on {day_words(fast.day, until)}; "
            f"fastest in the month before: {3.6 * fast.usual:.1f} km/h"
        )
        return _finding("new_hill_or_speed_work", present=True, detail=detail)
    return None


def _speed(session: LoadSession) -> float | None:
    return session.speed_m_per_s if session.distance_m and session.distance_m >= LEAST_FAST_M else None


def _beyond(
    sessions: Sequence[LoadSession],
    until: date,
    measure: Callable[[LoadSession], float | None],
    factor: float,
    least: float,
) -> _Standout | None:
    """Find the run of the two weeks up to a day that stands out most; None where too few runs came before any."""
    since, lately = until - timedelta(days=LOOK_BACK_DAYS + WINDOW_DAYS), until - timedelta(days=LOOK_BACK_DAYS)
    window = [one for one in sessions if since <= one.local_date <= until]
    known = [(one, value) for one in window if (value := measure(one)) is not None]
    found = []
    for session, value in known:
        first = session.local_date - timedelta(days=WINDOW_DAYS)
        before = [other for one, other in known if first <= one.local_date < session.local_date]
        if session.local_date < lately or len(before) < FEWEST_RUNS:
            continue
        usual = max(before)
        beyond = value > factor * usual and value >= least
        found.append(_Standout(day=session.local_date, value=value, usual=usual, beyond=beyond))
    return max(found, key=lambda one: (one.beyond, one.value / max(one.usual, 1.0)), default=None)


def _finding(name: str, *, present: bool, detail: str) -> Finding:
    return Finding(
        id=FindingId(name),
        state=AnswerState.PRESENT if present else AnswerState.ABSENT,
        origin=Origin.TRAINING,
        certainty=_CERTAINTY,
        detail=detail,
    )
