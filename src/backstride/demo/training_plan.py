"""What the demo runner runs on each day: two lifelike years and one clear load error.

Form rises and falls with the seasons; each year has a holiday without running, and a half marathon with the weeks that
lead to it. The last weeks are short, and then one run is almost twice as long as any of the month before: the run that
the demo case is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

__all__ = ["ERROR_DAYS_BEFORE", "PlannedRun", "planned_runs"]

_DAYS = 730
ERROR_DAYS_BEFORE = 10
"""The long run lies this many days before the day the history ends."""
_ERROR_KM = 19.0
_QUIET_DAYS = 48
_QUIET_LONGEST_KM = 10.0
_RACE_DAYS_BEFORE = (588, 224)
_BLOCK_WEEKS = 12
_NO_RACE = 99
_HOLIDAYS_DAYS_BEFORE = (range(458, 476), range(94, 112))
_TUESDAY, _THURSDAY, _SATURDAY, _SUNDAY = 1, 3, 5, 6
_TREADMILL_DAYS_BEFORE = 298
_LONGEST_OF_QUIET_WEEKS = range(21, 28)
_SUNDAYS, _TUESDAYS, _THURSDAYS, _SATURDAYS = 0.93, 0.9, 0.85, 0.3
"""How often each run is really run."""
_INTERVAL_TUESDAYS = 0.5
_DAYS_IT_HURTS = (4, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRun:
    """One run: when, how far, how fast, and what is special about it."""

    day: date
    hour: int
    km: float
    speed_m_per_s: float
    intervals: bool = False
    treadmill: bool = False
    race: bool = False


def planned_runs(now: date, chance: np.random.Generator) -> Iterator[PlannedRun]:
    """Give the runs of the two years before a day, in order."""
    error_day = now - timedelta(days=ERROR_DAYS_BEFORE)
    for before in range(_DAYS, 0, -1):
        day = now - timedelta(days=before)
        if day == error_day:
            yield PlannedRun(day=day, hour=9, km=_ERROR_KM, speed_m_per_s=2.72)
        elif day > error_day:
            # It hurts: two short tries.
            if (day - error_day).days in _DAYS_IT_HURTS:
                yield PlannedRun(day=day, hour=18, km=4.0, speed_m_per_s=2.5)
        elif before == _TREADMILL_DAYS_BEFORE:
            yield PlannedRun(day=day, hour=19, km=7.0, speed_m_per_s=2.8, treadmill=True)
        elif not any(before in holiday for holiday in _HOLIDAYS_DAYS_BEFORE) and (error_day - day).days > 1:
            run = _usual_run(day, now, chance)
            if run is not None:
                yield run


def _usual_run(day: date, now: date, chance: np.random.Generator) -> PlannedRun | None:
    race = _next_race(day, now)
    weeks_to_race = _NO_RACE if race is None else (race - day).days // 7
    if day == race:
        return PlannedRun(day=day, hour=9, km=21.1, speed_m_per_s=3.2, race=True)
    weekday, wish = day.weekday(), chance.random()
    build = max(0.0, 1.0 - weeks_to_race / _BLOCK_WEEKS) if weeks_to_race <= _BLOCK_WEEKS else 0.0
    taper = 0.6 if weeks_to_race < 1 else 1.0
    form = 1.0 + 0.04 * float(np.sin((day.timetuple().tm_yday - 90) / 365.25 * 2 * np.pi))
    if weekday == _SUNDAY and (wish < _SUNDAYS or (now - day).days in _LONGEST_OF_QUIET_WEEKS):
        km = _long_run_km(day, now, build, taper, chance)
        return PlannedRun(day=day, hour=9, km=km, speed_m_per_s=2.7 * form)
    if weekday == _TUESDAY and wish < _TUESDAYS:
        intervals = build > 0.0 and wish < _INTERVAL_TUESDAYS
        km = 7.0 + 2.0 * build + chance.normal(0.0, 0.5)
        return PlannedRun(day=day, hour=18, km=km, speed_m_per_s=2.85 * form, intervals=intervals)
    if weekday == _THURSDAY and wish < _THURSDAYS:
        return PlannedRun(day=day, hour=18, km=6.0 + chance.normal(0.0, 0.6), speed_m_per_s=2.75 * form)
    if weekday == _SATURDAY and wish < _SATURDAYS + 0.4 * build:
        return PlannedRun(day=day, hour=10, km=5.0 + chance.normal(0.0, 0.4), speed_m_per_s=2.6 * form)
    return None


def _next_race(day: date, now: date) -> date | None:
    """Find the next half marathon; they are on Sundays."""
    for before in _RACE_DAYS_BEFORE:
        about = now - timedelta(days=before)
        race = about + timedelta(days=_SUNDAY - about.weekday())
        if race >= day:
            return race
    return None


def _long_run_km(day: date, now: date, build: float, taper: float, chance: np.random.Generator) -> float:
    if (now - day).days in _LONGEST_OF_QUIET_WEEKS:
        return _QUIET_LONGEST_KM
    if (now - day).days <= _QUIET_DAYS:
        return min(_QUIET_LONGEST_KM, 9.4 + chance.normal(0.0, 0.3))
    return float((10.5 + 7.0 * build) * taper + chance.normal(0.0, 0.5))
