"""The body map as SVG: a picture of where it hurts, and the same picture as part of a form."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from backstride.figures.body_map.body_edges import HEAD_SIDE, HEADS
from backstride.figures.body_map.region_shapes import region_shapes
from backstride.figures.body_map.regions import REGIONS, MapView, region
from backstride.figures.geometry import ComplexArray, rounded

__all__ = [
    "BOTH_SIDES",
    "FRONT_AND_BACK",
    "MAP_HEIGHT",
    "MAP_WIDTH",
    "body_map_control",
    "body_map_svg",
    "map_centre",
]

VIEW_WIDTH, MAP_HEIGHT = 200.0, 540.0
MAP_WIDTH = 2 * VIEW_WIDTH
FRONT_AND_BACK = (MapView.BACK, MapView.FRONT)
BOTH_SIDES = (MapView.LEFT, MapView.RIGHT)
_STRONG, _SOME = 2 / 3, 1 / 3
_NOTHING: Mapping[str, float] = MappingProxyType({})


def map_centre(view: MapView) -> float:
    """Give the x of a view's middle in its picture of two views."""
    return VIEW_WIDTH / 2 + (0 if view in (MapView.BACK, MapView.LEFT) else VIEW_WIDTH)


def _head(view: MapView) -> ComplexArray:
    if view.side is None:
        return HEADS[view.value]
    return HEAD_SIDE if view is MapView.LEFT else -HEAD_SIDE.conj()


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


def body_map_svg(
    selected: Mapping[str, float] = _NOTHING,
    *,
    views: tuple[MapView, MapView] = FRONT_AND_BACK,
    interactive: bool = False,
    field: str = "where",
) -> str:
    """Draw the body from two sides: from behind and from the front, or from its left and right.

    Parameters
    ----------
    selected
        Region id -> strength from 0 to 1.
    views
        The two views, left to right.
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
    for view in views:
        dx = map_centre(view)
        parts.append(f'<path class="map-head" d="{_path(_head(view), dx)}"/>')
        for name, points in region_shapes(view):
            title = f"{region(name).label}{'' if view is region(name).views[0] else f', seen from {view.seen_from}'}"
            path = (
                f'<path class="{_tone(selected.get(name, 0.0))} r-{name}" d="{_path(points, dx)}">'
                f"<title>{escape(title)}</title></path>"
            )
            parts.append(f'<a href="#{field}-{name}" aria-label="{escape(title)}">{path}</a>' if interactive else path)
        parts.append(_captions(view, dx))
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


def _captions(view: MapView, dx: float) -> str:
    name = "Left side" if view is MapView.LEFT else "Right side" if view is MapView.RIGHT else view.value.capitalize()
    below = f'<text class="map-text" x="{dx:.0f}" y="530">{name}</text>'
    if view.side is not None:
        return below
    left, right = ("L", "R") if view is MapView.BACK else ("R", "L")
    return (
        f'<text class="map-text" x="{dx - 84:.0f}" y="130">{left}</text>'
        f'<text class="map-text" x="{dx + 84:.0f}" y="130">{right}</text>{below}'
    )


def body_map_control(field: str = "where", *, views: tuple[MapView, MapView] = FRONT_AND_BACK) -> str:
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
        if view in views
    )
    return f'<div class="map-control" aria-hidden="true">{body_map_svg(views=views)}{labels}</div>'
