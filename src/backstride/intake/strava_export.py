"""The list in a Strava export: names, shoes and the sessions that were typed in by hand.

The list comes in the language of the account, with some column names twice (elapsed time in seconds and again,
distance in kilometres and again in metres). So columns are found by their order around the one that holds file names,
which is the same in every language; English names are used where they are there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

import numpy as np

from backstride.intake.csv_table import CsvTable
from backstride.intake.moments import epoch_s, moment_from_epoch, number
from backstride.intake.reading import FileIdentity, Reading, RecordedSession, local_date
from backstride.intake.samples import Samples
from backstride.intake.source import EntryNote
from backstride.intake.sport import sport_from_words
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import Activity, ActivitySource, IntakeWarning

__all__ = ["ACTIVITY_LIST", "StravaList", "is_strava_export", "is_stream_list", "strava_moment"]

ACTIVITY_LIST = "activities.csv"
_FOLDER = "activities/"
_FILE = re.compile(r"^activities/\d+\.\w+(\.gz)?$")
_RUN_WORDS = ("run", "lauf", "course à pied", "carrera", "corsa", "corrida", "hardlopen", "løp", "löp", "bieg", "běh")
_RIDE_WORDS = ("ride", "radfahrt", "vélo", "bicicleta", "ciclismo", "fietsrit")
_WALK_WORDS = ("walk", "spaziergang", "marche", "caminata", "camminata", "wandeling")
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan janv ene gen", "feb févr fev", "mar mär mars mrt", "apr avr abr", "may mai mayo mag mei",
            "jun juin giu",
            "jul juil lug", "aug août ago", "sep sept set", "oct okt oct. ott out", "nov", "dec dez déc dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WORDY = re.compile(
    r"(?P<a>\w+)\.?,?(?: de)? (?P<b>\w+)\.?,?(?: de)? (?P<year>\d{4}),?(?: \D{1,6})? "
    r"(?P<hour>\d+):(?P<minute>\d+):(?P<second>\d+)(?:[\s\u202f]*(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
)
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}),? (\d+):(\d+):(\d+)")
_NOON = 12
_MOST_EFFORT = 10.0


def is_strava_export(names: Iterable[str]) -> bool:
    """Say whether an archive's entries are those of a Strava export."""
    names = list(names)
    return any(PurePosixPath(name).name == ACTIVITY_LIST for name in names) or (
        any(_FILE.match(name) for name in names) and "profile.csv" in names
    )


def is_stream_list(value: object) -> bool:
    """Say whether decoded JSON holds the samples of a session as Strava's interface gives them: without its start.

    Examples
    --------
    >>> is_stream_list({"time": [0, 1], "distance": [0.0, 2.9]}), is_stream_list({"time": 5})
    (True, False)
    """
    streams = value if isinstance(value, dict) else {}
    return isinstance(streams.get("time"), list) and any(
        isinstance(streams.get(name), list) for name in ("distance", "heartrate", "latlng")
    )


def strava_moment(text: str) -> float:
    """Read a date as Strava writes it, in UTC; NaN when it is none.

    Examples
    --------
    >>> moment_from_epoch(strava_moment("Apr 3, 2021, 6:12:03 PM")).isoformat()
    '2021-04-03T18:12:03+00:00'
    >>> strava_moment("03.04.2021, 18:12:03") == strava_moment("3 avr. 2021, 18:12:03")
    True
    >>> strava_moment("3 avril 2021 \u00e0 18:12:03") == strava_moment("3 de abr. de 2021, 18:12:03")
    True
    """
    found = _NUMERIC.match(text)
    if found:
        day, month, year, *clock = map(int, found.groups())
        return _utc(year, month, day, clock)
    found = _WORDY.match(text)
    if not found:
        return epoch_s(text)
    first, second = found["a"].lower(), found["b"].lower()
    word, day_text = (second, first) if first.isdigit() else (first, second)
    month = _MONTHS.get(word) or _MONTHS.get(word[:3], 0)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"].lower() == "p" else 0)
    if not month or not day_text.isdigit():
        return math.nan
    return _utc(int(found["year"]), month, int(day_text), [hour, int(found["minute"]), int(found["second"])])


def _utc(year: int, month: int, day: int, clock: list[int]) -> float:
    hour, minute, second = clock
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()
    except ValueError:
        return math.nan


@dataclass(frozen=True, slots=True)
class _Row:
    identity: str
    date: str
    name: str
    sport: str
    effort: str
    shoe: str
    file: str
    elapsed: str
    moving: str
    distance_km: str
    distance_m: str


@dataclass(frozen=True, slots=True)
class StravaList:
    """The rows of ``activities.csv``."""

    archive: str
    rows: tuple[_Row, ...]
    cut: bool

    @classmethod
    def read(cls, data: bytes, archive: str) -> StravaList:
        """Read the list; columns are found as the head of this file says."""
        table = CsvTable.parse(data)
        place = _file_column(table)
        if place is None:
            return cls(archive, (), table.cut)
        effort = table.places("perceived exertion")

        def cell(row: tuple[str, ...], index: int) -> str:
            return row[index] if 0 <= index < len(row) else ""

        rows = tuple(
            _Row(
                identity=cell(row, 0), date=cell(row, 1), name=cell(row, 2), sport=_sport_word(cell(row, 3)),
                effort=CsvTable.cell(row, effort), shoe=cell(row, place - 1), file=cell(row, place),
                elapsed=cell(row, 5), moving=cell(row, place + 4), distance_km=cell(row, 6),
                distance_m=cell(row, place + 5),
            )
            for row in table.rows
        )  # fmt: skip
        return cls(archive, rows, table.cut)

    def note(self, file: str) -> EntryNote:
        """Say what the list knows about one file of the archive."""
        row = next((row for row in self.rows if row.file and file.endswith(row.file)), None)
        if row is None:
            return EntryNote()
        effort = number(row.effort)
        return EntryNote(
            name=row.name,
            shoe=row.shoe,
            sport=row.sport,
            effort_0_to_10=effort if 0.0 < effort <= _MOST_EFFORT else None,
        )

    def missing(self, names: Iterable[str]) -> int:
        """Count the files that the list names and the archive lacks."""
        there = {PurePosixPath(name).name for name in names}
        return sum(
            bool(row.file) and "#error#" not in row.file and PurePosixPath(row.file).name not in there
            for row in self.rows
        )

    def manual_sessions(self) -> Reading:
        """Give the sessions that have no file because they were typed in by hand."""
        sessions: list[RecordedSession] = []
        warnings: list[IntakeWarning] = []
        unreadable = failed = 0
        for row in self.rows:
            if "#error#" in (row.file + row.distance_km + row.date):
                failed += 1
            elif not row.file:
                session = self._manual(row)
                unreadable += session is None
                sessions.extend([session] if session else [])
        name = f"{self.archive}/{ACTIVITY_LIST}"
        if failed:
            warnings.append(
                warn(name, WarningCode.ROWS_LEFT_OUT, count=failed, what="Strava could not export these sessions")
            )
        if unreadable:
            warnings.append(
                warn(name, WarningCode.ROWS_LEFT_OUT, count=unreadable, what="their date or length is not clear")
            )
        if not self.rows:
            warnings.append(warn(name, WarningCode.DAMAGED, place="the list of activities"))
        return Reading(sessions=tuple(sessions), warnings=tuple(warnings))

    def _manual(self, row: _Row) -> RecordedSession | None:
        start_s = strava_moment(row.date)
        seconds = _first(number(row.moving), number(row.elapsed))
        metres = _first(number(row.distance_m), number(row.distance_km) * 1000.0)
        if math.isnan(start_s) or (seconds is None and metres is None):
            return None
        start = moment_from_epoch(start_s)
        file = FileIdentity.of(f"{self.archive}/{ACTIVITY_LIST}", f"strava {row.identity} {row.date}".encode())
        activity = Activity(
            id=file.activity_id(0),
            file=file.name,
            sport=sport_from_words(row.sport),
            source=ActivitySource.CSV,
            start=start,
            local_date=local_date(start, zone=None),
            distance_m=metres,
            timer_s=seconds,
            elapsed_s=_first(number(row.elapsed), math.nan if seconds is None else seconds),
            name=row.name,
            shoe=row.shoe,
            sport_as_recorded=row.sport,
        )
        return RecordedSession(activity=activity, samples=Samples(time_s=np.empty(0)))


def _file_column(table: CsvTable) -> int | None:
    named = table.places("filename")
    if named:
        return named[0]
    counts = [0] * len(table.header)
    for row in table.rows:
        for place, cell in enumerate(row[: len(counts)]):
            counts[place] += cell.startswith(_FOLDER)
    return counts.index(max(counts)) if any(counts) else None


def _sport_word(text: str) -> str:
    """Turn a localised kind of session into a plain English word where it is a usual one."""
    word = text.lower()
    for words, plain in ((_RUN_WORDS, "running"), (_RIDE_WORDS, "cycling"), (_WALK_WORDS, "walking")):
        if any(one in word for one in words):
            return "trail run" if plain == "running" and "trail" in word else plain
    return word


def _first(*values: float) -> float | None:
    return next((value for value in values if math.isfinite(value) and value > 0.0), None)
