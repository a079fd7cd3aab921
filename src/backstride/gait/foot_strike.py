"""Which part of the foot lands first."""

from __future__ import annotations

import numpy as np

from backstride.gait.calibration import Calibration
from backstride.gait.estimate import absent
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import Confidence, FormMeasure, Side

__all__ = ["MID_OR_FOREFOOT", "REARFOOT", "foot_strike_class"]

REARFOOT = "rearfoot"
MID_OR_FOREFOOT = "mid_or_forefoot"
CUT_DEG = 8.0
TOO_CLOSE_DEG = 1.5
CLOSE_DEG = 4.0
CLOSE_AT_LOW_RATE_DEG = 8.0
GOOD_FPS = 50.0
FEWEST_STRIDES = 2
MID_STANCE = (0.35, 0.50)


def foot_strike_class(
    motion: Motion, steps: Steps, leg: Side, viewpoint: Viewpoint, calibration: Calibration
) -> FormMeasure:
    """Tell a landing on the heel from one further forward, by the foot's tilt at contact.

    The tilt is taken against the foot's own tilt in mid-stance, so that a sloping belt, a tilted
    phone and shoes drop out.

    Sources
    -------
    anderson2020: heel landing above 8 degrees; no link with back pain in 800 marathon runners.
    """
    if not (motion.has(f"{leg}_heel") and motion.has(f"{leg}_foot_index")):
        return absent(
            "not measurable from this clip, because heel and toe are not in view; "
            "film with the whole foot in the picture"
        )
    tilts = _tilts_deg(motion, steps, leg, viewpoint)
    if len(tilts) < FEWEST_STRIDES:
        return absent("not measurable from this clip, because too few whole strides are in view; film 10 seconds")
    from_cut = float(np.mean(tilts)) - CUT_DEG
    slow = motion.track.fps < GOOD_FPS
    limit = CLOSE_AT_LOW_RATE_DEG / 2 if slow else TOO_CLOSE_DEG
    if abs(from_cut) < limit:
        return absent(
            "not measurable from this clip, because the foot lands too flat to tell heel from "
            "forefoot; film the feet at 120 pictures a second"
        )
    close = CLOSE_AT_LOW_RATE_DEG if slow else CLOSE_DEG
    sure = abs(from_cut) >= close and calibration.uses_landing and not slow
    confidence = Confidence.MEDIUM if abs(from_cut) >= close else Confidence.LOW
    return FormMeasure(
        value=REARFOOT if from_cut > 0 else MID_OR_FOREFOOT,
        n=len(tilts),
        confidence=Confidence.HIGH if sure else confidence,
        reason="" if sure else "the feet blur at this rate; film at 120 pictures a second to be sure",
    )


def _tilts_deg(motion: Motion, steps: Steps, leg: Side, viewpoint: Viewpoint) -> list[float]:
    along = motion.of(f"{leg}_foot_index") - motion.of(f"{leg}_heel")
    tilt_deg = np.degrees(np.arctan2(-along[:, 1], viewpoint.facing * along[:, 0]))
    found = []
    for contact in steps.of(leg):
        if contact.toe_off_s is None:
            continue
        stance_s = contact.toe_off_s - contact.contact_s
        middle = np.linspace(*MID_STANCE, 9) * stance_s + contact.contact_s
        flat_deg = float(np.median(motion.at(tilt_deg, middle)))
        found.append(float(motion.at(tilt_deg, contact.contact_s)[0]) - flat_deg)
    return [tilt for tilt in found if np.isfinite(tilt)]
