"""Polar's personal-trainer XML: exercises with their totals and rows of samples."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from backstride.intake.moments import clock_s, epoch_s, number
from backstride.intake.reading import FileIdentity, Reading, RecordedSession
from backstride.intake.track import Totals, TrackBuilder
from backstride.intake.warning import WarningCode, warn
from backstride.intake.xml_stream import hear_xml
from backstride.model.activity import ActivitySource

__all__ = ["read_polar_xml"]

_SAMPLES = {
    "HEARTRATE": ("heart_rate_bpm", 1.0),
    "SPEED": ("speed_m_per_s", 1.0 / 3.6),
    "DISTANCE": ("distance_m", 1.0),
    "ALTITUDE": ("altitude_m", 1.0),
    "CADENCE": ("cadence", 1.0),
    "RUN_CADENCE": ("cadence", 1.0),
}


@dataclass(slots=True)
class _Exercise:
    totals: Totals = field(default_factory=lambda: Totals(device="Polar"))
    step_s: float = 1.0
    kind: str = ""
    columns: dict[str, list[float]] = field(default_factory=dict)


@dataclass(slots=True)
class _Handler:
    """Hears the elements and fills one exercise after the other."""

    file: FileIdentity
    exercises: list[_Exercise] = field(default_factory=list)
    path: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - the format has no attributes
        self.path.append(name)
        if name == "exercise":
            self.exercises.append(_Exercise())

    def end(self, name: str, text: str) -> None:
        self.path.pop()
        inside = self.path[-1] if self.path else ""
        if not self.exercises:
            return
        if inside in ("sample", "lap"):
            _end_in_sample(self.exercises[-1], inside, name, text)
        elif (inside, name) == ("result", "recording-rate"):
            self.exercises[-1].step_s = number(text)
        else:
            _take_total(self.exercises[-1].totals, inside, name, text, self.file)


def _end_in_sample(exercise: _Exercise, inside: str, name: str, text: str) -> None:
    if inside == "lap":
        exercise.totals.laps += name == "duration"
    elif name == "type":
        exercise.kind = text
    elif name == "values" and exercise.kind in _SAMPLES:
        column, factor = _SAMPLES[exercise.kind]
        exercise.columns[column] = [factor * number(value) for value in text.split(",")]


def _take_total(totals: Totals, inside: str, name: str, text: str, file: FileIdentity) -> None:
    match inside, name:
        case "exercise", "time":
            totals.start_s = epoch_s(text, file.zone)
        case "exercise", "sport":
            totals.sport = text.lower()
        case "result", "distance":
            totals.distance_m = number(text)
        case "result", "duration":
            totals.timer_s = clock_s(text)
        case "heart-rate", "average":
            totals.heart_rate_bpm = number(text)
        case "speed", "type":
            totals.sport = totals.sport or text.lower()
        case _:
            pass


def read_polar_xml(chunks: Iterable[bytes], file: FileIdentity) -> Reading:
    """Read the exercises of a file; one that breaks off gives what stands before the break."""
    handler = _Handler(file)
    warnings = hear_xml(chunks, handler, file=file.name)
    sessions: list[RecordedSession] = []
    for exercise in handler.exercises:
        session, said = _track(exercise).build(file, len(sessions), ActivitySource.OTHER_DEVICE)
        warnings.extend(said)
        sessions.extend([session] if session else [])
    if not handler.exercises:
        warnings.append(warn(file.name, WarningCode.NOT_A_SESSION, what="no exercise"))
    return Reading(sessions=tuple(sessions), warnings=tuple(warnings))


def _track(exercise: _Exercise) -> TrackBuilder:
    track = TrackBuilder(totals=exercise.totals)
    start_s = exercise.totals.start_s
    if start_s is None or not exercise.step_s > 0.0:
        return track
    rows = max(map(len, exercise.columns.values()), default=0)
    for row in range(rows):
        point = {name: values[row] for name, values in exercise.columns.items() if row < len(values)}
        track.add(
            start_s + row * exercise.step_s, **{name: value for name, value in point.items() if math.isfinite(value)}
        )
    return track if not math.isnan(start_s) else TrackBuilder(totals=exercise.totals)
