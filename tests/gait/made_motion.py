"""Paths for the tests of single rules: only the points that a rule looks at, the rest never seen."""

import numpy as np
from numpy.typing import NDArray

from backstride.gait.contact import Contact
from backstride.gait.motion import GRID_HZ, Motion
from backstride.gait.steps import Steps
from backstride.model.form import Side
from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack


def moving(seconds: float = 2.0, *, fps: float = 60.0, **paths_px: NDArray[np.float64]) -> Motion:
    """Make a motion of named (grid, 2) paths; every other point was not seen."""
    time_s = np.arange(round(seconds * GRID_HZ)) / GRID_HZ
    position = np.full((len(time_s), len(KEYPOINT_NAMES), 2), np.nan)
    seen = np.zeros(len(KEYPOINT_NAMES))
    for name, path in paths_px.items():
        position[:, KEYPOINT_NAMES.index(name)] = path
        seen[KEYPOINT_NAMES.index(name)] = 1.0
    frames = np.arange(round(seconds * fps)) / fps
    track = KeypointTrack(
        time_s=frames,
        points_px=np.full((len(frames), len(KEYPOINT_NAMES), 2), np.nan),
        score=np.zeros((len(frames), len(KEYPOINT_NAMES))),
        width_px=1920,
        height_px=1080,
    )
    return Motion(
        time_s=time_s,
        position_px=position,
        velocity_px_s=np.gradient(position, 1 / GRID_HZ, axis=0),
        landing_velocity_px_s=np.gradient(position[..., 1], 1 / GRID_HZ, axis=0),
        seen=seen,
        leg_px=200.0,
        leg_upright_px=200.0,
        swapped=0.0,
        track=track,
    )


def stepping(count: int, *, step_s: float = 0.35, error_s: float = 0.0005, stance_s: float | None = 0.24) -> Steps:
    """Make steps at an even beat, the left foot first."""
    contacts = tuple(
        Contact(
            side=Side.LEFT if number % 2 == 0 else Side.RIGHT,
            contact_s=0.1 + number * step_s,
            toe_off_s=None if stance_s is None else 0.1 + number * step_s + stance_s,
        )
        for number in range(count)
    )
    return Steps(contacts=contacts, number=np.arange(count), step_s=step_s, step_error_s=error_s)
