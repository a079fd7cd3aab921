"""The things an exercise needs: mat, chair, ball, weights, bands and walls, some fixed and some held.

Every prop gives traces behind and in front of the body. What is held follows the hand in every frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from backstride.figures.geometry import ComplexArray, circle_arc
from backstride.figures.mannequin.pose import Body
from backstride.figures.mannequin.side_outline import FAR_SHIFT
from backstride.figures.trace import Trace, box_trace, disc_trace, line_trace

__all__ = [
    "Ball", "Band", "Barbell", "Bench", "Cable", "Chair", "Drawn", "Dumbbell", "Kettlebell", "Mat", "Pillow", "Prop",
    "Roller", "SideWall", "Step", "Stick", "Wall",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """Traces behind and in front of the body."""

    behind: tuple[Trace, ...] = ()
    before: tuple[Trace, ...] = ()


class Prop(Protocol):
    """Anything that can be drawn with a body."""

    @property
    def fist(self) -> str:
        """The side (``n``, ``f``, ``l``, ``r``) whose hand holds it, or empty."""

    def draw(self, body: Body, /) -> Drawn:
        """Draw it for all frames of a body."""


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat on the floor from ``x``, ``width`` long."""

    x: float
    width: float
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw its top and its edge."""
        x, w = self.x, self.width
        top = np.array([[complex(x + 16, 15), complex(x + w + 10, 15), complex(x + w, 0), complex(x, 0)]])
        return Drawn(
            (line_trace("p-mat-top", top, closed=True), box_trace("p-mat", [complex(x - 2, -12)], w + 4 + 13j))
        )


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair that faces right; its back stands at ``x``, its seat is ``seat`` high; a stool has no back."""

    x: float
    seat: float
    stool: bool = False
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw legs, seat and back."""
        x, s = self.x, self.seat
        legs = [box_trace("p-wood-far", [complex(x + dx, 0)], 15 + 1j * (s - 4)) for dx in (-6, 196)]
        near = [box_trace("p-wood", [complex(x + dx, 0)], 17 + 1j * (s - 4)) for dx in (-26, 172)]
        seat = box_trace("p-wood", [complex(x - 26, s - 26)], 225 + 26j, 9)
        rest = (
            []
            if self.stool
            else [
                box_trace("p-wood", [complex(x - 26, s - 4)], 17 + 254j, 7),
                box_trace("p-wood", [complex(x - 34, s + 150)], 30 + 104j, 12),
            ]
        )
        return Drawn((*legs, *near, seat, *rest))


@dataclass(frozen=True, slots=True)
class Bench:
    """A padded bench from ``x``, ``width`` long and ``height`` high."""

    x: float
    width: float
    height: float
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw legs and pad."""
        x, w, h = self.x, self.width, self.height
        legs = [box_trace("p-steel", [complex(x + dx, 0)], 16 + 1j * (h - 30), 4) for dx in (24, w - 40)]
        return Drawn((*legs, box_trace("p-pad", [complex(x, h - 44)], w + 44j, 16)))


@dataclass(frozen=True, slots=True)
class Step:
    """A solid step or block."""

    x: float
    width: float
    height: float
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw the block and its top."""
        x, w, h = self.x, self.width, self.height
        block = box_trace("p-wood", [complex(x, 0)], w + 1j * h, 8)
        return Drawn((block, box_trace("p-wood-far", [complex(x - 6, h - 18)], w + 12 + 18j)))


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall whose face towards the body is at ``x``; ``left`` says that it stands to the left of it."""

    x: float
    left: bool = False
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw a strip of wall."""
        return Drawn((box_trace("p-wall", [complex(self.x - (60 if self.left else 0), 0)], 60 + 1060j, 4),))


@dataclass(frozen=True, slots=True)
class SideWall:
    """A wall that runs along beside the body, behind it for the reader, from ``x`` and ``width`` long."""

    x: float
    width: float
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw the wall as a pale panel."""
        return Drawn((box_trace("p-wall", [complex(self.x, 0)], self.width + 1060j, 6),))


@dataclass(frozen=True, slots=True)
class Ball:
    """A big soft ball; it may roll with ``follows``, a point of the body."""

    x: float
    radius: float
    follows: str = ""
    fist: str = ""

    def draw(self, body: Body, /) -> Drawn:
        """Draw the ball and two lines that show it is round."""
        r = self.radius
        centre = np.array([complex(self.x, r)])
        if self.follows:
            path = body.points[self.follows].real
            centre = centre + (path - path[0])
        arc = circle_arc(r * 0.72, 150, 215, 7)
        rim = circle_arc(r * 0.82, 10, 80, 7)
        return Drawn(
            (
                disc_trace("p-ball", centre, r),
                line_trace("p-ball-line", centre[:, None] + arc),
                line_trace("p-ball-line", centre[:, None] + rim),
            )
        )


@dataclass(frozen=True, slots=True)
class Roller:
    """A foam roller seen end on."""

    x: float
    radius: float = 52.0
    follows: str = ""
    fist: str = ""

    def draw(self, body: Body, /) -> Drawn:
        """Draw the roller and its core."""
        centre = np.array([complex(self.x, self.radius)])
        if self.follows:
            path = body.points[self.follows].real
            centre = centre + (path - path[0]) / 2
        return Drawn((disc_trace("p-ball", centre, self.radius), disc_trace("p-pad", centre, self.radius * 0.4)))


@dataclass(frozen=True, slots=True)
class Pillow:
    """A soft pillow on the floor."""

    x: float
    width: float
    height: float
    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw the pillow."""
        return Drawn((box_trace("p-ball", [complex(self.x, 0)], self.width + 1j * self.height, 30),))


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """A dumbbell in one hand, or in front of the chest when ``upright``."""

    fist: str
    upright: bool = False

    def draw(self, body: Body, /) -> Drawn:
        """Draw it around the grip."""
        at = body.points[f"grip_{self.fist}"] + (FAR_SHIFT if self.fist == "f" else 0)
        if self.upright:
            parts = [
                box_trace("p-steel", at + (-8 - 44j), 16 + 88j, 5),
                box_trace("p-metal", at + (-34 + 34j), 68 + 36j, 9),
                box_trace("p-metal", at + (-34 - 70j), 68 + 36j, 9),
            ]
        else:
            parts = [box_trace("p-steel", at + (-40 - 7j), 80 + 14j, 5)]
            parts += [box_trace("p-metal", at + (dx - 31j), 34 + 62j, 9) for dx in (-70, 36)]
            parts += [box_trace("p-metal", at + (dx - 21j), 14 + 42j, 5) for dx in (-82, 68)]
        return _by_hand(self.fist, tuple(parts))


@dataclass(frozen=True, slots=True)
class Kettlebell:
    """A kettlebell that hangs from one hand."""

    fist: str

    def draw(self, body: Body, /) -> Drawn:
        """Draw handle and bell below the grip."""
        at = body.points[f"grip_{self.fist}"] + (FAR_SHIFT if self.fist == "f" else 0)
        handle = circle_arc(34, -20, 200, 9) - 30j
        return _by_hand(self.fist, (line_trace("p-bar", at[:, None] + handle), disc_trace("p-metal", at - 84j, 54.0)))


@dataclass(frozen=True, slots=True)
class Barbell:
    """A barbell seen end on, its plate around a point of the body."""

    point: str = "grip_n"
    radius: float = 92.0
    fist: str = "n"

    def draw(self, body: Body, /) -> Drawn:
        """Draw the plate in front of the body."""
        at = body.points[self.point]
        discs = (("p-metal", self.radius), ("p-steel", self.radius * 0.62), ("p-metal", 16.0))
        return Drawn((), tuple(disc_trace(paint, at, radius) for paint, radius in discs))


@dataclass(frozen=True, slots=True)
class Band:
    """An elastic band from a fixed point (``x``, ``y``), or from another point of the body, to a point of the body.

    ``crosses`` says that it runs in front of the trunk.
    """

    point: str
    x: float = 0.0
    y: float = 0.0
    other: str = ""
    fist: str = ""
    crosses: bool = False

    def draw(self, body: Body, /) -> Drawn:
        """Draw the band, and a hook where it is fixed."""
        end = body.points[self.point]
        start = body.points[self.other] if self.other else np.full(len(end), complex(self.x, self.y))
        line = line_trace("p-band", np.stack([start, end], axis=1))
        if self.other:
            return Drawn((), (line,))
        hook = disc_trace("p-metal", [complex(self.x, self.y)], 12.0)
        return Drawn((hook,), (line,)) if self.crosses else Drawn((line, hook))


@dataclass(frozen=True, slots=True)
class Cable:
    """A cable from a pulley at (``x``, ``y``) to a handle at a point of the body."""

    point: str
    x: float
    y: float
    fist: str = "n"

    def draw(self, body: Body, /) -> Drawn:
        """Draw pulley, cable and the handle end on."""
        end = body.points[self.point]
        start = np.full(len(end), complex(self.x, self.y))
        return Drawn(
            (
                line_trace("p-cable", np.stack([start, end], axis=1)),
                disc_trace("p-metal", [complex(self.x, self.y)], 24.0),
                disc_trace("p-steel", [complex(self.x, self.y)], 10.0),
            ),
            (disc_trace("p-metal", end, 15.0),),
        )


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick through two points of the body, a little longer at both ends."""

    first: str
    second: str
    beyond: float = 60.0
    fist: str = ""

    def draw(self, body: Body, /) -> Drawn:
        """Draw it behind the body."""
        a, b = body.points[self.first], body.points[self.second]
        along = (b - a) / np.abs(b - a) * self.beyond
        ends: ComplexArray = np.stack([a - along, b + along], axis=1)
        return Drawn((line_trace("p-stick", ends),))


def _by_hand(side: str, parts: tuple[Trace, ...]) -> Drawn:
    return Drawn(behind=parts) if side == "f" else Drawn(before=parts)
