"""How far the trunk leans forward."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.gait.calibration import Calibration
from backstride.gait.estimate import Precision, absent, measure
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import FormMeasure

__all__ = ["forward_lean_deg", "trunk_lean"]

PRECISION = Precision(high=2.5, medium=5.0, digits=1)
ADVICE = "the hips of a clothed runner are hard to place; read this as a class, not to the degree"
CAMERA_ROLL_SD_DEG = 0.5
"""A phone set up with care is level to about this."""


def forward_lean_deg(motion: Motion, viewpoint: Viewpoint, calibration: Calibration) -> NDArray[np.float64]:
    """Give the (grid,) lean of the line from mid-hip to mid-shoulder, corrected for where the hip points lie."""
    trunk = motion.middle("shoulder") - motion.middle("hip")
    length_leg = float(np.nanmedian(np.linalg.norm(trunk, axis=1))) / motion.leg_px
    lean_deg = np.degrees(np.arctan2(viewpoint.facing * trunk[:, 0], -trunk[:, 1]))
    return np.asarray(lean_deg + np.degrees(np.arctan2(calibration.hip_ahead_leg, length_leg)))


def trunk_lean(motion: Motion, steps: Steps, viewpoint: Viewpoint, calibration: Calibration) -> FormMeasure:
    """Measure the lean of the line from mid-hip to mid-shoulder, mean over whole strides, in degrees.

    Positive is forward.

    Sources
    -------
    teng2014: chosen lean 7 degrees (SD 4) at 3.4 m/s.
    """
    if not motion.has_both("shoulder"):
        return absent(
            "not measurable from this clip, because the shoulders are not in view; "
            "film the whole body, from head to feet"
        )
    lean_deg = forward_lean_deg(motion, viewpoint, calibration)
    samples = []
    for start_s, end_s in steps.strides_s():
        stride_deg = lean_deg[(motion.time_s >= start_s) & (motion.time_s < end_s)]
        seen_deg = stride_deg[np.isfinite(stride_deg)]
        if len(seen_deg):
            samples.append(float(np.mean(seen_deg)))
    return measure(
        samples,
        usual_sd=0.8,
        systematic_sd=float(np.hypot(calibration.lean_sd_deg, CAMERA_ROLL_SD_DEG)),
        precision=PRECISION,
        advice=ADVICE,
    )
