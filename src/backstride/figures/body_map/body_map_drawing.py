"""The body map as SVG: a picture of where it hurts, and the same picture as part of a form."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from backstride.figures.body_map.body_edges import HEADS
from backstride.figures.body_map.region_shapes import region_shapes
from backstride.figures.body_map.regions import REGIONS, MapView, region
from backstride.figures.geometry import ComplexArray, rounded

__all__ = ["MAP_HEIGHT", "MAP_WIDTH", "body_map_control", "body_map_svg", "map_centre"]

VIEW_WIDTH, MAP_HEIGHT = 200.0, 540.0
MAP_WIDTH = 2 * VIEW_WIDTH
_STRONG, _SOME = 2 / 3, 1 / 3
_NOTHING: Mapping[str, float] = MappingProxyType({})


def map_centre(view: MapView) -> float:
    """Give the x of a view's middle in the map."""
    return VIEW_WIDTH / 2 + (0 if view is MapView.BACK else VIEW_WIDTH)


def _path(points: ComplexArray, dx: float) -> str:
    """Write straight lines with relative steps, one decimal."""
    tenths = [(round(10 * (p.real + dx)), round(10 * p.imag)) for p in points]
    x, y = tenths[0]
    out = [f"M{rounded(x / 10)} {rounded(y / 10)}l"]
    for i, (nx, ny) in enumerate(tenths[1:]):
        step = f"{rounded((nx - x) / 10)} {rounded((ny - y) / 10)}"
        out.append(step if i == 0 or step.startswith("-") else f" {step}")
        x, y = nx, ny
    return "".join(out) + "Z"


def _tone(strength: float) -> str:
    """Give the class for a strength from 0 to 1."""
    if strength <= 0:
        return "region"
    return "region-3" if strength > _STRONG else "region-2" if strength > _SOME else "region-1"


def body_map_svg(selected: Mapping[str, float] = _NOTHING, *, interactive: bool = False, field: str = "where") -> str:
    """Draw the body from behind and from the front.

    Parameters
    ----------
    selected
        Region id -> strength from 0 to 1.
    interactive
        Make every region a link to its checkbox (``#field-region``), so that the map can be walked by keyboard; without
        it the map is a picture with a description of what is marked.
    field
        Start of the checkboxes' ids.

    Raises
    ------
    KeyError
        If a region does not exist.

    Examples
    --------
    >>> "Low back, left" in body_map_svg({"low_back_left": 1.0})
    True
    """
    names = [region(name).label for name, strength in selected.items() if strength > 0]
    parts = []
    for view in MapView:
        dx = map_centre(view)
        parts.append(f'<path class="map-head" d="{_path(HEADS[view.value], dx)}"/>')
        for name, points in region_shapes(view):
            title = f"{region(name).label}{'' if view is region(name).views[0] else f', seen from the {view.value}'}"
            path = (
                f'<path class="{_tone(selected.get(name, 0.0))} r-{name}" d="{_path(points, dx)}">'
                f"<title>{escape(title)}</title></path>"
            )
            parts.append(f'<a href="#{field}-{name}" aria-label="{escape(title)}">{path}</a>' if interactive else path)
        left, right = ("L", "R") if view is MapView.BACK else ("R", "L")
        parts.append(
            f'<text class="map-text" x="{dx - 84:.0f}" y="130">{left}</text>'
            f'<text class="map-text" x="{dx + 84:.0f}" y="130">{right}</text>'
            f'<text class="map-text" x="{dx:.0f}" y="530">{view.value.capitalize()}</text>'
        )
    words = f"Body map. Marked: {'; '.join(names)}." if names else "Body map. Nothing is marked."
    role = (
        'role="group" aria-label="Body map: choose where it hurts"'
        if interactive
        else f'role="img" aria-label="{words}"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bodymap" {role} '
        f'viewBox="0 0 {MAP_WIDTH:.0f} {MAP_HEIGHT:.0f}">'
        f"<title>{escape(words)}</title>{''.join(parts)}</svg>"
    )


def body_map_control(field: str = "where") -> str:
    """Write the touchable map of a form: the picture under one label a region, cut to the region's outline.

    A touch on a region ticks the checkbox ``{field}-{region}``, which the page lists beside the map; ``body-map.css``
    cuts the labels and colours what is ticked, so no script is needed. Keyboard and screen reader use the checkboxes;
    the map itself is hidden from them, so that nothing is met twice. The style sheet knows the field ``where`` only.

    Examples
    --------
    >>> 'for="where-low_back_left"' in body_map_control()
    True
    """
    labels = "".join(
        f'<label class="hit hit-{one.id}-{view.value}" for="{field}-{one.id}" title="{escape(one.label)}"></label>'
        for one in REGIONS
        for view in one.views
    )
    return f'<div class="map-control" aria-hidden="true">{body_map_svg()}{labels}</div>'
