"""The angles of shank and knee at the instant the foot lands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.gait.calibration import Calibration
from backstride.gait.estimate import Precision, measure
from backstride.gait.locomotion import knee_bend
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.gait.timing import timing_sd
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import FormMeasure, Side

__all__ = ["knee_angle_at_contact", "shank_angle_at_contact", "shank_lean_deg"]

SHANK = Precision(high=4.0, medium=8.0, digits=1)
KNEE = Precision(high=6.0, medium=12.0, digits=1)
ADVICE = "filming at 60 pictures a second or more, straight from the side, gives a closer figure"


def shank_lean_deg(motion: Motion, leg: Side, viewpoint: Viewpoint) -> NDArray[np.float64]:
    """Give the (grid,) lean of the shank; positive with the foot ahead of the knee."""
    shank = motion.of(f"{leg}_ankle") - motion.of(f"{leg}_knee")
    return np.asarray(np.degrees(np.arctan2(viewpoint.facing * shank[:, 0], shank[:, 1])))


def shank_angle_at_contact(
    motion: Motion, steps: Steps, leg: Side, viewpoint: Viewpoint, calibration: Calibration
) -> FormMeasure:
    """Measure the lean of the shank at contact in degrees; positive with the foot ahead of the knee.

    Sources
    -------
    souza2016, lieberman2015.
    """
    contacts = steps.of(leg)
    angle_deg = shank_lean_deg(motion, leg, viewpoint)
    return measure(
        motion.at(angle_deg, np.array([contact.contact_s for contact in contacts])),
        usual_sd=2.0,
        systematic_sd=float(np.hypot(calibration.shank_sd_deg, timing_sd(motion, angle_deg, contacts, calibration))),
        precision=SHANK,
        advice=ADVICE,
    )


def knee_angle_at_contact(motion: Motion, steps: Steps, leg: Side, calibration: Calibration) -> FormMeasure:
    """Measure the bend of the knee at contact in degrees; 0 is a straight leg."""
    contacts = steps.of(leg)
    bend_deg = knee_bend(motion, leg)
    return measure(
        motion.at(bend_deg, np.array([contact.contact_s for contact in contacts])),
        usual_sd=3.0,
        systematic_sd=float(np.hypot(calibration.knee_sd_deg, timing_sd(motion, bend_deg, contacts, calibration))),
        precision=KNEE,
        advice=ADVICE,
    )
