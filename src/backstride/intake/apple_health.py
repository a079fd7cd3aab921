"""Apple Health's ``export.xml``: gigabytes of single measures, read as a stream for the workouts in it.

Only workouts are kept, with the statistics that stand inside them; the millions of single records are passed over, so
memory stays flat. Older exports hold totals as attributes of the workout, newer ones as ``WorkoutStatistics``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

import numpy as np

from backstride.intake.archive import read_entry
from backstride.intake.moments import epoch_s, moment_from_epoch, number
from backstride.intake.reading import FileIdentity, Reading, RecordedSession
from backstride.intake.samples import Samples
from backstride.intake.sport import sport_from_words
from backstride.intake.warning import WarningCode, warn
from backstride.intake.xml_stream import hear_xml
from backstride.model.activity import Activity, ActivitySource, Sport

__all__ = ["chunks_of", "read_apple_health"]

_CHUNK = 2**20
_ELEMENTS = frozenset({"Workout", "WorkoutStatistics", "MetadataEntry"})
_TYPE = "HKWorkoutActivityType"
_METRES = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048, "cm": 0.01}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}
_WORDS = {"functionalstrengthtraining": "strength_training", "traditionalstrengthtraining": "strength_training"}
_TO_METRIC = {
    "HKQuantityTypeIdentifierHeartRate": ("heart_rate", {"count/min": 1.0, "bpm": 1.0, "count/s": 60.0}),
    "HKQuantityTypeIdentifierRunningGroundContactTime": ("contact_ms", {"ms": 1.0, "s": 1000.0}),
    "HKQuantityTypeIdentifierRunningVerticalOscillation": ("oscillation_mm", {"cm": 10.0, "mm": 1.0, "m": 1000.0}),
}


@dataclass(slots=True)
class _Workout:
    """What stands in and around one workout element."""

    attributes: dict[str, str]
    distance_m: float = math.nan
    steps: float = math.nan
    averages: dict[str, float] = field(default_factory=dict)
    indoor: bool = False
    elevation_m: float = math.nan


@dataclass(slots=True)
class _Handler:
    """Hears the elements and keeps the workouts."""

    workouts: list[_Workout] = field(default_factory=list)
    open_workout: _Workout | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Workout":
            self.open_workout = _Workout(attributes)
            length = number(attributes.get("totalDistance")) * _METRES.get(
                attributes.get("totalDistanceUnit", "km"), 1e3
            )
            self.open_workout.distance_m = length
        elif self.open_workout is None:
            return
        elif name == "WorkoutStatistics":
            _take_statistics(self.open_workout, attributes)
        elif name == "MetadataEntry":
            _take_metadata(self.open_workout, attributes)

    def end(self, name: str, text: str) -> None:  # noqa: ARG002 - the protocol hands the text over
        if name == "Workout" and self.open_workout is not None:
            self.workouts.append(self.open_workout)
            self.open_workout = None


def _take_statistics(workout: _Workout, attributes: dict[str, str]) -> None:
    kind, unit = attributes.get("type", ""), attributes.get("unit", "")
    if "Distance" in kind and unit in _METRES:
        workout.distance_m = number(attributes.get("sum")) * _METRES[unit]
    elif kind.endswith("StepCount"):
        workout.steps = number(attributes.get("sum"))
    elif kind in _TO_METRIC:
        name, factors = _TO_METRIC[kind]
        if unit in factors:
            workout.averages[name] = number(attributes.get("average")) * factors[unit]


def _take_metadata(workout: _Workout, attributes: dict[str, str]) -> None:
    key, value = attributes.get("key", ""), attributes.get("value", "")
    if key == "HKIndoorWorkout":
        workout.indoor = value == "1"
    elif key == "HKElevationAscended":
        amount, _, unit = value.partition(" ")
        workout.elevation_m = number(amount) * _METRES.get(unit, math.nan)


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """Read a stream piece by piece, as far as the archive that it stands in is whole."""
    while piece := read_entry(stream, _CHUNK)[0]:
        yield piece


def read_apple_health(chunks: Iterable[bytes], file: FileIdentity) -> Reading:
    """Read the workouts of an export; one that breaks off gives what stands before the break.

    Examples
    --------
    >>> text = (b'<HealthData><Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30"'
    ...         b' durationUnit="min" startDate="2026-05-03 08:00:00 +0100" endDate="2026-05-03 08:31:00 +0100">'
    ...         b'<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5.2" unit="km"/>'
    ...         b'</Workout></HealthData>')
    >>> run = read_apple_health([text], FileIdentity.of("export.xml", b"")).activities[0]
    >>> run.sport.value, run.distance_m, run.minutes, run.local_date.isoformat()
    ('running', 5200.0, 30.0, '2026-05-03')
    """
    handler = _Handler()
    warnings = hear_xml(chunks, handler, only=_ELEMENTS, file=file.name)
    sessions: list[RecordedSession] = []
    left_out = 0
    for workout in handler.workouts:
        activity = _activity(workout, file)
        if activity is None:
            left_out += 1
        else:
            sessions.append(RecordedSession(activity=activity, samples=Samples(time_s=np.empty(0))))
    if left_out:
        warnings.append(warn(file.name, WarningCode.ROWS_LEFT_OUT, count=left_out, what="workouts without a start"))
    if not handler.workouts:
        warnings.append(warn(file.name, WarningCode.NOT_A_SESSION, what="health data without workouts"))
    return Reading(sessions=tuple(sessions), warnings=tuple(warnings))


def _activity(workout: _Workout, file: FileIdentity) -> Activity | None:
    attributes = workout.attributes
    start_text = attributes.get("startDate", "")
    start_s, end_s = epoch_s(start_text, file.zone), epoch_s(attributes.get("endDate", ""), file.zone)
    if math.isnan(start_s):
        return None
    timer_s = number(attributes.get("duration")) * _SECONDS.get(attributes.get("durationUnit", "min"), 60.0)
    word = attributes.get("workoutActivityType", "").removeprefix(_TYPE).lower()
    sport = sport_from_words(_WORDS.get(word, word), "treadmill" if workout.indoor else "")
    steps_per_min = workout.steps / (timer_s / 60.0) if timer_s > 0.0 else math.nan
    start = moment_from_epoch(start_s)
    own = FileIdentity.of(file.name, f"apple {start_text} {word} {attributes.get('sourceName', '')}".encode())
    return Activity(
        id=own.activity_id(0),
        file=file.name,
        sport=sport,
        source=ActivitySource.APPLE_HEALTH,
        start=start,
        # The export writes local times with their offset, so the date stands there as the runner saw it.
        local_date=_local(start_text) or start.date(),
        distance_m=_valid(workout.distance_m),
        timer_s=_valid(timer_s),
        elapsed_s=_valid(end_s - start_s),
        ascent_m=_valid(workout.elevation_m),
        avg_heart_rate_bpm=_valid(workout.averages.get("heart_rate", math.nan)),
        avg_cadence_steps_per_min=_valid(steps_per_min) if sport.is_running or sport is Sport.WALKING else None,
        avg_vertical_oscillation_mm=_valid(workout.averages.get("oscillation_mm", math.nan)),
        avg_contact_time_ms=_valid(workout.averages.get("contact_ms", math.nan)),
        device=attributes.get("sourceName", ""),
        sport_as_recorded=word,
    )


def _local(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _valid(value: float) -> float | None:
    return value if math.isfinite(value) and value > 0.0 else None
