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

    ankle = np.array([_HALF - 30.0, -70.0])
    knee_standing = np.array([_HALF - 10.0, -270.0])
    waist = middle + np.array([0.0, -70.0])
    hem, neck = waist[1] + 40.0, -900.0
    body = (
        f"M{waist[0] - 125:.0f} {hem:.0f}L-150 -800Q-140 -850 0 -850Q140 -850 160 -800L{waist[0] + 130:.0f} {hem:.0f}Z"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" aria-label="{title}" '
        f'viewBox="-330 -1080 660 1120"><title>{title}</title>'
        '<ellipse class="p-shadow" cx="60" cy="7" rx="220" ry="10"/><path class="p-floor" d="M-300 4H300"/>'
        + limb([knee, foot], 38.0, "f-skin-far")
        + f'<ellipse class="f-shoe-far" cx="{foot[0] + 4:.0f}" cy="{foot[1] + 30:.0f}" rx="44" ry="34"/>'
        + limb([free, knee], 58.0, "f-shorts-far")
        + limb([knee_standing, ankle], 40.0, "f-skin")
        + f'<path class="f-shoe" d="M{ankle[0] - 48:.0f} 0V-46Q{ankle[0]:.0f} -84 {ankle[0] + 48:.0f} -46V0Z"/>'
        + limb([np.array([-165.0, -790.0]), np.array([-205.0, -600.0])], 34.0, "f-skin")
        + limb([np.array([170.0, -790.0]), np.array([205.0, -600.0])], 34.0, "f-skin")
        + limb([np.array([5.0, -850.0]), np.array([5.0, neck])], 44.0, "f-skin-shade")
        + '<ellipse class="f-hair" cx="5" cy="-965" rx="78" ry="96"/>'
        + f'<path class="f-top" d="{body}"/>'
        + limb([standing, knee_standing], 62.0, "f-shorts")
        + limb([standing, free], 72.0, "f-shorts")
        + f'<path class="{paint}-dash" d="M{-2.4 * _HALF:.0f} {standing[1]:.0f}H{2.4 * _HALF:.0f}"/>'
        f'<path class="{paint}" d="M{standing[0]:.0f} {standing[1]:.0f}L{free[0]:.0f} {free[1]:.0f}"/>'
        f'<circle class="{paint}" cx="{standing[0]:.0f}" cy="{standing[1]:.0f}" r="13"/>'
        f'<circle class="{paint}" cx="{free[0]:.0f}" cy="{free[1]:.0f}" r="13"/></svg>'
    )
