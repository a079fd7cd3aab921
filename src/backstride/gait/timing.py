"""What an error in the time of contact does to a measure that is read at contact."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backstride.gait.calibration import Calibration
from backstride.gait.contact import Contact
from backstride.gait.motion import Motion

__all__ = ["contact_error_s", "timing_sd"]


def contact_error_s(contacts: Sequence[Contact], calibration: Calibration) -> float:
    """Give the standard error of the contact times that all contacts of a foot share, in seconds."""
    own = max((contact.shared_error_s for contact in contacts), default=0.0)
    return float(np.hypot(calibration.contact_sd_s, own))


def timing_sd(
    motion: Motion, path: NDArray[np.float64], contacts: Sequence[Contact], calibration: Calibration
) -> float:
    """Give how much a (grid,) path changes within the error of the contact times, one standard deviation.

    Zero where the path was seen around no contact: then there is nothing to measure either.
    """
    error_s = contact_error_s(contacts, calibration)
    at = np.array([contact.contact_s for contact in contacts])
    change = motion.at(path, at + error_s) - motion.at(path, at - error_s)
    seen = change[np.isfinite(change)]
    return abs(float(np.mean(seen))) / 2 if len(seen) else 0.0
