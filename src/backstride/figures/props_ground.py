"""What the body lies on or floats in when there is no floor to see: a mat from above, deep water and its belt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.figures.mannequin.pose import Body
from backstride.figures.props import Drawn
from backstride.figures.trace import box_trace, line_trace

__all__ = ["Belt", "MatFromAbove", "Water"]


@dataclass(frozen=True, slots=True)
class MatFromAbove:
    """A mat seen from above with its lower left corner at ``corner``, and a pillow at the end of the head.

    Parameters
    ----------
    corner, size
        As x plus 1j times y, body units.
    pillow
        Corner of the pillow; its size is fixed.
    """

    corner: complex
    size: complex
    pillow: complex
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw mat, its border and the pillow."""
        inset = 16 + 16j
        return Drawn(
            (
                box_trace("p-mat", [self.corner], self.size, 40),
                box_trace("p-mat-top", [self.corner + inset], self.size - 2 * inset, 28),
                box_trace("p-ball", [self.pillow], 150 + 230j, 46),
            )
        )


@dataclass(frozen=True, slots=True)
class Water:
    """Water from ``left``, ``width`` wide and ``depth`` deep, with its surface at ``surface``."""

    left: float
    width: float
    surface: float
    depth: float
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw the water over the body, and small waves on it."""
        x = np.linspace(self.left + 14, self.left + self.width - 14, 41)
        waves = x + 1j * (self.surface + 7 * np.sin(np.arange(41) * np.pi / 4))
        under = box_trace("p-water", [complex(self.left, self.surface - self.depth)], self.width + 1j * self.depth, 36)
        return Drawn((), (under, line_trace("p-water-line", waves[None])))


@dataclass(frozen=True, slots=True)
class Belt:
    """A belt around the waist that carries the body in deep water."""

    fist: str = ""

    def draw(self, body: Body, /) -> Drawn:
        """Draw the belt from the belly to the low back."""
        ends = np.stack([body.points["waist"], body.points["loin"]], axis=1)
        return Drawn((), (line_trace("p-belt", ends),))
