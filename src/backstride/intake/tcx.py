"""TCX, Garmin's Training Center XML: activities, laps and track points."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from backstride.intake.moments import epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.warning import WarningCode, warn
from backstride.intake.xml_stream import hear_xml_past_damage
from backstride.model.activity import ActivitySource

__all__ = ["read_tcx"]

_SPORTS = {"biking": "cycling", "other": "generic"}
_POINT = {
    "LatitudeDegrees": "latitude_deg",
    "LongitudeDegrees": "longitude_deg",
    "AltitudeMeters": "altitude_m",
    "DistanceMeters": "distance_m",
    "Cadence": "cadence",
    "RunCadence": "cadence",
    "Speed": "speed_m_per_s",
}


_AROUND = ("TrainingCenterDatabase", "Activities", "Activity", "Lap", "Track")
_PLACES = {name: _AROUND[:place] for place, name in enumerate(_AROUND) if place > 1} | {"Trackpoint": _AROUND}
"""Where reading may go on behind damage."""


@dataclass(slots=True)
class _Lap:
    seconds: float = math.nan
    distance_m: float = math.nan
    heart_rate_bpm: float = math.nan
    cadence: float = math.nan


@dataclass(slots=True)
class _Handler:
    """Hears the elements and fills one builder per activity."""

    file: FileIdentity
    tracks: list[TrackBuilder] = field(default_factory=list)
    laps: list[list[_Lap]] = field(default_factory=list)
    courses: int = 0
    path: list[str] = field(default_factory=list)
    point: dict[str, float] | None = None
    time_s: float = math.nan

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if name == "Activity":
            self.tracks.append(TrackBuilder())
            self.laps.append([])
            sport = attributes.get("Sport", "").strip().lower()
            self.tracks[-1].totals.sport = _SPORTS.get(sport, sport)
        elif name == "Course":
            self.courses += 1
        elif name == "Lap" and self.tracks:
            self.laps[-1].append(_Lap())
            started = epoch_s(attributes.get("StartTime", ""), self.file.zone)
            totals = self.tracks[-1].totals
            if totals.start_s is None and not math.isnan(started):
                totals.start_s = started
        elif name == "Track" and self.tracks:
            self.tracks[-1].begin_segment()
        elif name == "Trackpoint" and self.tracks:
            self.point, self.time_s = {}, math.nan

    def forget(self) -> None:
        self.point = None

    def end(self, name: str, text: str) -> None:
        self.path.pop()
        inside = self.path[-1] if self.path else ""
        if self.point is not None:
            self._end_in_point(name, text, inside)
        elif self.tracks and self.laps[-1]:
            self._end_in_lap(name, text, inside)
        if name == "Name" and inside == "Creator" and self.tracks:
            self.tracks[-1].totals.device = text

    def _end_in_point(self, name: str, text: str, inside: str) -> None:
        point = self.point if self.point is not None else {}
        if name == "Trackpoint":
            self.tracks[-1].add(self.time_s, **point)
            self.point = None
        elif name == "Time":
            self.time_s = epoch_s(text, self.file.zone)
        elif name == "Value" and inside == "HeartRateBpm":
            point["heart_rate_bpm"] = number(text)
        elif name in _POINT:
            value = number(text)
            if not (name == "Cadence" and "cadence" in point):
                point[_POINT[name]] = value

    def _end_in_lap(self, name: str, text: str, inside: str) -> None:
        lap = self.laps[-1][-1]
        if name == "TotalTimeSeconds":
            lap.seconds = number(text)
        elif name == "DistanceMeters" and inside == "Lap":
            lap.distance_m = number(text)
        elif name == "Value" and inside == "AverageHeartRateBpm":
            lap.heart_rate_bpm = number(text)
        elif name in ("AvgRunCadence", "Cadence"):
            lap.cadence = number(text)


def read_tcx(data: bytes, file: FileIdentity) -> Reading:
    """Read the activities of a TCX file; one that is damaged gives what stands around the damage."""
    handler = _Handler(file)
    warnings = hear_xml_past_damage(data, handler, file=file.name, places=_PLACES)
    is_whole = not warnings
    for track, laps in zip(handler.tracks, handler.laps, strict=True):
        _sum_laps(track, laps, complete=is_whole)
    if not handler.tracks:
        what = "a planned course" if handler.courses else "no activity"
        warnings.append(warn(file.name, WarningCode.NOT_A_SESSION, what=what))
    return read_tracks(handler.tracks, file, ActivitySource.TCX, heard=warnings)


def _sum_laps(track: TrackBuilder, laps: list[_Lap], *, complete: bool) -> None:
    """Add the laps up where each has its own value; a lap that breaks off has not said its last word."""
    totals = track.totals
    totals.laps = len(laps)
    if not laps or not complete:
        return
    totals.timer_s = _total([lap.seconds for lap in laps])
    totals.distance_m = _total([lap.distance_m for lap in laps])
    totals.heart_rate_bpm = _weighted([(lap.heart_rate_bpm, lap.seconds) for lap in laps])
    totals.cadence = _weighted([(lap.cadence, lap.seconds) for lap in laps])


def _total(values: list[float]) -> float | None:
    return None if any(math.isnan(value) for value in values) else math.fsum(values)


def _weighted(pairs: list[tuple[float, float]]) -> float | None:
    if any(math.isnan(value) or value <= 0.0 or math.isnan(weight) for value, weight in pairs):
        return None
    weight = math.fsum(weight for _, weight in pairs)
    return math.fsum(value * weight for value, weight in pairs) / weight if weight > 0.0 else None
