"""A runner's joints through the stride, made from a few numbers, with contacts and angles known exactly.

From contact (on heel or ball) until the heel lifts, the foot is on the moving ground; from there through toe-off and
swing to the next contact, leg length, leg angle and foot pitch follow smooth paths. The foot lands with some speed
left, as real feet do, and loses it within a few hundredths of a second as shoe and flesh give way. The knee is
straightest near toe-off, with a lag of its own in each runner, because that is what runners on force plates show.
Lengths are leg lengths.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import polynomial
from numpy.typing import NDArray

__all__ = ["Gait", "sagittal_paths"]

Array = NDArray[np.float64]
Path = NDArray[np.complex128]
THIGH, SHANK = 0.5, 0.5
ANKLE, HEEL, TOE = 0.0 + 0.09j, -0.055 + 0.025j, 0.19 + 0.03j
HEEL_PIVOT, BALL_PIVOT = -0.06 + 0.0j, 0.14 + 0.0j
TRUNK, UPPER_ARM = 0.57, 0.35
FLAT_AT, HEEL_OFF_AT = 0.22, 0.50
LIFTED_AT = 0.45
LEAVING_SPEED_SHARE, STILL_BACKWARD_S = 0.65, 0.085
STRAIGHTEST_BEND = -5.5
PITCH_AT_TOE_OFF, PITCH_AT_MOST = -1.1, -1.75
LOWEST_TOE = 0.005
STEP_S = 1e-4
FREE_SHARE = 0.02
"""Legs longer than this short of straight cannot be drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gait:
    """A stride in numbers.

    Parameters
    ----------
    cadence_steps_per_min, contact_time_ms, overstride_pct_leg, trunk_lean_deg, vertical_oscillation_pct_leg
        As the measures of the same names.
    knee_at_contact_deg, knee_at_toe_off_deg
        Knee bend.
    foot_pitch_at_contact_deg
        Sole against the ground at contact; positive lands on the heel.
    ground_speed_leg_s
        Speed of the ground under the foot in leg lengths a second.
    matched_at_contact
        Share of the ground's speed that the foot has reached when it lands.
    sink_leg_s
        How fast the foot comes down just before it lands.
    soft_landing_s
        How long the foot takes to lose its remaining speed after the first touch (to a third).
    turn_before_contact_s
        How long before contact the foot is furthest forward.
    lift_leg
        Shortest distance from hip to ankle in the swing.
    straightest_before_toe_off_s
        How long before toe-off the knee is straightest; may be negative.
    arm_swing_pct_torso
        Fore and aft range of the wrist against its shoulder.

    Raises
    ------
    ValueError
        If there is no flight or the leg would have to be longer than it is.
    """

    cadence_steps_per_min: float
    contact_time_ms: float
    overstride_pct_leg: float
    trunk_lean_deg: float
    vertical_oscillation_pct_leg: float
    knee_at_contact_deg: float
    knee_at_toe_off_deg: float
    foot_pitch_at_contact_deg: float
    ground_speed_leg_s: float
    matched_at_contact: float = 0.5
    sink_leg_s: float = 0.8
    soft_landing_s: float = 0.012
    turn_before_contact_s: float = 0.04
    lift_leg: float = 0.62
    straightest_before_toe_off_s: float = 0.0
    arm_swing_pct_torso: float = 55.0

    def __post_init__(self) -> None:
        """Refuse a stride without flight or beyond the leg's reach."""
        if self.contact_s >= self.step_s:
            raise ValueError("the contact leaves no flight")
        reach = np.abs(_planted(self, np.linspace(0.0, HEEL_OFF_AT * self.contact_s, 60)) - _hip(self, _grid(self)))
        if float(reach.max()) > THIGH + SHANK - FREE_SHARE / 10:
            raise ValueError("the leg is too short for this stance")

    @property
    def step_s(self) -> float:
        """Seconds from one foot's contact to the other's."""
        return 60.0 / self.cadence_steps_per_min

    @property
    def stride_s(self) -> float:
        """Seconds from one foot's contact to its next."""
        return 2 * self.step_s

    @property
    def contact_s(self) -> float:
        """Seconds on the ground."""
        return self.contact_time_ms / 1000.0

    def truth(self) -> dict[str, float]:
        """Give the exact measures by their published names."""
        touch = sagittal_paths(self, np.zeros(1))
        shank = touch["right_ankle"][0] - touch["right_knee"][0]
        return {
            "cadence_steps_per_min": self.cadence_steps_per_min,
            "contact_time_ms": self.contact_time_ms,
            "flight_time_ms": 1e3 * (self.step_s - self.contact_s),
            "duty_factor": self.contact_s / self.stride_s,
            "overstride_pct_leg": self.overstride_pct_leg,
            "shank_angle_at_contact_deg": float(np.degrees(np.arctan2(shank[0], -shank[1]))),
            "knee_angle_at_contact_deg": self.knee_at_contact_deg,
            "trunk_lean_deg": self.trunk_lean_deg,
            "vertical_oscillation_pct_leg": self.vertical_oscillation_pct_leg,
            "arm_swing_pct_torso": self.arm_swing_pct_torso,
        }


def sagittal_paths(gait: Gait, time_s: Array) -> Mapping[str, Array]:
    """Give (times, 2) positions, x forward from the hips and y up from the ground, in leg lengths.

    Parameters
    ----------
    gait
        The stride.
    time_s
        (times,) seconds since a contact of the right foot; the stride repeats.

    Raises
    ------
    ValueError
        If the foot cannot stay on the ground until toe-off.
    """
    hip = _hip(gait, time_s)
    shoulder = hip + TRUNK * np.exp(1j * (np.pi / 2 - np.radians(gait.trunk_lean_deg)))
    paths: dict[str, Path] = {}
    for side, shift, sign in (("right", 0.0, -1.0), ("left", gait.step_s, 1.0)):
        cycle = np.mod(time_s + shift, gait.stride_s)
        ankle, pitch = _foot(gait, cycle)
        paths |= {f"{side}_hip": hip, f"{side}_knee": _knee(hip, ankle), f"{side}_ankle": ankle}
        turn = np.exp(1j * pitch)
        paths[f"{side}_heel"] = ankle + turn * (HEEL - ANKLE)
        toe = ankle + turn * (TOE - ANKLE)
        # Toes bend when the foot rolls over its ball.
        paths[f"{side}_foot_index"] = toe.real + 1j * np.maximum(toe.imag, LOWEST_TOE)
        swing = sign * np.cos(2 * np.pi * time_s / gait.stride_s) * gait.arm_swing_pct_torso / 200 * TRUNK
        paths |= {
            f"{side}_shoulder": shoulder,
            f"{side}_elbow": shoulder - 1j * UPPER_ARM + 0.4 * swing - 0.12,
            f"{side}_wrist": shoulder - 0.8j * UPPER_ARM + swing + 0.1,
        }
    return {name: np.column_stack([path.real, path.imag]) for name, path in paths.items()}


def _grid(gait: Gait) -> Array:
    return np.linspace(0.0, HEEL_OFF_AT * gait.contact_s, 60)


def _hip(gait: Gait, time_s: Array) -> Path:
    """Lowest in mid-stance; as high as the knee's bend at contact needs."""
    half = gait.vertical_oscillation_pct_leg / 200

    def wave(at: Array | float) -> Array:
        return np.asarray(-half * np.cos(2 * np.pi * (at - gait.contact_s / 2) / gait.step_s))

    landing = _landing_ankle(gait)
    height = landing.imag + np.sqrt(_length(gait.knee_at_contact_deg) ** 2 - landing.real**2)
    return np.asarray(1j * (height + wave(time_s) - wave(0.0)), dtype=np.complex128)


def _length(knee_deg: float) -> float:
    """Hip to ankle, for a knee bend."""
    return float(np.sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * np.cos(np.radians(knee_deg))))


def _landing_ankle(gait: Gait) -> complex:
    turn = np.exp(1j * np.radians(gait.foot_pitch_at_contact_deg))
    height = float((turn * (ANKLE - _pivot(gait))).imag) + _still_moving(gait, np.zeros(1))[0].imag
    return complex(gait.overstride_pct_leg / 100, height)


def _pivot(gait: Gait) -> complex:
    return HEEL_PIVOT if gait.foot_pitch_at_contact_deg >= 0 else BALL_PIVOT


def _still_moving(gait: Gait, time_s: Array) -> Path:
    """How far the foot has yet to go until shoe and flesh are compressed and it moves with the ground."""
    left = complex((1 - gait.matched_at_contact) * gait.ground_speed_leg_s, -gait.sink_leg_s)
    return np.asarray(-left * gait.soft_landing_s * np.exp(-time_s / gait.soft_landing_s), dtype=np.complex128)


def _early_pitch(gait: Gait, time_s: Array) -> Array:
    """Foot pitch from contact until it lies flat."""
    share = np.clip(time_s / (FLAT_AT * gait.contact_s), 0.0, 1.0)
    return np.asarray(np.radians(gait.foot_pitch_at_contact_deg) * (1 - share) ** 2 * (1 + 2 * share))


def _planted(gait: Gait, time_s: Array) -> Path:
    """Ankle on the moving ground until the heel lifts."""
    turn = np.exp(1j * _early_pitch(gait, time_s))
    first = np.exp(1j * np.radians(gait.foot_pitch_at_contact_deg)) * (ANKLE - _pivot(gait))
    place = gait.overstride_pct_leg / 100 - first.real - _still_moving(gait, np.zeros(1))[0].real
    on_ground = place - gait.ground_speed_leg_s * time_s + turn * (ANKLE - _pivot(gait))
    return np.asarray(on_ground + _still_moving(gait, time_s), dtype=np.complex128)


def _foot(gait: Gait, cycle_s: Array) -> tuple[Path, Array]:
    """Give ankle and foot pitch (radians, toes up positive) at times since this foot's contact."""
    ankle = np.empty(len(cycle_s), dtype=np.complex128)
    pitch = np.empty(len(cycle_s))
    planted = cycle_s <= HEEL_OFF_AT * gait.contact_s
    ankle[planted], pitch[planted] = _planted(gait, cycle_s[planted]), _early_pitch(gait, cycle_s[planted])
    ankle[~planted], pitch[~planted] = _lifted(gait, cycle_s[~planted])
    return ankle, pitch


@dataclass(frozen=True, slots=True)
class _Knot:
    """Value, rate and bend (per second) of a path at a time."""

    time_s: float
    value: float
    rate: float
    bend: float


def _lifted(gait: Gait, time_s: Array) -> tuple[Path, Array]:
    """Heel up, toe-off and swing: smooth paths of leg length, leg angle and foot pitch."""
    leaving = _leg_at_heel_off(gait)
    straight_s = gait.contact_s - gait.straightest_before_toe_off_s
    back_rate = -LEAVING_SPEED_SHARE * gait.ground_speed_leg_s
    push_s = straight_s - leaving[0].time_s
    far_back = leaving[0].value + push_s * (leaving[0].rate + back_rate) / 2
    landing, landing_rate = _landing_leg(gait)
    swing_s = gait.stride_s - gait.contact_s
    middle_s = gait.contact_s + LIFTED_AT * swing_s
    angle = _through(
        time_s,
        leaving[0],
        _Knot(straight_s, far_back, back_rate, -back_rate / STILL_BACKWARD_S),
        _Knot(
            gait.stride_s,
            float(np.angle(landing * 1j)),
            landing_rate.imag / abs(landing),
            landing_rate.imag / abs(landing) / gait.turn_before_contact_s,
        ),
    )
    length = _through(
        time_s,
        leaving[1],
        _Knot(straight_s, _length(gait.knee_at_toe_off_deg), 0.0, STRAIGHTEST_BEND),
        _Knot(middle_s, gait.lift_leg, 0.0, 30.0),
        _Knot(gait.stride_s, abs(landing), landing_rate.real, 0.0),
    )
    pitch = _through(
        time_s,
        _Knot(leaving[0].time_s, 0.0, 0.0, 0.0),
        _Knot(gait.contact_s, PITCH_AT_TOE_OFF, -7.0, 0.0),
        _Knot(gait.contact_s + 0.3 * swing_s, PITCH_AT_MOST, 0.0, 60.0),
        _Knot(gait.stride_s, float(np.radians(gait.foot_pitch_at_contact_deg)), -1.0, 0.0),
    )
    return np.asarray(_hip(gait, time_s) + length * np.exp(1j * (angle - np.pi / 2))), pitch


def _leg_at_heel_off(gait: Gait) -> tuple[_Knot, _Knot]:
    """Give leg angle and leg length, with rates, at the instant the heel lifts."""
    lift_s = HEEL_OFF_AT * gait.contact_s
    around = lift_s - STEP_S * np.array([1.0, 0.0])
    legs = _planted(gait, around) - _hip(gait, around)
    angle, length = np.angle(legs * 1j), np.abs(legs)
    return (
        _Knot(lift_s, float(angle[1]), float(angle[1] - angle[0]) / STEP_S, 0.0),
        _Knot(lift_s, float(length[1]), float(length[1] - length[0]) / STEP_S, 0.0),
    )


def _landing_leg(gait: Gait) -> tuple[complex, complex]:
    """Give hip-to-ankle just before contact, and its velocity along (real) and across (imaginary) the leg."""
    landing = complex(_landing_ankle(gait) - _hip(gait, np.zeros(1))[0])
    climb = float((_hip(gait, np.array([0.0])) - _hip(gait, np.array([-STEP_S])))[0].imag) / STEP_S
    speed = complex(-gait.matched_at_contact * gait.ground_speed_leg_s, -gait.sink_leg_s - climb)
    return landing, speed / landing * abs(landing)


def _through(time_s: Array, *knots: _Knot) -> Array:
    """Join quintics through knots of value, rate and bend."""
    path = np.empty(len(time_s))
    for first, last in itertools.pairwise(knots):
        long = last.time_s - first.time_s
        inside = (time_s >= first.time_s) & (time_s <= last.time_s)
        curve = _quintic(
            [first.value, first.rate * long, first.bend * long**2], [last.value, last.rate * long, last.bend * long**2]
        )
        path[inside] = polynomial.polyval((time_s[inside] - first.time_s) / long, curve)
    return path


def _quintic(first: list[float], last: list[float]) -> Array:
    """Quintic from value, slope and bend at 0 and 1."""
    a, b, c = first[0], first[1], first[2] / 2
    rows = np.array([[1.0, 1.0, 1.0], [3.0, 4.0, 5.0], [6.0, 12.0, 20.0]])
    rest = np.array([last[0] - a - b - c, last[1] - b - 2 * c, last[2] - 2 * c])
    return np.concatenate([[a, b, c], np.linalg.solve(rows, rest)])


def _knee(hip: Path, ankle: Path) -> Path:
    """Give the knee of two equal links, bent forward."""
    across = ankle - hip
    apart = np.minimum(np.abs(across), THIGH + SHANK - 1e-9)
    beside = np.sqrt(np.maximum(THIGH**2 - (apart / 2) ** 2, 0.0))
    return np.asarray(hip + across / 2 + across / np.abs(across) * 1j * beside, dtype=np.complex128)
