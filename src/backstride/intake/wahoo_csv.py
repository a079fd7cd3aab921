"""The CSV of Wahoo's phone app: a few lines about the device, then tables of the workout, its laps and its seconds."""

from __future__ import annotations

import csv
import math
from itertools import pairwise

from backstride.intake.csv_table import decoded_text
from backstride.intake.moments import epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.warning import WarningCode, warn

__all__ = ["is_wahoo_csv", "read_wahoo_csv"]

_COLUMNS = {
    "hr_heartrate": ("heart_rate_bpm", 1.0),
    "gps_altitude": ("altitude_m", 1.0),
    "gps_lat": ("latitude_deg", 1.0),
    "gps_lon": ("longitude_deg", 1.0),
    "gps_dist": ("distance_m", 1.0),
    "gps_speed": ("speed_m_per_s", 1.0),
    "ma_cadence": ("cadence", 1.0),
    "ma_gct": ("contact_time_ms", 1000.0),
    "ma_vertosc": ("vertical_oscillation_mm", 1000.0),
}
"""Column -> ours, and the factor from seconds and metres; zero means that nothing was measured."""
_START = ("Year", "Month", "Day", "Hour", "Minute", "Second")
_ZERO_COUNTS = frozenset({"distance_m", "altitude_m"})


def is_wahoo_csv(data: bytes) -> bool:
    """Say whether a CSV is one of Wahoo's.

    Examples
    --------
    >>> is_wahoo_csv(b"Device,fisica,model,key,version,1"), is_wahoo_csv(b"date,minutes")
    (True, False)
    """
    return data[:200].removeprefix(b"\xef\xbb\xbf").startswith(b"Device,fisica")


def read_wahoo_csv(data: bytes, file: FileIdentity) -> Reading:
    """Read the one session of a file; seconds in a pause are left out."""
    rows = [row for row in csv.reader(decoded_text(data).splitlines()) if row]
    track = TrackBuilder()
    track.totals.device = "Wahoo"
    track.totals.start_s = _start_s(rows, file)
    second = next((place for place, row in enumerate(rows) if row[0] == "time" and len(row) > len(_COLUMNS)), None)
    head = rows if second is None else rows[:second]
    _take_totals(track, head)
    unreadable = 0 if second is None else _add_seconds(track, rows[second], rows[second + 1 :])
    reading = read_tracks([track], file)
    if not unreadable:
        return reading
    what = "they do not have all their columns"
    return reading.with_warnings(warn(file.name, WarningCode.ROWS_LEFT_OUT, count=unreadable, what=what))


def _start_s(rows: list[list[str]], file: FileIdentity) -> float:
    """Read the start from names and values that stand in turn on one line."""
    line = next((row for row in rows if row[0] == _START[0]), [])
    values = dict(zip(line[0::2], line[1::2], strict=False))
    year, month, day, hour, minute, second = (values.get(name, "").zfill(2) for name in _START)
    return epoch_s(f"{year}-{month}-{day} {hour}:{minute}:{second}", file.zone)


def _take_totals(track: TrackBuilder, rows: list[list[str]]) -> None:
    totals = track.totals
    for heading, row in pairwise(rows):
        if heading[0] != "workout":
            continue
        values = {name: number(cell) for name, cell in zip(heading, row, strict=False)}
        totals.timer_s = values.get("runningtime", math.nan)
        totals.elapsed_s = totals.timer_s + values.get("pausedtime", 0.0)
        totals.heart_rate_bpm = values.get("hravg", math.nan)
        totals.cadence = values.get("striderateavg", math.nan)
        totals.distance_m = next(
            (way for name in ("gpsdist", "stridedist") if (way := values.get(name, math.nan)) > 0.0), None
        )
    totals.laps = len({row[0] for row in rows if row[0].isdigit()})
    sensors = {row[0]: row[1] for row in rows if len(row) > 1}
    totals.sport = "running" if sensors.get("footpod") == "yes" or (totals.cadence or 0.0) > 0.0 else ""


def _add_seconds(track: TrackBuilder, heading: list[str], rows: list[list[str]]) -> int:
    places = {name: place for place, name in enumerate(heading)}
    wanted = [(places[name], *target) for name, target in _COLUMNS.items() if name in places]
    paused = places.get("paused")
    unreadable = 0
    for row in rows:
        if len(row) != len(heading):
            unreadable += 1
            continue
        if paused is not None and row[paused] == "1":
            continue
        point = {column: factor * number(row[place]) for place, column, factor in wanted}
        measured = {column: value for column, value in point.items() if value or column in _ZERO_COUNTS}
        track.add((track.totals.start_s or math.nan) + number(row[0]), **measured)
    return unreadable
