"""What knee, shin, trunk and hips do from one landing of the near leg to its next."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from backstride.gait.calibration import Calibration
from backstride.gait.leg_angles import shank_lean_deg
from backstride.gait.locomotion import knee_bend
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps
from backstride.gait.trunk_lean import forward_lean_deg
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import Side, StrideCurve

__all__ = ["stride_curves"]

POINTS = 41
MOST_STRIDES = 12
FEWEST_STRIDES = 2
DIGITS = 1


def stride_curves(
    motion: Motion, steps: Steps, leg: Side, viewpoint: Viewpoint, calibration: Calibration
) -> tuple[StrideCurve, ...]:
    """Cut the signals at the near leg's landings and lay the strides on each other.

    The hips' height counts from their mean, in percent of the leg. The trunk's lean is corrected as the measure is.

    Returns
    -------
    One curve for each signal that at least two whole strides show.
    """
    signals = {
        "knee_bend_deg": knee_bend(motion, leg),
        "shank_angle_deg": shank_lean_deg(motion, leg, viewpoint),
        "hip_height_pct_leg": -100 * motion.middle("hip")[:, 1] / motion.leg_px,
    }
    if motion.has_both("shoulder"):
        signals["trunk_lean_deg"] = forward_lean_deg(motion, viewpoint, calibration)
    landings = [contact.contact_s for contact in steps.of(leg)]
    usual_s = 2 * steps.step_s
    whole = [(a, b) for a, b in itertools.pairwise(landings) if abs(b - a - usual_s) < usual_s / 4]
    toe_off = _toe_off_share(steps, leg, usual_s)
    curves = (_curve(name, motion, signal, whole, toe_off) for name, signal in signals.items())
    return tuple(curve for curve in curves if curve is not None)


def _curve(
    name: str,
    motion: Motion,
    signal: NDArray[np.float64],
    strides_s: list[tuple[float, float]],
    toe_off_share: float | None,
) -> StrideCurve | None:
    rows = [motion.at(signal, np.linspace(start_s, end_s, POINTS)) for start_s, end_s in strides_s]
    rows = [row - float(row.mean()) if name == "hip_height_pct_leg" else row for row in rows]
    seen = [row for row in rows if np.isfinite(row).all()]
    if len(seen) < FEWEST_STRIDES:
        return None
    shown = seen[:: max(1, -(-len(seen) // MOST_STRIDES))]
    return StrideCurve(
        name=name,
        mean=_rounded(np.mean(seen, axis=0)),
        strides=tuple(_rounded(row) for row in shown),
        toe_off_share=toe_off_share,
    )


def _rounded(row: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(value) for value in np.round(row, DIGITS))


def _toe_off_share(steps: Steps, leg: Side, stride_s: float) -> float | None:
    stances_s = [one.toe_off_s - one.contact_s for one in steps.of(leg) if one.toe_off_s is not None]
    return round(float(np.median(stances_s)) / stride_s, 3) if stances_s else None
