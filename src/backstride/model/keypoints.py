"""Where the joints of a runner are in each frame of a clip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["KEYPOINT_NAMES", "KeypointTrack"]

KEYPOINT_NAMES: tuple[str, ...] = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_pinky", "right_pinky", "left_index", "right_index",
    "left_thumb", "right_thumb", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    "left_heel", "right_heel", "left_foot_index", "right_foot_index",
)  # fmt: skip
"""The 33 BlazePose names in the model's own order."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeypointTrack:
    """One person's keypoints over a clip.

    Parameters
    ----------
    time_s
        (frames,) seconds from the first frame, rising; frames may be unevenly spaced.
    points_px
        (frames, 33, 2) image pixels, x to the right, y down; NaN where missing.
    score
        (frames, 33) confidence 0 to 1; 0 where missing.
    width_px, height_px
        Size of the upright image.
    from_pose_model
        True when a pose model guessed the points from pictures; False for markers and unknown sources.
    people_seen
        Most people seen in the picture at once, if anyone counted.
    brightness_0_to_1
        Mean brightness of the pictures, if it was measured.

    Raises
    ------
    ValueError
        If the shapes disagree or time does not rise.
    """

    time_s: NDArray[np.float64]
    points_px: NDArray[np.float64]
    score: NDArray[np.float64]
    width_px: int
    height_px: int
    from_pose_model: bool = False
    people_seen: int | None = None
    brightness_0_to_1: float | None = None

    def __post_init__(self) -> None:
        """Hold the arrays to one shape and time to one direction."""
        frames, names = len(self.time_s), len(KEYPOINT_NAMES)
        if self.points_px.shape != (frames, names, 2) or self.score.shape != (frames, names):
            raise ValueError(f"{frames} frames need points (frames, {names}, 2) and scores (frames, {names})")
        if frames > 1 and not bool(np.all(np.diff(self.time_s) > 0)):
            raise ValueError("frame times must rise")

    @property
    def fps(self) -> float:
        """Median frame rate in frames per second; 0 for fewer than two frames."""
        return float(1.0 / np.median(np.diff(self.time_s))) if len(self.time_s) > 1 else 0.0

    def of(self, name: str) -> NDArray[np.float64]:
        """Give the (frames, 2) path of one named point in pixels."""
        return self.points_px[:, KEYPOINT_NAMES.index(name)]
