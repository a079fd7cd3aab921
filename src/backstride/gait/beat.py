"""The beat of the steps in the rise and fall of the hips, whichever side the camera is on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.gait.contact import Contact
from backstride.gait.locomotion import without_drift
from backstride.gait.motion import Motion
from backstride.gait.swing import find_turns
from backstride.model.form import Side

__all__ = ["find_mid_stances", "hip_beat_hz"]

SLOWEST_HZ, FASTEST_HZ = 0.4, 5.0
PADDED_TO = 16384


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


def find_mid_stances(motion: Motion) -> tuple[Contact, ...]:
    """Find the instants at which the hips are lowest, and the foot then on the ground.

    Seen from behind, a runner's hips are lowest in mid-stance, and the other foot is far up.
    """
    height = hip_height(motion)
    known = np.flatnonzero(np.isfinite(height))
    if len(known) == 0:
        return ()
    low, high = np.percentile(height[known], [5.0, 95.0])
    margin = 0.3 * (high - low)
    turns = find_turns(height, lower=float(low + margin), upper=float(high - margin))
    lower_is_left = motion.of("left_ankle")[:, 1] > motion.of("right_ankle")[:, 1]
    return tuple(
        Contact(
            side=Side.LEFT if lower_is_left[at] else Side.RIGHT,
            contact_s=float(motion.time_s[at]),
            toe_off_s=None,
        )
        for at, is_top in turns
        if not is_top
    )


def hip_height(motion: Motion) -> NDArray[np.float64]:
    """Give the (grid,) height of mid-hip in pixels without slow drift; up is positive."""
    return -without_drift(motion.time_s, motion.middle("hip")[:, 1])
