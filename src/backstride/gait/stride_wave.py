"""The shape that a signal repeats with every stride."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["StrideWave", "fit_stride_wave"]

HARMONICS = 3
FEWEST_POINTS = 60
COLUMNS = 2 * HARMONICS + 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrideWave:
    """Three harmonics of a stride and their covariance.

    Parameters
    ----------
    coefficients
        (6,) cosine and sine of each harmonic, without mean and drift.
    covariance
        (6, 6) of them, for the number of frames that the signal really rests on.
    """

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]

    def mean_error(self, phase: NDArray[np.float64]) -> tuple[float, float]:
        """Give the mean of the wave over some phases, and its standard error."""
        weights = _waves(phase).mean(axis=0)
        return float(weights @ self.coefficients), float(np.sqrt(weights @ self.covariance @ weights))


def fit_stride_wave(phase: NDArray[np.float64], signal: NDArray[np.float64], *, frames: int) -> StrideWave | None:
    """Fit a mean, a slow drift and three harmonics of the stride to a signal.

    Parameters
    ----------
    phase
        (points,) strides since some mid-stance of the right foot.
    signal
        (points,) values; NaN is left out.
    frames
        Number of camera frames behind the points, which are interpolated more finely.

    Returns
    -------
    None when too little of the signal is known.
    """
    known = np.isfinite(signal) & np.isfinite(phase)
    if known.sum() < FEWEST_POINTS or frames <= COLUMNS:
        return None
    along = phase[known]
    design = np.column_stack([np.ones_like(along), along - along.mean(), _waves(along)])
    answer, *_ = np.linalg.lstsq(design, signal[known], rcond=None)
    residual = signal[known] - design @ answer
    variance = float(residual @ residual) / (frames - COLUMNS)
    covariance = variance * np.linalg.pinv(design.T @ design)
    return StrideWave(coefficients=answer[2:], covariance=covariance[2:, 2:])


def _waves(phase: NDArray[np.float64]) -> NDArray[np.float64]:
    columns = []
    for order in range(1, HARMONICS + 1):
        columns += [np.cos(2 * np.pi * order * phase), np.sin(2 * np.pi * order * phase)]
    return np.column_stack(columns)
