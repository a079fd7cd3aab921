"""Closed smooth outlines: as path data for SVG and as dense polygons for painting pixels.

An outline is given by the knots it passes through. Handles are equal on both sides of a knot, so path data can use
``s`` and needs a third fewer numbers, and short on short stretches, so outlines stay calm. All frames of one outline
have the same number of knots, so SVG's own ``animate`` can blend them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.figures.geometry import ComplexArray

__all__ = ["Shape", "path_data", "polygon"]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One painted part over all frames.

    Parameters
    ----------
    paint
        Class in `backstride.figures.paint.PAINTS`.
    curves
        Closed curves, each (frames, knots) in body units, y up.
    """

    paint: str
    curves: tuple[ComplexArray, ...]


def _handles(knots: ComplexArray) -> ComplexArray:
    """Give the handle of each knot, (..., knots)."""
    before, after = np.roll(knots, 1, axis=-1), np.roll(knots, -1, axis=-1)
    across = after - before
    span = np.maximum(np.abs(across), 1.0)
    short = np.minimum(np.abs(knots - before), np.abs(after - knots))
    return np.asarray(across * (0.3 * short + 0.04 * span) / span, dtype=np.complex128)


def path_data(knots: ComplexArray) -> list[str]:
    """Write a closed smooth curve as compact relative path data, one text a frame.

    Parameters
    ----------
    knots
        (frames, knots), body units, y up; written in whole units with y down.

    Examples
    --------
    >>> import numpy as np
    >>> path_data(np.array([[0, 100, 100 + 100j]], dtype=complex))
    ['M0 0c0 34 75 25 100 0s34-100 0-100-100 66-100 100Z']
    """
    q = np.round(knots.real) - 1j * np.round(knots.imag)
    h = _handles(q)
    step = np.roll(q, -1, axis=-1) - q
    second = step - np.roll(h, -1, axis=-1)
    table = np.stack([second.real, second.imag, step.real, step.imag], axis=-1)
    numbers = np.rint(table).astype(int).tolist()
    first = np.rint(np.stack([h[:, 0].real, h[:, 0].imag], axis=-1)).astype(int).tolist()
    starts = np.stack([q[:, 0].real, q[:, 0].imag], axis=-1).astype(int).tolist()
    return [_write(start, opening, rows) for start, opening, rows in zip(starts, first, numbers, strict=True)]


def _write(start: list[int], opening: list[int], rows: list[list[int]]) -> str:
    out = [f"M{start[0]} {start[1]}c"]
    glue = ""
    for i, row in enumerate(rows):
        if i == 1:
            out.append("s")
            glue = ""
        for number in (*opening, *row) if i == 0 else row:
            out.append(f"{glue if number >= 0 else ''}{number}")
            glue = " "
    return "".join(out) + "Z"


def polygon(knots: ComplexArray, points_per_stretch: int = 6) -> ComplexArray:
    """Follow the same smooth curve with short straight lines.

    Parameters
    ----------
    knots
        (frames, knots) or (knots,).

    Returns
    -------
    numpy.ndarray
        (frames, knots * points_per_stretch) or without the first axis; the last point joins the first.

    Examples
    --------
    >>> import numpy as np
    >>> polygon(np.array([0, 100, 100 + 100j], dtype=complex), 2).shape
    (6,)
    """
    h = _handles(knots)
    end = np.roll(knots, -1, axis=-1)
    a, b, c, d = knots, knots + h, end - np.roll(h, -1, axis=-1), end
    u = np.arange(points_per_stretch) / points_per_stretch
    bend = (
        a[..., None] * (1 - u) ** 3
        + 3 * b[..., None] * u * (1 - u) ** 2
        + 3 * c[..., None] * u**2 * (1 - u)
        + d[..., None] * u**3
    )
    return np.asarray(bend.reshape(*knots.shape[:-1], -1), dtype=np.complex128)
