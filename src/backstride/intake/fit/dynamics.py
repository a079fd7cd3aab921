"""Running measures from native and developer fields, each by its unit.

Apps on the watch name and count as they like: Stryd writes vertical oscillation in centimetres and says that it stands
for a native field in millimetres. So a developer value counts only by its name and its own unit; the native field wins
where both are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from backstride.intake.fit.table import Floats, Table

__all__ = ["cadence_strides", "contact_time_ms", "vertical_oscillation_mm"]


_ABSURD = 10.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """How developer fields name a measure, their units, and what it can be in a runner."""

    words: tuple[str, ...]
    factors: Mapping[str, float]
    low: float
    high: float


_OSCILLATION = _Measure(
    ("vertical oscillation", "verticaloscillation"),
    {"centimeters": 10.0, "cm": 10.0, "millimeters": 1.0, "mm": 1.0, "meters": 1000.0, "m": 1000.0},
    20.0,
    200.0,
)
_CONTACT = _Measure(
    ("ground time", "contacttime", "contact time", "stance time"),
    {"milliseconds": 1.0, "ms": 1.0, "seconds": 1000.0, "s": 1000.0},
    100.0,
    600.0,
)
_CADENCE = _Measure(
    ("cadence",), {"rpm": 1.0, "spm": 0.5, "steps/min": 0.5, "strides/min": 1.0}, 20.0, 130.0
)  # fmt: skip


def vertical_oscillation_mm(records: Table) -> Floats | None:
    """Give the vertical oscillation of each record in millimetres; zero means not measured."""
    return _native_or_own(records, "vertical_oscillation", _OSCILLATION)


def contact_time_ms(records: Table) -> Floats | None:
    """Give the ground contact time of each record in milliseconds; zero means not measured."""
    return _native_or_own(records, "stance_time", _CONTACT)


def cadence_strides(records: Table) -> Floats | None:
    """Give the cadence of each record in strides a minute (one foot), with its fraction."""
    native = records.numbers.get("cadence")
    if native is None or np.isnan(native).all():
        return _own(records, _CADENCE)
    return records.column("cadence") + np.nan_to_num(records.column("fractional_cadence"))


def _native_or_own(records: Table, name: str, measure: _Measure) -> Floats | None:
    native = records.numbers.get(name)
    if native is not None:
        column = records.column(name)
        measured = np.where(column > 0.0, column, np.nan)
        if not np.isnan(measured).all():
            return measured
    return _own(records, measure)


def _own(records: Table, measure: _Measure) -> Floats | None:
    """Find developer columns of a measure; those of the left and the right foot are averaged."""
    found = []
    for column in records.developer.values():
        name = column.name.lower().replace("_", " ")
        if not any(word in name for word in measure.words):
            continue
        unit = column.unit.strip().lower()
        factor = measure.factors.get(unit) if unit else 1.0
        if factor is None:
            continue
        values = column.values * factor
        values = np.where((values > 0.0) & (values < _ABSURD * measure.high), values, np.nan)
        known = values[np.isfinite(values)]
        if len(known) and measure.low <= float(np.median(known)) <= measure.high:
            found.append(values)
    if not found:
        return None
    stacked = np.array(found)
    counts = np.isfinite(stacked).sum(axis=0)
    sums = np.nansum(stacked, axis=0)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
