"""A painted path over time: what every drawing is made of, and how it becomes SVG, still or moving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from backstride.figures.geometry import ComplexArray, FloatArray, rounded
from backstride.figures.outline import Shape, path_data, polygon

__all__ = ["Box", "Trace", "box_trace", "disc_trace", "line_trace", "moving", "shape_trace", "still", "union"]


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in body units, y up."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Trace:
    """One path over all frames.

    Parameters
    ----------
    paint
        Class in `backstride.figures.paint.PAINTS`.
    data
        Path data, one a frame, or a single one when nothing moves.
    box
        What it covers over all frames.

    Raises
    ------
    ValueError
        If there is no frame.
    """

    paint: str
    data: tuple[str, ...]
    box: Box

    def __post_init__(self) -> None:
        """Refuse an empty trace."""
        if not self.data:
            raise ValueError("a trace needs at least one frame")

    def at(self, frame: int) -> str:
        """Give the path data of one frame."""
        return self.data[min(frame, len(self.data) - 1)]


def union(boxes: Iterable[Box]) -> Box:
    """Give the smallest box around several.

    Examples
    --------
    >>> union([Box(0, 0, 1, 1), Box(-2, 0, 0, 3)])
    Box(left=-2, bottom=0, right=1, top=3)
    """
    rows = list(boxes)
    return Box(
        min(box.left for box in rows),
        min(box.bottom for box in rows),
        max(box.right for box in rows),
        max(box.top for box in rows),
    )


def _box(points: ComplexArray) -> Box:
    return Box(float(points.real.min()), float(points.imag.min()), float(points.real.max()), float(points.imag.max()))


def shape_trace(shape: Shape) -> Trace:
    """Turn a smooth shape into a trace; equal frames are kept once."""
    texts = [path_data(curve) for curve in shape.curves]
    data = tuple("".join(parts) for parts in zip(*texts, strict=True))
    box = union(_box(polygon(curve, 2)) for curve in shape.curves)
    return Trace(shape.paint, data[:1] if len(set(data)) == 1 else data, box)


def line_trace(paint: str, points: ComplexArray, *, closed: bool = False) -> Trace:
    """Draw straight lines through points, (frames, points)."""
    rows = tuple(
        "M" + "L".join(f"{rounded(p.real)} {rounded(-p.imag)}" for p in row) + ("Z" if closed else "") for row in points
    )
    return Trace(paint, rows[:1] if len(set(rows)) == 1 else rows, _box(points))


def box_trace(paint: str, corner: Sequence[complex] | ComplexArray, size: complex, radius: float = 6.0) -> Trace:
    """Draw an upright box with round corners.

    Parameters
    ----------
    paint
        Class.
    corner
        (frames,) lower left corner.
    size
        Width plus 1j times height.
    radius
        Of the corners.
    """
    at = np.asarray(corner, dtype=np.complex128)
    w, h = size.real, size.imag
    r = min(radius, w / 2, h / 2)
    bend = f"a{rounded(r)} {rounded(r)} 0 0 1 "
    rest = (
        f"h{rounded(w - 2 * r)}{bend}{rounded(r)} {rounded(r)}v{rounded(h - 2 * r)}{bend}{rounded(-r)} {rounded(r)}"
        f"h{rounded(2 * r - w)}{bend}{rounded(-r)} {rounded(-r)}v{rounded(2 * r - h)}{bend}{rounded(r)} {rounded(-r)}Z"
    )
    data = tuple(f"M{rounded(p.real + r)} {rounded(-p.imag - h)}{rest}" for p in at)
    return Trace(paint, data[:1] if len(set(data)) == 1 else data, _box(np.concatenate([at, at + size])))


def disc_trace(paint: str, centre: Sequence[complex] | ComplexArray, radius: float) -> Trace:
    """Draw a disc around a centre, (frames,)."""
    at = np.asarray(centre, dtype=np.complex128)
    r, d = rounded(radius), rounded(2 * radius)
    data = tuple(f"M{rounded(p.real - radius)} {rounded(-p.imag)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0Z" for p in at)
    corner = complex(radius, radius)
    return Trace(paint, data[:1] if len(set(data)) == 1 else data, _box(np.concatenate([at - corner, at + corner])))


def still(traces: Iterable[Trace], frame: int = 0) -> str:
    """Write one frame as plain paths."""
    return "".join(f'<path class="{trace.paint}" d="{trace.at(frame)}"/>' for trace in traces)


def moving(traces: Iterable[Trace], share: FloatArray, duration_s: float) -> str:
    """Write paths that move; only what moves carries an animation.

    Parameters
    ----------
    traces
        Each with one frame or ``len(share)`` frames.
    share
        (frames,) moments from 0 to 1.
    duration_s
        Length of the loop.
    """
    times = ";".join(f"{t:.3f}".rstrip("0").rstrip(".") for t in share)
    head = f'<animate attributeName="d" dur="{duration_s:.2f}s" repeatCount="indefinite" keyTimes="{times}" values="'
    out = []
    for trace in traces:
        if len(trace.data) == 1:
            out.append(f'<path class="{trace.paint}" d="{trace.data[0]}"/>')
        else:
            values = ";".join(trace.data)
            out.append(f'<path class="{trace.paint}" d="{trace.data[0]}">{head}{values}"/></path>')
    return "".join(out)
