"""Cadence, ground contact and bounce of the last weeks against the runner's own earlier runs at like speed.

All three change with speed, so a slow week alone would look like a change of form. A straight line through the earlier
runs says what to expect at each speed; what is left is the change.

1. Only runs whose speed lies inside that of the earlier ones are compared.
2. The interval is that of a mean around a fitted line; it takes runs as independent, which is a little optimistic.
3. No finding rests on it: no study ties these changes to back pain.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from backstride.model.load import FormTrend
from backstride.training.runs import Floats, Runs

__all__ = ["form_trends"]

RECENT_DAYS = 21
BASELINE_DAYS = 120
FEWEST_RECENT = 3
FEWEST_BEFORE = 10
"""Runs that a comparison needs; product defaults."""
_MEASURES = ("avg_cadence_steps_per_min", "avg_contact_time_ms", "avg_vertical_oscillation_mm")
_Z95 = 1.96


def form_trends(runs: Runs, *, until: date) -> tuple[FormTrend, ...]:
    """Compare the last three weeks with the four months before them, for each measure that has enough runs."""
    if not len(runs):
        return ()
    age = until.toordinal() - runs.day
    speed = runs.distance_m / (60.0 * runs.minutes)
    recent, before = age < RECENT_DAYS, (age >= RECENT_DAYS) & (age < RECENT_DAYS + BASELINE_DAYS)
    rows = np.flatnonzero(recent | before)
    found = []
    for measure in _MEASURES:
        values = np.full(len(runs), np.nan)
        values[rows] = [_number(getattr(runs.activities[row], measure)) for row in rows.tolist()]
        known = np.isfinite(values) & np.isfinite(speed)
        trend = _trend(measure, speed, values, recent & known, before & known)
        found.extend([trend] if trend else [])
    return tuple(found)


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def _trend(
    measure: str, speed: Floats, values: Floats, recent: np.ndarray[tuple[int], np.dtype[np.bool_]],
    before: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> FormTrend | None:  # fmt: skip
    if before.sum() < FEWEST_BEFORE:
        return None
    recent = recent & (speed >= speed[before].min()) & (speed <= speed[before].max())
    if recent.sum() < FEWEST_RECENT:
        return None
    middle = speed[before].mean()
    slope, level = _line(speed[before] - middle, values[before])
    left = values[before] - (level + slope * (speed[before] - middle))
    spread = float(np.sqrt(np.sum(left**2) / (before.sum() - 2)))
    expected = level + slope * (speed[recent] - middle)
    change = float(np.mean(values[recent] - expected))
    # The line itself is less sure away from the middle of the speeds it was drawn through.
    apart = float(np.mean(speed[recent])) - middle
    lever = apart**2 / max(float(np.sum((speed[before] - middle) ** 2)), 1e-12)
    error = _Z95 * spread * float(np.sqrt(1.0 / recent.sum() + 1.0 / before.sum() + lever))
    return FormTrend(
        measure=measure, change=change, low=change - error, high=change + error, usual=float(np.mean(expected)),
        runs=int(recent.sum()), runs_before=int(before.sum()),
    )  # fmt: skip


def _line(x: Floats, y: Floats) -> tuple[float, float]:
    """Fit a straight line through points whose x have mean zero; level where all x are alike."""
    spread = float(np.sum(x**2))
    slope = float(np.sum(x * y)) / spread if spread > 0.0 else 0.0
    return slope, float(np.mean(y))
