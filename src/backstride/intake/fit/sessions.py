"""Which records and laps belong to which session of a FIT part, and sessions that the file never closed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.intake.fit.messages import FitPart
from backstride.intake.fit.table import Floats, Table

__all__ = ["SessionSpan", "session_spans"]

_FEWEST_LEFT_OVER = 10
_SLACK_S = 5.0


@dataclass(frozen=True, slots=True)
class SessionSpan:
    """One session and what belongs to it.

    Parameters
    ----------
    row
        Row of the session message, or None when the file lacks it.
    records
        Rows of its records.
    laps
        Number of its laps.
    """

    row: int | None
    records: NDArray[np.int64]
    laps: int


def session_spans(part: FitPart) -> tuple[SessionSpan, ...]:
    """Share the records and laps of a part out to its sessions, so that each belongs to exactly one.

    A record belongs to the last session that began before it. Records that follow the end of the last session of a
    damaged part are a session of their own, whose closing message was lost.
    """
    sessions, records, laps = part.table("session"), part.table("record"), part.table("lap")
    if not sessions.count:
        if not records.count and not laps.count:
            return ()
        return (SessionSpan(None, np.arange(records.count), laps.count),)
    starts = _starts(sessions)
    of_record = _owner(_known_times(records), starts)
    of_lap = _owner(_lap_times(laps), starts)
    left_over = _left_over(part, sessions, _known_times(records))
    of_record = np.where(left_over, sessions.count, of_record)
    if left_over.any():
        ends = _last_end(sessions)
        of_lap = np.where(_lap_times(laps) > ends, sessions.count, of_lap)
    rows: list[int | None] = [*range(sessions.count), *([None] if left_over.any() else [])]
    return tuple(
        SessionSpan(row, np.flatnonzero(of_record == index), int(np.count_nonzero(of_lap == index)))
        for index, row in enumerate(rows)
    )


def _starts(sessions: Table) -> Floats:
    starts = sessions.column("start_time")
    ends = sessions.column("timestamp")
    return np.where(np.isnan(starts), ends - np.nan_to_num(sessions.column("total_elapsed_time")), starts)


def _known_times(table: Table) -> Floats:
    """Give the times of messages; one without a time takes that of the one before it."""
    times = table.column("timestamp")
    known = np.where(np.isnan(times), 0, np.arange(len(times)))
    return times[np.maximum.accumulate(known)] if len(times) else times


def _lap_times(laps: Table) -> Floats:
    """Give a moment inside each lap."""
    starts = laps.column("start_time")
    return np.where(np.isnan(starts), laps.column("timestamp") - 1.0, starts)


def _owner(times: Floats, starts: Floats) -> NDArray[np.int64]:
    """Find the last session that began at or before each time; the first where none did."""
    order = np.argsort(np.nan_to_num(starts, nan=-np.inf), kind="stable")
    place = np.searchsorted(np.nan_to_num(starts, nan=-np.inf)[order], times, side="right") - 1
    return order[np.clip(place, 0, len(starts) - 1)]


def _last_end(sessions: Table) -> float:
    ends = _starts(sessions) + sessions.column("total_elapsed_time")
    ends = np.fmax(ends, sessions.column("timestamp"))
    known = ends[np.isfinite(ends)]
    return float(known.max()) + _SLACK_S if len(known) else np.inf


def _left_over(part: FitPart, sessions: Table, times: Floats) -> NDArray[np.bool_]:
    behind: NDArray[np.bool_] = times > _last_end(sessions)
    if part.damage and np.count_nonzero(behind) >= _FEWEST_LEFT_OVER:
        return behind
    return np.zeros(len(times), np.bool_)
