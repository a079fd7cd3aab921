"""The second-by-second part of a session, in the product's own units, whatever format it came from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Samples"]

Floats = NDArray[np.float64]

_LONGEST_STEP_S = 10.0
_STEPS_TO_TRUST = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Samples of one session in the order of their file.

    Every column has shape (n,); NaN where nothing was measured. A column that the source does not hold is None.

    Parameters
    ----------
    time_s
        Seconds since 1970 in UTC.
    distance_m
        Metres since the start of the recording.
    cadence_steps_per_min
        Both feet.
    """

    time_s: Floats
    distance_m: Floats | None = None
    speed_m_per_s: Floats | None = None
    heart_rate_bpm: Floats | None = None
    cadence_steps_per_min: Floats | None = None
    altitude_m: Floats | None = None
    latitude_deg: Floats | None = None
    longitude_deg: Floats | None = None
    vertical_oscillation_mm: Floats | None = None
    contact_time_ms: Floats | None = None
    contact_balance_pct_left: Floats | None = None

    def __len__(self) -> int:
        """Count the samples."""
        return len(self.time_s)

    def select(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Samples:
        """Keep some of the rows."""
        columns = {column.name: getattr(self, column.name) for column in fields(self)}
        return replace(self, **{name: values[rows] for name, values in columns.items() if values is not None})

    def weights_s(self) -> Floats:
        """How many seconds each sample stands for; pauses count for no more than a usual step.

        Examples
        --------
        >>> Samples(time_s=np.array([0.0, 1.0, 2.0, 600.0])).weights_s().tolist()
        [1.0, 1.0, 10.0, 1.0]
        """
        if len(self) == 0:
            return np.empty(0)
        steps = np.diff(self.time_s)
        forward = steps[np.isfinite(steps) & (steps > 0)]
        usual = float(np.median(forward)) if len(forward) else 1.0
        longest = max(_LONGEST_STEP_S, _STEPS_TO_TRUST * usual)
        return np.append(np.clip(np.nan_to_num(steps, nan=usual), 0.0, longest), usual)

    def mean(self, values: Floats | None, *, above: float = -np.inf) -> float | None:
        """Give the time-weighted mean of the values over a floor, or None when there are none.

        Examples
        --------
        >>> samples = Samples(time_s=np.array([0.0, 1.0, 5.0]))
        >>> samples.mean(np.array([10.0, 20.0, np.nan]))
        18.0
        """
        if values is None or len(values) == 0:
            return None
        weights = np.where(np.isfinite(values) & (values > above), self.weights_s(), 0.0)
        total = float(weights.sum())
        return float(np.sum(np.nan_to_num(values) * weights)) / total if total > 0.0 else None

    def span_s(self) -> float | None:
        """Seconds from the earliest to the latest sample, or None without times."""
        known = self.time_s[np.isfinite(self.time_s)]
        return float(known.max() - known.min()) if len(known) else None

    def length_m(self) -> float | None:
        """How far the distance column goes, or None."""
        if self.distance_m is None:
            return None
        known = self.distance_m[np.isfinite(self.distance_m)]
        return float(known.max() - min(known[0], 0.0 if known[0] < _START_M else known[0])) if len(known) else None

    def climb_m(self) -> tuple[float | None, float | None]:
        """Metres up and metres down, counting only changes larger than what altitude noise makes.

        Examples
        --------
        >>> hill = np.array([100.0, 101.0, 110.0, 109.0, 100.0])
        >>> Samples(time_s=np.arange(5.0), altitude_m=hill).climb_m()
        (10.0, 10.0)
        """
        if self.altitude_m is None:
            return None, None
        known = self.altitude_m[np.isfinite(self.altitude_m)]
        if len(known) < _FEWEST_ALTITUDES:
            return None, None
        turns = _turning_points(known, _ALTITUDE_NOISE_M)
        steps = np.diff(turns)
        return float(steps[steps > 0].sum()), float(np.abs(steps[steps < 0]).sum())


_START_M = 100.0
_ALTITUDE_NOISE_M = 5.0
_FEWEST_ALTITUDES = 5


def _turning_points(values: Floats, noise: float) -> Floats:
    """Keep the highs and lows that differ by more than the noise."""
    points = [float(values[0])]
    candidate, rising = float(values[0]), 0
    for value in values.tolist():
        if rising == 0:
            if abs(value - candidate) >= noise:
                rising = 1 if value > candidate else -1
                candidate = value
        elif (value - candidate) * rising > 0:
            candidate = value
        elif (candidate - value) * rising >= noise:
            points.append(candidate)
            candidate, rising = value, -rising
    points.append(candidate)
    return np.array(points)
