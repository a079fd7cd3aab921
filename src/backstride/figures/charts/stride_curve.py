"""A signal over one stride: the single strides thin, their mean thick, and the moment the foot leaves the ground."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from backstride.figures.charts.chart import Chart, Span, Width, assemble, text
from backstride.figures.geometry import FloatArray, rounded

__all__ = ["stride_curve_chart"]

_LEFT_PX, _TOP_PX, _BASE_PX = 40.0, 30.0, 170.0
_ROWS = 11
_FEWEST_POINTS = 3
_FINE, _FINE_UP_TO = 2, 20.0
# (largest range, grid step), degrees
_GRID_STEPS = ((12, 2), (25, 5), (50, 10), (100, 20), (float("inf"), 40))


def _line(x: Span, y: Span, share: FloatArray, values: FloatArray) -> str:
    return "L".join(f"{rounded(x.at(u))} {rounded(y.at(v))}" for u, v in zip(share, values, strict=True))


def stride_curve_chart(
    share: FloatArray,
    angle_deg: FloatArray,
    *,
    name: str,
    toe_off_share: float | None = None,
    spread_deg: tuple[FloatArray, FloatArray] | None = None,
    strides: Sequence[FloatArray] = (),
    unit: tuple[str, str] = ("degrees", "°"),
    width: Width = Width.PHONE,
) -> Chart:
    """Draw an angle, or another signal, over the stride.

    Parameters
    ----------
    share
        (points,) share of the stride, 0 at landing to 1 at the next landing of the same foot, rising.
    angle_deg
        (points,) degrees.
    name
        What it is, in plain words ("Knee bend").
    toe_off_share
        When the foot leaves the ground, or None.
    spread_deg
        (low, high), each (points,): the range over the strides, or None.
    strides
        Single strides, each (points,), drawn thin behind the mean.
    unit
        The unit in words, and as it stands behind a number.
    width
        Phone or laptop.

    Raises
    ------
    ValueError
        If the arrays differ in length or hold fewer than three points.

    Examples
    --------
    >>> import numpy as np
    >>> u = np.linspace(0, 1, 51)
    >>> chart = stride_curve_chart(u, 40 + 30 * np.sin(2 * np.pi * u), name="Knee bend", toe_off_share=0.35)
    >>> chart.table[1]
    ('0', '40')
    """
    if len(share) != len(angle_deg) or len(share) < _FEWEST_POINTS:
        raise ValueError(f"{name}: a curve needs three or more points, one angle each")
    words, sign = unit
    low, high = spread_deg or (angle_deg, angle_deg)
    shown = np.concatenate([low, high, *strides])
    grid = _FINE if float(np.ptp(shown)) <= _FINE_UP_TO else 10
    bottom = float(np.floor(min(0.0, float(np.min(shown))) / grid) * grid)
    top = float(np.ceil(float(np.max(shown)) / grid) * grid)
    right = float(width.value)
    x = Span(0, 1, _LEFT_PX, right - 6)
    y = Span(bottom, max(top, bottom + grid), _BASE_PX, _TOP_PX)
    step = next(step for room, step in _GRID_STEPS if top - bottom <= room)
    out = [
        f'<path class="c-grid" d="M{_LEFT_PX:.0f} {rounded(y.at(v))}H{right:.0f}"/>'
        + text("c-text-end", _LEFT_PX - 5, y.at(v) + 4, f"{v:.0f}{sign}")
        for v in np.arange(bottom, y.high + 0.1, step)
    ]
    out.append(text("c-text", 0, 12, f"{name}, {words}"))
    if spread_deg is not None:
        band = f"M{_line(x, y, share, high)}L{_line(x, y, share[::-1], low[::-1])}Z"
        out.append(f'<path class="c-band" d="{band}"/>')
    out += [f'<path class="c-line-thin" d="M{_line(x, y, share, stride)}"/>' for stride in strides]
    out.append(f'<path class="c-line" d="M{_line(x, y, share, angle_deg)}"/>')
    out.append(text("c-text", x.at(0), _BASE_PX + 17, "landing"))
    out.append(text("c-text-end", x.at(1), _BASE_PX + 17, "next landing"))
    if toe_off_share is not None:
        px = x.at(toe_off_share)
        out.append(f'<path class="c-rule" d="M{rounded(px)} {_TOP_PX:.0f}V{_BASE_PX:.0f}"/>')
        out.append(text("c-text-middle", px, _BASE_PX + 17, "foot leaves"))
    svg = assemble(right, _BASE_PX + 26, f"{name} over one stride", _said(share, angle_deg, words), "".join(out))
    return Chart(svg=svg, table=_table(share, angle_deg, f"{name}, {words}"))


def _said(share: FloatArray, values: FloatArray, words: str) -> str:
    peak = int(np.argmax(values))
    return (
        f"{float(values[0]):.0f} {words} at landing, most {float(values[peak]):.0f} {words} at "
        f"{float(share[peak]) * 100:.0f} percent of the stride."
    )


def _table(share: FloatArray, values: FloatArray, heading: str) -> tuple[tuple[str, ...], ...]:
    places = np.linspace(0, 1, _ROWS)
    sampled = np.interp(places, share, values)
    rows = tuple((f"{u * 100:.0f}", f"{v:.0f}") for u, v in zip(places, sampled, strict=True))
    return (("Percent of the stride", heading), *rows)
