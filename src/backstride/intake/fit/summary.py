"""The summary of one FIT session: its own totals where it has them, else worked out from its records."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from backstride.intake.fit.messages import FitPart
from backstride.intake.fit.sessions import SessionSpan
from backstride.intake.fit.sport import sport_word, sub_sport_word
from backstride.intake.fit.table import Table
from backstride.intake.reading import FileIdentity, local_date
from backstride.intake.running import looks_like_running
from backstride.intake.samples import Samples
from backstride.intake.sport import counts_steps, sport_from_words
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import Activity, ActivitySource, IntakeWarning, Sport
from backstride.model.identifiers import ActivityId

__all__ = ["FIT_EPOCH_S", "Outcome", "summarize"]

FIT_EPOCH_S = 631_065_600.0
_LONGEST_SESSION_S = 48 * 3600.0
_MOST_STRIDES_PER_MIN = 120.0
_TIMER = 0.0
_START, _STOPS = 0.0, (1.0, 4.0, 8.0, 9.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The summary of a session, or None when it cannot be placed in time, and what there is to say about it."""

    activity: Activity | None
    warnings: tuple[IntakeWarning, ...]


def summarize(
    part: FitPart, span: SessionSpan, samples: Samples, activity_id: ActivityId, file: FileIdentity, device: str
) -> Outcome:
    """Sum one session up."""
    read = _reader(part.table("session"), span.row)
    start_s = _start_s(part, read, samples)
    if start_s is None:
        return Outcome(None, (warn(file.name, WarningCode.NO_START_TIME),))
    start = datetime.fromtimestamp(0, UTC) + timedelta(seconds=start_s)
    warnings: list[IntakeWarning] = []
    word, sport = _sport(part, read, samples, file, warnings)
    elapsed = _first(read("total_elapsed_time"), samples.span_s())
    timer = _first(read("total_timer_time"), None if elapsed is None else elapsed - _paused_s(part, samples))
    if span.row is None:
        warnings.append(warn(file.name, WarningCode.SESSION_REBUILT))
    elif not len(samples):
        warnings.append(warn(file.name, WarningCode.NO_SAMPLES))
    if elapsed is not None and elapsed > _LONGEST_SESSION_S:
        days = elapsed / 86_400.0
        warnings.append(warn(file.name, WarningCode.IMPLAUSIBLE_TIME, what=f"one session of {days:.0f} days"))
    up, down = _climb(read, samples)
    longitude = samples.mean(samples.longitude_deg)
    activity = Activity(
        id=activity_id,
        file=file.name,
        sport=sport,
        source=ActivitySource.FIT,
        start=start,
        local_date=local_date(start, zone=file.zone, offset=_utc_offset(part), longitude_deg=longitude),
        distance_m=_first(read("total_distance"), samples.length_m()),
        timer_s=timer,
        elapsed_s=elapsed,
        records=len(span.records),
        laps=span.laps,
        ascent_m=up,
        descent_m=down,
        avg_heart_rate_bpm=_average(read("avg_heart_rate"), samples, "heart_rate_bpm"),
        avg_cadence_steps_per_min=_cadence(read, samples, sport),
        avg_vertical_oscillation_mm=_average(read("avg_vertical_oscillation"), samples, "vertical_oscillation_mm"),
        avg_contact_time_ms=_average(read("avg_stance_time"), samples, "contact_time_ms"),
        avg_contact_balance_pct_left=_average(read("avg_stance_time_balance"), samples, "contact_balance_pct_left"),
        effort_0_to_10=_effort(read("workout_rpe")),
        device=device,
        sport_as_recorded=word,
    )
    return Outcome(activity, tuple(warnings))


def _reader(sessions: Table, row: int | None) -> Callable[[str], float | None]:
    """Make a look-up of one session's fields: a number, or None when missing or impossible."""

    def read(name: str) -> float | None:
        column = sessions.numbers.get(name)
        if row is None or column is None:
            return None
        value = float(column[row] if column.ndim == 1 else column[row, 0])
        return value if math.isfinite(value) and value >= 0.0 else None

    return read


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None and value >= 0.0), None)


def _start_s(part: FitPart, read: Callable[[str], float | None], samples: Samples) -> float | None:
    """Find the start in seconds since 1970: the session's own, else the first sample's, else the file's."""
    known = samples.time_s[np.isfinite(samples.time_s)]
    created = part.table("file_id").column("time_created")
    end, elapsed = read("timestamp"), read("total_elapsed_time")
    candidates = (
        _epoch(read("start_time")),
        float(known.min()) if len(known) else None,
        _epoch(None if end is None else end - (elapsed or 0.0)),
        _epoch(float(created[0])) if len(created) else None,
    )
    return next((value for value in candidates if value is not None and math.isfinite(value)), None)


def _epoch(seconds: float | None) -> float | None:
    # Below this number the seconds count from when the device was switched on; they are kept as they are.
    return None if seconds is None else seconds + FIT_EPOCH_S


def _sport(
    part: FitPart,
    read: Callable[[str], float | None],
    samples: Samples,
    file: FileIdentity,
    warnings: list[IntakeWarning],
) -> tuple[str, Sport]:
    number, kind = read("sport"), read("sub_sport")
    told = part.table("sport")
    if number is None:
        for table in (told, part.table("lap")):
            known = table.column("sport")[np.isfinite(table.column("sport"))]
            if number is None and len(known):
                number = float(known[-1])
                kinds = table.column("sub_sport")[np.isfinite(table.column("sub_sport"))]
                kind = float(kinds[-1]) if len(kinds) else None
    word = sport_word(math.nan if number is None else number)
    sport = sport_from_words(word, sub_sport_word(math.nan if kind is None else kind))
    if word in ("", "generic") and sport is Sport.OTHER and looks_like_running(samples):
        warnings.append(warn(file.name, WarningCode.SPORT_GUESSED, what="running"))
        return word or "running", Sport.RUNNING
    return word, sport


def _paused_s(part: FitPart, samples: Samples) -> float:
    """Seconds between a stop and the next start of the timer, within the samples."""
    events = part.table("event")
    rows = np.flatnonzero(events.column("event") == _TIMER)
    known = samples.time_s[np.isfinite(samples.time_s)]
    if not len(rows) or not len(known):
        return 0.0
    begin, end = float(known.min()), float(known.max())
    times = events.column("timestamp")[rows] + FIT_EPOCH_S
    kinds = events.column("event_type")[rows]
    paused, stopped = 0.0, None
    for time, kind in zip(times.tolist(), kinds.tolist(), strict=True):
        if kind in _STOPS:
            stopped = time if stopped is None else stopped
        elif kind == _START and stopped is not None:
            paused += max(0.0, min(time, end) - max(stopped, begin))
            stopped = None
    return min(paused, end - begin)


def _climb(read: Callable[[str], float | None], samples: Samples) -> tuple[float | None, float | None]:
    up, down = read("total_ascent"), read("total_descent")
    if up is None or down is None:
        measured_up, measured_down = samples.climb_m()
        up = measured_up if up is None else up
        down = measured_down if down is None else down
    return up, down


def _average(own: float | None, samples: Samples, name: str) -> float | None:
    """Take the session's own average; zero there means that nothing was measured."""
    if own:
        return own
    return samples.mean(getattr(samples, name), above=0.0)


def _cadence(read: Callable[[str], float | None], samples: Samples, sport: Sport) -> float | None:
    """Give steps a minute of both feet; FIT counts strides, that is one foot."""
    if not counts_steps(sport):
        return None
    strides = read("avg_cadence")
    if not strides:
        return samples.mean(samples.cadence_steps_per_min, above=0.0)
    strides += read("avg_fractional_cadence") or 0.0
    return strides if strides > _MOST_STRIDES_PER_MIN else 2.0 * strides


def _effort(raw: float | None) -> float | None:
    """Turn the watch's rating of effort (0 to 100) into 0 to 10."""
    return None if raw is None else min(raw / 10.0, 10.0)


def _utc_offset(part: FitPart) -> timedelta | None:
    activity = part.table("activity")
    local, moment = activity.column("local_timestamp"), activity.column("timestamp")
    known = np.flatnonzero(np.isfinite(local) & np.isfinite(moment))
    return timedelta(seconds=float(local[known[0]] - moment[known[0]])) if len(known) else None
