"""What is known about the errors of points from markers and of points from a pose model."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.model.keypoints import KeypointTrack

__all__ = ["MARKERS", "POSE_MODEL", "Calibration", "calibration_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Constant corrections, and what is left uncertain after them.

    Parameters
    ----------
    contact_late_s, toe_off_late_s
        How late the rules find contact and toe-off on average.
    uses_landing
        Whether the fall of heel and toe is true enough to correct the contact of each foot.
    hip_ahead_leg
        How far the hip points lie ahead of the joints, in leg lengths.
    contact_sd_s, toe_off_sd_s
        Spread of what is left of the bias between runners, one standard deviation.
    lean_sd_deg, shank_sd_deg, knee_sd_deg
        The same for angles.
    overstride_sd_pct, oscillation_sd_share
        The same for overstride (points of a percent of leg) and vertical oscillation (share of it).
    oscillation_from_shoulders
        Share of mid-shoulder in the point whose rise and fall is measured; the rest is mid-hip.
    """

    contact_late_s: float
    toe_off_late_s: float
    uses_landing: bool
    hip_ahead_leg: float
    contact_sd_s: float
    toe_off_sd_s: float
    lean_sd_deg: float
    shank_sd_deg: float
    knee_sd_deg: float
    overstride_sd_pct: float
    oscillation_sd_share: float
    oscillation_from_shoulders: float


MARKERS = Calibration(
    contact_late_s=0.024,
    toe_off_late_s=0.006,
    uses_landing=True,
    hip_ahead_leg=0.0,
    contact_sd_s=0.007,
    toe_off_sd_s=0.005,
    lean_sd_deg=0.7,
    shank_sd_deg=1.6,
    knee_sd_deg=2.6,
    overstride_sd_pct=1.3,
    oscillation_sd_share=0.03,
    oscillation_from_shoulders=0.0,
)
"""Points on the joints. Each of the two corrections is the middle between the earliest and the latest of three
runners on force plates: one over ground, one on a treadmill, and one on a treadmill that is known from a study
note. The first and the last of them decide both, so the second, whose recording the tables use, had no say."""

POSE_MODEL = Calibration(
    contact_late_s=0.016,
    toe_off_late_s=-0.006,
    uses_landing=False,
    hip_ahead_leg=0.02,
    contact_sd_s=0.012,
    toe_off_sd_s=0.010,
    lean_sd_deg=1.5,
    shank_sd_deg=5.0,
    knee_sd_deg=7.0,
    overstride_sd_pct=3.0,
    oscillation_sd_share=0.10,
    oscillation_from_shoulders=0.5,
)
"""Points guessed from pictures. Corrections come from one drawn runner with known contacts and one
filmed runner timed by eye; heels and toes of the far leg are too unsteady to time a landing. The model's
hips move too little and real shoulders more than real hips, so oscillation is read between them. Spreads
are what two drawn runners showed."""


def calibration_of(track: KeypointTrack) -> Calibration:
    """Choose the calibration by where the points came from."""
    return POSE_MODEL if track.from_pose_model else MARKERS
