"""Suunto's own files: XML of the Ambit and JSON of later watches. Both count in SI units.

Heart rate and cadence are in hertz, places in radians, temperatures in kelvin.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backstride.intake.moments import epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder
from backstride.intake.xml_stream import hear_xml
from backstride.model.activity import ActivitySource, IntakeWarning

__all__ = ["is_suunto_json", "read_suunto_json", "read_suunto_xml"]

_PER_MINUTE = 60.0
_DEGREES = 180.0 / math.pi
_POINT = {
    "HR": ("heart_rate_bpm", _PER_MINUTE),
    "Cadence": ("cadence", _PER_MINUTE),
    "Altitude": ("altitude_m", 1.0),
    "Distance": ("distance_m", 1.0),
    "Speed": ("speed_m_per_s", 1.0),
    "Latitude": ("latitude_deg", _DEGREES),
    "Longitude": ("longitude_deg", _DEGREES),
}
_SPORTS = {
    3: "running", 4: "cycling", 5: "cycling", 6: "swimming", 8: "inline_skating", 11: "walking", 12: "walking",
    13: "cross_country_skiing", 17: "fitness_equipment", 23: "strength_training", 82: "running", 83: "swimming",
}  # fmt: skip
_DECLARATION = re.compile(rb"<\?xml[^>]*\?>")


@dataclass(slots=True)
class _Handler:
    """Hears the elements of the XML and fills one session."""

    file: FileIdentity
    track: TrackBuilder = field(default_factory=TrackBuilder)
    path: list[str] = field(default_factory=list)
    point: dict[str, float] | None = None
    utc: str = ""
    since_s: float = math.nan

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - the format has no attributes
        self.path.append(name)
        if name == "Sample":
            self.point, self.utc, self.since_s = {}, "", math.nan

    def end(self, name: str, text: str) -> None:
        self.path.pop()
        inside = self.path[-1] if self.path else ""
        if name == "Sample" and self.point is not None:
            self._close()
        elif inside == "Sample" and self.point is not None:
            if name == "UTC":
                self.utc = text
            elif name == "Time":
                self.since_s = number(text)
            elif name in _POINT:
                column, factor = _POINT[name]
                self.point[column] = factor * number(text)
        elif inside == "Lap" or name == "Lap":
            self.track.totals.laps += name == "Lap"
        elif inside == "header":
            _take_header(self.track, name, text, self.file)

    def _close(self) -> None:
        time_s = epoch_s(self.utc) if self.utc else (self.track.totals.start_s or math.nan) + self.since_s
        if self.point and math.isfinite(time_s):
            self.track.add(time_s, **self.point)
        self.point = None


def _take_header(track: TrackBuilder, name: str, text: str, file: FileIdentity) -> None:
    totals = track.totals
    match name:
        case "DateTime":
            totals.start_s = epoch_s(text, file.zone)
        case "Duration":
            totals.timer_s = number(text)
        case "Distance":
            totals.distance_m = number(text)
        case "Ascent":
            totals.ascent_m = number(text)
        case "Descent":
            totals.descent_m = number(text)
        case "ActivityType":
            kind = number(text)
            totals.sport = "" if math.isnan(kind) else _SPORTS.get(int(kind), f"suunto_{int(kind)}")
        case _:
            pass


def read_suunto_xml(data: bytes, file: FileIdentity) -> Reading:
    """Read the one session of a file; its header and its samples stand side by side without a common root."""
    handler = _Handler(file)
    handler.track.totals.device = "Suunto"
    warnings = hear_xml(
        [b"<move>", _DECLARATION.sub(b"", data.removeprefix(b"\xef\xbb\xbf"), count=1), b"</move>"],
        handler,
        file=file.name,
    )
    return _built(handler.track, file, warnings)


def is_suunto_json(value: object) -> bool:
    """Say whether decoded JSON is a Suunto log."""
    return isinstance(value, dict) and isinstance(value.get("DeviceLog"), dict)


def read_suunto_json(value: Mapping[str, Any], file: FileIdentity) -> Reading:
    """Read the one session of a decoded log; a log of several sports counts as one session."""
    log = value["DeviceLog"]
    track = TrackBuilder()
    track.totals.device = "Suunto"
    header = log.get("Header")
    for name, one in (header if isinstance(header, dict) else {}).items():
        if isinstance(one, (str, int, float)):
            _take_header(track, name, str(one), file)
    samples = log.get("Samples")
    for sample in samples if isinstance(samples, list) else []:
        if not isinstance(sample, dict):
            continue
        point = {
            column: factor * float(sample[name])
            for name, (column, factor) in _POINT.items()
            if isinstance(sample.get(name), (int, float))
        }
        time_s = epoch_s(str(sample.get("TimeISO8601", "")))
        if point and math.isfinite(time_s):
            track.add(time_s, **point)
    windows = log.get("Windows")
    track.totals.laps = sum('"Type": "Lap"' in json.dumps(one) for one in windows) if isinstance(windows, list) else 0
    return _built(track, file, [])


def _built(track: TrackBuilder, file: FileIdentity, warnings: list[IntakeWarning]) -> Reading:
    session, said = track.build(file, 0, ActivitySource.OTHER_DEVICE)
    return Reading(sessions=() if session is None else (session,), warnings=(*warnings, *said))
