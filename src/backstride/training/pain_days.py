"""Running days that say nothing about what a back is used to: those that hurt, and steps around the first pain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from backstride.model.check_in import CheckIn
from backstride.model.load import LoadBand, LoadSession
from backstride.training.spike import LOOK_BACK_DAYS

__all__ = ["MOST_PAIN_0_TO_10", "painful_days", "unusual_days"]

_STEPS = frozenset({LoadBand.SMALL, LoadBand.MODERATE, LoadBand.LARGE})

MOST_PAIN_0_TO_10 = 2.0
"""A run with more pain than this, during it or on the next morning, hurt: a product default, as in the plan."""


def painful_days(check_ins: Iterable[CheckIn]) -> frozenset[date]:
    """Give the days whose run hurt; a run without a rating is not counted as one that hurt.

    Examples
    --------
    >>> hurt = CheckIn(day=date(2026, 5, 3), run_minutes=30, pain_during_run_0_to_10=4)
    >>> fine = CheckIn(day=date(2026, 5, 5), run_minutes=30, pain_during_run_0_to_10=1, pain_next_morning_0_to_10=1)
    >>> sorted(painful_days([hurt, fine]))
    [datetime.date(2026, 5, 3)]
    """
    return frozenset(
        one.day
        for one in check_ins
        if (one.pain_during_run_0_to_10 or 0.0) > MOST_PAIN_0_TO_10
        or (one.ran and (one.pain_next_morning_0_to_10 or 0.0) > MOST_PAIN_0_TO_10)
    )


def unusual_days(
    sessions: Iterable[LoadSession], check_ins: Iterable[CheckIn], *, pain_since: date | None
) -> frozenset[date]:
    """Give the days whose run must not set the measure of the next one.

    Days whose run hurt, and, where there is pain, runs of the two weeks before it and since that were themselves much
    longer than usual: the run that probably did it is no proof that such a run is safe.

    Parameters
    ----------
    pain_since
        The day the pain began; None without pain, or when nothing is known about it.

    Examples
    --------
    >>> from backstride.model.identifiers import ActivityId
    >>> step = LoadSession(id=ActivityId("a"), start="", local_date=date(2026, 11, 12), distance_m=19000, minutes=116,
    ...                    ratio_to_longest_30d=1.9, band=LoadBand.MODERATE)
    >>> sorted(unusual_days([step], [], pain_since=date(2026, 11, 13))), unusual_days([step], [], pain_since=None)
    ([datetime.date(2026, 11, 12)], frozenset())
    """
    hurt = painful_days(check_ins)
    if pain_since is None:
        return hurt
    since = pain_since - timedelta(days=LOOK_BACK_DAYS)
    return hurt | {one.local_date for one in sessions if one.local_date >= since and one.band in _STEPS}
