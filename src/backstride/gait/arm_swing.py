"""How far the near hand swings."""

from __future__ import annotations

import numpy as np

from backstride.gait.estimate import Precision, absent, measure
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.gait.stride_range import stride_ranges
from backstride.model.form import FormMeasure, Side

__all__ = ["arm_swing"]

PRECISION = Precision(high=8.0, medium=16.0, digits=0)
SYSTEMATIC_SHARE = 0.05
ADVICE = "the hand is hidden or blurred in part of the clip"


def arm_swing(motion: Motion, steps: Steps, side: Side) -> FormMeasure:
    """Measure how far the wrist swings fore and aft against its shoulder, in percent of trunk length."""
    if not (motion.has(f"{side}_wrist") and motion.has_both("shoulder")):
        return absent(
            "not measurable from this clip, because the near arm is not in view; film the whole body, from head to feet"
        )
    trunk_px = float(np.nanmedian(np.linalg.norm(motion.middle("shoulder") - motion.middle("hip"), axis=1)))
    across = (motion.of(f"{side}_wrist") - motion.of(f"{side}_shoulder"))[:, 0]
    samples = 100 * stride_ranges(motion, steps, across) / trunk_px
    size = float(np.mean(samples)) if len(samples) else 0.0
    return measure(
        samples,
        usual_sd=4.0,
        systematic_sd=SYSTEMATIC_SHARE * size,
        precision=PRECISION,
        advice=ADVICE,
    )
