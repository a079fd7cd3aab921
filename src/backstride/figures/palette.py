"""Every colour of the product, once: its name, its meaning, its shade by day and by night.

``tokens.css`` is written from this table (see `stylesheets`), and drawings that leave the browser (PDF, print
files) take their colours from it directly, so a colour is never written down twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

__all__ = ["PALETTE", "Shade", "Theme"]


class Theme(StrEnum):
    """Day or night."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Shade:
    """One colour as ``#RRGGBB`` in both themes.

    Examples
    --------
    >>> Shade("#FFFFFF", "#000000").of(Theme.DARK)
    '#000000'
    """

    light: str
    dark: str

    def of(self, theme: Theme) -> str:
        """Give the colour of one theme."""
        return self.dark if theme is Theme.DARK else self.light


# fmt: off
_SURFACES = {  # warm paper
    "surface": Shade("#FAF7F1", "#14191B"),
    "surface-raised": Shade("#FFFEFB", "#1C2325"),
    "surface-sunken": Shade("#F0EBE0", "#0F1415"),
    "line": Shade("#DDD5C7", "#333C3E"),
    "line-strong": Shade("#847B6C", "#848E8D"),
}
_INK = {
    "ink": Shade("#1E2B2E", "#ECE8E0"),
    "ink-2": Shade("#47555A", "#BAC3C2"),
    "ink-3": Shade("#5F6A6C", "#9DA8A7"),
    "ink-on-solid": Shade("#FFFFFF", "#0F1415"),
}
_ACCENTS = {  # accent: the one thing to do next; accent-2: the runner's own marks (pain, choices, "yours")
    "accent": Shade("#0E655F", "#6FCABD"),
    "accent-hover": Shade("#0A4F4A", "#8FDDD1"),
    "accent-soft": Shade("#DEEDE9", "#18393A"),
    "accent-2": Shade("#A8441B", "#F2966B"),
    "accent-2-soft": Shade("#FBE8DD", "#43271B"),
    "focus": Shade("#1B5FC1", "#8DB8FF"),
}
_URGENCY = {  # solid carries ink-on-solid, soft carries its own ink and the common ink
    "u-emergency-now-solid": Shade("#9E1B2B", "#FF9A98"),
    "u-emergency-now-ink": Shade("#8C1524", "#FFB3B0"),
    "u-emergency-now-soft": Shade("#FBE5E4", "#481C20"),
    "u-same-day-solid": Shade("#A63C06", "#FFA877"),
    "u-same-day-ink": Shade("#8F3305", "#FFBD97"),
    "u-same-day-soft": Shade("#FDEADF", "#46260F"),
    "u-within-days-solid": Shade("#775500", "#E8C25A"),
    "u-within-days-ink": Shade("#664900", "#F0D07A"),
    "u-within-days-soft": Shade("#F8EECD", "#3A2F0C"),
    "u-routine-clinician-solid": Shade("#22578F", "#8FC1F2"),
    "u-routine-clinician-ink": Shade("#1C4A7C", "#A9D0F7"),
    "u-routine-clinician-soft": Shade("#E3EDF8", "#172E45"),
    "u-self-care-solid": Shade("#24663F", "#86CFA0"),
    "u-self-care-ink": Shade("#1E5635", "#9EDBB3"),
    "u-self-care-soft": Shade("#E1F0E5", "#17331F"),
}
_SERIES = {  # chart series: told apart by colour, by dash and by marker
    "s-1": Shade("#0E655F", "#4DB3A4"),
    "s-2": Shade("#D2640F", "#E08A3C"),
    "s-3": Shade("#4B3A9C", "#8F7BEA"),
    "s-4": Shade("#2F86C8", "#A9D4FA"),
    "s-5": Shade("#5E4300", "#F2DE7E"),
    "s-context": Shade("#847B6C", "#848E8D"),
    "s-band": Shade("#CFE3DF", "#1F4442"),
    "s-bar": Shade("#8FB9B2", "#3F7C77"),
    "s-alarm": Shade("#A8441B", "#F2966B"),
}
_FIGURE = {  # the drawn person, the things around them, the body map
    "fig-skin": Shade("#D39B78", "#C98F6C"),
    "fig-skin-far": Shade("#B8825F", "#94664A"),
    "fig-skin-shade": Shade("#C0896A", "#B07A5A"),
    "fig-top": Shade("#3E8F88", "#55AAA2"),
    "fig-top-far": Shade("#2F756F", "#367A74"),
    "fig-shorts": Shade("#1F4B52", "#2F6A74"),
    "fig-shorts-far": Shade("#173B41", "#204D55"),
    "fig-shoe": Shade("#D9623A", "#E9774E"),
    "fig-shoe-far": Shade("#B24D2B", "#A9522F"),
    "fig-sole": Shade("#F1E8DB", "#D8CFC2"),
    "fig-sole-far": Shade("#CFC3B2", "#8C8478"),
    "fig-hair": Shade("#3A2C29", "#5B4640"),
    "fig-mat": Shade("#B4D1CB", "#2C4846"),
    "fig-mat-top": Shade("#D6E8E4", "#223836"),
    "fig-shadow": Shade("#E6DECF", "#0D1112"),
    "fig-wood": Shade("#C3A27A", "#94774F"),
    "fig-wood-far": Shade("#A88963", "#6F5839"),
    "fig-pad": Shade("#5D7A7C", "#4C6668"),
    "fig-ball": Shade("#9DB7DC", "#5E7FB0"),
    "fig-ball-line": Shade("#7A98C6", "#86A3CF"),
    "fig-metal": Shade("#49565A", "#93A1A5"),
    "fig-steel": Shade("#8F9A9D", "#66757A"),
    "map-body": Shade("#E4D3C1", "#4B4A45"),
    "map-hover": Shade("#CDB59C", "#6A645A"),
}
# fmt: on

PALETTE: MappingProxyType[str, Shade] = MappingProxyType(
    {**_SURFACES, **_INK, **_ACCENTS, **_URGENCY, **_SERIES, **_FIGURE}
)
"""Colour token -> its two shades. A token's CSS name is ``--`` and its name."""
