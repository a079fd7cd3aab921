"""Where the camera stood, which way the runner faces, and which leg is nearer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.gait.motion import Motion
from backstride.model.form import Side, View

__all__ = ["Viewpoint", "find_viewpoint"]

HIP_WIDTH_LEG = 0.20
SHOULDER_WIDTH_LEG = 0.40
"""Distance between the joint centres over leg length: 0.19 to 0.22 and 0.37 to 0.46 in four people."""
FORE_AFT_RANGE_LEG = 1.0
SIDE_UP_TO_DEG = 22.0
BEHIND_FROM_DEG = 65.0
CLEAR_SEPARATION = 0.5
LEAST_FORE_AFT_LEG = 0.35
"""Ankles that swing less than this share of the leg across the picture are not seen from the side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """The camera's place relative to the runner.

    Parameters
    ----------
    view
        Side, rear, front or oblique.
    yaw_deg
        How far the camera stood off the pure side view, 0 to 90; positive when it saw more of the back.
    facing
        +1 when the runner faces right in the picture, -1 for left.
    near_leg
        The leg nearer to the camera in a side view, else None.
    fore_aft_leg
        How far the ankles swing across the picture, in leg lengths.
    """

    view: View
    yaw_deg: float
    facing: int
    near_leg: Side | None
    fore_aft_leg: float

    @property
    def direction(self) -> str:
        """``left`` or ``right`` for a side view, else empty."""
        if self.view is not View.SIDE:
            return ""
        return "right" if self.facing > 0 else "left"


def find_viewpoint(motion: Motion) -> Viewpoint:
    """Tell the view from how far apart the paired joints appear and how far the ankles swing.

    Over whole strides the turning of pelvis and shoulders averages out, so the mean distance from
    the left to the right joint across the picture is their width times the sine of the camera's yaw.

    Raises
    ------
    ValueError
        If hips or ankles are missing.
    """
    if not (motion.has_both("hip") and motion.has_both("ankle")):
        raise ValueError("the viewpoint needs both hips and both ankles")
    fore_aft = _fore_aft_range(motion)
    separation = _separation(motion)
    yaw_deg = _yaw(separation, fore_aft)
    facing = _facing(motion)
    if abs(yaw_deg) <= SIDE_UP_TO_DEG and fore_aft >= LEAST_FORE_AFT_LEG:
        near = Side.RIGHT if facing > 0 else Side.LEFT
        return Viewpoint(view=View.SIDE, yaw_deg=yaw_deg, facing=facing, near_leg=near, fore_aft_leg=fore_aft)
    view = View.OBLIQUE
    if abs(yaw_deg) >= BEHIND_FROM_DEG:
        view = View.REAR if yaw_deg > 0 else View.FRONT
    return Viewpoint(view=view, yaw_deg=yaw_deg, facing=facing, near_leg=None, fore_aft_leg=fore_aft)


def _fore_aft_range(motion: Motion) -> float:
    hip = motion.middle("hip")[:, 0]
    ranges = []
    for side in Side:
        across = motion.of(f"{side}_ankle")[:, 0] - hip
        low, high = np.nanpercentile(across, [3.0, 97.0])
        ranges.append(float(high - low))
    return float(np.mean(ranges)) / motion.leg_upright_px


def _separation(motion: Motion) -> float:
    """Give right minus left across the picture, in units of the true width; -1 front to +1 rear."""
    pairs = [("hip", HIP_WIDTH_LEG), ("shoulder", SHOULDER_WIDTH_LEG)]
    shares = []
    for joint, width_leg in pairs:
        if motion.has_both(joint):
            apart = motion.of(f"right_{joint}")[:, 0] - motion.of(f"left_{joint}")[:, 0]
            shares.append(float(np.nanmean(apart)) / (width_leg * motion.leg_upright_px))
    return float(np.clip(np.mean(shares), -1.0, 1.0))


def _yaw(separation: float, fore_aft_leg: float) -> float:
    """Near the side the separation is the better cue; near the back its ratio to the ankles' swing."""
    if abs(separation) < CLEAR_SEPARATION:
        return float(np.degrees(np.arcsin(separation)))
    off = np.degrees(np.arctan2(abs(separation), fore_aft_leg / FORE_AFT_RANGE_LEG))
    return float(np.sign(separation) * off)


def _facing(motion: Motion) -> int:
    """Toes lie ahead of heels, and a bent knee lies ahead of the line from hip to ankle."""
    ahead = 0.0
    for side in Side:
        if motion.has(f"{side}_heel") and motion.has(f"{side}_foot_index"):
            toe, heel = motion.of(f"{side}_foot_index"), motion.of(f"{side}_heel")
            ahead += float(np.nanmedian(toe[:, 0] - heel[:, 0]))
        knee, hip, ankle = (motion.of(f"{side}_{joint}")[:, 0] for joint in ("knee", "hip", "ankle"))
        ahead += float(np.nanmean(knee - (hip + ankle) / 2))
    return 1 if ahead >= 0 else -1
