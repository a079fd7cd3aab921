"""Garmin account exports: archives in an archive, tens of thousands of FIT files, and lists of what they are.

The lists (``*_summarizedActivities.json``) hold names and the sessions that were typed in; ``*_gear.json`` says which
shoes went with which. They count in centimetres and milliseconds. As no list says which FIT file is which, each listed
session is read as a poor recording of its own; where a FIT file holds the same session, the two are joined like any
other pair.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from backstride.intake.moments import moment_from_epoch
from backstride.intake.reading import FileIdentity, Reading, RecordedSession
from backstride.intake.samples import Samples
from backstride.intake.sport import counts_steps, sport_from_words
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import Activity, ActivitySource

__all__ = ["is_garmin_export", "is_garmin_list", "read_garmin_lists"]

_FOLDERS = ("DI_CONNECT", "DI-Connect")
_ACTIVITIES, _GEAR = "summarizedactivities.json", "gear.json"
_CM_PER_M, _MS_PER_S = 100.0, 1000.0
_MOST_EFFORT = 100.0


def is_garmin_export(names: Iterable[str]) -> bool:
    """Say whether an archive's entries are those of a Garmin account export.

    Examples
    --------
    >>> is_garmin_export(["DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"])
    True
    """
    return any(part in name for name in names for part in _FOLDERS)


def is_garmin_list(name: str) -> bool:
    """Say whether an entry lists sessions or shoes.

    Examples
    --------
    >>> is_garmin_list("DI_CONNECT/DI-Connect-Fitness/me@example.org_0_summarizedActivities.json")
    True
    """
    return name.lower().endswith((_ACTIVITIES, _GEAR))


def read_garmin_lists(lists: Mapping[str, bytes], archive: str) -> Reading:
    """Read the listed sessions with their names and shoes.

    Parameters
    ----------
    lists
        The lists of the export by the names of their entries.
    archive
        Name of the archive, for the names of the files.
    """
    shoes: dict[int, str] = {}
    for name, data in lists.items():
        if name.lower().endswith(_GEAR):
            shoes |= _shoes(_decoded(data))
    sessions: list[RecordedSession] = []
    warnings = []
    for name, data in lists.items():
        if not name.lower().endswith(_ACTIVITIES):
            continue
        file, rows = f"{archive}/{name}", _rows(_decoded(data))
        if rows is None:
            warnings.append(warn(file, WarningCode.DAMAGED, place="the list of activities"))
            continue
        found = [activity for row in rows if (activity := _activity(row, shoes, file)) is not None]
        sessions.extend(RecordedSession(activity=one, samples=Samples(time_s=np.empty(0))) for one in found)
        if len(found) < len(rows):
            what = "sessions without a start, or without a length"
            warnings.append(warn(file, WarningCode.ROWS_LEFT_OUT, count=len(rows) - len(found), what=what))
    return Reading(sessions=tuple(sessions), warnings=tuple(warnings))


def _decoded(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _first(value: object) -> Mapping[str, Any]:
    """Take the one object out of the list that Garmin wraps it in."""
    inner = value[0] if isinstance(value, list) and value else value
    return inner if isinstance(inner, dict) else {}


def _rows(value: object) -> list[Mapping[str, Any]] | None:
    if value == []:
        return []
    rows = _first(value).get("summarizedActivitiesExport")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else None


def _shoes(value: object) -> dict[int, str]:
    """Give the shoe of each session by the session's number."""
    gear = _first(value)
    listed, links = gear.get("gearDTOS"), gear.get("gearActivityDTOs")
    if not isinstance(listed, list) or not isinstance(links, dict):
        return {}
    names = {
        str(one.get("gearPk")): str(one.get("displayName") or one.get("customMakeModel") or "").strip()
        for one in listed
        if isinstance(one, dict)
    }
    return {
        int(link["activityId"]): names[pair]
        for pair, worn in links.items()
        if names.get(pair) and isinstance(worn, list)
        for link in worn
        if isinstance(link, dict) and isinstance(link.get("activityId"), int)
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """One listed session; a number that is missing or no number is NaN."""

    values: Mapping[str, Any]

    def number(self, *names: str) -> float:
        for name in names:
            value = self.values.get(name)
            if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
                return float(value)
        return math.nan

    def amount(self, per_unit: float, *names: str) -> float | None:
        value = self.number(*names) / per_unit
        return value if value > 0.0 else None

    def word(self, name: str) -> str:
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""


def _activity(values: Mapping[str, Any], shoes: Mapping[int, str], file: str) -> Activity | None:
    row = _Row(values)
    begin_ms = row.number("beginTimestamp", "startTimeGmt")
    distance_m = row.amount(_CM_PER_M, "distance")
    timer_s = row.amount(_MS_PER_S, "movingDuration", "duration")
    start = _moment(begin_ms)
    if start is None or (distance_m is None and timer_s is None):
        return None
    word = row.word("activityType") or row.word("sportType").lower()
    sport = sport_from_words(word)
    effort = row.number("workoutRpe")
    identity = FileIdentity.of(file, f"garmin {values.get('activityId')} {begin_ms:.0f}".encode())
    local = _moment(row.number("startTimeLocal"))
    number = values.get("activityId")
    return Activity(
        id=identity.activity_id(0),
        file=file,
        sport=sport,
        source=ActivitySource.EXPORT_LIST,
        start=start,
        local_date=_local_date(start, local),
        distance_m=distance_m,
        timer_s=row.amount(_MS_PER_S, "duration") or timer_s,
        elapsed_s=row.amount(_MS_PER_S, "elapsedDuration", "duration"),
        ascent_m=row.amount(_CM_PER_M, "elevationGain"),
        descent_m=row.amount(_CM_PER_M, "elevationLoss"),
        avg_heart_rate_bpm=row.amount(1.0, "avgHr"),
        avg_cadence_steps_per_min=row.amount(1.0, "avgDoubleCadence") if counts_steps(sport) else None,
        name=row.word("name"),
        shoe=shoes.get(number, "") if isinstance(number, int) else "",
        effort_0_to_10=effort / 10.0 if 0.0 < effort <= _MOST_EFFORT else None,
        sport_as_recorded=word,
    )


def _moment(milliseconds: float) -> datetime | None:
    try:
        return None if math.isnan(milliseconds) else moment_from_epoch(milliseconds / _MS_PER_S)
    except OverflowError:
        return None


def _local_date(start: datetime, local: datetime | None) -> date:
    """Give the runner's date: the list writes the local time as if it were UTC."""
    return (local or start).astimezone(UTC).date()
