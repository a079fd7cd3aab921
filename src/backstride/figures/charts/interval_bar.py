"""A number with its range: the best guess as a dark line, the range as a bar, on a named scale."""

from __future__ import annotations

from html import escape

from backstride.figures.charts.chart import Chart, Span
from backstride.figures.geometry import rounded

__all__ = ["interval_bar"]

_WIDTH_PX, _HEIGHT_PX, _EDGE_PX = 320.0, 22.0, 4.0
_NARROWEST_PX = 6.0


def interval_bar(
    value: float,
    low: float,
    high: float,
    *,
    label: str,
    unit: str = "",
    scale: tuple[float, float] = (0.0, 100.0),
    ticks: tuple[float, ...] = (),
) -> Chart:
    """Draw one number with its range.

    Parameters
    ----------
    value, low, high
        Best guess and the ends of its range.
    label, unit
        What it is, and its unit as it is read aloud (" in 100", " degrees").
    scale
        The ends of the bar; what lies outside is drawn at the end.
    ticks
        Values to mark faintly.

    Raises
    ------
    ValueError
        If the value is outside its range.

    Examples
    --------
    >>> interval_bar(40, 25, 60, label="Strained low back", unit=" in 100").table[1]
    ('Strained low back', '40 in 100', '25 to 60 in 100')
    """
    if not low <= value <= high:
        raise ValueError(f"{label}: {value:g} is not between {low:g} and {high:g}")
    x = Span(*scale, _EDGE_PX, _WIDTH_PX - _EDGE_PX)
    left, right = x.inside(low), x.inside(high)
    if right - left < _NARROWEST_PX:
        middle = (left + right) / 2
        left, right = middle - _NARROWEST_PX / 2, middle + _NARROWEST_PX / 2
    words = f"{label}: {value:g}{unit}, likely between {low:g} and {high:g}{unit}"
    marks = "".join(f'<path class="iv-tick" d="M{rounded(x.at(tick))} 15V20"/>' for tick in ticks)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="interval" role="img" aria-label="{escape(words)}" '
        f'viewBox="0 0 {_WIDTH_PX:.0f} {_HEIGHT_PX:.0f}"><title>{escape(words)}</title>'
        f'<rect class="iv-track" x="4" y="4" width="312" height="14" rx="7"/>'
        f'<rect class="iv-range" x="{rounded(left)}" y="4" width="{rounded(right - left)}" height="14" rx="7"/>{marks}'
        f'<rect class="iv-mid" x="{rounded(x.inside(value) - 2.5)}" y="1" width="5" height="20" rx="2.5"/></svg>'
    )
    table = (("What", "Best guess", "Range"), (label, f"{value:g}{unit}", f"{low:g} to {high:g}{unit}"))
    return Chart(svg=svg, table=table)
