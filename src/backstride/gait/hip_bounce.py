"""The rise and fall of the hips and its beat, whichever side the camera is on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.gait.motion import Motion

__all__ = ["hip_beat_hz", "hip_height", "without_drift"]

SLOWEST_HZ, FASTEST_HZ = 0.4, 5.0
PADDED_TO = 16384
DRIFT_WINDOW_S = 1.0


def hip_beat_hz(motion: Motion) -> float | None:
    """Give the strongest frequency in the height of the hips; None without two seconds of it."""
    height = hip_height(motion)
    known = height[np.isfinite(height)]
    rate_hz = 1.0 / float(motion.time_s[1] - motion.time_s[0])
    if len(known) < 2 * rate_hz:
        return None
    power = np.abs(np.fft.rfft(known * np.hanning(len(known)), n=PADDED_TO))
    frequency = np.fft.rfftfreq(PADDED_TO, d=1.0 / rate_hz)
    wanted = (frequency >= SLOWEST_HZ) & (frequency <= FASTEST_HZ)
    return float(frequency[wanted][np.argmax(power[wanted])])


def hip_height(motion: Motion) -> NDArray[np.float64]:
    """Give the (grid,) height of mid-hip in pixels without slow drift; up is positive."""
    return -without_drift(motion.time_s, motion.middle("hip")[:, 1])


def without_drift(time_s: NDArray[np.float64], path: NDArray[np.float64]) -> NDArray[np.float64]:
    """Subtract a running mean over about a stride, so that a rising camera or road does not count."""
    half = round(DRIFT_WINDOW_S / 2 / float(time_s[1] - time_s[0]))
    known = np.isfinite(path)
    if known.sum() <= 2 * half:
        return path - float(np.nanmean(path))
    filled = np.interp(time_s, time_s[known], path[known])
    total = np.concatenate([[0.0], np.cumsum(filled)])
    index = np.arange(len(path))
    low, high = np.maximum(index - half, 0), np.minimum(index + half + 1, len(path))
    return np.asarray(path - (total[high] - total[low]) / (high - low))
