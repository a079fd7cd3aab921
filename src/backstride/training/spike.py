"""The finding of a run that was much longer than any in the month before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadBand, LoadSession
from backstride.training.bands import BANDS
from backstride.training.words import day_words, km_words, minutes_words

__all__ = ["LOOK_BACK_DAYS", "spike_finding"]

FINDING = FindingId("session_much_longer_than_recent")
LOOK_BACK_DAYS = 14
"""How long before the pain a run may lie to be named; a product default."""
_LESS_SURE_BY_MINUTES = 0.05


def spike_finding(sessions: Sequence[LoadSession], *, before: date, until: date) -> Finding | None:
    """Find the run of the two weeks before a day that went furthest beyond what was usual.

    Absent when there were runs with a baseline in these weeks and all stayed within a tenth; None when no run of
    these weeks can be judged.

    Sources
    -------
    frandsen2025
        The bands; how sure each makes the finding is a product default.
    """
    since = before - timedelta(days=LOOK_BACK_DAYS)
    judged = [one for one in sessions if since <= one.local_date <= before and one.ratio_to_longest_30d is not None]
    if not judged:
        return None
    worst = max(judged, key=lambda one: one.ratio_to_longest_30d or 0.0)
    present = worst.band is not LoadBand.REFERENCE
    certainty = BANDS[worst.band].certainty
    if worst.ratio_basis == "minutes":
        certainty = max(certainty - _LESS_SURE_BY_MINUTES, 0.51)
    return Finding(
        id=FINDING,
        state=AnswerState.PRESENT if present else AnswerState.ABSENT,
        origin=Origin.TRAINING,
        certainty=certainty,
        detail=_detail(worst, until),
    )


def _detail(session: LoadSession, until: date) -> str:
    when = day_words(session.local_date, until)
    if session.ratio_basis == "distance" and session.distance_m and session.longest_30d_m:
        own, usual = km_words(session.distance_m), km_words(session.longest_30d_m)
    else:
        own, usual = minutes_words(session.minutes or 0.0), minutes_words(session.longest_30d_minutes or 0.0)
    return f"{own} on {when}; longest in the 30 days before: {usual}"
