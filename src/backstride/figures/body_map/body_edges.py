"""The outline of the standing body, front, back and side: smooth edges from which regions are cut.

Front and back give one half of the body: x to the side from the middle, y down, 500 units tall. The side is seen with
the face to the reader's left: x negative in front.
"""

from __future__ import annotations

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray

__all__ = [
    "ARM", "CALF_INNER", "CALF_OUTER", "FOOT_BACK", "FOOT_FRONT", "FOOT_SIDE", "HEADS", "HEAD_SIDE", "SIDE_BACK",
    "SIDE_FRONT", "THIGH_INNER", "THIGH_OUTER", "TRUNK", "Edge", "dip",
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
SIDE_BACK = Edge((13, 62), (13, 74), (15, 86), (22, 100), (28, 118), (30, 136), (29, 156), (25, 178), (20, 200),
                 (18, 214), (20, 230), (28, 248), (31, 262), (28, 278), (22, 296), (20, 320), (17, 345), (12, 368),
                 (12, 380), (16, 398), (18, 414), (15, 436), (9, 458), (8, 476))
SIDE_FRONT = Edge((-9, 66), (-8, 76), (-8, 88), (-13, 100), (-22, 118), (-26, 134), (-26, 152), (-23, 172), (-22, 192),
                  (-23, 212), (-22, 232), (-19, 252), (-20, 272), (-22, 300), (-21, 325), (-18, 348), (-16, 366),
                  (-16, 378), (-12, 394), (-11, 414), (-9, 440), (-7, 462), (-8, 476))
HEAD_SIDE = _closed((2, 6), (16, 11), (24, 26), (24, 42), (18, 56), (13, 66), (0, 67), (-8, 69), (-16, 70), (-19, 66),
                    (-19, 58), (-22, 52), (-26, 48), (-22, 36), (-21, 24), (-13, 11))
FOOT_SIDE = _closed((8, 474), (13, 486), (13, 496), (8, 500), (-14, 500), (-38, 499), (-42, 494), (-34, 487),
                    (-18, 482), (-8, 474))
# fmt: on
