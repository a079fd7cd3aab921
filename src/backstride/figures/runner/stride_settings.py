"""What a drawn runner does, in the measures that a clip is scored by."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.figures.mannequin.proportions import LEG

__all__ = ["RunnerSettings"]

_RANGES: dict[str, tuple[float, float]] = {
    "cadence_steps_per_min": (120, 230),
    "contact_time_ms": (120, 400),
    "overstride_pct_leg": (0, 50),
    "trunk_lean_deg": (-10, 25),
    "vertical_oscillation_pct_leg": (2, 16),
    "knee_flexion_at_contact_deg": (4, 45),
    "foot_pitch_at_contact_deg": (-12, 25),
    "knee_flexion_at_toe_off_deg": (5, 40),
    "knee_flexion_in_swing_deg": (60, 130),
    "arm_swing_pct_torso": (10, 130),
    "speed_m_per_s": (1.2, 7.0),
    "leg_length_m": (0.5, 1.2),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerSettings:
    """A runner on a belt, described by the measures of `gait`.

    Both legs do the same, half a stride apart. Leg length is hip joint to knee to ankle.

    Parameters
    ----------
    cadence_steps_per_min
        Both feet.
    contact_time_ms
        From the first touch to toe-off of one foot; shorter than one step, so that there is flight.
    overstride_pct_leg
        Ankle ahead of the hip joint at the first touch, percent of leg length.
    trunk_lean_deg
        Line from hip to shoulder against the vertical, forward positive, the same all the time.
    vertical_oscillation_pct_leg
        Highest minus lowest hip height over a stride.
    knee_flexion_at_contact_deg, knee_flexion_at_toe_off_deg, knee_flexion_in_swing_deg
        Knee flexion when the foot lands, when it leaves, and at most in swing; a straight knee is 0.
    foot_pitch_at_contact_deg
        Sole against the belt at the first touch: positive lands on the heel, negative on the ball of the foot.
    arm_swing_pct_torso
        Horizontal range of the wrist relative to its shoulder, percent of hip-to-shoulder length.
    speed_m_per_s
        Belt speed.
    leg_length_m
        Scales speed to the drawing.

    Raises
    ------
    ValueError
        If a number is out of range, there is no flight, or the foot could not stay on the belt until toe-off.

    Examples
    --------
    >>> RunnerSettings(cadence_steps_per_min=180).stride_s
    0.6666666666666666
    """

    cadence_steps_per_min: float = 170.0
    contact_time_ms: float = 235.0
    overstride_pct_leg: float = 24.0
    trunk_lean_deg: float = 7.0
    vertical_oscillation_pct_leg: float = 9.0
    knee_flexion_at_contact_deg: float = 16.0
    knee_flexion_at_toe_off_deg: float = 14.0
    knee_flexion_in_swing_deg: float = 100.0
    foot_pitch_at_contact_deg: float = 10.0
    arm_swing_pct_torso: float = 62.0
    speed_m_per_s: float = 2.9
    leg_length_m: float = 0.87

    def __post_init__(self) -> None:
        """Refuse what no body can do."""
        for name, (low, high) in _RANGES.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name} {value:g} is not between {low:g} and {high:g}")
        if self.contact_s >= self.step_s:
            raise ValueError("contact_time_ms leaves no flight at this cadence: a runner has both feet off the ground")

    @property
    def step_s(self) -> float:
        """Seconds from one foot's touch to the other's."""
        return 60.0 / self.cadence_steps_per_min

    @property
    def stride_s(self) -> float:
        """Seconds from one foot's touch to its next."""
        return 2.0 * self.step_s

    @property
    def contact_s(self) -> float:
        """Seconds on the belt."""
        return self.contact_time_ms / 1000.0

    @property
    def belt_units_per_s(self) -> float:
        """Belt speed in body units a second."""
        return self.speed_m_per_s / self.leg_length_m * LEG
