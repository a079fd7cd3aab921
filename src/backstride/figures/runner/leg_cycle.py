"""One leg over a stride: planted on the moving belt from touch to toe-off, then swung back to the next touch.

In stance the foot is fixed to the belt (first at the heel or ball that touched, then flat, then rolling over the ball)
and the knee follows by two-link inverse kinematics from hip and ankle. In swing thigh, knee and foot angles follow
smooth curves whose ends and end speeds are those of stance, so touch, toe-off, overstride and knee angles are exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray, heading
from backstride.figures.mannequin.proportions import (
    ANKLE_HEIGHT,
    BALL_FORWARD,
    HEEL_FORWARD,
    LEG,
    SHANK,
    THIGH,
    TOE_LENGTH,
)
from backstride.figures.runner.stride_settings import RunnerSettings

__all__ = ["LegAngles", "hip_height", "leg_angles"]

_FLAT_AT_SHARE = 0.2
_HEEL_OFF_SHARE = 0.5
_NEAR_SHARE = 0.03
# The ankle seen from the heel and from the ball of a flat foot.
_FROM_HEEL = complex(-HEEL_FORWARD, ANKLE_HEIGHT)
_FROM_BALL = complex(-BALL_FORWARD, ANKLE_HEIGHT)
_TOE_STIFFNESS = 0.92
_LANDING_SPEED_SHARE = 0.35
_LANDING_SINK = 0.10
_KNEE_PEAK_SHARE, _THIGH_PEAK_SHARE = 0.47, 0.82
_THIGH_PEAK_ABOVE_LANDING_DEG = 10.0
_CLEARANCE, _SOFTNESS = 10.0, 6.0


@dataclass(frozen=True, slots=True, eq=False)
class LegAngles:
    """Joint angles of one leg, each (moments,) degrees, in the side body's sense; ``thigh`` is against the vertical."""

    thigh: FloatArray
    knee: FloatArray
    ank: FloatArray
    toe: FloatArray


def _reach(knee_deg: FloatArray | float) -> FloatArray:
    """Hip-to-ankle distance of a knee angle."""
    bend = np.cos(np.radians(knee_deg))
    return np.asarray(np.sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * bend), dtype=np.float64)


def _knee_of(reach: FloatArray) -> FloatArray:
    bend = (reach**2 - THIGH**2 - SHANK**2) / (2 * THIGH * SHANK)
    return np.asarray(np.degrees(np.arccos(np.clip(bend, -1, 1))), dtype=np.float64)


def _landing(settings: RunnerSettings) -> tuple[complex, float]:
    """Give the ankle at the first touch, belt at y = 0, and the hip height that its knee angle needs."""
    turn = complex(heading(settings.foot_pitch_at_contact_deg))
    pivot = _FROM_HEEL if settings.foot_pitch_at_contact_deg >= 0 else _FROM_BALL
    ankle = complex(settings.overstride_pct_leg / 100 * LEG, (turn * pivot).imag)
    drop = float(_reach(settings.knee_flexion_at_contact_deg)) ** 2 - ankle.real**2
    return ankle, ankle.imag + float(np.sqrt(drop))


def hip_height(settings: RunnerSettings, time_s: FloatArray) -> FloatArray:
    """Give the height of the hip joint above the belt at times from a touch, body units.

    A cosine a step long, lowest in the middle of stance and highest in the middle of flight.

    Examples
    --------
    >>> import numpy as np
    >>> y = hip_height(RunnerSettings(), np.linspace(0, 1, 2000))
    >>> float(round(np.ptp(y) / 488 * 100, 2))
    9.0
    """
    swing = settings.vertical_oscillation_pct_leg / 200 * LEG
    turn = 2 * np.pi / settings.step_s
    start = -swing * np.cos(turn * settings.contact_s / 2)
    wave = -swing * np.cos(turn * (time_s - settings.contact_s / 2))
    return np.asarray(_landing(settings)[1] - start + wave, dtype=np.float64)


def _stance(settings: RunnerSettings, time_s: FloatArray) -> LegAngles:
    """Solve the leg on the belt for times 0 to contact_s."""
    belt = settings.belt_units_per_s * time_s
    hip: ComplexArray = np.asarray(1j * hip_height(settings, time_s), dtype=np.complex128)
    landing, _ = _landing(settings)
    share = time_s / settings.contact_s
    pitch0 = settings.foot_pitch_at_contact_deg
    pivot = _FROM_HEEL if pitch0 >= 0 else _FROM_BALL
    touch = landing - complex(heading(pitch0)) * pivot
    pitch = pitch0 * np.clip(1 - share / _FLAT_AT_SHARE, 0, 1) ** 2
    ankle: ComplexArray = np.asarray(touch - belt + heading(pitch) * pivot, dtype=np.complex128)
    ball: ComplexArray = np.asarray(touch - belt + (pivot - _FROM_BALL), dtype=np.complex128)
    limit = _knee_limit(settings, share, hip, ball)
    rolling = (share > _HEEL_OFF_SHARE) & (np.abs(ball + _FROM_BALL - hip) > _reach(limit))
    if np.any(np.abs(ball[rolling] - hip[rolling]) > _reach(limit)[rolling] + abs(_FROM_BALL)):
        raise ValueError("the foot cannot stay on the belt until toe-off: take a shorter contact or a slower belt")
    ankle = np.where(rolling, _rolled_ankle(hip, ball, _reach(limit)), ankle)
    pitch = np.where(rolling, np.degrees(np.angle((ankle - ball) / _FROM_BALL)), pitch)
    thigh, knee = _two_links(hip, ankle)
    return LegAngles(thigh, knee, pitch - (thigh - knee), np.maximum(0.0, -pitch) * _TOE_STIFFNESS)


def _knee_limit(settings: RunnerSettings, share: FloatArray, hip: ComplexArray, ball: ComplexArray) -> FloatArray:
    """Plan how far the knee opens from mid-stance to toe-off, where it is at rest at its toe-off angle."""
    order = np.argsort(share)
    flat = _knee_of(np.minimum(np.abs(ball + _FROM_BALL - hip), LEG))
    around = np.array([_HEEL_OFF_SHARE - _NEAR_SHARE, _HEEL_OFF_SHARE, _HEEL_OFF_SHARE + _NEAR_SHARE])
    before, middle, after = (float(v) for v in np.interp(around, share[order], flat[order]))
    end = settings.knee_flexion_at_toe_off_deg
    slope = (after - before) / (2 * _NEAR_SHARE)
    return _curve(np.maximum(share, _HEEL_OFF_SHARE), [(_HEEL_OFF_SHARE, middle, slope), (1.0, end, 0.0)])


def _rolled_ankle(hip: ComplexArray, ball: ComplexArray, reach: FloatArray) -> ComplexArray:
    """Give the ankle at a distance from the hip when the foot turns on its ball with the heel up."""
    across = ball - hip
    d = np.maximum(np.abs(across), 1.0)
    r = abs(_FROM_BALL)
    along = (d**2 + reach**2 - r**2) / (2 * d)
    beside = np.sqrt(np.maximum(reach**2 - along**2, 0.0))
    return np.asarray(hip + across / d * (along - 1j * beside), dtype=np.complex128)


def _two_links(hip: ComplexArray, ankle: ComplexArray) -> tuple[FloatArray, FloatArray]:
    """Give thigh angle against the vertical (forward positive) and knee flexion, degrees."""
    across = ankle - hip
    knee = _knee_of(np.abs(across))
    inside = np.degrees(np.arcsin(np.clip(SHANK * np.sin(np.radians(knee)) / np.abs(across), -1, 1)))
    return np.asarray(np.degrees(np.angle(across * 1j)) + inside, dtype=np.float64), knee


def _landing_rates(settings: RunnerSettings) -> tuple[float, float]:
    """Give thigh and knee rates (deg/s) that bring the ankle down and back just before the touch."""
    ankle, height = _landing(settings)
    speed = settings.belt_units_per_s
    climb = float(np.diff(hip_height(settings, np.array([-1e-4, 0.0])))[0]) / 1e-4
    velocity = complex(-_LANDING_SPEED_SHARE * speed, -_LANDING_SINK * speed - climb)
    step_s = 1e-4
    places = np.array([ankle - velocity * step_s, ankle])
    thigh, knee = _two_links(np.full(2, 1j * height), places)
    return float(np.diff(thigh)[0]) / step_s, float(np.diff(knee)[0]) / step_s


def _curve(u: FloatArray, knots: list[tuple[float, float, float]]) -> FloatArray:
    """Cubic Hermite curve through (place, value, slope)."""
    table = np.array(knots)
    i = np.clip(np.searchsorted(table[:, 0], u, side="right") - 1, 0, len(table) - 2)
    x0, y0, m0 = table[i].T
    x1, y1, m1 = table[i + 1].T
    w = x1 - x0
    t = (u - x0) / w
    return np.asarray(
        y0 * (1 + 2 * t) * (1 - t) ** 2 + m0 * w * t * (1 - t) ** 2 + y1 * t**2 * (3 - 2 * t) + m1 * w * t**2 * (t - 1),
        dtype=np.float64,
    )


def _swing(settings: RunnerSettings, time_s: FloatArray) -> LegAngles:
    """Swing the leg from toe-off to the next touch; times count from the touch before."""
    length = settings.stride_s - settings.contact_s
    u = (time_s - settings.contact_s) / length
    grid = np.linspace(0, settings.contact_s, 241)
    stance = _stance(settings, grid)
    thigh_slope = float(stance.thigh[-1] - stance.thigh[-3]) / float(grid[-1] - grid[-3]) * length
    thigh_rate, knee_rate = _landing_rates(settings)
    first, last = _stance(settings, np.array([0.0, settings.contact_s])), -1
    thigh_peak = float(first.thigh[0]) + _THIGH_PEAK_ABOVE_LANDING_DEG
    knee_peak = settings.knee_flexion_in_swing_deg
    late = max(float(first.knee[0]) - 3.0, 5.0)
    thigh = _curve(
        u,
        [
            (0.0, float(first.thigh[last]), thigh_slope),
            (_THIGH_PEAK_SHARE, thigh_peak, 0.0),
            (1.0, float(first.thigh[0]), thigh_rate * length),
        ],
    )
    knee = _curve(
        u,
        [
            (0.0, float(first.knee[last]), 0.0),
            (_KNEE_PEAK_SHARE, knee_peak, 0.0),
            (0.94, late + 3, -40.0),
            (1.0, float(first.knee[0]), knee_rate * length),
        ],
    )
    ank = _curve(
        u, [(0.0, float(first.ank[last]), 0.0), (0.35, -10.0, 30.0), (0.7, 5.0, 0.0), (1.0, float(first.ank[0]), 0.0)]
    )
    toe = float(first.toe[last]) * np.clip(1 - u / 0.35, 0, 1) ** 2
    hip: ComplexArray = np.asarray(1j * hip_height(settings, time_s), dtype=np.complex128)
    return _cleared(LegAngles(thigh, knee, ank, toe), u, hip)


def _cleared(leg: LegAngles, u: FloatArray, hip: ComplexArray) -> LegAngles:
    """Lift the ankle just enough that no part of the foot sweeps through the belt; the ends of the swing stay."""
    pitch = leg.thigh - leg.knee + leg.ank
    ankle = hip + THIGH * heading(leg.thigh - 90) + SHANK * heading(leg.thigh - leg.knee - 90)
    foot = heading(pitch)
    ball = ankle - foot * _FROM_BALL
    toe = ball + heading(pitch + leg.toe) * TOE_LENGTH
    lowest = np.minimum(np.minimum((ankle - foot * _FROM_HEEL).imag, ball.imag), toe.imag)
    inside = np.sin(np.pi * np.clip(u, 0, 1))
    short = _CLEARANCE * inside - lowest
    lift = (short + np.sqrt(short**2 + (_SOFTNESS * inside) ** 2)) / 2
    thigh, knee = _two_links(hip, np.asarray(ankle + 1j * lift, dtype=np.complex128))
    return LegAngles(thigh, knee, pitch - (thigh - knee), leg.toe)


def leg_angles(settings: RunnerSettings, time_s: FloatArray) -> LegAngles:
    """Give one leg's angles at times from its first touch.

    Parameters
    ----------
    settings
        The runner.
    time_s
        (moments,) any times; the stride repeats.

    Raises
    ------
    ValueError
        If the foot could not stay on the belt until toe-off.

    Examples
    --------
    >>> import numpy as np
    >>> float(leg_angles(RunnerSettings(), np.array([0.0])).knee[0].round(3))
    16.0
    """
    t = np.mod(np.asarray(time_s, dtype=np.float64), settings.stride_s)
    on_belt = t <= settings.contact_s
    stance = _stance(settings, np.concatenate([np.where(on_belt, t, 0.0), np.linspace(0, settings.contact_s, 41)]))
    swing = _swing(settings, np.where(on_belt, settings.contact_s, t))
    n = len(t)
    return LegAngles(
        *(
            np.where(on_belt, getattr(stance, name)[:n], getattr(swing, name))
            for name in ("thigh", "knee", "ank", "toe")
        )
    )
