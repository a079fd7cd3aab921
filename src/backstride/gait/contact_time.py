"""How long a foot stays on the ground, how long none does, and the share of the stride."""

from __future__ import annotations

import numpy as np

from backstride.gait.calibration import Calibration
from backstride.gait.estimate import Precision, measure
from backstride.gait.steps import Steps
from backstride.gait.timing import contact_error_s
from backstride.model.form import Confidence, FormMeasure, Side

__all__ = ["contact_time", "duty_factor", "flight_time"]

CONTACT = Precision(high=22.0, medium=40.0, digits=0)
FLIGHT = Precision(high=24.0, medium=45.0, digits=0)
DUTY = Precision(high=0.032, medium=0.06, digits=3)
USUAL_SD_S = 0.010
SHORTEST_S, LONGEST_S = 0.10, 0.45
ADVICE = "a clip at 120 pictures a second or more gives a closer figure"
GOOD_FPS = 50.0


def contact_time(steps: Steps, leg: Side, calibration: Calibration, fps: float) -> FormMeasure:
    """Measure the mean time from contact to toe-off of one leg, in milliseconds."""
    return measure(
        1e3 * _durations_s(steps, leg),
        usual_sd=1e3 * USUAL_SD_S,
        systematic_sd=1e3 * _systematic_s(steps, leg, calibration),
        precision=CONTACT,
        advice=ADVICE,
        best=_best(fps),
    )


def flight_time(steps: Steps, leg: Side, calibration: Calibration, fps: float) -> FormMeasure:
    """Measure the mean time in the air between steps: step time less contact time, in milliseconds."""
    return measure(
        1e3 * (steps.step_s - _durations_s(steps, leg)),
        usual_sd=1e3 * USUAL_SD_S,
        systematic_sd=1e3 * _systematic_s(steps, leg, calibration),
        precision=FLIGHT,
        advice=ADVICE,
        best=_best(fps),
    )


def duty_factor(steps: Steps, leg: Side, calibration: Calibration, fps: float) -> FormMeasure:
    """Measure the share of a stride that one foot is on the ground; below 0.5 there is a flight."""
    stride_s = 2 * steps.step_s
    return measure(
        _durations_s(steps, leg) / stride_s,
        usual_sd=USUAL_SD_S / stride_s,
        systematic_sd=_systematic_s(steps, leg, calibration) / stride_s,
        precision=DUTY,
        advice=ADVICE,
        best=_best(fps),
    )


def _durations_s(steps: Steps, leg: Side) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    whole = [c.toe_off_s - c.contact_s for c in steps.of(leg) if c.toe_off_s is not None]
    return np.array([time for time in whole if SHORTEST_S <= time <= LONGEST_S], dtype=np.float64)


def _systematic_s(steps: Steps, leg: Side, calibration: Calibration) -> float:
    return float(np.hypot(contact_error_s(steps.of(leg), calibration), calibration.toe_off_sd_s))


def _best(fps: float) -> Confidence:
    return Confidence.HIGH if fps >= GOOD_FPS else Confidence.MEDIUM
