"""One landing: the moment of the first touch, with the foot's distance from the hip marked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

import numpy as np

from backstride.figures.mannequin.proportions import ANKLE_HEIGHT, HEEL_FORWARD, LEG, SHANK, THIGH
from backstride.figures.mannequin.side_body import SIDE_ANGLES, SideBody, side_body
from backstride.figures.mannequin.side_outline import side_shapes
from backstride.figures.runner.runner_body import runner_body
from backstride.figures.runner.stride_settings import RunnerSettings
from backstride.figures.trace import shape_trace, still

__all__ = ["Landing", "LandingKind", "landing_body", "landing_figure"]

_OVERSTRIDE_PCT_LEG = (-20.0, 60.0)
_STRAIGHTEST_DEG, _MOST_BENT_DEG = 3.0, 60.0
_FOOT_TO_SHANK = 0.9


class LandingKind(StrEnum):
    """Whose landing it is: the runner's own, or the one to try."""

    YOURS = "yours"
    TRY = "try"


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """The body at the first touch.

    Parameters
    ----------
    overstride_pct_leg
        Ankle ahead of the hip joint, percent of leg length; drawn exactly.
    trunk_lean_deg
        Hip to shoulder against the vertical, forward positive; drawn exactly.
    shank_angle_deg
        Lower leg against the vertical, positive when the ankle is ahead of the knee, or None when it was not
        measured. A lower leg that would bend the knee backwards is drawn as steep as a nearly straight knee allows.

    Raises
    ------
    ValueError
        If no leg can do it.

    Examples
    --------
    >>> Landing(overstride_pct_leg=28, trunk_lean_deg=6).shank_angle_deg is None
    True
    """

    overstride_pct_leg: float
    trunk_lean_deg: float
    shank_angle_deg: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no leg can do."""
        low, high = _OVERSTRIDE_PCT_LEG
        if not low <= self.overstride_pct_leg <= high:
            raise ValueError(f"overstride_pct_leg {self.overstride_pct_leg:g} is not between {low:g} and {high:g}")


def _leg(landing: Landing) -> tuple[float, float]:
    """Give thigh and lower-leg angle against the vertical, forward positive, degrees."""
    ahead = landing.overstride_pct_leg / 100 * LEG
    guess = float(np.degrees(ahead / LEG)) - 5 if landing.shank_angle_deg is None else landing.shank_angle_deg
    shanks = np.linspace(-40, 40, 1601)
    side = (ahead - SHANK * np.sin(np.radians(shanks))) / THIGH
    shanks = shanks[np.abs(side) < 1]
    thighs = np.degrees(np.arcsin((ahead - SHANK * np.sin(np.radians(shanks))) / THIGH))
    knees = thighs - shanks
    fits = (knees >= _STRAIGHTEST_DEG) & (knees <= _MOST_BENT_DEG)
    best = int(np.argmin(np.where(fits, np.abs(shanks - guess), np.inf)))
    return float(thighs[best]), float(shanks[best])


def landing_body(landing: Landing) -> SideBody:
    """Solve the landing; the near foot touches at y = 0 and the hip is at x = 0.

    Examples
    --------
    >>> body = landing_body(Landing(overstride_pct_leg=30, trunk_lean_deg=5, shank_angle_deg=8))
    >>> float((body.points["ankle_n"].real / 488 * 100)[0].round(1))
    30.0
    """
    settings = RunnerSettings(trunk_lean_deg=min(max(landing.trunk_lean_deg, -10.0), 25.0))
    base = runner_body(settings, np.zeros(1)).angles
    thigh, shank = _leg(landing)
    foot = max(0.0, min(shank * _FOOT_TO_SHANK + 2.0, 22.0))
    pitch = float(base["pitch"][0])
    angles = {name: float(value[0]) for name, value in base.items()}
    angles |= {"hip_n": thigh + pitch, "knee_n": thigh - shank, "ank_n": foot - shank, "toe_n": 0.0}
    turn = np.radians(foot)
    ankle = ANKLE_HEIGHT * np.cos(turn) - HEEL_FORWARD * np.sin(turn)
    angles["y"] = float(ankle + THIGH * np.cos(np.radians(thigh)) + SHANK * np.cos(np.radians(shank)))
    return side_body(np.array([[angles[name] for name in SIDE_ANGLES]]))


def landing_figure(landing: Landing, kind: LandingKind, label: str, title: str) -> str:
    """Draw one landing with its foot-to-hip distance marked.

    Parameters
    ----------
    landing
        The body at the first touch.
    kind
        ``yours`` in the runner's own colour, or ``try`` in the accent colour.
    label
        The distance in words, such as "28 cm", or empty.
    title
        What the picture shows, in plain words.

    Examples
    --------
    >>> svg = landing_figure(Landing(overstride_pct_leg=30, trunk_lean_deg=4), LandingKind.YOURS, "26 cm", "Yours")
    >>> "26 cm" in svg
    True
    """
    body = landing_body(landing)
    person = still([shape_trace(shape) for shape in side_shapes(body, frozenset("nf"))])
    hip, ankle = complex(body.points["hip_n"][0]), complex(body.points["ankle_n"][0])
    paint = f"ann-{kind.value}"
    middle = (hip.real + ankle.real) / 2
    marks = (
        f'<path class="{paint}-dash" d="M{hip.real:.0f} {-hip.imag:.0f}V46"/>'
        f'<path class="{paint}" d="M{hip.real:.0f} 36V62M{ankle.real:.0f} 36V62M{hip.real:.0f} 49H{ankle.real:.0f}"/>'
        f'<circle class="{paint}" cx="{hip.real:.0f}" cy="{-hip.imag:.0f}" r="13"/>'
    )
    if label:
        marks += f'<text class="{paint}-text" x="{middle:.0f}" y="132">{escape(label)}</text>'
    words = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="{words}" '
        f'viewBox="-400 -1060 830 1210"><title>{words}</title>'
        f'<ellipse class="p-shadow" cx="30" cy="7" rx="330" ry="10"/><path class="p-floor" d="M-380 4H410"/>'
        f"{person}{marks}</svg>"
    )
