"""The bigger things: a slanted back bench, a leg machine, an exercise bike and a skipping rope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.figures.geometry import heading
from backstride.figures.mannequin.pose import Body
from backstride.figures.props import Drawn
from backstride.figures.trace import Trace, box_trace, disc_trace, line_trace

__all__ = ["BackBench", "Bicycle", "LegMachine", "Rope"]


def _bar(paint: str, *points: complex) -> Trace:
    return line_trace(paint, np.array([points], dtype=np.complex128))


@dataclass(frozen=True, slots=True)
class BackBench:
    """A bench slanted at 45 degrees: a pad under the hips and a roll that holds the ankles."""

    fist: str = ""

    def draw(self, _body: Body, /) -> Drawn:
        """Draw frame, pad and foot plate."""
        tilt = complex(heading(45.0))
        pad = np.array([[-150j - 36, -50j - 36, -50j + 36, -150j + 36]]) * -1j * tilt
        return Drawn(
            (
                _bar("p-bar", -330 + 60j, 60 + 400j),
                _bar("p-bar", 60 + 400j, 60 + 12j),
                _bar("p-bar", -70 + 12j, 190 + 12j),
                _bar("p-bar", -420 + 12j, -250 + 12j),
                _bar("p-bar", -330 + 12j, -330 + 90j),
                line_trace("p-pad", pad + (500j + 40 - 20j), closed=True),
                disc_trace("p-pad", [-362 + 196j], 26.0),
            )
        )


@dataclass(frozen=True, slots=True)
class LegMachine:
    """A seat with a back pad, and a padded roll on a lever that the shins push up; the seat is ``seat`` high."""

    x: float
    seat: float
    fist: str = ""

    def draw(self, body: Body, /) -> Drawn:
        """Draw frame and pads behind the body, and the roll in front of the shins."""
        x, s = self.x, self.seat
        pivot = complex(x + 214, s - 22)
        knee, ankle = body.points["knee_joint_n"], body.points["ankle_n"]
        down = (ankle - knee) / np.abs(ankle - knee)
        roll = ankle + down * (-48 + 46j)
        lever = np.stack([np.full(len(roll), pivot), roll], axis=1)
        return Drawn(
            (
                _bar("p-bar", complex(x - 60, 12), complex(x + 260, 12)),
                _bar("p-bar", complex(x + 90, 12), complex(x + 90, s - 30)),
                _bar("p-bar", complex(x - 26, s - 26), complex(x - 26, s + 240)),
                _bar("p-bar", complex(x - 26, s - 26), complex(x + 90, s - 26)),
                line_trace("p-bar", lever),
                box_trace("p-pad", [complex(x - 10, s - 44)], 232 + 44j, 14),
                box_trace("p-pad", [complex(x - 20, s - 10)], 44 + 310j, 18),
                disc_trace("p-metal", [pivot], 20.0),
            ),
            (disc_trace("p-pad", roll, 30.0), disc_trace("p-steel", roll, 10.0)),
        )


@dataclass(frozen=True, slots=True)
class Rope:
    """A skipping rope seen from the front: overhead when the loop begins, under the feet in its middle."""

    overhead: float = 640.0
    fist: str = "l"

    def draw(self, body: Body, /) -> Drawn:
        """Draw the rope as a bow from hand to hand."""
        left, right = body.points["grip_l"], body.points["grip_r"]
        turn = np.cos(2 * np.pi * np.arange(len(left)) / (len(left) - 1))
        depth = np.where(turn > 0, turn * self.overhead, turn * (left.imag - 4))
        u = np.linspace(0, np.pi, 19)
        across = (left + right)[:, None] / 2 - (right - left)[:, None] / 2 * np.cos(u)
        return Drawn((), (line_trace("p-rope", across + 1j * depth[:, None] * np.sin(u) ** 0.6),))


@dataclass(frozen=True, slots=True)
class Bicycle:
    """An exercise bike that faces right."""

    hip: complex = -40 + 640j
    handle: complex = 330 + 700j
    crank_at: complex = 100 + 210j
    crank: float = 80.0
    fist: str = "n"

    def pedal(self, turn_deg: float) -> complex:
        """Give the pedal, clockwise from the top."""
        return self.crank_at + self.crank * complex(heading(90 - turn_deg))

    def leg_sketch(self, turn_deg: float) -> dict[str, float]:
        """Give rough hip and knee angles for a crank angle, for the solver to start from."""
        low = (1 - np.cos(np.radians(turn_deg))) / 2
        ahead = np.sin(np.radians(turn_deg))
        return {"hip": float(96 - 42 * low + 10 * ahead), "knee": float(108 - 72 * low - 12 * ahead), "ank": 2.0}

    def draw(self, body: Body, /) -> Drawn:
        """Draw frame, wheel, saddle and handle behind, the near crank in front."""
        at = self.crank_at
        near = body.points["ball_n"] - 12j
        far = body.points["ball_f"] - 12j
        saddle = self.hip + (-60 - 74j)
        column = np.full(len(near), at)
        return Drawn(
            (
                disc_trace("p-steel", [300 + 170j], 150.0),
                disc_trace("p-pad", [300 + 170j], 118.0),
                disc_trace("p-metal", [300 + 170j], 22.0),
                _bar("p-bar", at, saddle + 40),
                _bar("p-bar", at, 300 + 170j),
                _bar("p-bar", 300 + 170j, 262 + 640j),
                _bar("p-bar", 262 + 640j, self.handle + (6 - 4j)),
                _bar("p-bar", -60 + 12j, 440 + 12j),
                _bar("p-bar", at, at.real + 12j),
                _bar("p-bar", 300 + 170j, 300 + 12j),
                box_trace("p-pad", [saddle - 30], 170 + 26j, 12),
                line_trace("p-cable", np.stack([column, far], axis=1)),
            ),
            (
                line_trace("p-bar", np.stack([column, near], axis=1)),
                disc_trace("p-metal", [at], 26.0),
            ),
        )
