"""Every pair of text and ground is readable in both themes, and chart series stay apart for colour-blind eyes."""

from __future__ import annotations

from itertools import combinations

import pytest

from backstride.figures.paint import PAINTS, Paint, rgb, self_contained
from backstride.figures.palette import PALETTE, Theme
from backstride.figures.urgency import urgency_token
from backstride.model.verdict import Level

LEVELS = [urgency_token(level) for level in Level]
GROUNDS = ("surface", "surface-raised", "surface-sunken")
TEXT = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent", "accent-2") for ground in GROUNDS]
TEXT += [("ink-on-solid", "accent"), ("ink-on-solid", "accent-hover"), ("ink-on-solid", "accent-2")]
TEXT += [("ink", "accent-soft"), ("ink-2", "accent-soft"), ("accent", "accent-soft")]
TEXT += [("ink", "accent-2-soft"), ("accent-2", "accent-2-soft")]
TEXT += [pair for u in LEVELS for pair in (("ink-on-solid", f"u-{u}-solid"), (f"u-{u}-ink", f"u-{u}-soft"))]
TEXT += [(ink, f"u-{u}-soft") for u in LEVELS for ink in ("ink", "ink-2")]
TEXT += [("accent-2", f"u-{u}-soft") for u in ("same-day", "within-days", "self-care")]
SHAPES = [
    ("line-strong", "surface"),
    ("line-strong", "surface-raised"),
    ("focus", "surface"),
    ("focus", "surface-raised"),
]
SHAPES += [(f"s-{k}", ground) for k in (1, 2, 3, 4, 5) for ground in ("surface", "surface-raised")]
SHAPES += [
    ("s-context", "surface-raised"),
    ("s-alarm", "surface-raised"),
    ("accent-2", "map-body"),
    ("ink", "s-bar"),
]
SHAPES += [(f"u-{u}-solid", f"u-{u}-soft") for u in LEVELS]
# Machado, Oliveira and Fernandes 2009, severity 1.0.
SEEN_BY = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def luminance(colour: str) -> float:
    return sum(k * v for k, v in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(first: str, second: str, theme: Theme) -> float:
    a, b = (luminance(PALETTE[name].of(theme)) for name in (first, second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def lab(light: list[float]) -> list[float]:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    xyz = [sum(k * max(0.0, v) for k, v in zip(r, light, strict=True)) / w for r, w in zip(rows, white, strict=True)]
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz]
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize(("ink", "ground"), TEXT, ids=lambda name: name)
def test_text_is_readable(ink: str, ground: str, theme: Theme) -> None:
    assert contrast(ink, ground, theme) >= 4.5


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize(("mark", "ground"), SHAPES, ids=lambda name: name)
def test_marks_and_borders_stand_out(mark: str, ground: str, theme: Theme) -> None:
    assert contrast(mark, ground, theme) >= 3.0


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("eyes", sorted(SEEN_BY))
def test_chart_series_stay_apart_for_colour_blind_eyes(eyes: str, theme: Theme) -> None:
    seen = {}
    for k in range(1, 6):
        light = linear(PALETTE[f"s-{k}"].of(theme))
        seen[k] = lab([sum(a * c for a, c in zip(row, light, strict=True)) for row in SEEN_BY[eyes]])
    for a, b in combinations(seen, 2):
        assert sum((x - y) ** 2 for x, y in zip(seen[a], seen[b], strict=True)) ** 0.5 > 8


def test_every_colour_is_written_as_six_digits() -> None:
    for shade in PALETTE.values():
        for theme in Theme:
            assert len(shade.of(theme)) == 7
            int(shade.of(theme)[1:], 16)


def test_a_paint_refuses_a_colour_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no colour token 'puce'"):
        Paint(fill="puce")


def test_a_self_contained_drawing_has_no_class_and_no_variable_left() -> None:
    from backstride.figures import body_map_svg, exercise_figure, urgency_icon

    for svg in (
        exercise_figure("E10", animated=False) or "",
        body_map_svg({"neck": 1.0}),
        urgency_icon(Level.SAME_DAY),
    ):
        written = self_contained(svg)
        assert "class=" not in written
        assert "var(" not in written
        assert 'fill="#' in written


def test_painting_pixels_uses_the_same_colours() -> None:
    assert rgb("f-top") == tuple(int(PALETTE["fig-top"].light[i : i + 2], 16) for i in (1, 3, 5))
    with pytest.raises(KeyError):
        rgb("c-line")


def test_every_class_is_named_in_the_language_of_the_style_sheet() -> None:
    assert all(name == name.lower() and " " not in name for name in PAINTS)
