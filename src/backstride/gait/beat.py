"""The middle of each stance, told from the hips, for a camera that cannot time the feet."""

from __future__ import annotations

import numpy as np

from backstride.gait.contact import Contact
from backstride.gait.hip_bounce import hip_height
from backstride.gait.motion import Motion
from backstride.gait.swing import find_turns
from backstride.model.form import Side

__all__ = ["find_mid_stances"]


def find_mid_stances(motion: Motion) -> tuple[Contact, ...]:
    """Find the instants at which the hips are lowest, and the foot then on the ground.

    Seen from behind, a runner's hips are lowest in mid-stance, and the other foot is far up.
    """
    height = hip_height(motion)
    low, high = np.nanpercentile(height, [5.0, 95.0])
    margin = 0.3 * (high - low)
    turns = find_turns(height, lower=float(low + margin), upper=float(high - margin))
    lower_is_left = motion.of("left_ankle")[:, 1] > motion.of("right_ankle")[:, 1]
    return tuple(
        Contact(
            side=Side.LEFT if lower_is_left[at] else Side.RIGHT,
            contact_s=float(motion.time_s[at]),
            toe_off_s=None,
        )
        for at, is_top in turns
        if not is_top
    )
