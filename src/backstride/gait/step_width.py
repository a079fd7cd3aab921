"""How far apart the feet are set, seen from behind."""

from __future__ import annotations

from backstride.gait.estimate import Precision, measure
from backstride.gait.motion import Motion
from backstride.gait.rear_phase import RearPhase
from backstride.model.form import FormMeasure, Side

__all__ = ["step_width"]

PRECISION = Precision(high=3.0, medium=6.0, digits=1)
SYSTEMATIC_SD_PCT = 1.2
ADVICE = "a longer clip from straight behind gives a closer figure"


def step_width(motion: Motion, phase: RearPhase) -> FormMeasure:
    """Measure the sideways distance between the ankles of successive mid-stances, in percent of leg.

    Negative when the feet cross the middle line. Each step is set against the mean of the one before
    and the one after, so that drifting across the belt does not count.

    Sources
    -------
    drozda2024.
    """
    to_own_right = 1.0 if phase.seen_from_behind else -1.0
    placed = {
        int(number): (
            contact.side,
            to_own_right * float(motion.at(motion.of(f"{contact.side}_ankle"), contact.contact_s)[0, 0]),
        )
        for number, contact in zip(phase.steps.number, phase.steps.contacts, strict=True)
    }
    samples = []
    for number, (side, here) in placed.items():
        if number - 1 in placed and number + 1 in placed:
            beside = (placed[number - 1][1] + placed[number + 1][1]) / 2
            outward = here - beside if side is Side.RIGHT else beside - here
            samples.append(100 * outward / motion.leg_upright_px)
    return measure(
        samples,
        usual_sd=1.5,
        systematic_sd=SYSTEMATIC_SD_PCT,
        precision=PRECISION,
        advice=ADVICE,
    )
