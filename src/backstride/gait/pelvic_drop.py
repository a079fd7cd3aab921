"""How far the pelvis sinks on the side of the free leg, seen from behind."""

from __future__ import annotations

import numpy as np

from backstride.gait.motion import Motion
from backstride.gait.rear_phase import RearPhase, both_sides
from backstride.model.form import FormMeasure

__all__ = ["pelvic_drop"]

SYSTEMATIC_SD_DEG = 1.2
INDISTINCT_BELOW_DEG = 4.0


def pelvic_drop(motion: Motion, phase: RearPhase) -> FormMeasure:
    """Measure the tilt of the hip line in stance from a fitted stride wave, mean of both sides.

    Positive when the hip of the free leg sinks. The tilt counts from its own mean, so a tilted phone
    drops out. The largest sample is never used: it grows with noise.

    Sources
    -------
    bramah2018: more pelvic drop in runners with leg injuries; no group with back pain was studied.
    """
    across = motion.of("right_hip") - motion.of("left_hip")
    tilt_deg = np.degrees(np.arctan2(-across[:, 1], np.abs(across[:, 0])))
    return both_sides(
        tilt_deg,
        phase,
        systematic_sd=SYSTEMATIC_SD_DEG,
        indistinct_below=INDISTINCT_BELOW_DEG,
        indistinct_text="below about 4 degrees a phone cannot tell a drop from the jitter of the picture",
    )
