"""How far the hips rise and fall in a stride."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.gait.calibration import Calibration
from backstride.gait.estimate import Precision, measure
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.gait.stride_range import stride_ranges
from backstride.model.form import FormMeasure

__all__ = ["vertical_oscillation_cm", "vertical_oscillation_pct_leg"]

LEG = Precision(high=1.5, medium=3.0, digits=1)
CM = Precision(high=1.3, medium=2.6, digits=1)
LEG_OF_HEIGHT = 0.491
LEG_OF_HEIGHT_SD_SHARE = 0.035
"""Thigh plus shank is 0.491 of standing height on average (Drillis and Contini)."""
ADVICE = "a longer clip with the whole body in view gives a closer figure"


def vertical_oscillation_pct_leg(motion: Motion, steps: Steps, calibration: Calibration) -> FormMeasure:
    """Measure the rise and fall of mid-hip within a stride, in percent of leg length.

    It is the height of a fitted wave: see `stride_ranges`.
    """
    samples = _ranges_leg(motion, steps, calibration)
    size = float(np.mean(samples)) if len(samples) else 0.0
    return measure(
        100 * samples,
        usual_sd=0.7,
        systematic_sd=100 * size * calibration.oscillation_sd_share,
        precision=LEG,
        advice=ADVICE,
    )


def vertical_oscillation_cm(motion: Motion, steps: Steps, calibration: Calibration, height_cm: float) -> FormMeasure:
    """Measure the same in centimetres, with the leg's length taken from standing height."""
    leg_cm = LEG_OF_HEIGHT * height_cm
    samples = leg_cm * _ranges_leg(motion, steps, calibration)
    size = float(np.mean(samples)) if len(samples) else 0.0
    share = float(np.hypot(calibration.oscillation_sd_share, LEG_OF_HEIGHT_SD_SHARE))
    return measure(samples, usual_sd=0.6, systematic_sd=size * share, precision=CM, advice=ADVICE)


def _ranges_leg(motion: Motion, steps: Steps, calibration: Calibration) -> NDArray[np.float64]:
    height = -motion.middle("hip")[:, 1] / motion.leg_px
    if calibration.oscillation_from_shoulders and motion.has_both("shoulder"):
        share = calibration.oscillation_from_shoulders
        height = (1 - share) * height - share * motion.middle("shoulder")[:, 1] / motion.leg_px
    return stride_ranges(motion, steps, height)
