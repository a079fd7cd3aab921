"""Points of the drawing plane as complex numbers, and the few turns that everything is built from.

A point is ``x + 1j * y`` in body units: the standing body is 1000 units tall, x points to the reader's right,
y points up and the ground is y = 0. A heading is a complex number of length 1. Turning a heading by an angle
is one multiplication, so a limb, a foot or a head is placed as ``origin + heading * shape``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["ComplexArray", "FloatArray", "circle_arc", "ease", "heading", "rounded"]

FloatArray = NDArray[np.float64]
ComplexArray = NDArray[np.complex128]


def heading(angle_deg: ArrayLike) -> ComplexArray:
    """Give the heading that lies at an angle from the x axis, counter-clockwise.

    Parameters
    ----------
    angle_deg
        Any shape, degrees.

    Returns
    -------
    numpy.ndarray
        The same shape, complex, length 1.

    Examples
    --------
    >>> heading([0.0, 90.0]).round(6).tolist()
    [(1+0j), 1j]
    """
    turn = np.radians(np.asarray(angle_deg, dtype=np.float64))
    out = np.empty(turn.shape, dtype=np.complex128)
    out.real, out.imag = np.cos(turn), np.sin(turn)
    return out


def ease(share: ArrayLike) -> FloatArray:
    """Rise smoothly from 0 to 1, at rest at both ends, and stay there outside.

    Examples
    --------
    >>> ease([-1.0, 0.0, 0.5, 1.0, 2.0]).tolist()
    [0.0, 0.0, 0.5, 1.0, 1.0]
    """
    t = np.clip(np.asarray(share, dtype=np.float64), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), dtype=np.float64)


def circle_arc(radius: float, start_deg: float, end_deg: float, points: int) -> ComplexArray:
    """Give evenly spaced points of an arc around the origin.

    Examples
    --------
    >>> circle_arc(2.0, 0.0, 180.0, 3).round(6).tolist()
    [(2+0j), 2j, (-2+0j)]
    """
    return radius * heading(np.linspace(start_deg, end_deg, points))


def rounded(value: float) -> str:
    """Write a coordinate as short as possible: one decimal at most, no trailing zero, no minus zero.

    Examples
    --------
    >>> rounded(3.04), rounded(-0.01), rounded(12.25)
    ('3', '0', '12.2')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
