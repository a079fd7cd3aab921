"""How far ahead of the hips the foot lands."""

from __future__ import annotations

import numpy as np

from backstride.gait.calibration import Calibration
from backstride.gait.estimate import Precision, measure
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.gait.timing import timing_sd
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import FormMeasure, Side

__all__ = ["overstride"]

PRECISION = Precision(high=3.5, medium=7.0, digits=1)
ADVICE = "filming at 60 pictures a second or more, straight from the side, gives a closer figure"
FOOT_BESIDE_MIDDLE_LEG = 0.05
"""How far to its own side of the body's middle a foot lands, in leg lengths."""


def overstride(motion: Motion, steps: Steps, leg: Side, viewpoint: Viewpoint, calibration: Calibration) -> FormMeasure:
    """Measure the distance from mid-hip forward to the ankle at contact, in percent of leg length.

    A camera a little off the side sees the foot's distance sideways as well; that part is taken out
    with the estimated yaw.

    Sources
    -------
    heiderscheit2011, lieberman2015: more steps a minute bring the foot closer.
    """
    contacts = steps.of(leg)
    ahead_leg = viewpoint.facing * (motion.of(f"{leg}_ankle") - motion.middle("hip"))[:, 0] / motion.leg_px
    yaw = np.radians(viewpoint.yaw_deg)
    own_side = 1.0 if leg is Side.RIGHT else -1.0
    sideways = viewpoint.facing * own_side * FOOT_BESIDE_MIDDLE_LEG * float(np.sin(yaw))
    true_pct = 100 * (ahead_leg - sideways) / float(np.cos(yaw))
    timing = timing_sd(motion, true_pct, contacts, calibration)
    return measure(
        motion.at(true_pct, np.array([contact.contact_s for contact in contacts])),
        usual_sd=2.0,
        systematic_sd=float(np.hypot(calibration.overstride_sd_pct, timing)),
        precision=PRECISION,
        advice=ADVICE,
    )
