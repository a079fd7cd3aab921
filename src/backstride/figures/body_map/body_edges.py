"""The outline of the standing body, front and back: smooth edges from which regions are cut.

One half of the body: x to the side from the middle, y down, 500 units tall.
"""

from __future__ import annotations

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray

__all__ = [
    "ARM", "CALF_INNER", "CALF_OUTER", "FOOT_BACK", "FOOT_FRONT", "HEADS", "THIGH_INNER", "THIGH_OUTER", "TRUNK",
    "Edge", "dip",
]  # fmt: skip


def _spline(points: FloatArray, per: int, *, closed: bool) -> FloatArray:
    """Follow a Catmull-Rom curve through points, (n, 2)."""
    if closed:
        ring = np.concatenate([points[-1:], points, points[:2]])
    else:
        ring = np.concatenate([points[:1], points, points[-1:]])
    a, b, c, d = ring[:-3], ring[1:-2], ring[2:-1], ring[3:]
    t = (np.arange(per) / per)[None, :, None]
    a, b, c, d = (part[:, None, :] for part in (a, b, c, d))
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    flat = curve.reshape(-1, 2)
    return flat if closed else np.concatenate([flat, points[-1:]])


class Edge:
    """One side of the body as x over y.

    Parameters
    ----------
    points
        (x, y) pairs from top to bottom.

    Examples
    --------
    >>> Edge((10, 0), (10, 100)).x(50.0)
    10.0
    """

    __slots__ = ("_line",)

    def __init__(self, *points: tuple[float, float]) -> None:
        self._line = _spline(np.array(points, dtype=np.float64), 10, closed=False)

    def x(self, y: float) -> float:
        """Give the distance from the middle at a height."""
        return float(np.interp(y, self._line[:, 1], self._line[:, 0]))

    def cut(self, start: float, end: float) -> list[complex]:
        """Follow the edge from one height to another."""
        count = max(2, int(abs(end - start) / 7))
        return [complex(self.x(y), y) for y in np.linspace(start, end, count + 1)]


def dip(start: complex, end: complex, sag: float, count: int = 6) -> list[complex]:
    """Give a shallow curve between two points that dips in the middle.

    Examples
    --------
    >>> dip(0j, 10 + 0j, 2, 2)
    [0j, (5+2j), (10+0j)]
    """
    u = np.linspace(0, 1, count + 1)
    return [complex(start + (end - start) * k + 1j * sag * 4 * k * (1 - k)) for k in u]


def _closed(*points: tuple[float, float], per: int = 4) -> ComplexArray:
    line = _spline(np.array(points, dtype=np.float64), per, closed=True)
    return np.asarray(line[:, 0] + 1j * line[:, 1], dtype=np.complex128)


# fmt: off
TRUNK = Edge((15, 84), (17, 92), (30, 98), (43, 101), (45, 112), (45, 136), (44, 160), (40, 184), (38, 200), (40, 214),
             (45, 232), (48, 250), (49, 264), (50, 285))
ARM = _closed((43, 101), (54, 104), (61, 113), (63, 130), (65, 156), (69, 182), (75, 206), (81, 236), (87, 252),
              (89, 268), (86, 284), (80, 286), (77, 272), (72, 258), (71, 238), (63, 208), (57, 186), (53, 160),
              (46, 136), (44, 118))
THIGH_OUTER = Edge((49, 255), (50.5, 280), (49, 310), (44, 345), (38, 372), (37, 380))
THIGH_INNER = Edge((1.5, 268), (3, 285), (8, 318), (13, 350), (16, 372), (16, 380))
CALF_OUTER = Edge((37, 360), (37, 380), (39, 398), (39, 414), (34, 440), (29, 462), (28, 474))
CALF_INNER = Edge((16, 360), (16, 380), (13, 398), (13, 414), (15, 440), (17.5, 462), (17, 474))
FOOT_FRONT = _closed((28, 474), (31, 482), (36, 492), (34, 499), (22, 500), (15, 497), (15, 486), (17, 474))
FOOT_BACK = _closed((28, 474), (30, 484), (30, 495), (23, 499), (16, 495), (16, 484), (17, 474))
HEADS = {
    "front": _closed((0, 8), (16, 12), (24, 28), (24, 44), (19, 62), (10, 73), (0, 76), (-10, 73), (-19, 62), (-24, 44),
                     (-24, 28), (-16, 12)),
    "back": _closed((0, 8), (16, 12), (25, 28), (25, 46), (20, 60), (12, 68), (0, 70), (-12, 68), (-20, 60), (-25, 46),
                    (-25, 28), (-16, 12)),
}
# fmt: on
