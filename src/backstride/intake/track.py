"""Sessions from formats that are a list of points: built point by point, then summed up the same way for all."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from backstride.intake.moments import moment_from_epoch
from backstride.intake.reading import FileIdentity, Reading, RecordedSession, local_date
from backstride.intake.running import looks_like_running, moves_like_running, named_running
from backstride.intake.samples import Floats, Samples
from backstride.intake.sport import counts_steps, sport_from_words
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import Activity, ActivitySource, IntakeWarning, Sport

__all__ = ["Totals", "TrackBuilder", "great_circle_m", "read_tracks"]

_POSSIBLE = {
    "distance_m": (0.0, 1e7), "speed_m_per_s": (0.0, 150.0), "heart_rate_bpm": (0.0, 300.0), "cadence": (0.0, 400.0),
    "altitude_m": (-1e3, 2e4), "latitude_deg": (-90.0, 90.0), "longitude_deg": (-180.0, 180.0),
    "vertical_oscillation_mm": (0.0, 500.0), "contact_time_ms": (0.0, 2000.0), "contact_balance_pct_left": (0.0, 100.0),
}  # fmt: skip
"""Columns, and what each can be; anything else was not measured."""
_NO_SPORT = ("", "other", "generic", "default")
_EARTH_RADIUS_M = 6_371_000.0
_MOST_STRIDES_PER_MIN = 105.0
_PAUSE_S = 60.0
_MOVING_M_PER_S = 0.5
_JUMP_M_PER_S = 30.0
_LONGEST_SESSION_S = 48 * 3600.0


@dataclass(slots=True, kw_only=True)
class Totals:
    """What the file itself says about the whole session; None where it says nothing."""

    start_s: float | None = None
    distance_m: float | None = None
    timer_s: float | None = None
    elapsed_s: float | None = None
    laps: int = 0
    heart_rate_bpm: float | None = None
    cadence: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    sport: str = ""
    kind: str = ""
    name: str = ""
    shoe: str = ""
    device: str = ""


@dataclass(slots=True)
class TrackBuilder:
    """Collects the points of one session."""

    totals: Totals = field(default_factory=Totals)
    time_s: list[float] = field(default_factory=list)
    points: list[dict[str, float]] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)

    def begin_segment(self) -> None:
        """Say that the recording was stopped before the next point."""
        self.segments.append(len(self.time_s))

    def add(self, time_s: float, **values: float) -> None:
        """Add a point; a value that is left out was not measured. ``cadence`` is as the file counts it."""
        self.time_s.append(time_s)
        self.points.append(values)

    def build(
        self, file: FileIdentity, index: int, source: ActivitySource
    ) -> tuple[RecordedSession | None, tuple[IntakeWarning, ...]]:
        """Sum the session up; None when it cannot be placed in time."""
        warnings: list[IntakeWarning] = []
        samples = self._samples()
        known = samples.time_s[np.isfinite(samples.time_s)]
        start_s = self.totals.start_s
        if start_s is None or math.isnan(start_s):
            if not len(known):
                return None, (warn(file.name, WarningCode.NO_START_TIME),)
            start_s = float(known.min())
        word = self.totals.sport
        sport = sport_from_words(word, self.totals.kind)
        samples, sport, word = self._with_steps(samples, sport, word, file, warnings)
        if not len(samples):
            warnings.append(warn(file.name, WarningCode.NO_SAMPLES))
        elapsed = _valid(self.totals.elapsed_s)
        if elapsed is None and len(known):
            elapsed = max(float(known.max()) - start_s, 0.0)
        timer = _valid(self.totals.timer_s)
        if timer is None:
            timer = self._moving_s(samples) if len(known) > 1 else elapsed
        if elapsed is None or (timer is not None and timer > elapsed):
            elapsed = timer
        if elapsed is not None and elapsed > _LONGEST_SESSION_S:
            days = f"one session of {elapsed / 86_400.0:.0f} days"
            warnings.append(warn(file.name, WarningCode.IMPLAUSIBLE_TIME, what=days))
        up, down = _valid(self.totals.ascent_m), _valid(self.totals.descent_m)
        if up is None or down is None:
            measured = samples.climb_m()
            up, down = (measured[0] if up is None else up), (measured[1] if down is None else down)
        start = moment_from_epoch(start_s)
        place = samples.mean(samples.longitude_deg)
        distance = _valid(self.totals.distance_m)
        activity = Activity(
            id=file.activity_id(index),
            file=file.name,
            sport=sport,
            source=source,
            start=start,
            local_date=local_date(start, zone=file.zone, longitude_deg=place),
            distance_m=samples.length_m() if distance is None else distance,
            timer_s=timer,
            elapsed_s=elapsed,
            records=len(samples),
            laps=self.totals.laps,
            ascent_m=up,
            descent_m=down,
            avg_heart_rate_bpm=_positive(self.totals.heart_rate_bpm) or samples.mean(samples.heart_rate_bpm, above=0.0),
            avg_cadence_steps_per_min=self._cadence(samples, sport),
            avg_vertical_oscillation_mm=samples.mean(samples.vertical_oscillation_mm, above=0.0),
            avg_contact_time_ms=samples.mean(samples.contact_time_ms, above=0.0),
            avg_contact_balance_pct_left=samples.mean(samples.contact_balance_pct_left, above=0.0),
            name=self.totals.name,
            shoe=self.totals.shoe,
            device=self.totals.device,
            sport_as_recorded=word,
        )
        return RecordedSession(activity=activity, samples=samples), tuple(warnings)

    def _samples(self) -> Samples:
        named = {name for point in self.points for name in point}
        columns = {name: self._column(name) for name in named}
        present = {name: values for name, values in columns.items() if np.isfinite(values).any()}
        present["cadence_steps_per_min"] = present.pop("cadence", np.full(len(self.time_s), np.nan))
        samples = Samples(time_s=np.array(self.time_s, np.float64), **present)
        if samples.distance_m is None and samples.latitude_deg is not None and samples.longitude_deg is not None:
            present["distance_m"] = self._travelled_m(samples.latitude_deg, samples.longitude_deg, samples.time_s)
            samples = Samples(time_s=samples.time_s, **present)
        return samples

    def _column(self, name: str) -> Floats:
        values = np.array([point.get(name, math.nan) for point in self.points])
        low, high = _POSSIBLE[name]
        return np.where((values >= low) & (values <= high), values, np.nan)

    def _travelled_m(self, latitude_deg: Floats, longitude_deg: Floats, time_s: Floats) -> Floats:
        """Add the way up from point to point, without jumps over pauses and without impossible leaps."""
        known = np.flatnonzero(np.isfinite(latitude_deg) & np.isfinite(longitude_deg))
        result = np.full(len(latitude_deg), np.nan)
        if not len(known):
            return result
        steps = great_circle_m(latitude_deg[known], longitude_deg[known])
        seconds = np.diff(time_s[known])
        with np.errstate(divide="ignore", invalid="ignore"):
            leap = steps / np.where(seconds > 0, seconds, 1.0) > _JUMP_M_PER_S
        across = np.isin(known[1:], self.segments)
        result[known] = np.concatenate(([0.0], np.cumsum(np.where(leap | across, 0.0, steps))))
        return result

    def _moving_s(self, samples: Samples) -> float:
        """Seconds without pauses: a pause is a new segment, or a minute without moving."""
        known = np.flatnonzero(np.isfinite(samples.time_s))
        steps = np.diff(samples.time_s[known])
        moved = np.zeros(len(steps))
        if samples.distance_m is not None:
            moved = np.nan_to_num(np.diff(samples.distance_m[known]))
        pause = np.isin(known[1:], self.segments) | ((steps > _PAUSE_S) & (moved < steps * _MOVING_M_PER_S))
        return float(np.where(pause | (steps < 0), 0.0, steps).sum())

    def _with_steps(
        self, samples: Samples, sport: Sport, word: str, file: FileIdentity, warnings: list[IntakeWarning]
    ) -> tuple[Samples, Sport, str]:
        """Count both feet: most files count one, some already count both."""
        raw = samples.cadence_steps_per_min
        moving = raw[np.isfinite(raw) & (raw > 0)] if raw is not None else np.empty(0)
        both = bool(len(moving)) and float(np.median(moving)) > _MOST_STRIDES_PER_MIN
        doubled = None if raw is None or not len(moving) else (raw if both else 2.0 * raw)
        if both and (counts_steps(sport) or sport is Sport.OTHER):
            warnings.append(warn(file.name, WarningCode.CADENCE_DOUBLED))
        columns = {name: getattr(samples, name) for name in _POSSIBLE if name != "cadence"}
        result = Samples(time_s=samples.time_s, cadence_steps_per_min=doubled, **columns)
        if sport is Sport.OTHER and word.lower() in _NO_SPORT and self._seems_running(result, word):
            warnings.append(warn(file.name, WarningCode.SPORT_GUESSED, what="running"))
            return result, Sport.RUNNING, word or "running"
        return result, sport, word

    def _seems_running(self, samples: Samples, word: str) -> bool:
        if named_running(self.totals.name) or looks_like_running(samples):
            return True
        # A file that names a sport, if only "other", knew running and did not choose it.
        return not word and moves_like_running(samples)

    def _cadence(self, samples: Samples, sport: Sport) -> float | None:
        if not counts_steps(sport):
            return None
        own = _positive(self.totals.cadence)
        if own is not None:
            return own if own > _MOST_STRIDES_PER_MIN else 2.0 * own
        return samples.mean(samples.cadence_steps_per_min, above=0.0)


def great_circle_m(latitude_deg: Floats, longitude_deg: Floats) -> Floats:
    """Give the metres between each point and the next on the surface of the earth; shape (n - 1,).

    Examples
    --------
    >>> great_circle_m(np.array([0.0, 0.0]), np.array([0.0, 1.0])).round().tolist()
    [111195.0]
    """
    latitude, longitude = np.radians(latitude_deg), np.radians(longitude_deg)
    chord = (
        np.sin(np.diff(latitude) / 2) ** 2
        + np.cos(latitude[:-1]) * np.cos(latitude[1:]) * np.sin(np.diff(longitude) / 2) ** 2
    )
    metres: Floats = 2.0 * _EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return metres


def _valid(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) and value >= 0.0 else None


def _positive(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) and value > 0.0 else None


def read_tracks(
    tracks: Iterable[TrackBuilder],
    file: FileIdentity,
    source: ActivitySource = ActivitySource.OTHER_DEVICE,
    *,
    heard: Iterable[IntakeWarning] = (),
) -> Reading:
    """Sum up every session of a file.

    Parameters
    ----------
    heard
        What was said about the file before its sessions were summed up.
    """
    sessions: list[RecordedSession] = []
    warnings = list(heard)
    for track in tracks:
        session, said = track.build(file, len(sessions), source)
        warnings.extend(said)
        if session is not None:
            sessions.append(session)
    return Reading(sessions=tuple(sessions), warnings=tuple(warnings))
