"""How far the trunk leans over the standing leg, seen from behind."""

from __future__ import annotations

import numpy as np

from backstride.gait.estimate import absent
from backstride.gait.motion import Motion
from backstride.gait.rear_phase import RearPhase, both_sides
from backstride.model.form import FormMeasure

__all__ = ["lateral_lean"]

SYSTEMATIC_SD_DEG = 0.8
INDISTINCT_BELOW_DEG = 2.0


def lateral_lean(motion: Motion, phase: RearPhase) -> FormMeasure:
    """Measure the sideways lean of the trunk towards the standing leg, mean of both sides.

    Taking both sides together removes a tilted phone and a camera that is not quite behind.

    Sources
    -------
    drozda2024: runners with back pain sway more, by amounts below what a phone can see.
    """
    if not motion.has_both("shoulder"):
        return absent(
            "not measurable from this clip, because the shoulders are not in view; "
            "film the whole body, from head to feet"
        )
    trunk = motion.middle("shoulder") - motion.middle("hip")
    to_own_right = 1.0 if phase.seen_from_behind else -1.0
    lean_deg = np.degrees(np.arctan2(to_own_right * trunk[:, 0], -trunk[:, 1]))
    return both_sides(
        lean_deg,
        phase,
        systematic_sd=SYSTEMATIC_SD_DEG,
        indistinct_below=INDISTINCT_BELOW_DEG,
        indistinct_text="below about 2 degrees a phone cannot tell a lean from the jitter of the picture",
    )
