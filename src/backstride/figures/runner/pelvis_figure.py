"""Hips and legs from behind, in the middle of a step: how far the pelvis sinks on the free side."""

from __future__ import annotations

import itertools

import numpy as np

from backstride.figures.runner.landing_figure import LandingKind

__all__ = ["pelvis_figure"]

_HALF = 105.0
_TITLE = "Hips from behind while standing on one leg: the pelvis sinks {degrees:.0f} degrees on the free side."


def pelvis_figure(drop_deg: float, kind: LandingKind) -> str:
    """Draw the pelvis over the standing right leg, exactly as far out of level as it is.

    Parameters
    ----------
    drop_deg
        How far the free side sinks, degrees.
    kind
        Whose it is.

    Examples
    --------
    >>> "sinks 6 degrees" in pelvis_figure(6.0, LandingKind.YOURS)
    True
    """
    turn = np.radians(drop_deg)
    standing = np.array([_HALF, -500.0])
    free = standing + 2 * _HALF * np.array([-np.cos(turn), np.sin(turn)])
    middle = (standing + free) / 2
    knee, foot = free + np.array([5.0, 215.0]), free + np.array([25.0, 300.0])
    paint = f"ann-{kind.value}"
    title = _TITLE.format(degrees=drop_deg)

    def limb(points: list[np.ndarray[tuple[int], np.dtype[np.float64]]], half: float, fill: str) -> str:
        out = []
        for start, end in itertools.pairwise(points):
            along = (end - start) / np.linalg.norm(end - start)
            side = half * np.array([-along[1], along[0]])
            corners = (start + side, end + side, end - side, start - side)
            path = "L".join(f"{x:.0f} {y:.0f}" for x, y in corners)
            out.append(f'<path class="{fill}" d="M{path}Z"/>')
        out += [f'<circle class="{fill}" cx="{x:.0f}" cy="{y:.0f}" r="{half:.0f}"/>' for x, y in points]
        return "".join(out)

    ground = np.array([_HALF - 30.0, -20.0])
    trunk = [middle + np.array([0.0, -20.0]), middle + np.array([10.0, -300.0])]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="{title}" '
        f'viewBox="-330 -960 660 1000"><title>{title}</title>'
        '<ellipse class="p-shadow" cx="60" cy="7" rx="220" ry="10"/><path class="p-floor" d="M-300 4H300"/>'
        + limb([knee, foot], 40.0, "f-skin-far")
        + limb([free, knee], 58.0, "f-shorts-far")
        + limb([np.array([_HALF - 10, -255.0]), ground], 44.0, "f-skin")
        + limb([standing, np.array([_HALF - 10, -255.0])], 62.0, "f-shorts")
        + limb([standing, free], 70.0, "f-shorts")
        + limb(trunk, 112.0, "f-top")
        + f'<path class="{paint}-dash" d="M{-1.9 * _HALF:.0f} {standing[1]:.0f}H{1.9 * _HALF:.0f}"/>'
        f'<path class="{paint}" d="M{standing[0]:.0f} {standing[1]:.0f}L{free[0]:.0f} {free[1]:.0f}"/>'
        f'<circle class="{paint}" cx="{standing[0]:.0f}" cy="{standing[1]:.0f}" r="13"/>'
        f'<circle class="{paint}" cx="{free[0]:.0f}" cy="{free[1]:.0f}" r="13"/></svg>'
    )
