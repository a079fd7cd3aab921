"""GPX tracks: places and times, and what watches add to them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from backstride.intake.moments import epoch_s, number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.warning import WarningCode, warn
from backstride.intake.xml_stream import hear_xml_past_damage
from backstride.model.activity import ActivitySource, IntakeWarning

__all__ = ["read_gpx"]

_POINT = {
    "ele": "altitude_m",
    "hr": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "cad": "cadence",
    "cadence": "cadence",
    "speed": "speed_m_per_s",
    "distance": "distance_m",
}
# Strava writes its own numbers where others write words.
_STRAVA_KINDS = {"1": "cycling", "9": "running", "4": "hiking", "10": "walking", "16": "swimming"}


_PLACES = {"trk": ("gpx",), "trkseg": ("gpx", "trk"), "trkpt": ("gpx", "trk", "trkseg")}
"""Where reading may go on behind damage."""


@dataclass(slots=True)
class _Handler:
    """Hears the elements and fills one builder per track."""

    file: FileIdentity
    tracks: list[TrackBuilder] = field(default_factory=list)
    routes: int = 0
    timeless: int = 0
    creator: str = ""
    path: list[str] = field(default_factory=list)
    point: dict[str, float] | None = None
    time_s: float = math.nan

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if name == "gpx":
            self.creator = attributes.get("creator", "")
        elif name == "trk":
            self.tracks.append(TrackBuilder())
            self.tracks[-1].totals.device = self.creator
        elif name == "trkseg" and self.tracks:
            self.tracks[-1].begin_segment()
        elif name == "trkpt" and self.tracks:
            self.point = {
                "latitude_deg": number(attributes.get("lat")),
                "longitude_deg": number(attributes.get("lon")),
            }
            self.time_s = math.nan
        elif name in ("rte", "wpt"):
            self.routes += 1

    def forget(self) -> None:
        self.point = None

    def end(self, name: str, text: str) -> None:
        self.path.pop()
        inside = self.path[-1] if self.path else ""
        if self.point is not None:
            if name == "trkpt":
                self._close_point()
            elif name == "time":
                self.time_s = epoch_s(text, self.file.zone)
            elif name in _POINT:
                self.point[_POINT[name]] = number(text)
        elif inside == "trk" and self.tracks:
            totals = self.tracks[-1].totals
            if name == "name":
                totals.name = text
            elif name == "type":
                totals.sport = _STRAVA_KINDS.get(text, text.lower())

    def _close_point(self) -> None:
        point = self.point if self.point is not None else {}
        if math.isnan(self.time_s):
            self.timeless += 1
        else:
            self.tracks[-1].add(self.time_s, **point)
        self.point = None


def read_gpx(data: bytes, file: FileIdentity) -> Reading:
    """Read the tracks of a GPX file; one that is damaged gives what stands around the damage."""
    handler = _Handler(file)
    warnings = hear_xml_past_damage(data, handler, file=file.name, places=_PLACES)
    timed = (track for track in handler.tracks if track.time_s)
    reading = read_tracks(timed, file, ActivitySource.GPX, heard=warnings)
    if not reading.sessions:
        return reading.with_warnings(_why_nothing(handler, file))
    if handler.timeless:
        what = "points without a time"
        return reading.with_warnings(warn(file.name, WarningCode.ROWS_LEFT_OUT, count=handler.timeless, what=what))
    return reading


def _why_nothing(handler: _Handler, file: FileIdentity) -> IntakeWarning:
    if handler.timeless or handler.routes:
        return warn(file.name, WarningCode.NO_TIMES)
    return warn(file.name, WarningCode.NOT_A_SESSION, what="no track")
