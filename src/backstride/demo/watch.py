"""How the demo runner's watch would have recorded a run: pace, pulse, steps, ground, pauses."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from backstride.demo.training_plan import PlannedRun
from backstride.exchange.fit_activity import Floats, RecordedRun

__all__ = ["ZONE", "recorded_run"]

ZONE = ZoneInfo("Europe/London")
_STEP_S = 5.0
_PARK_DEG = (51.5073, -0.1657)
_LOOP_M = 4300.0
_METRES_PER_DEG = 111_195.0
_HILL_M = 9.0
_INTERVAL_S, _FASTER = 360.0, 0.7
_RUNS_WITH_PAUSE = 0.35


def recorded_run(plan: PlannedRun, chance: np.random.Generator) -> RecordedRun:
    """Record a planned run: one sample every five seconds, a lap every kilometre, a pause now and then."""
    start = datetime.combine(plan.day, time(plan.hour, int(chance.integers(0, 50)), int(chance.integers(0, 60))), ZONE)
    moving_s = np.arange(0.0, 1000.0 * plan.km / plan.speed_m_per_s + _STEP_S, _STEP_S)
    speed = _speed(plan, moving_s, chance)
    distance = np.concatenate(([0.0], np.cumsum(speed[:-1] * _STEP_S)))
    distance *= 1000.0 * plan.km / distance[-1]
    altitude = _altitude(distance)
    pauses, time_s = _with_pause(moving_s, plan, chance)
    climbs = np.diff(altitude)
    columns = {
        "distance": distance,
        "enhanced_speed": speed,
        "heart_rate": _pulse(speed, moving_s, chance),
        **_steps(speed, chance),
    }
    if not plan.treadmill:
        north, east = _loop(distance)
        columns |= {
            "position_lat": _PARK_DEG[0] + north / _METRES_PER_DEG,
            "position_long": _PARK_DEG[1] + east / (_METRES_PER_DEG * np.cos(np.radians(_PARK_DEG[0]))),
            "enhanced_altitude": altitude,
        }
    ends = np.interp(np.arange(1000.0, distance[-1], 1000.0), distance, time_s)
    offset = start.utcoffset()
    if offset is None:
        raise ValueError("the demo runner lives in a time zone")
    return RecordedRun(
        start=start,
        utc_offset=offset,
        time_s=time_s,
        columns=columns,
        pauses=pauses,
        lap_ends_s=tuple(float(end) for end in ends),
        ascent_m=None if plan.treadmill else float(np.rint(climbs[climbs > 0].sum())),
        descent_m=None if plan.treadmill else float(np.rint(-climbs[climbs < 0].sum())),
        effort_0_to_10=_effort(plan),
        treadmill=plan.treadmill,
    )


def _speed(plan: PlannedRun, moving_s: Floats, chance: np.random.Generator) -> Floats:
    """Slow changes around the mean; intervals go up and down; the first minutes are slower."""
    drift = np.convolve(chance.normal(0.0, 0.35, len(moving_s) + 23), np.ones(24) / 24.0, "valid")
    speed = plan.speed_m_per_s + drift - 0.3 * np.exp(-moving_s / 180.0)
    if plan.intervals:
        working = (moving_s > 2 * _INTERVAL_S) & (moving_s % _INTERVAL_S < _INTERVAL_S / 2)
        speed = speed + np.where(working, _FASTER, -0.15)
    return np.clip(speed, 1.4, 5.5)


def _pulse(speed: Floats, moving_s: Floats, chance: np.random.Generator) -> Floats:
    """Follow the speed with a lag of a minute and drift upwards over the run."""
    wanted = 136.0 + 27.0 * (speed - 2.6) + 7.0 * moving_s / 3600.0
    keep = np.exp(-_STEP_S / 60.0)
    pulse = np.empty_like(wanted)
    level = 92.0
    for index, goal in enumerate(wanted.tolist()):
        level = keep * level + (1.0 - keep) * goal
        pulse[index] = level
    return np.clip(np.rint(pulse + chance.normal(0.0, 1.2, len(pulse))), 60.0, 195.0)


def _steps(speed: Floats, chance: np.random.Generator) -> dict[str, Floats]:
    """Faster running has more and shorter contacts; noise is what a watch shows."""
    count = len(speed)
    steps_per_min = 161.0 + 9.0 * (speed - 2.6) + chance.normal(0.0, 1.2, count)
    strides = steps_per_min / 2.0
    whole = np.floor(strides)
    return {
        "cadence": whole,
        "fractional_cadence": np.floor(128.0 * (strides - whole)) / 128.0,
        "vertical_oscillation": 91.0 - 5.0 * (speed - 2.6) + chance.normal(0.0, 2.0, count),
        "stance_time": 271.0 - 34.0 * (speed - 2.6) + chance.normal(0.0, 3.0, count),
        "stance_time_balance": 50.3 + chance.normal(0.0, 0.4, count),
        "step_length": 1000.0 * speed / (steps_per_min / 60.0),
    }


def _loop(distance_m: Floats) -> tuple[Floats, Floats]:
    """Round a park that is longer than wide, in metres north and east of its south-west corner."""
    angle = 2.0 * np.pi * distance_m / _LOOP_M
    radius = _LOOP_M / (2.0 * np.pi)
    return 0.75 * radius * (1.0 - np.cos(angle)), 1.2 * radius * np.sin(angle)


def _altitude(distance_m: Floats) -> Floats:
    return 24.0 + _HILL_M * np.sin(2.0 * np.pi * distance_m / _LOOP_M) + 2.0 * np.sin(distance_m / 310.0)


def _with_pause(
    moving_s: Floats, plan: PlannedRun, chance: np.random.Generator
) -> tuple[tuple[tuple[float, float], ...], Floats]:
    """Stop at a crossing on some runs: the timer stands, the clock goes on."""
    if plan.treadmill or plan.race or chance.random() > _RUNS_WITH_PAUSE:
        return (), moving_s
    at = float(moving_s[int(len(moving_s) * chance.uniform(0.3, 0.7))])
    length = float(chance.integers(8, 40)) * _STEP_S
    return ((at, at + length),), np.where(moving_s > at, moving_s + length, moving_s)


def _effort(plan: PlannedRun) -> float:
    if plan.race:
        return 9.0
    return min(8.0, (6.0 if plan.intervals else 3.0) + max(0.0, plan.km - 10.0) / 3.0)
