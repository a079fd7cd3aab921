"""A camera that films points in space: where they appear, how often, and how sharply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.model.keypoints import KEYPOINT_NAMES, KeypointTrack

__all__ = ["Camera", "keypoint_track"]

WIDTH_PX, HEIGHT_PX = 1080, 1920
FOCAL_SHARE = 1.2
"""Focal length over picture width, as in a phone held upright."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A still camera on a tripod, looking at the runner's right side.

    Parameters
    ----------
    yaw_deg
        Turned round the runner: 0 straight from the right, 90 from behind, negative from the front.
    distance_m
        From the runner's hips.
    height_m
        Above the ground.
    fps
        Pictures a second.
    noise_share_leg
        Standard deviation of each coordinate, as a share of leg length in the picture.
    mirrored
        Whether the picture is flipped, and left and right change names with it.
    """

    yaw_deg: float = 0.0
    distance_m: float = 4.0
    height_m: float = 0.9
    fps: float = 60.0
    noise_share_leg: float = 0.005
    mirrored: bool = False

    def project(self, point_m: NDArray[np.float64], centre_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give (n, 2) pixels, y down, of (n, 3) points: x forward, y up, z to the runner's right."""
        offset = point_m - centre_m
        turn = np.radians(self.yaw_deg)
        across = offset[:, 0] * np.cos(turn) + offset[:, 2] * np.sin(turn)
        towards = -offset[:, 0] * np.sin(turn) + offset[:, 2] * np.cos(turn)
        scale = FOCAL_SHARE * WIDTH_PX / (self.distance_m - towards)
        down = HEIGHT_PX / 2 - (point_m[:, 1] - self.height_m) * scale
        x = WIDTH_PX / 2 + across * scale
        return np.column_stack([WIDTH_PX - x if self.mirrored else x, down])


def keypoint_track(
    time_s: NDArray[np.float64],
    points_m: Mapping[str, NDArray[np.float64]],
    camera: Camera,
    rng: np.random.Generator,
) -> KeypointTrack:
    """Film named points that are already sampled at the camera's frame times.

    Parameters
    ----------
    time_s
        (frames,) frame times.
    points_m
        BlazePose name -> (frames, 3) metres.
    camera
        Where it stands and how sharply it sees.
    rng
        The source of the noise.
    """
    centre = np.mean((points_m["left_hip"] + points_m["right_hip"]) / 2, axis=0)
    centre[1] = 0.0
    pixels = {name: camera.project(path, centre) for name, path in points_m.items()}
    noise_px = camera.noise_share_leg * _leg_px(pixels)
    points = np.full((len(time_s), len(KEYPOINT_NAMES), 2), np.nan)
    score = np.zeros((len(time_s), len(KEYPOINT_NAMES)))
    for name, path in pixels.items():
        index = KEYPOINT_NAMES.index(_other_side(name) if camera.mirrored else name)
        points[:, index] = path + rng.normal(0.0, noise_px, path.shape)
        score[:, index] = 1.0
    return KeypointTrack(
        time_s=time_s - time_s[0], points_px=points, score=score, width_px=WIDTH_PX, height_px=HEIGHT_PX
    )


def _leg_px(pixels: Mapping[str, NDArray[np.float64]]) -> float:
    lengths = [
        np.linalg.norm(pixels[f"{side}_hip"] - pixels[f"{side}_knee"], axis=1)
        + np.linalg.norm(pixels[f"{side}_knee"] - pixels[f"{side}_ankle"], axis=1)
        for side in ("left", "right")
    ]
    return float(np.median(np.concatenate(lengths)))


def _other_side(name: str) -> str:
    if "left" in name:
        return name.replace("left", "right")
    return name.replace("right", "left")
