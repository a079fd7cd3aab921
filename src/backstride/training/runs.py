"""A runner's runs as columns: each once, legs of one outing together, typed ones beside recorded ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import numpy as np
from numpy.typing import NDArray

from backstride.model.activity import Activity, ActivitySource, LoggedSession
from backstride.model.identifiers import ActivityId
from backstride.training.columns import Floats, column

__all__ = ["Days", "Runs", "gather_runs", "other_sessions"]

Days = NDArray[np.int64]

_LEG_GAP_S = 20 * 60.0
_SAME_START_S = 90.0
_AGREEMENT = 0.05
_TYPED_AGREEMENT = 0.1
_LONGEST_S = 48 * 3600.0
_FARTHEST_M = 500_000.0
_OLDEST_DAYS = 50 * 366


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs in order of their day and start.

    Parameters
    ----------
    activities
        The run itself, or the first leg with the sums of all.
    day
        Days since 0001-01-01 of the runner's own calendar, shape (n,).
    distance_m, minutes, ascent_m, descent_m, effort
        Shape (n,); NaN where unknown. Distance and minutes are never zero.
    """

    activities: tuple[Activity, ...]
    day: Days
    distance_m: Floats
    minutes: Floats
    ascent_m: Floats
    descent_m: Floats
    effort: Floats

    def __len__(self) -> int:
        """Count the runs."""
        return len(self.activities)


def gather_runs(activities: Iterable[Activity], log: Sequence[LoggedSession], *, until: date) -> Runs:
    """Gather the runs up to and with a day.

    Rules, in this order:

    1. Only running counts, on any surface; a run without time and distance is left out.
    2. A run that is there twice (start within 90 s, time or distance within 5 %) counts once.
    3. A typed run counts unless a recorded one of that day has its minutes or its distance (within 10 %).
    4. Runs of one day with less than 20 minutes between them are legs of one outing and count as one run.
    5. What cannot be a run (over 48 hours or 500 km, or more than 50 years ago) is a broken clock and is left out.
    """
    recorded = [one for one in activities if one.sport.is_running and _is_possible(one, until)]
    recorded.sort(key=lambda one: (one.local_date, one.start))
    once = _without_repeats(recorded)
    typed = [
        one
        for one in _from_log(log)
        if one.sport.is_running and _is_possible(one, until) and not _is_recorded(one, once)
    ]
    together = sorted(once + typed, key=lambda one: (one.local_date, one.start)) if typed else once
    legs = _joined(together)
    return Runs(
        activities=tuple(legs),
        day=np.array([one.local_date.toordinal() for one in legs], np.int64),
        distance_m=_above_zero(column(one.distance_m for one in legs)),
        minutes=_above_zero(column(one.minutes for one in legs)),
        ascent_m=column(one.ascent_m for one in legs),
        descent_m=column(one.descent_m for one in legs),
        effort=column(one.effort_0_to_10 for one in legs),
    )


def _is_possible(run: Activity, until: date) -> bool:
    return (
        0 <= until.toordinal() - run.local_date.toordinal() <= _OLDEST_DAYS
        and _positive(run.distance_m, run.timer_s)
        and (run.timer_s or 0.0) <= _LONGEST_S
        and (run.distance_m or 0.0) <= _FARTHEST_M
    )


def _positive(*values: float | None) -> bool:
    return any(value is not None and value > 0.0 for value in values)


def _above_zero(values: Floats) -> Floats:
    return np.where(values > 0.0, values, np.nan)


def _without_repeats(runs: list[Activity]) -> list[Activity]:
    kept: list[Activity] = []
    for run in runs:
        last = kept[-1] if kept else None
        if last is not None and abs((run.start - last.start).total_seconds()) <= _SAME_START_S and _alike(run, last):
            continue
        kept.append(run)
    return kept


def _alike(one: Activity, other: Activity) -> bool:
    return _near(one.distance_m, other.distance_m, _AGREEMENT) or _near(one.timer_s, other.timer_s, _AGREEMENT)


def _near(one: float | None, other: float | None, share: float) -> bool:
    return bool(one and other and abs(one - other) <= share * max(one, other))


def other_sessions(activities: Iterable[Activity], log: Sequence[LoggedSession]) -> list[Activity]:
    """Gather what is no run; a typed session counts unless one of its sport was recorded, as for runs."""
    recorded = [one for one in activities if not one.sport.is_running]
    typed = [one for one in _from_log(log) if not one.sport.is_running]
    return recorded + [
        one for one in typed if not _is_recorded(one, [other for other in recorded if other.sport is one.sport])
    ]


def _from_log(log: Sequence[LoggedSession]) -> list[Activity]:
    return [
        Activity(
            id=ActivityId(f"log-{entry.date.isoformat()}-{index}"),
            file="",
            sport=entry.kind,
            source=ActivitySource.TYPED,
            start=datetime.combine(entry.date, time(12), UTC),
            local_date=entry.date,
            distance_m=None if entry.distance_km is None else entry.distance_km * 1000.0,
            timer_s=None if entry.minutes is None else entry.minutes * 60.0,
            effort_0_to_10=entry.effort_0_to_10,
            name=entry.note,
        )
        for index, entry in enumerate(log)
    ]


def _is_recorded(typed: Activity, recorded: list[Activity]) -> bool:
    return any(
        one.local_date == typed.local_date
        and (
            _near(one.distance_m, typed.distance_m, _TYPED_AGREEMENT)
            or _near(one.timer_s, typed.timer_s, _TYPED_AGREEMENT)
        )
        for one in recorded
    )


def _joined(runs: list[Activity]) -> list[Activity]:
    """Put legs of one outing together."""
    joined: list[Activity] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is None or last.local_date != run.local_date or not _follows(last, run):
            joined.append(run)
            continue
        elapsed = (run.start - last.start).total_seconds() + (run.elapsed_s or run.timer_s or 0.0)
        joined[-1] = replace(
            last,
            distance_m=_sum(last.distance_m, run.distance_m),
            timer_s=_sum(last.timer_s, run.timer_s),
            elapsed_s=elapsed,
            ascent_m=_sum(last.ascent_m, run.ascent_m),
            descent_m=_sum(last.descent_m, run.descent_m),
        )
    return joined


def _follows(last: Activity, run: Activity) -> bool:
    typed = ActivitySource.TYPED in (last.source, run.source) or ActivitySource.CSV in (last.source, run.source)
    if typed:
        # Their time of day is not known.
        return False
    gap = (run.start - last.start).total_seconds() - (last.elapsed_s or last.timer_s or 0.0)
    return gap <= _LEG_GAP_S


def _sum(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        # A leg without a measure leaves the whole without it; a part is no whole.
        return None
    return one + other
