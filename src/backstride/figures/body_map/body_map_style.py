"""The style sheet that makes the body map touchable and colours what is ticked, without a script."""

from __future__ import annotations

import numpy as np

from backstride.figures.body_map.body_map_drawing import MAP_HEIGHT, MAP_WIDTH, map_centre
from backstride.figures.body_map.region_shapes import region_shapes
from backstride.figures.body_map.regions import REGIONS, MapView
from backstride.figures.geometry import ComplexArray, rounded

__all__ = ["body_map_css"]

_FIELD = "where"
_SMALLEST_BEND = 0.5
"""Of the map's units: about a hundredth of the width of the trunk."""


def _clip(points: ComplexArray, dx: float) -> str:
    corners = (
        f"{rounded((p.real + dx) / MAP_WIDTH * 100)}% {rounded(p.imag / MAP_HEIGHT * 100)}%" for p in _corners(points)
    )
    return f"polygon({','.join(corners)})"


def _corners(points: ComplexArray) -> list[complex]:
    """Leave out points that lie on the line between their neighbours, as far as a fingertip could tell."""
    kept = [complex(points[-1])]
    for point, after in zip(points, np.roll(points, -1), strict=True):
        line = after - kept[-1]
        if abs((line.conjugate() * (point - kept[-1])).imag) > _SMALLEST_BEND * abs(line):
            kept.append(complex(point))
    return kept[1:] if kept[-1] == kept[0] else kept


def body_map_css() -> str:
    """Write one clip path a label, and one colour rule a checkbox.

    Examples
    --------
    >>> "#where-low_back_left:checked" in body_map_css()
    True
    """
    head = (
        "/* Written by `python -m backstride.figures.stylesheets body-map`: change it there, not here. */\n"
        ".map-control{position:relative}\n.map-control .hit{position:absolute;inset:0;cursor:pointer}\n"
        ".bodymap a:focus{outline:none}.bodymap a:focus-visible path{stroke:var(--focus);stroke-width:3.5}\n"
    )
    clips = "".join(
        f".hit-{name}-{view.value}{{clip-path:{_clip(points, map_centre(view))}}}\n"
        for view in MapView
        for name, points in region_shapes(view)
    )
    ticked = ",".join(f"form:has(#{_FIELD}-{one.id}:checked) .r-{one.id}" for one in REGIONS)
    focused = ",".join(f"form:has(#{_FIELD}-{one.id}:focus-visible) .r-{one.id}" for one in REGIONS)
    return f"{head}{clips}{ticked}{{fill:var(--accent-2)}}\n{focused}{{stroke:var(--focus);stroke-width:3.5}}\n"
