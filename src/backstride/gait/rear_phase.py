"""Where in the stride each instant of a rear or front view lies, and measures by side from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.gait.beat import find_mid_stances
from backstride.gait.estimate import Z_95, absent
from backstride.gait.motion import Motion
from backstride.gait.steps import Steps, find_steps
from backstride.gait.stride_wave import fit_stride_wave
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import Confidence, FormMeasure, Side, View

__all__ = ["RearPhase", "both_sides", "find_rear_phase"]

FEWEST_STEPS = 6
HALF_STANCE_STRIDES = 0.10
"""Half of the part of the stride around mid-stance that is averaged; a stance lasts about a third."""
FAIR_HALF_WIDTH = 3.5
ENOUGH_STEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RearPhase:
    """The rhythm of a rear or front view.

    Parameters
    ----------
    steps
        Mid-stances in order (their ``contact_s`` is the instant at which the hips are lowest).
    stride
        (grid,) strides since a mid-stance of the right foot; NaN outside the first and last step.
    seen_from_behind
        True for a rear view, False for a front view.
    frames
        Camera frames between the first and the last mid-stance.
    """

    steps: Steps
    stride: NDArray[np.float64]
    seen_from_behind: bool
    frames: int


def find_rear_phase(motion: Motion, viewpoint: Viewpoint) -> RearPhase | None:
    """Find the steps from behind; None when fewer than six keep a rhythm."""
    steps = find_steps(find_mid_stances(motion))
    if steps is None or len(steps.contacts) < FEWEST_STEPS:
        return None
    at = np.array([contact.contact_s for contact in steps.contacts])
    first_is_right = steps.contacts[0].side is Side.RIGHT
    strides = (steps.number + (0 if first_is_right else 1)) / 2.0
    inside = (motion.time_s >= at[0]) & (motion.time_s <= at[-1])
    stride = np.where(inside, np.interp(motion.time_s, at, strides), np.nan)
    frames = int(np.sum((motion.track.time_s >= at[0]) & (motion.track.time_s <= at[-1])))
    return RearPhase(
        steps=steps,
        stride=stride,
        seen_from_behind=viewpoint.view is View.REAR,
        frames=frames,
    )


def both_sides(
    signal_deg: NDArray[np.float64],
    phase: RearPhase,
    *,
    systematic_sd: float,
    indistinct_below: float,
    indistinct_text: str,
) -> FormMeasure:
    """Measure how a signed angle differs between right and left stance, halved.

    Parameters
    ----------
    signal_deg
        (grid,) degrees, positive towards the runner's own right (or right side up).
    phase
        The rhythm.
    systematic_sd
        Standard deviation of the error that all strides share.
    indistinct_below, indistinct_text
        Size under which the value only says "small", and the words for it.
    """
    wave = fit_stride_wave(phase.stride, signal_deg, frames=phase.frames)
    if wave is None:
        return absent(
            "not measurable from this clip, because too little of the hips is in view; "
            "film from behind with the whole body in the picture"
        )
    around = np.linspace(-HALF_STANCE_STRIDES, HALF_STANCE_STRIDES, 21)
    right, right_error = wave.mean_error(around)
    left, left_error = wave.mean_error(around + 0.5)
    value = (right - left) / 2
    random = float(np.hypot(right_error, left_error)) / 2
    half = Z_95 * float(np.hypot(random, systematic_sd))
    small = abs(value) < indistinct_below
    fair = half <= FAIR_HALF_WIDTH and len(phase.steps.contacts) >= ENOUGH_STEPS and not small
    return FormMeasure(
        value=round(value, 1),
        interval95=(round(value - half, 1), round(value + half, 1)),
        n=len(phase.steps.contacts),
        confidence=Confidence.MEDIUM if fair else Confidence.LOW,
        reason=indistinct_text if small else "one clip from behind gives a rough figure only",
    )
