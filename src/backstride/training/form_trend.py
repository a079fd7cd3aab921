"""Cadence, ground contact and bounce of the last weeks against the runner's own earlier runs at like speed.

All three change with speed, so a slow week alone would look like a change of form. A straight line through the earlier
runs says what to expect at each speed; what is left is the change.

1. Only runs whose speed lies inside that of the earlier ones are compared.
2. The interval is that of a mean around a fitted line; it takes runs as independent, which is a little optimistic.
3. No finding rests on it: no study ties these changes to back pain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from backstride.model.load import FormMonth, FormTrend
from backstride.training.columns import Floats, column
from backstride.training.runs import Days, Runs

__all__ = ["form_trends"]

RECENT_DAYS = 21
BASELINE_DAYS = 120
FEWEST_RECENT = 3
FEWEST_BEFORE = 10
MONTHS_SHOWN = 12
"""Runs that a comparison needs, and months that are shown; product defaults."""
_MEASURES = ("avg_cadence_steps_per_min", "avg_contact_time_ms", "avg_vertical_oscillation_mm")
_Z95 = 1.96
_ONE_MONTH = 12
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Baseline:
    """A straight line through the earlier runs, and how far they lie from it."""

    slope: float
    level: float
    middle: float
    slowest: float
    fastest: float
    spread: float
    lean: float
    runs: int

    @classmethod
    def through(cls, speed: Floats, values: Floats) -> _Baseline:
        """Draw the line; level where all speeds are alike."""
        middle = float(speed.mean())
        lean = float(np.sum((speed - middle) ** 2))
        slope = float(np.sum((speed - middle) * values)) / lean if lean > 0.0 else 0.0
        level = float(values.mean())
        left = values - (level + slope * (speed - middle))
        spread = float(np.sqrt(np.sum(left**2) / (len(speed) - 2)))
        return cls(slope, level, middle, float(speed.min()), float(speed.max()), spread, lean, len(speed))

    def at(self, speed: Floats) -> Floats:
        """Give what to expect at each speed."""
        return self.level + self.slope * (speed - self.middle)

    def holds(self, speed: Floats) -> Flags:
        """Say which speeds lie inside those of the earlier runs."""
        return (speed >= self.slowest) & (speed <= self.fastest)

    def change(self, speed: Floats, values: Floats) -> tuple[float, float]:
        """Give the mean difference of some runs from the line, and half the width of its 95 % interval."""
        # The line itself is less sure away from the middle of the speeds it was drawn through.
        apart = float(speed.mean()) - self.middle
        lever = apart**2 / max(self.lean, 1e-12)
        error = _Z95 * self.spread * float(np.sqrt(1.0 / len(speed) + 1.0 / self.runs + lever))
        return float(np.mean(values - self.at(speed))), error

    @property
    def ends(self) -> tuple[tuple[float, float], ...]:
        """The line's ends as (m/s, value)."""
        values = self.at(np.array([self.slowest, self.fastest]))
        return (self.slowest, float(values[0])), (self.fastest, float(values[1]))


def form_trends(runs: Runs, *, until: date) -> tuple[FormTrend, ...]:
    """Compare the last three weeks with the four months before them, for each measure that has enough runs."""
    if not len(runs):
        return ()
    speed = runs.distance_m / (60.0 * runs.minutes)
    since = _month_start(until, MONTHS_SHOWN - 1).toordinal()
    rows = np.flatnonzero(runs.day >= min(since, until.toordinal() - RECENT_DAYS - BASELINE_DAYS))
    found = []
    for measure in _MEASURES:
        values = column(getattr(runs.activities[row], measure) for row in rows.tolist())
        known = np.isfinite(values) & np.isfinite(speed[rows])
        trend = _trend(measure, runs.day[rows][known], speed[rows][known], values[known], until)
        found.extend([trend] if trend else [])
    return tuple(found)


def _trend(measure: str, day: Days, speed: Floats, values: Floats, until: date) -> FormTrend | None:
    age = until.toordinal() - day
    before = (age >= RECENT_DAYS) & (age < RECENT_DAYS + BASELINE_DAYS)
    if before.sum() < FEWEST_BEFORE:
        return None
    baseline = _Baseline.through(speed[before], values[before])
    like = baseline.holds(speed)
    recent = (age < RECENT_DAYS) & like
    if recent.sum() < FEWEST_RECENT:
        return None
    change, error = baseline.change(speed[recent], values[recent])
    return FormTrend(
        measure=measure, change=change, low=change - error, high=change + error,
        usual=float(np.mean(baseline.at(speed[recent]))), runs=int(recent.sum()), runs_before=int(before.sum()),
        line=baseline.ends, recent_since=until - timedelta(days=RECENT_DAYS - 1),
        before_since=until - timedelta(days=RECENT_DAYS + BASELINE_DAYS - 1),
        months=_months(day[like], speed[like], values[like], baseline, until),
    )  # fmt: skip


def _months(day: Days, speed: Floats, values: Floats, baseline: _Baseline, until: date) -> tuple[FormMonth, ...]:
    found = []
    for back in range(MONTHS_SHOWN - 1, -1, -1):
        first, behind = _month_start(until, back), _month_start(until, back - 1)
        here = (day >= first.toordinal()) & (day < behind.toordinal())
        if here.sum() >= FEWEST_RECENT:
            change, error = baseline.change(speed[here], values[here])
            low, high = change - error, change + error
            found.append(FormMonth(month=first, change=change, low=low, high=high, runs=int(here.sum())))
    return tuple(found)


def _month_start(day: date, back: int) -> date:
    """Give the first day of the month some months before that of a day."""
    year, month = divmod(day.year * _ONE_MONTH + day.month - 1 - back, _ONE_MONTH)
    return date(year, month + 1, 1)
