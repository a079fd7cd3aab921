"""SLF, the format of Sigma's Data Center: one session, in two spellings.

The newer one (revision 400 on) keeps samples in attributes and counts time in hundredths of a second; the older one
keeps them in elements and counts seconds.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from backstride.intake.moments import number
from backstride.intake.reading import FileIdentity, Reading
from backstride.intake.track import TrackBuilder, read_tracks
from backstride.intake.warning import WarningCode, warn
from backstride.intake.xml_stream import hear_xml_past_damage

__all__ = ["read_slf", "slf_moment"]

_NEW_POINT = {
    "distanceAbsolute": ("distance_m", 1.0),
    "heartrate": ("heart_rate_bpm", 1.0),
    "cadence": ("cadence", 1.0),
    "altitude": ("altitude_m", 1e-3),
    "latitude": ("latitude_deg", 1.0),
    "longitude": ("longitude_deg", 1.0),
}
_OLD_POINT = {
    "Distance": "distance_m",
    "Speed": "speed_m_per_s",
    "Heartrate": "heart_rate_bpm",
    "Cadence": "cadence",
    "Altitude": "altitude_m",
}
_HUNDREDTHS = 100.0
_PLACES = {
    "Entry": ("Activity", "Entries"),
    "Marker": ("Activity", "Markers"),
    "LogEntry": ("Log", "LogEntries"),
}
"""Where reading may go on behind damage."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOMENT = re.compile(
    r"\w{3} (?P<month>\w{3}) +(?P<day>\d+) (?P<h>\d+):(?P<m>\d+):(?P<s>\d+) "
    r"(?:GMT(?P<sign>[+-])(?P<oh>\d\d)(?P<om>\d\d) )?(?P<year>\d{4})"
)


def slf_moment(text: str) -> float:
    """Read a date as Sigma writes it, in seconds since 1970; NaN when it is none.

    Examples
    --------
    >>> datetime.fromtimestamp(slf_moment("Sun Mar 29 11:10:46 GMT+0200 2015"), UTC).isoformat()
    '2015-03-29T09:10:46+00:00'
    """
    found = _MOMENT.match(text.strip())
    if found is None or found["month"] not in _MONTHS:
        return math.nan
    offset = timedelta(hours=int(found["oh"] or 0), minutes=int(found["om"] or 0))
    clock = (int(found["h"]), int(found["m"]), int(found["s"]))
    try:
        zone = timezone(-offset if found["sign"] == "-" else offset) if offset else UTC
        moment = datetime(int(found["year"]), _MONTHS.index(found["month"]) + 1, int(found["day"]), *clock, tzinfo=zone)
    except ValueError:
        return math.nan
    return moment.timestamp()


@dataclass(slots=True)
class _Handler:
    """Hears the elements of either spelling and fills one session."""

    track: TrackBuilder = field(default_factory=TrackBuilder)
    path: list[str] = field(default_factory=list)
    point: dict[str, float] | None = None
    since_s: float = math.nan
    is_log: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        self.is_log = self.is_log or name in ("Entries", "LogEntries", "GeneralInformation")
        if name == "Entry":
            values = {
                column: factor * number(attributes[key])
                for key, (column, factor) in _NEW_POINT.items()
                if key in attributes
            }
            self._add(number(attributes.get("trainingTimeAbsolute")) / _HUNDREDTHS, values)
        elif name == "LogEntry":
            self.point, self.since_s = {}, math.nan
        elif name == "Marker" and attributes.get("type") == "l":
            self.track.totals.laps += 1

    def forget(self) -> None:
        self.point = None

    def end(self, name: str, text: str) -> None:
        self.path.pop()
        inside = self.path[-1] if self.path else ""
        if name == "LogEntry" and self.point is not None:
            self._add(self.since_s, self.point)
            self.point = None
        elif inside == "LogEntry" and self.point is not None:
            if name == "RideTime":
                self.since_s = number(text)
            elif name in _OLD_POINT:
                self.point[_OLD_POINT[name]] = number(text)
        elif inside in ("GeneralInformation", "LogValues"):
            self._total(name, text)

    def _add(self, since_s: float, values: dict[str, float]) -> None:
        self.track.add((self.track.totals.start_s or math.nan) + since_s, **values)

    def _total(self, name: str, text: str) -> None:
        totals = self.track.totals
        match name:
            case "startDate" | "StartDate":
                totals.start_s = slf_moment(text)
            case "sport":
                totals.sport = text.lower()
            case "name" | "Name":
                totals.name = text
            case "Bike":
                totals.sport = "cycling"
            case "distance" | "Distance":
                totals.distance_m = number(text)
            case "trainingTime":
                totals.timer_s = number(text) / _HUNDREDTHS
            case "Time":
                totals.timer_s = number(text)
            case "averageHeartrate" | "AverageHeartrate":
                totals.heart_rate_bpm = number(text)
            case _:
                pass


def read_slf(data: bytes, file: FileIdentity) -> Reading:
    """Read the one session of a file; one that is damaged gives what stands around the damage."""
    handler = _Handler()
    handler.track.totals.device = "Sigma"
    warnings = hear_xml_past_damage(data, handler, file=file.name, places=_PLACES)
    if not handler.is_log:
        return Reading(warnings=(*warnings, warn(file.name, WarningCode.NOT_A_SESSION, what="no session")))
    return read_tracks([handler.track], file, heard=warnings)
