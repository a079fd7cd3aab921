"""Files, folders and archives in; sessions, each once, and every shortcoming by name out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from backstride.intake.apple_health import chunks_of, read_apple_health
from backstride.intake.duplicates import Duplicate, merge_duplicates
from backstride.intake.fit.parts import holds_fit
from backstride.intake.fit.reader import read_fit
from backstride.intake.fitlog import read_fitlog
from backstride.intake.golden_cheetah import is_golden_cheetah, read_golden_cheetah
from backstride.intake.gpx import read_gpx
from backstride.intake.polar_hrm import read_polar_hrm
from backstride.intake.polar_xml import read_polar_xml
from backstride.intake.pwx import read_pwx
from backstride.intake.reading import FileIdentity, Reading, RecordedSession
from backstride.intake.session_log import read_session_log
from backstride.intake.slf import read_slf
from backstride.intake.sniff import HEAD_BYTES, Format, find_text, sniff
from backstride.intake.source import EntryNote, Source
from backstride.intake.sport import sport_from_words
from backstride.intake.strava_export import is_stream_list
from backstride.intake.suunto import is_suunto_json, read_suunto_json, read_suunto_xml
from backstride.intake.tcx import read_tcx
from backstride.intake.unpack import find_files, unpack_file
from backstride.intake.wahoo_csv import is_wahoo_csv, read_wahoo_csv
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import Activity, ActivitySource, IntakeWarning, Sport
from backstride.model.errors import FileError

__all__ = ["Intake", "collapse", "read_paths", "read_source", "require"]

_ROUTES = "/workout-routes/"
_SKIPPED = {WarningCode.NOT_A_SESSION.value, WarningCode.UNKNOWN_FORMAT.value, WarningCode.NO_TIMES.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What some paths gave.

    Parameters
    ----------
    activities
        Each session once, in order of its start.
    warnings
        What files did not give, in the order in which they were read.
    duplicates
        Sessions that were there more than once.
    """

    activities: tuple[Activity, ...] = ()
    warnings: tuple[IntakeWarning, ...] = ()
    duplicates: tuple[Duplicate, ...] = field(default=())


def read_paths(paths: Iterable[Path], *, zone: tzinfo | None = None) -> Intake:
    """Read files, folders and archives.

    Parameters
    ----------
    zone
        The runner's time zone, for sources that name none.

    Raises
    ------
    FileError
        When a path does not exist. What a file holds never raises; it gives a warning.
    """
    activities: list[Activity] = []
    warnings: list[IntakeWarning] = []
    for path in paths:
        require(path)
        for file, name in find_files(path):
            said: list[IntakeWarning] = []
            for item in unpack_file(file, name):
                reading = item if isinstance(item, Reading) else read_source(item, zone=zone)
                activities.extend(reading.activities)
                said.extend(reading.warnings)
            warnings.extend(collapse(name, said))
    kept, duplicates = merge_duplicates(activities)
    return Intake(activities=kept, warnings=tuple(warnings), duplicates=duplicates)


def require(path: Path) -> None:
    """Stop with one plain line when a path is not there."""
    if not path.exists():
        raise FileError("there is no such file or folder", where=str(path), advice="check the path and try again")


def read_source(source: Source, *, zone: tzinfo | None = None) -> Reading:
    """Read one unpacked file by what it holds."""
    if source.open_stream is not None:
        with source.open_stream() as stream:
            return read_apple_health(chunks_of(stream), FileIdentity.of(source.name, b"", zone))
    file = FileIdentity.of(source.name, source.data, zone)
    reading = replace(_read(source.data, file), content_hash=file.content_hash)
    if source.cut and not any(one.code == WarningCode.TRUNCATED for one in reading.warnings):
        reading = reading.with_warnings(warn(source.name, WarningCode.TRUNCATED))
    if _ROUTES in source.name:
        reading = _as_routes(reading)
    if reading.repeats:
        reading = reading.with_warnings(warn(source.name, WarningCode.REPEATED_SESSION))
    if source.note == EntryNote():
        return reading
    return replace(reading, sessions=tuple(_noted(session, source.note) for session in reading.sessions))


def _as_routes(reading: Reading) -> Reading:
    """Take the places that Apple Health keeps beside its workouts as a part of those, not as recordings."""
    sessions = tuple(
        replace(one, activity=replace(one.activity, source=ActivitySource.EXPORT_LIST, sport=Sport.OTHER, device=""))
        for one in reading.sessions
    )
    warnings = tuple(one for one in reading.warnings if one.code != WarningCode.SPORT_GUESSED)
    return replace(reading, sessions=sessions, warnings=warnings)


def _read(data: bytes, file: FileIdentity) -> Reading:
    kind = sniff(data[:HEAD_BYTES])
    reader = _READERS.get(kind)
    reading = _unknown(file) if reader is None else reader(data, file)
    # Garbage in front can look like the beginning of another format.
    unknown = [one.code for one in reading.warnings] == [WarningCode.UNKNOWN_FORMAT]
    return _salvaged(data, file) if unknown else reading


def _salvaged(data: bytes, file: FileIdentity) -> Reading:
    """Read what begins with bytes that mean nothing, or without its beginning."""
    begin = find_text(data)
    if begin:
        garbage = warn(file.name, WarningCode.LEADING_GARBAGE, count=begin)
        reading = _read(data[begin:], file)
        return replace(reading, warnings=(garbage, *reading.warnings)) if reading.sessions else _unknown(file)
    if holds_fit(data):
        reading = read_fit(data, file)
        return reading if reading.sessions else _unknown(file)
    return _unknown(file)


def _unknown(file: FileIdentity) -> Reading:
    return Reading(warnings=(warn(file.name, WarningCode.UNKNOWN_FORMAT),))


def _noted(session: RecordedSession, note: EntryNote) -> RecordedSession:
    """Join what the list of an export says to a session of one of its files."""
    activity = session.activity
    sport = activity.sport
    if sport is Sport.OTHER and note.sport:
        sport = sport_from_words(note.sport)
    effort = note.effort_0_to_10 if activity.effort_0_to_10 is None else activity.effort_0_to_10
    joined = replace(
        activity, name=note.name or activity.name, shoe=note.shoe or activity.shoe, sport=sport, effort_0_to_10=effort
    )
    return replace(session, activity=joined)


def _read_json(data: bytes, file: FileIdentity) -> Reading:
    """Read a Suunto log, or TCX or GPX text that an app wrapped in JSON."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _unknown(file)
    if is_suunto_json(value):
        return read_suunto_json(value, file)
    if is_golden_cheetah(value):
        return read_golden_cheetah(value, file)
    if is_stream_list(value):
        return Reading(warnings=(warn(file.name, WarningCode.NO_START_TIME),))
    inner = next((value[key] for key in ("gpx", "tcx") if isinstance(value, dict) and key in value), None)
    if not isinstance(inner, str) or sniff(inner.encode()[:HEAD_BYTES]) not in (Format.TCX, Format.GPX):
        return _unknown(file)
    return _read(inner.encode(), file)


def _read_csv(data: bytes, file: FileIdentity) -> Reading:
    return (read_wahoo_csv if is_wahoo_csv(data) else read_session_log)(data, file)


_READERS: Mapping[Format, Callable[[bytes, FileIdentity], Reading]] = {
    Format.FIT: read_fit,
    Format.TCX: read_tcx,
    Format.GPX: read_gpx,
    Format.PWX: read_pwx,
    Format.POLAR_XML: lambda data, file: read_polar_xml([data], file),
    Format.POLAR_HRM: read_polar_hrm,
    Format.SUUNTO_XML: read_suunto_xml,
    Format.FITLOG: read_fitlog,
    Format.SLF: read_slf,
    Format.CSV: _read_csv,
    Format.JSON: _read_json,
    Format.EMPTY: lambda _, file: Reading(warnings=(warn(file.name, WarningCode.EMPTY),)),
}


def collapse(name: str, warnings: Iterable[IntakeWarning]) -> Iterator[IntakeWarning]:
    """Say once per archive, with a count, what its many other files are; everything else is said as it is."""
    inside = f"{name}/"
    skipped: dict[str, int] = {}
    for one in warnings:
        if one.file.startswith(inside) and one.code in _SKIPPED:
            what = one.message.partition("holds ")[2].partition(", not")[0] or "other formats"
            skipped[what] = skipped.get(what, 0) + 1
        else:
            yield one
    if skipped:
        usual = sorted(skipped, key=lambda what: -skipped[what])[:3]
        yield warn(name, WarningCode.ENTRIES_SKIPPED, count=sum(skipped.values()), what=", ".join(usual))
