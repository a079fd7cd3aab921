"""HRM, the text format of older Polar watches: parameters, then one row per interval."""

from __future__ import annotations

import math
from collections import Counter

from backstride.intake.moments import clock_s, epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.warning import WarningCode, warn

__all__ = ["read_polar_hrm"]

_TENTHS_KM_PER_H = 36.0
_US_UNITS = 7
_METRES_PER_MILE = 1609.344
_METRES_PER_FOOT = 0.3048
_SLACK_ROWS = 2.0


def read_polar_hrm(data: bytes, file: FileIdentity) -> Reading:
    """Read the one session of an HRM file; its sport is not in it."""
    sections = _sections(data.decode("latin-1"))
    parameters = dict(line.split("=", 1) for line in sections.get("Params", ()) if "=" in line)
    day, clock = parameters.get("Date", ""), parameters.get("StartTime", "0:00:00")
    midnight = epoch_s(f"{day[:4]}-{day[4:6]}-{day[6:8]}", file.zone)
    start_s = midnight + clock_s(clock)
    step_s = number(parameters.get("Interval"))
    if math.isnan(start_s) or not step_s > 0.0:
        return Reading(warnings=(warn(file.name, WarningCode.DAMAGED, place="its first lines"),))
    track = TrackBuilder()
    track.totals.start_s = start_s
    track.totals.timer_s = clock_s(parameters.get("Length", ""))
    track.totals.device = "Polar"
    rows = sections.get("HRData", ())
    _add_rows(track, rows, parameters.get("SMode", ""), start_s, step_s)
    reading = read_tracks([track], file)
    cells = [row.split() for row in rows]
    usual = max(Counter(map(len, cells)).items(), key=lambda one: one[1])[0] if cells else 0
    unreadable = sum(len(one) != usual or math.isnan(number(one[0])) for one in cells)
    missing = track.totals.timer_s / step_s - len(rows) if math.isfinite(track.totals.timer_s) else 0.0
    if not (missing > _SLACK_ROWS or unreadable):
        return reading
    what, count = "the file says how many there should be", max(round(missing), 0) + unreadable
    return reading.with_warnings(warn(file.name, WarningCode.ROWS_LEFT_OUT, count=count, what=what))


def _sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            rows = found.setdefault(line[1:-1], [])
        elif line:
            rows.append(line)
    return found


def _add_rows(track: TrackBuilder, rows: list[str] | tuple[str, ...], mode: str, start_s: float, step_s: float) -> None:
    """Add the rows; the mode says which columns stand behind the heart rate and in which units."""
    names = [name for flag, name in zip(mode, ("speed", "cadence", "altitude"), strict=False) if flag == "1"]
    miles = len(mode) > _US_UNITS and mode[_US_UNITS] == "1"
    way_m = 0.0
    for index, row in enumerate(rows):
        cells = [number(cell) for cell in row.split()]
        values = dict(zip(["heart_rate_bpm", *names], cells, strict=False))
        point = {"heart_rate_bpm": values.get("heart_rate_bpm", math.nan) or math.nan}
        if "speed" in values:
            speed = values["speed"] / _TENTHS_KM_PER_H * (_METRES_PER_MILE / 1000.0 if miles else 1.0)
            way_m += speed * step_s if math.isfinite(speed) else 0.0
            point |= {"speed_m_per_s": speed, "distance_m": way_m}
        if "cadence" in values:
            point["cadence"] = values["cadence"]
        if "altitude" in values:
            point["altitude_m"] = values["altitude"] * (_METRES_PER_FOOT if miles else 1.0)
        track.add(start_s + index * step_s, **point)
