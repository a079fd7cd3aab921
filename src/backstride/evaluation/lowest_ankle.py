"""The rule of most open programs, for comparison: a foot "strikes" when its ankle is lowest in the picture."""

from __future__ import annotations

import numpy as np

from backstride.gait.swing import find_turns
from backstride.model.form import Side
from backstride.model.keypoints import KeypointTrack

__all__ = ["lowest_ankle_contacts"]

AVERAGED_FRAMES = 3


def lowest_ankle_contacts(track: KeypointTrack) -> dict[Side, tuple[float, ...]]:
    """Give the times at which each ankle, averaged over three frames, is lowest."""
    found = {}
    for side in Side:
        low = np.convolve(track.of(f"{side}_ankle")[:, 1], np.ones(AVERAGED_FRAMES) / AVERAGED_FRAMES, "same")
        low[: AVERAGED_FRAMES // 2], low[-(AVERAGED_FRAMES // 2) :] = np.nan, np.nan
        bottom, top = np.nanpercentile(low, [5.0, 95.0])
        turns = find_turns(low, lower=float(bottom), upper=float(top - 0.3 * (top - bottom)))
        found[side] = tuple(float(track.time_s[at]) for at, is_lowest in turns if is_lowest)
    return found
