"""A recorded run as a FIT activity file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from backstride.exchange.fit_encoder import FIT_EPOCH_S, FitEncoder
from backstride.exchange.fit_fields import ACTIVITY, EVENT, FILE_ID, LAP, RECORD, SESSION

__all__ = ["RecordedRun", "encode_activity"]

Floats = NDArray[np.float64]

_ACTIVITY_FILE, _DEVELOPMENT = 4, 255
_RUNNING, _TREADMILL, _GENERIC = 1, 1, 0
_TIMER, _ACTIVITY_EVENT = 0, 26
_START, _STOP, _STOP_ALL = 0, 1, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRun:
    """A run as a watch records it.

    Parameters
    ----------
    start
        Aware moment of the start.
    utc_offset
        The runner's clock against UTC.
    time_s
        Seconds since the start of each record, pauses included, shape (n,).
    columns
        Record fields by the names of :data:`~backstride.exchange.fit_fields.RECORD`, without the time; shape (n,).
    pauses
        Begin and end of each pause in seconds since the start.
    lap_ends_s
        End of each lap in seconds since the start.
    ascent_m, descent_m
        Metres up and down, or None on a treadmill.
    effort_0_to_10
        How hard it felt, or None.
    """

    start: datetime
    utc_offset: timedelta
    time_s: Floats
    columns: dict[str, Floats]
    pauses: tuple[tuple[float, float], ...] = ()
    lap_ends_s: tuple[float, ...] = ()
    ascent_m: float | None = None
    descent_m: float | None = None
    effort_0_to_10: float | None = None
    treadmill: bool = False


def encode_activity(run: RecordedRun) -> bytes:
    """Write a run as a FIT file: identity, timer events, records, laps, session and activity."""
    begin = run.start.timestamp() - FIT_EPOCH_S
    end = begin + float(run.time_s[-1])
    encoder = FitEncoder()
    encoder.add(
        FILE_ID,
        {
            "type": _ACTIVITY_FILE,
            "manufacturer": _DEVELOPMENT,
            "product": 1,
            "serial_number": 1,
            "time_created": begin,
        },
    )
    encoder.add(EVENT, {"timestamp": begin, "event": _TIMER, "event_type": _START})
    _add_records(encoder, run, begin)
    encoder.add(EVENT, {"timestamp": end, "event": _TIMER, "event_type": _STOP_ALL})
    laps = _add_laps(encoder, run, begin)
    elapsed = float(run.time_s[-1])
    timer = elapsed - _paused_s(run, 0.0, elapsed)
    encoder.add(SESSION, _session(run, begin, elapsed, timer, laps))
    encoder.add(
        ACTIVITY,
        {
            "timestamp": end,
            "total_timer_time": timer,
            "num_sessions": 1,
            "type": 0,
            "event": _ACTIVITY_EVENT,
            "event_type": _STOP,
            "local_timestamp": end + run.utc_offset.total_seconds(),
        },
    )
    return encoder.finish()


def _add_records(encoder: FitEncoder, run: RecordedRun, begin: float) -> None:
    """Write the records, with the timer's stop and start around each pause."""
    edges = [0.0, *(edge for pause in run.pauses for edge in pause), np.inf]
    for index in range(0, len(edges) - 1, 2):
        moving = (run.time_s >= edges[index]) & (run.time_s <= edges[index + 1])
        columns = {name: values[moving] for name, values in run.columns.items()}
        encoder.add_rows(RECORD, {"timestamp": begin + run.time_s[moving], **columns})
        if index + 2 < len(edges):
            stop, start = edges[index + 1], edges[index + 2]
            encoder.add(EVENT, {"timestamp": begin + stop, "event": _TIMER, "event_type": _STOP})
            encoder.add(EVENT, {"timestamp": begin + start, "event": _TIMER, "event_type": _START})


def _add_laps(encoder: FitEncoder, run: RecordedRun, begin: float) -> int:
    ends = (*run.lap_ends_s, float(run.time_s[-1]))
    since, count = 0.0, 0
    for until in ends:
        if until <= since:
            continue
        inside = (run.time_s >= since) & (run.time_s <= until)
        way = run.columns["distance"][inside]
        elapsed = until - since
        encoder.add(
            LAP,
            {
                "message_index": count,
                "timestamp": begin + until,
                "start_time": begin + since,
                "total_elapsed_time": elapsed,
                "total_timer_time": elapsed - _paused_s(run, since, until),
                "total_distance": float(way[-1] - way[0]) if len(way) else 0.0,
                "avg_heart_rate": _mean(run, "heart_rate", inside),
                "avg_cadence": _mean(run, "cadence", inside),
            },
        )
        since, count = until, count + 1
    return count


def _session(run: RecordedRun, begin: float, elapsed: float, timer: float, laps: int) -> dict[str, float | None]:
    everything = np.ones(len(run.time_s), np.bool_)
    distance = float(run.columns["distance"][-1])
    strides = np.nanmean(run.columns["cadence"] + run.columns["fractional_cadence"])
    whole = float(np.floor(strides))
    pulse = run.columns["heart_rate"]
    return {
        "message_index": 0,
        "timestamp": begin + elapsed,
        "start_time": begin,
        "sport": _RUNNING,
        "sub_sport": _TREADMILL if run.treadmill else _GENERIC,
        "total_elapsed_time": elapsed,
        "total_timer_time": timer,
        "total_distance": distance,
        "total_ascent": run.ascent_m,
        "total_descent": run.descent_m,
        "first_lap_index": 0,
        "num_laps": laps,
        "avg_heart_rate": _mean(run, "heart_rate", everything),
        "max_heart_rate": float(np.nanmax(pulse)),
        "avg_cadence": whole,
        "avg_fractional_cadence": float(strides) - whole,
        "avg_vertical_oscillation": _mean(run, "vertical_oscillation", everything),
        "avg_stance_time": _mean(run, "stance_time", everything),
        "avg_stance_time_balance": _mean(run, "stance_time_balance", everything),
        "enhanced_avg_speed": distance / timer,
        "workout_rpe": None if run.effort_0_to_10 is None else 10.0 * run.effort_0_to_10,
    }


def _mean(run: RecordedRun, name: str, rows: NDArray[np.bool_]) -> float | None:
    values = run.columns[name][rows]
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None


def _paused_s(run: RecordedRun, since: float, until: float) -> float:
    return sum(max(0.0, min(until, end) - max(since, begin)) for begin, end in run.pauses)
