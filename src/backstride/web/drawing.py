"""Drawings in templates: our own SVG is the one text that is not escaped."""

from __future__ import annotations

from markupsafe import Markup

__all__ = ["drawing"]


def drawing(svg: str) -> Markup:
    """Mark a drawing of `backstride.figures`, which escapes every word it is given, as safe to show.

    Raises
    ------
    ValueError
        If it is not a drawing.
    """
    if not svg.startswith(("<svg", '<div class="map-control"')):
        raise ValueError("only drawings are shown unescaped")
    return Markup(svg)  # noqa: S704 - the one place
