"""How far a signal swings within a stride, without counting its noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.model.form import Side

__all__ = ["stride_ranges"]

HARMONICS = 4
FEWEST_GRID_POINTS = 40


def stride_ranges(motion: Motion, steps: Steps, signal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give one range a stride, in the unit of the signal.

    The highest less the lowest sample of a noisy path always reads too much, and less so does a wave
    fitted to one stride. One wave fitted to all strides laid on each other reads a little too small
    where strides differ. The size is the mean of both, the spread that of the single strides.

    Parameters
    ----------
    motion
        For the time grid.
    steps
        For the strides.
    signal
        (grid,) values; strides with gaps are left out.
    """
    phases, values, single = [], [], []
    for start_s, end_s in steps.strides_s():
        inside = (motion.time_s >= start_s) & (motion.time_s < end_s)
        if inside.sum() < FEWEST_GRID_POINTS or not np.isfinite(signal[inside]).all():
            continue
        phase = (motion.time_s[inside] - start_s) / (end_s - start_s)
        level = signal[inside] - _drift(phase, signal[inside])
        # Strides begin with either foot; the second kind is half a stride on.
        starts_left = any(c.contact_s == start_s and c.side is Side.LEFT for c in steps.contacts)
        phases.append(phase + (0.5 if starts_left else 0.0))
        values.append(level)
        single.append(_range(phase, level))
    if not single:
        return np.array([], dtype=np.float64)
    pooled = _range(np.concatenate(phases), np.concatenate(values))
    ranges = np.array(single)
    return np.asarray(ranges + (pooled - ranges.mean()) / 2)


def _waves(phase: NDArray[np.float64]) -> NDArray[np.float64]:
    turns = 2 * np.pi * np.outer(phase, np.arange(1, HARMONICS + 1))
    return np.column_stack([np.cos(turns), np.sin(turns)])


def _drift(phase: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the mean and slope that remain beside the wave."""
    design = np.column_stack([np.ones_like(phase), phase - 0.5, _waves(phase)])
    answer, *_ = np.linalg.lstsq(design, values, rcond=None)
    return np.asarray(design[:, :2] @ answer[:2])


def _range(phase: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    answer, *_ = np.linalg.lstsq(_waves(phase), values, rcond=None)
    return float(np.ptp(_waves(np.linspace(0, 1, 200)) @ answer))
