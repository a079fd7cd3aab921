"""PWX, the XML of TrainingPeaks: workouts with totals and samples."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from backstride.intake.moments import epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.warning import WarningCode, warn
from backstride.intake.xml_stream import hear_xml_past_damage

__all__ = ["read_pwx"]

_POINT = {
    "hr": "heart_rate_bpm",
    "spd": "speed_m_per_s",
    "dist": "distance_m",
    "cad": "cadence",
    "lat": "latitude_deg",
    "lon": "longitude_deg",
    "alt": "altitude_m",
}


_PLACES = {"workout": ("pwx",), "segment": ("pwx", "workout"), "sample": ("pwx", "workout")}
"""Where reading may go on behind damage."""


@dataclass(slots=True)
class _Handler:
    """Hears the elements and fills one builder per workout."""

    file: FileIdentity
    tracks: list[TrackBuilder] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    point: dict[str, float] | None = None
    offset_s: float = math.nan

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - nothing of use in them
        self.path.append(name)
        if name == "workout":
            self.tracks.append(TrackBuilder())
        elif name == "sample":
            self.point, self.offset_s = {}, math.nan
        elif name == "segment" and self.tracks:
            self.tracks[-1].totals.laps += 1

    def forget(self) -> None:
        self.point = None

    def end(self, name: str, text: str) -> None:
        self.path.pop()
        inside = self.path[-1] if self.path else ""
        if not self.tracks:
            return
        totals = self.tracks[-1].totals
        if self.point is not None:
            self._end_in_sample(name, text)
        elif inside == "workout" and name == "sportType":
            totals.sport = text.lower()
        elif inside == "workout" and name == "time":
            totals.start_s = epoch_s(text, self.file.zone)
        elif inside == "summarydata" and self.path[-2:-1] == ["workout"]:
            if name == "duration":
                totals.elapsed_s = number(text)
            elif name == "dist":
                totals.distance_m = number(text)
        elif inside == "device" and name == "model":
            totals.device = text

    def _end_in_sample(self, name: str, text: str) -> None:
        point = self.point if self.point is not None else {}
        start_s = self.tracks[-1].totals.start_s
        if name == "sample":
            if start_s is not None and math.isfinite(self.offset_s):
                self.tracks[-1].add(start_s + self.offset_s, **point)
            self.point = None
        elif name == "timeoffset":
            self.offset_s = number(text)
        elif name in _POINT:
            point[_POINT[name]] = number(text)


def read_pwx(data: bytes, file: FileIdentity) -> Reading:
    """Read the workouts of a file; one that is damaged gives what stands around the damage."""
    handler = _Handler(file)
    warnings = hear_xml_past_damage(data, handler, file=file.name, places=_PLACES)
    if not handler.tracks:
        warnings.append(warn(file.name, WarningCode.NOT_A_SESSION, what="no workout"))
    return read_tracks(handler.tracks, file, heard=warnings)
