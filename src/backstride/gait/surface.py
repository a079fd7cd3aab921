"""Whether the runner stays in place or moves through the picture."""

from __future__ import annotations

import numpy as np

from backstride.gait.motion import Motion
from backstride.gait.viewpoint import Viewpoint
from backstride.model.form import Surface, View

__all__ = ["find_surface"]

DRIFT_LEG_PER_S = 0.35
"""A runner on a belt drifts less than this many leg lengths a second; over ground it is three or more."""


def find_surface(motion: Motion, viewpoint: Viewpoint) -> Surface:
    """Tell a treadmill from the ground by how far the hips travel; unknown unless seen from the side."""
    if viewpoint.view is not View.SIDE:
        return Surface.UNKNOWN
    hip_x = motion.middle("hip")[:, 0]
    known = np.isfinite(hip_x)
    slope = float(np.polyfit(motion.time_s[known], hip_x[known], 1)[0])
    moving = abs(slope) / motion.leg_px > DRIFT_LEG_PER_S
    return Surface.OVERGROUND if moving else Surface.TREADMILL
