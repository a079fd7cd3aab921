"""The style sheets that are written from the drawing's own tables: colour tokens, paint, and the touchable body map.

They are files of the page (``web/static/css``), made by ``python -m backstride.figures.stylesheets NAME`` and never
edited by hand, so that a colour, a class or a region is written down once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

from backstride.figures.body_map.body_map_style import body_map_css
from backstride.figures.paint import GHOST_OPACITY, PAINTS
from backstride.figures.palette import PALETTE, Theme

__all__ = ["STYLESHEETS", "figures_css", "tokens_css"]

_HEAD = "/* Written by `python -m backstride.figures.stylesheets {name}`: change it there, not here. */\n"
_SCALE = """\
  /* type: the reader's own system font */
  --font:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;
  --t-xs:.8125rem;--t-s:.9375rem;--t-m:1.0625rem;--t-l:1.25rem;--t-xl:1.5rem;--t-2xl:1.9375rem;--t-3xl:2.5rem;
  --lh-tight:1.2;--lh:1.5;--w-normal:400;--w-strong:600;--measure:38rem;
  /* space: 4 px steps */
  --sp-1:.25rem;--sp-2:.5rem;--sp-3:.75rem;--sp-4:1rem;--sp-5:1.5rem;--sp-6:2rem;--sp-7:3rem;
  --r-s:.5rem;--r-m:.875rem;--r-l:1.25rem;--r-full:999px;--target:3rem;
  --ring:0 0 0 2px var(--surface),0 0 0 5px var(--focus);
  /* motion: only to show a movement or confirm a touch */
  --m-fast:120ms;--m-calm:240ms;--m-ease:cubic-bezier(.3,.1,.3,1);
"""
_SHADOW = {
    Theme.LIGHT: "0 1px 2px rgb(60 48 30/.06),0 4px 14px rgb(60 48 30/.06)",
    Theme.DARK: "0 0 0 1px rgb(255 255 255/.05)",
}


def _theme(theme: Theme, indent: str) -> str:
    """Write one theme's colours, a group a line."""
    lines: dict[str, list[str]] = {}
    for name, shade in PALETTE.items():
        group = "-".join(name.split("-")[:-1]) if name.startswith("u-") else name.split("-")[0]
        lines.setdefault(group, []).append(f"--{name}:{shade.of(theme)};")
    rows = [f"{indent}{''.join(row)}\n" for row in lines.values()]
    rows.append(f"{indent}--ghost:{GHOST_OPACITY[theme]:g};--shadow:{_SHADOW[theme]};\n")
    return "".join(rows)


def tokens_css() -> str:
    """Write every token: colours by day and by night, type, space, radius, focus and motion.

    The night follows the system, unless ``<html data-theme="light">`` or ``"dark"`` says otherwise. Print is by day.
    """
    dark = _theme(Theme.DARK, "    ")
    return (
        _HEAD.format(name="tokens")
        + "/* One meaning, one name. Urgency is never colour alone: each level has a shape, steps and words. */\n"
        + f":root{{\n  color-scheme:light;\n{_theme(Theme.LIGHT, '  ')}{_SCALE}}}\n"
        + "@media screen and (prefers-color-scheme:dark){\n  :root:not([data-theme=light]){\n    color-scheme:dark;\n"
        + f"{dark}  }}\n}}\n"
        + f"@media screen{{\n  :root[data-theme=dark]{{\n    color-scheme:dark;\n{dark}  }}\n}}\n"
    )


def figures_css() -> str:
    """Write the paint of every class, and when a figure moves or stands still."""
    rules = "".join(f".{name}{{{paint.css()}}}\n" for name, paint in PAINTS.items())
    return (
        _HEAD.format(name="figures")
        + ".figure,.chart,.bodymap,.interval{display:block;width:100%;height:auto}\n"
        + ".chart,.bodymap,.figure text{font-family:var(--font)}\n.chart{font-variant-numeric:tabular-nums}\n"
        + rules
        + ".ghost{opacity:var(--ghost)}\n.fig-still{display:none}\n"
        + ".still .fig-motion{display:none}.still .fig-still{display:inline}\n"
        + "@media (prefers-reduced-motion:reduce),print{.fig-motion{display:none}.fig-still{display:inline}}\n"
        + "@media (forced-colors:active){.figure,.chart,.bodymap,.u-shape{forced-color-adjust:none}}\n"
    )


STYLESHEETS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"tokens": tokens_css, "figures": figures_css, "body-map": body_map_css}
)
"""File name without ``.css`` -> the function that writes it."""


if __name__ == "__main__":
    if sys.argv[1:2] == [] or sys.argv[1] not in STYLESHEETS:
        sys.exit(f"Say which style sheet to write: {', '.join(STYLESHEETS)}")
    sys.stdout.write(STYLESHEETS[sys.argv[1]]())
