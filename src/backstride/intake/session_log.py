"""A log of sessions as CSV, typed by hand or exported from a spreadsheet.

Columns, in any order; only ``date`` and one of the two measures are needed:

=================== ===================================================================
``date``            2026-11-20, or 20.11.2026
``start``           time of day, 18:30 (optional)
``minutes``         minutes in motion; or ``duration`` as h:mm:ss
``distance_km``     kilometres; or ``distance_m``, metres; or ``distance_miles``
``sport``           running, treadmill, trail, elliptical, walking, cycling, strength
``effort``          how hard it felt, 0 to 10
``name``, ``shoe``  words of your own
=================== ===================================================================

The list that Garmin Connect's web page exports (``Activities.csv``) has the same columns under other names: ``Date``
with the time of day, ``Time`` as h:mm:ss, ``Activity Type``, ``Title``, ``Avg HR``, ``Avg Run Cadence``.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time

import numpy as np

from backstride.intake.csv_table import CsvTable
from backstride.intake.moments import clock_s, number
from backstride.intake.reading import FileIdentity, Reading, RecordedSession
from backstride.intake.samples import Samples
from backstride.intake.sport import sport_from_words
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import Activity, ActivitySource, Sport

__all__ = ["is_session_log", "read_session_log"]

_DATE = ("date", "day", "datum", "local_date")
_MEASURES = (
    "minutes", "min", "duration", "moving time", "distance_km", "km", "distance (km)", "distance_m",
    "distance_miles", "miles", "distance",
)  # fmt: skip
_METRES_PER_MILE = 1609.344
_MOST_EFFORT = 10.0
_KINDS = {"treadmill": Sport.TREADMILL_RUNNING, "trail": Sport.TRAIL_RUNNING, "": Sport.RUNNING}


def is_session_log(table: CsvTable) -> bool:
    """Say whether a table has the columns of a log."""
    return bool(table.places(*_DATE)) and bool(table.places(*_MEASURES))


def read_session_log(data: bytes, file: FileIdentity) -> Reading:
    r"""Read a log; rows without a date or a measure are left out and counted.

    Examples
    --------
    >>> text = b"date,minutes,distance_km,sport\n2026-11-20,60,,treadmill\nsoon,5,,\n"
    >>> reading = read_session_log(text, FileIdentity.of("log.csv", text))
    >>> [(one.sport.value, one.minutes) for one in reading.activities], [one.code for one in reading.warnings]
    ([('treadmill_running', 60.0)], ['rows_left_out'])
    """
    table = CsvTable.parse(data)
    if not is_session_log(table):
        return Reading(warnings=(warn(file.name, WarningCode.UNKNOWN_FORMAT),))
    sessions: list[RecordedSession] = []
    left_out = 0
    for index, row in enumerate(table.rows):
        activity = _activity(table, row, file, index)
        if activity is None:
            left_out += 1
        else:
            sessions.append(RecordedSession(activity=activity, samples=Samples(time_s=np.empty(0))))
    warnings = []
    if left_out:
        what = "without a date, or without minutes and distance"
        warnings.append(warn(file.name, WarningCode.ROWS_LEFT_OUT, count=left_out, what=what))
    if table.cut:
        warnings.append(warn(file.name, WarningCode.DAMAGED, place=f"row {len(table.rows) + 2:,}"))
    if not sessions and not left_out:
        warnings.append(warn(file.name, WarningCode.EMPTY))
    return Reading(sessions=tuple(sessions), warnings=tuple(warnings))


def _activity(table: CsvTable, row: tuple[str, ...], file: FileIdentity, index: int) -> Activity | None:
    def cell(*names: str) -> str:
        return table.cell(row, table.places(*names))

    # In other tables "time" is the time of day.
    lengths = ("time",) if table.places("activity type") else ()
    day = _day(cell(*_DATE))
    seconds = _positive(number(cell("minutes", "min")) * 60.0, clock_s(cell("duration", "moving time", *lengths)))
    metres = _positive(
        number(cell("distance_km", "km", "distance (km)", "distance")) * 1000.0,
        number(cell("distance_m")),
        number(cell("distance_miles", "miles")) * _METRES_PER_MILE,
    )
    if day is None or (seconds is None and metres is None):
        return None
    clock = clock_s(cell("start", "start time") or cell(*_DATE)[_DATE_LETTERS:])
    clock = 60.0 * clock if 0.0 <= clock < _ONE_HOUR_S else clock
    hour = 12 * 3600.0 if math.isnan(clock) or clock >= _ONE_DAY_S else clock
    minutes, _ = divmod(int(hour), 60)
    start = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=file.zone or UTC)
    word = cell("sport", "kind", "type", "activity type").lower()
    effort = number(cell("effort", "effort_0_to_10", "rpe"))
    return Activity(
        id=file.activity_id(index),
        file=file.name,
        sport=_KINDS.get(word, sport_from_words(word)),
        source=ActivitySource.CSV,
        start=start.astimezone(UTC),
        local_date=day,
        distance_m=metres,
        timer_s=seconds,
        elapsed_s=_positive(clock_s(cell("elapsed time"))) or seconds,
        avg_heart_rate_bpm=_positive(number(cell("avg hr"))),
        avg_cadence_steps_per_min=_positive(number(cell("avg run cadence"))),
        name=cell("name", "note", "title"),
        shoe=cell("shoe", "shoes"),
        effort_0_to_10=effort if 0.0 <= effort <= _MOST_EFFORT else None,
        sport_as_recorded=word or "running",
    )


_DATE_LETTERS = 10
_ONE_HOUR_S = 3600.0
_ONE_DAY_S = 86_400.0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    parts = text.replace("/", ".").split(".")
    if len(parts) == len(("day", "month", "year")) and all(part.isdigit() for part in parts):
        day, month, year = map(int, parts)
        try:
            return date(year, month, day)
        except ValueError:
            return None
    return None


def _positive(*values: float) -> float | None:
    return next((value for value in values if math.isfinite(value) and value > 0.0), None)
