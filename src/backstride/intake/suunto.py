"""Suunto's own files: XML of the Ambit and JSON of later watches. Both count in SI units.

Heart rate and cadence are in hertz, places in radians, temperatures in kelvin.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backstride.intake.moments import epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.xml_stream import hear_xml_past_damage

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
_PLACES = {"Sample": ("move", "Samples"), "sample": ("move", "samples")}
"""Where reading may go on behind damage."""
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
        self.path.append(name.lower())
        if self.path[-1] == "sample":
            self.point, self.utc, self.since_s = {}, "", math.nan

    def forget(self) -> None:
        self.point = None

    def end(self, name: str, text: str) -> None:
        # Some devices write "Sample", others "sample".
        element = self.path.pop()
        inside = self.path[-1] if self.path else ""
        if element == "sample" and self.point is not None:
            self._close()
        elif inside == "sample" and self.point is not None:
            if name == "UTC":
                self.utc = text
            elif name == "Time":
                self.since_s = number(text)
            elif name in _POINT:
                column, factor = _POINT[name]
                self.point[column] = factor * number(text)
        elif "lap" in (inside, element):
            self.track.totals.laps += element == "lap"
        elif inside == "header":
            _take_header(self.track, name, text, self.file)

    def _close(self) -> None:
        time_s = epoch_s(self.utc) if self.utc else (self.track.totals.start_s or math.nan) + self.since_s
        if self.point and math.isfinite(time_s):
            self.track.add(time_s, **self.point)
        self.point = None


def _take_header(track: TrackBuilder, name: str, text: str, file: FileIdentity) -> None:
    if name == "DateTime":
        track.totals.start_s = epoch_s(text, file.zone)
    else:
        _take_total(track, name, number(text))


def _take_total(track: TrackBuilder, name: str, value: float) -> None:
    totals = track.totals
    match name:
        case "Duration":
            totals.timer_s = value
        case "Distance":
            totals.distance_m = value
        case "Ascent":
            totals.ascent_m = value
        case "Descent":
            totals.descent_m = value
        case "ActivityType":
            totals.sport = "" if math.isnan(value) else _SPORTS.get(int(value), f"suunto_{int(value)}")
        case _:
            pass


def read_suunto_xml(data: bytes, file: FileIdentity) -> Reading:
    """Read the one session of a file; its header and its samples stand side by side without a common root."""
    handler = _Handler(file)
    handler.track.totals.device = "Suunto"
    inner = _DECLARATION.sub(b"", data.removeprefix(b"\xef\xbb\xbf"), count=1)
    warnings = hear_xml_past_damage(b"<move>" + inner + b"</move>", handler, file=file.name, places=_PLACES)
    return read_tracks([handler.track], file, heard=warnings)


def is_suunto_json(value: object) -> bool:
    """Say whether decoded JSON is a Suunto log."""
    return isinstance(value, dict) and isinstance(value.get("DeviceLog"), dict)


def read_suunto_json(value: Mapping[str, Any], file: FileIdentity) -> Reading:
    """Read the sessions of a decoded log; one of several sports gives a session for each."""
    log = value["DeviceLog"]
    header = log.get("Header")
    windows = _windows(log)
    parts = [window for window in windows if window.get("Type") == "Activity"]
    if len(parts) > 1:
        tracks = [_track_of(window) for window in parts]
        ends = [epoch_s(str(window.get("TimeISO8601", ""))) for window in parts]
    else:
        tracks, ends = [TrackBuilder()], [math.inf]
        for name, one in (header if isinstance(header, dict) else {}).items():
            if isinstance(one, (str, int, float)):
                _take_header(tracks[0], name, str(one), file)
    for window in windows:
        if window.get("Type") == "Lap":
            tracks[_place_of(window, ends)].totals.laps += 1
    samples = log.get("Samples")
    for sample in samples if isinstance(samples, list) else []:
        if isinstance(sample, dict):
            _add_sample(tracks, ends, sample)
    for track in tracks:
        track.totals.device = "Suunto"
    return read_tracks(tracks, file)


def _windows(log: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    windows = log.get("Windows")
    inner = [one.get("Window") for one in windows if isinstance(one, dict)] if isinstance(windows, list) else []
    return [window for window in inner if isinstance(window, dict)]


def _track_of(window: Mapping[str, Any]) -> TrackBuilder:
    track = TrackBuilder()
    for name in ("Duration", "Distance", "Ascent", "Descent"):
        _take_total(track, name, number(str(window.get(name, ""))))
    _take_total(track, "ActivityType", number(str(window.get("ActivityId", ""))))
    end_s = epoch_s(str(window.get("TimeISO8601", "")))
    track.totals.start_s = end_s - (track.totals.timer_s or 0.0)
    return track


def _add_sample(tracks: list[TrackBuilder], ends: list[float], sample: Mapping[str, Any]) -> None:
    point = {
        column: factor * float(sample[name])
        for name, (column, factor) in _POINT.items()
        if isinstance(sample.get(name), (int, float))
    }
    time_s = epoch_s(str(sample.get("TimeISO8601", "")))
    if point and math.isfinite(time_s):
        tracks[_place_of(sample, ends)].add(time_s, **point)


def _place_of(what: Mapping[str, Any], ends: list[float]) -> int:
    """Find the session that a sample or a lap falls into: the first that had not ended."""
    time_s = epoch_s(str(what.get("TimeISO8601", "")))
    return next((place for place, end in enumerate(ends) if not time_s > end), len(ends) - 1)
