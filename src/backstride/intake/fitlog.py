"""FITLOG, the logbook of SportTracks: many activities in one file, each with laps, pauses and a track."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from backstride.intake.moments import epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.running import named_running
from backstride.intake.sport import sport_from_words
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.warning import WarningCode, warn
from backstride.intake.xml_stream import hear_xml_past_damage
from backstride.model.activity import Sport

__all__ = ["read_fitlog"]

_POINT = {
    "lat": "latitude_deg",
    "lon": "longitude_deg",
    "ele": "altitude_m",
    "hr": "heart_rate_bpm",
    "dist": "distance_m",
    "cadence": "cadence",
}
_ACTIVITY = ("FitnessWorkbook", "AthleteLog")
_PLACES = {
    "Activity": _ACTIVITY,
    "Lap": (*_ACTIVITY, "Activity", "Laps"),
    "Track": (*_ACTIVITY, "Activity"),
    "pt": (*_ACTIVITY, "Activity", "Track"),
}
"""Where reading may go on behind damage."""


@dataclass(slots=True)
class _Handler:
    """Hears the elements and fills one builder per activity; everything stands in attributes."""

    file: FileIdentity
    tracks: list[TrackBuilder] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    track_start_s: float = math.nan

    def start(self, name: str, attributes: dict[str, str]) -> None:
        inside = self.path[-1] if self.path else ""
        self.path.append(name)
        if name == "Activity":
            self.tracks.append(TrackBuilder())
            self.tracks[-1].totals.start_s = self._moment(attributes.get("StartTime"))
        elif self.tracks:
            self._in_activity(self.tracks[-1], name, inside, attributes)

    def _in_activity(self, track: TrackBuilder, name: str, inside: str, attributes: dict[str, str]) -> None:
        totals = track.totals
        match inside, name:
            case "Track", "pt":
                self._point(track, attributes)
            case "Activity", "Track":
                begin = self._moment(attributes.get("StartTime"))
                self.track_start_s = begin if math.isfinite(begin) else (totals.start_s or math.nan)
            case "Activity", "Duration":
                totals.timer_s = number(attributes.get("TotalSeconds"))
            case "Activity", "Distance":
                totals.distance_m = number(attributes.get("TotalMeters"))
            case "Activity", "HeartRate":
                totals.heart_rate_bpm = number(attributes.get("AverageBPM"))
            case "Activity", "Category":
                word = attributes.get("Name", "")
                known = sport_from_words(word) is not Sport.OTHER
                totals.sport = "running" if named_running(word) else word.lower() if known else ""
            case _, "EquipmentItem":
                totals.shoe = totals.shoe or attributes.get("Name", "")
            case "Laps", "Lap":
                totals.laps += 1
            case _:
                pass

    def _point(self, track: TrackBuilder, attributes: dict[str, str]) -> None:
        values = {column: number(attributes[name]) for name, column in _POINT.items() if name in attributes}
        track.add(self.track_start_s + number(attributes.get("tm")), **values)

    def _moment(self, text: str | None) -> float:
        return epoch_s(text or "", self.file.zone)

    def forget(self) -> None:
        """Nothing stands half: a point is one tag."""

    def end(self, name: str, text: str) -> None:
        self.path.pop()
        if name == "Name" and self.path[-1:] == ["Activity"] and self.tracks:
            self.tracks[-1].totals.name = text


def read_fitlog(data: bytes, file: FileIdentity) -> Reading:
    """Read the activities of a logbook; one that is damaged gives what stands around the damage."""
    handler = _Handler(file)
    warnings = hear_xml_past_damage(data, handler, file=file.name, places=_PLACES)
    if not handler.tracks:
        warnings.append(warn(file.name, WarningCode.NOT_A_SESSION, what="no activity"))
    return read_tracks(handler.tracks, file, heard=warnings)
