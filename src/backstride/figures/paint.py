"""How every class of every drawing is painted, once, in terms of colour tokens.

The page gets this table as ``figures.css`` (see `stylesheets`), so drawings need no style attribute and follow the
theme. A file that leaves the browser gets the same table as plain attributes (`self_contained`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from backstride.figures.palette import PALETTE, Theme

__all__ = ["GHOST_OPACITY", "PAINTS", "Paint", "rgb", "self_contained"]

_FILE_FONTS = "Noto Sans, DejaVu Sans, Helvetica, Arial, sans-serif"

GHOST_OPACITY = MappingProxyType({Theme.LIGHT: 0.2, Theme.DARK: 0.34})
"""How strongly the pale start pose shows behind the end pose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """The paint of one class.

    Parameters
    ----------
    fill, stroke
        Colour tokens, or None for no fill or no line.
    width
        Line width in the drawing's own units.
    dash
        Dash pattern, or empty for a full line.
    opacity
        0 to 1.
    edge
        Whether the line lies under the fill, so that only its outer half shows.
    size, bold, anchor
        For text: height in the drawing's units (0 for shapes), weight, and ``start``, ``middle`` or ``end``.

    Raises
    ------
    ValueError
        If a colour token does not exist.

    Examples
    --------
    >>> Paint(fill="fig-skin").css()
    'fill:var(--fig-skin)'
    >>> Paint(stroke="line", width=3).attributes(Theme.LIGHT)
    'fill="none" stroke="#DDD5C7" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
    """

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: str = ""
    opacity: float = 1.0
    edge: bool = False
    size: float = 0.0
    bold: bool = False
    anchor: str = ""

    def __post_init__(self) -> None:
        """Refuse a colour that is not in the palette."""
        for token in (self.fill, self.stroke):
            if token is not None and token not in PALETTE:
                raise ValueError(f"there is no colour token '{token}'")

    def _rows(self) -> list[tuple[str, str]]:
        """Give property and value; a colour token is written as ``@name``."""
        rows = [("fill", f"@{self.fill}" if self.fill else "none")]
        if self.stroke:
            rows += [("stroke", f"@{self.stroke}"), ("stroke-width", f"{self.width:g}")]
            rows += [("stroke-linecap", "round"), ("stroke-linejoin", "round")]
        if self.edge:
            rows.append(("paint-order", "stroke"))
        if self.dash:
            rows.append(("stroke-dasharray", self.dash))
        if self.opacity < 1:
            rows.append(("opacity", f"{self.opacity:g}"))
        if self.size:
            rows += [("font-size", f"{self.size:g}"), ("font-weight", "600" if self.bold else "400")]
        if self.anchor:
            rows.append(("text-anchor", self.anchor))
        return rows

    def css(self) -> str:
        """Write the declarations of a style rule."""
        px = {"font-size": "px"}
        return ";".join(
            f"{name}:{f'var(--{value[1:]})' if value.startswith('@') else value}{px.get(name, '')}"
            for name, value in self._rows()
            if not (name == "fill" and value == "none" and not self.stroke)
        )

    def attributes(self, theme: Theme) -> str:
        """Write plain SVG attributes in one theme's colours."""
        rows = self._rows() + ([("font-family", _FILE_FONTS)] if self.size else [])
        return " ".join(
            f'{name}="{PALETTE[value[1:]].of(theme) if value.startswith("@") else value}"' for name, value in rows
        )


def _person() -> dict[str, Paint]:
    """Paint the person; the edge classes part an arm from the trunk behind it."""
    out = {"f-hair": Paint(fill="fig-hair"), "f-skin-shade": Paint(fill="fig-skin-shade")}
    for part in ("skin", "top", "shorts", "shoe", "sole"):
        out[f"f-{part}"] = Paint(fill=f"fig-{part}")
        out[f"f-{part}-far"] = Paint(fill=f"fig-{part}-far")
    for part in ("skin", "top"):
        out[f"f-{part}-edge"] = Paint(fill=f"fig-{part}", stroke=f"fig-{part}-far", width=4, edge=True)
    return out


_PROPS = {
    "p-mat": Paint(fill="fig-mat"),
    "p-mat-top": Paint(fill="fig-mat-top"),
    "p-floor": Paint(stroke="line", width=3),
    "p-shadow": Paint(fill="fig-shadow"),
    "p-wood": Paint(fill="fig-wood"),
    "p-wood-far": Paint(fill="fig-wood-far"),
    "p-pad": Paint(fill="fig-pad"),
    "p-wall": Paint(fill="fig-mat-top"),
    "p-ball": Paint(fill="fig-ball"),
    "p-ball-line": Paint(stroke="fig-ball-line", width=7, opacity=0.8),
    "p-water": Paint(fill="fig-ball", opacity=0.4),
    "p-water-line": Paint(stroke="fig-ball-line", width=9),
    "p-belt": Paint(stroke="fig-metal", width=44),
    "p-metal": Paint(fill="fig-metal"),
    "p-steel": Paint(fill="fig-steel"),
    "p-band": Paint(stroke="accent-2", width=9),
    "p-cable": Paint(stroke="fig-steel", width=5),
    "p-rope": Paint(stroke="fig-metal", width=8),
    "p-bar": Paint(stroke="fig-metal", width=14),
    "p-stick": Paint(stroke="fig-wood", width=15),
    "cue": Paint(stroke="accent-2", width=7, dash="2 15"),
    "cue-head": Paint(fill="accent-2"),
}
_NOTES = {  # marks on the landing picture: "yours" in the runner's own colour, "try" in the accent
    "ann-yours": Paint(stroke="accent-2", width=6),
    "ann-yours-dash": Paint(stroke="accent-2", width=6, dash="3 16"),
    "ann-yours-text": Paint(fill="accent-2", size=70, bold=True, anchor="middle"),
    "ann-try": Paint(stroke="accent", width=6),
    "ann-try-dash": Paint(stroke="accent", width=6, dash="3 16"),
    "ann-try-text": Paint(fill="accent", size=70, bold=True, anchor="middle"),
}
_MAP = {
    "map-head": Paint(fill="map-body"),
    "region": Paint(fill="map-body", stroke="surface-raised", width=1.6),
    "region-1": Paint(fill="accent-2", stroke="surface-raised", width=1.6, opacity=0.35),
    "region-2": Paint(fill="accent-2", stroke="surface-raised", width=1.6, opacity=0.6),
    "region-3": Paint(fill="accent-2", stroke="surface-raised", width=1.6),
    "map-text": Paint(fill="ink-2", size=15, anchor="middle"),
}
_CHARTS = {
    "c-grid": Paint(stroke="line", width=1),
    "c-axis": Paint(stroke="line-strong", width=1),
    "c-bar": Paint(fill="s-bar"),
    "c-bar-hot": Paint(fill="s-alarm"),
    "c-hatch": Paint(stroke="surface-raised", width=2),
    "c-line": Paint(stroke="s-1", width=2.5),
    "c-line-thin": Paint(stroke="s-1", width=0.8, opacity=0.35),
    "c-line-2": Paint(stroke="s-2", width=2.5, dash="7 5"),
    "c-band": Paint(fill="s-band"),
    "c-dot": Paint(fill="s-1"),
    "c-dot-hot": Paint(fill="s-alarm"),
    "c-pain": Paint(fill="s-3"),
    "c-rule": Paint(stroke="s-context", width=1.5, dash="3 4"),
    "c-zone-reference": Paint(fill="u-self-care-soft"),
    "c-zone-small": Paint(fill="u-within-days-soft"),
    "c-zone-moderate": Paint(fill="u-same-day-soft"),
    "c-zone-large": Paint(fill="u-emergency-now-soft"),
    "c-rest": Paint(fill="surface-sunken"),
    "c-heat-1": Paint(fill="s-bar", opacity=0.5),
    "c-heat-2": Paint(fill="s-bar"),
    "c-heat-3": Paint(fill="s-1", opacity=0.75),
    "c-heat-4": Paint(fill="s-1"),
    "c-pain-halo": Paint(fill="surface-raised"),
    "c-dot-before": Paint(fill="s-bar"),
    "c-dot-now": Paint(fill="s-2"),
    "c-range": Paint(stroke="s-2", width=2.5),
    "c-text": Paint(fill="ink-2", size=12),
    "c-text-middle": Paint(fill="ink-2", size=12, anchor="middle"),
    "c-text-end": Paint(fill="ink-2", size=12, anchor="end"),
    "c-strong": Paint(fill="ink", size=12, bold=True, anchor="middle"),
    "c-hot-start": Paint(fill="accent-2", size=12, bold=True),
    "c-hot-middle": Paint(fill="accent-2", size=12, bold=True, anchor="middle"),
    "c-hot-end": Paint(fill="accent-2", size=12, bold=True, anchor="end"),
    "iv-track": Paint(fill="surface-sunken"),
    "iv-range": Paint(fill="s-bar"),
    "iv-mid": Paint(fill="ink"),
    "iv-tick": Paint(stroke="line-strong", width=1),
}
_SIGNS = {"brand-bone": Paint(fill="accent"), "brand-mark": Paint(fill="accent-2")}
for _level in ("emergency-now", "same-day", "within-days", "routine-clinician", "self-care"):
    _SIGNS[f"u-shape-{_level}"] = Paint(fill=f"u-{_level}-solid")
    _SIGNS[f"u-step-{_level}"] = Paint(stroke=f"u-{_level}-solid", width=1.5)
_SIGNS["u-sign"] = Paint(stroke="ink-on-solid", width=3)

PAINTS: MappingProxyType[str, Paint] = MappingProxyType({**_person(), **_PROPS, **_NOTES, **_MAP, **_CHARTS, **_SIGNS})
"""Class name -> paint. No class of a drawing stands outside this table."""

_CLASS = re.compile(r'class="([\w-]+)[^"]*"')


def self_contained(svg: str, theme: Theme = Theme.LIGHT) -> str:
    """Replace the classes of a drawing by plain attributes, for files outside the page (PDF, print, mail).

    Parameters
    ----------
    svg
        A drawing of this package, not animated.

    Returns
    -------
    str
        The same drawing with its colours written in.

    Examples
    --------
    >>> self_contained('<path class="f-skin" d="M0 0Z"/>')
    '<path fill="#D39B78" d="M0 0Z"/>'
    """

    def written(match: re.Match[str]) -> str:
        name = match[1]
        if name == "ghost":
            return f'opacity="{GHOST_OPACITY[theme]:g}"'
        return PAINTS[name].attributes(theme) if name in PAINTS else ""

    return _CLASS.sub(written, svg)


def rgb(class_name: str, theme: Theme = Theme.LIGHT) -> tuple[int, int, int]:
    """Give the fill colour of a class as red, green and blue, 0 to 255, for rasterising.

    Raises
    ------
    KeyError
        If the class has no fill.

    Examples
    --------
    >>> rgb("f-skin")
    (211, 155, 120)
    """
    token = PAINTS[class_name].fill
    if token is None:
        raise KeyError(class_name)
    value = PALETTE[token].of(theme)
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)
