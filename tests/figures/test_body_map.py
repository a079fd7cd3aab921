"""The body map: every place once, sides the right way round, usable without a script."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from backstride.figures import REGIONS, MapView, body_map_control, body_map_svg, region
from backstride.figures.body_map import BOTH_SIDES
from backstride.figures.body_map.body_map_drawing import MAP_HEIGHT, MAP_WIDTH
from backstride.figures.body_map.body_map_style import body_map_css
from backstride.figures.body_map.region_shapes import region_shapes
from backstride.model.form import Side

PLACES = [(view, name) for view in MapView for name, _ in region_shapes(view)]
SHAPES = [(view, name, points) for view in MapView for name, points in region_shapes(view)]


def inside(point: complex, outline: np.ndarray) -> bool:
    turns = np.angle((np.roll(outline, -1) - point) / (outline - point))
    return bool(abs(turns.sum()) > np.pi)


def area(outline: np.ndarray) -> float:
    return abs(float((outline.conj() * np.roll(outline, -1)).imag.sum())) / 2


@cache
def middle(view: MapView, name: str) -> complex:
    outline = dict(region_shapes(view))[name]
    rows = np.linspace(outline.imag.min(), outline.imag.max(), 21)[1:-1]
    columns = np.linspace(outline.real.min(), outline.real.max(), 21)[1:-1]
    points = [complex(x, y) for y in rows for x in columns if inside(complex(x, y), outline)]
    return max(points, key=lambda p: float(np.abs(outline - p).min()))


def test_every_region_is_drawn_in_exactly_the_views_it_names() -> None:
    for view in MapView:
        drawn = [name for name, _ in region_shapes(view)]
        assert sorted(drawn) == sorted(one.id for one in REGIONS if view in one.views)


def test_region_ids_and_labels_are_unique() -> None:
    assert len({one.id for one in REGIONS}) == len(REGIONS)
    assert len({one.label for one in REGIONS}) == len(REGIONS)


@pytest.mark.parametrize(("view", "name"), PLACES, ids=str)
def test_the_middle_of_a_region_belongs_to_it_alone(view: MapView, name: str) -> None:
    here = middle(view, name)
    assert [other for other, outline in region_shapes(view) if inside(here, outline)] == [name]


@pytest.mark.parametrize(("view", "name"), PLACES, ids=str)
def test_left_is_the_runners_own_left(view: MapView, name: str) -> None:
    side = region(name).side
    x = middle(view, name).real
    if view.side is not None:
        assert side in (None, view.side)
    elif side is None:
        assert abs(dict(region_shapes(view))[name].real.mean()) < 1
    else:
        on_the_readers_left = (side is Side.LEFT) == (view is MapView.BACK)
        assert (x < 0) == on_the_readers_left


def test_a_region_is_big_enough_to_touch() -> None:
    assert min(area(points) for _, _, points in SHAPES) > 180


def test_a_marked_place_is_named_in_words(titled: Callable[[str], ET.Element]) -> None:
    svg = body_map_svg({"low_back_left": 1.0, "buttock_left": 0.5, "neck": 0.0})
    titled(svg)
    assert "Marked: Low back, left; Buttock, left." in svg
    assert 'class="region-3 r-low_back_left"' in svg
    assert 'class="region-2 r-buttock_left"' in svg
    assert 'class="region r-neck"' in svg


def test_an_unknown_place_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        body_map_svg({"tail": 1.0})


def test_every_region_of_the_interactive_map_can_be_reached_by_keyboard(titled: Callable[[str], ET.Element]) -> None:
    root = titled(body_map_svg(interactive=True))
    links = list(root.iter("{http://www.w3.org/2000/svg}a"))
    assert {link.get("href") for link in links} == {f"#where-{one.id}" for one in REGIONS}
    assert all(link.get("aria-label") for link in links)


def test_a_touch_on_any_region_ticks_its_checkbox_without_a_script() -> None:
    html, css = body_map_control("where") + body_map_control("where", views=BOTH_SIDES), body_map_css()
    for view, name, _ in SHAPES:
        assert f'class="hit hit-{name}-{view.value}" for="where-{name}"' in html
        assert f".hit-{name}-{view.value}{{clip-path:polygon(" in css
    for one in REGIONS:
        assert f"form:has(#where-{one.id}:checked) .r-{one.id}" in css


def test_the_place_to_touch_covers_the_drawn_region() -> None:
    css = body_map_css()
    for view, name, points in SHAPES:
        corners = re.findall(rf"\.hit-{name}-{view.value}{{clip-path:polygon\(([^)]*)\)", css)[0].split(",")
        cut = np.array([complex(*(float(one.rstrip("%")) for one in corner.split())) for corner in corners])
        cut = cut.real / 100 * MAP_WIDTH + 1j * cut.imag / 100 * MAP_HEIGHT
        assert area(cut) == pytest.approx(area(points), rel=0.06), (name, view)


def test_the_labels_are_cut_to_percentages_inside_the_map() -> None:
    numbers = [float(n) for n in re.findall(r"(-?\d+\.?\d*)%", body_map_css())]
    assert len(numbers) > 1000
    assert min(numbers) >= 0
    assert max(numbers) <= 100


def test_the_side_views_are_mirror_images_with_the_belly_in_front() -> None:
    left, right = dict(region_shapes(MapView.LEFT)), dict(region_shapes(MapView.RIGHT))
    for name, outline in left.items():
        other = right[name.replace("_left", "_right")]
        np.testing.assert_allclose(other, -outline.conj())
    assert left["abdomen"].real.mean() < left["flank_left"].real.mean() < left["low_back_left"].real.mean()
