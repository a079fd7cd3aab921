"""The style sheets of the page are what the tables say, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import backstride
from backstride.figures.palette import PALETTE
from backstride.figures.stylesheets import STYLESHEETS, figures_css, tokens_css

FOLDER = Path(backstride.__file__).parent / "web" / "static" / "css"


@pytest.mark.parametrize("name", sorted(STYLESHEETS))
def test_the_file_is_what_the_tables_write(name: str) -> None:
    written = (FOLDER / f"{name}.css").read_text(encoding="utf-8")
    assert written == STYLESHEETS[name](), f"run: python -m backstride.figures.stylesheets {name} > {name}.css"


def blocks() -> dict[str, dict[str, str]]:
    css = tokens_css()
    day, rest = css.split("@media screen and (prefers-color-scheme:dark)")
    night, chosen = rest.split("@media screen{")
    read = {"day": day, "night": night, "chosen": chosen}
    return {name: dict(re.findall(r"--([\w-]+):([^;]+);", text)) for name, text in read.items()}


def test_the_chosen_night_is_the_systems_night() -> None:
    assert blocks()["night"] == blocks()["chosen"]


def test_every_colour_has_its_day_and_its_night() -> None:
    for name, shade in PALETTE.items():
        assert blocks()["day"][name] == shade.light
        assert blocks()["night"][name] == shade.dark


def test_the_system_night_can_be_refused() -> None:
    assert ":root:not([data-theme=light])" in tokens_css()


@pytest.mark.parametrize("name", ["figures", "body-map"])
def test_every_variable_used_is_a_token(name: str) -> None:
    tokens = set(blocks()["day"])
    assert set(re.findall(r"var\(--([\w-]+)\)", STYLESHEETS[name]())) <= tokens


def test_motion_stops_when_the_reader_or_the_printer_asks() -> None:
    assert "@media (prefers-reduced-motion:reduce),print{.fig-motion{display:none}" in figures_css()


@pytest.mark.parametrize("name", sorted(STYLESHEETS))
def test_a_style_sheet_asks_nothing_of_the_network(name: str) -> None:
    css = STYLESHEETS[name]()
    assert "url(" not in css
    assert "@import" not in css
    assert css.count("{") == css.count("}")
