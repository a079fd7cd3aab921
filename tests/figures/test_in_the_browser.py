"""What only a real browser can say: a touch on the map ticks the right box, and figures stop when asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from backstride.figures import REGIONS, body_map_control, exercise_figure, running_figure
from backstride.figures.body_map.region_shapes import region_shapes
from backstride.figures.body_map.regions import MapView
from backstride.figures.stylesheets import STYLESHEETS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    for name, write in STYLESHEETS.items():
        (folder / f"{name}.css").write_text(write(), encoding="utf-8")
    links = "".join(f'<link rel="stylesheet" href="{name}.css">' for name in STYLESHEETS)
    policy = "default-src 'none'; style-src 'self' file:"
    boxes = "".join(f'<input type="checkbox" id="where-{one.id}">' for one in REGIONS)
    figure = exercise_figure("E10", animated=True)
    file = folder / "page.html"
    file.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">{links}</head>'
        f"<body><form>{body_map_control()}{boxes}</form>{figure}{running_figure(animated=True)}</body></html>",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def page(chrome: Browser, page_file: Path) -> Iterator[Page]:
    tab = chrome.new_page(viewport={"width": 390, "height": 900})
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(page_file.as_uri())
    yield tab
    tab.close()
    assert complaints == []


@pytest.mark.parametrize(
    "name", ["low_back_left", "low_back_right", "sacrum", "buttock_left", "calf_right", "groin_left"]
)
def test_a_touch_on_the_map_ticks_that_place_and_no_other(page: Page, name: str) -> None:
    view = next(view for view in MapView if any(name == one for one, _ in region_shapes(view)))
    box = page.locator(f".bodymap .r-{name}").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    ticked = page.eval_on_selector_all("input:checked", "boxes => boxes.map(box => box.id)")
    assert ticked == [f"where-{name}"], view


def test_a_ticked_place_is_coloured_without_a_script(page: Page) -> None:
    before = page.locator(".bodymap .r-neck").first.evaluate("e => getComputedStyle(e).fill")
    page.check("#where-neck")
    after = page.locator(".bodymap .r-neck").first.evaluate("e => getComputedStyle(e).fill")
    assert before != after


def test_figures_show_their_still_picture_when_less_motion_is_wanted(page: Page) -> None:
    assert page.locator(".fig-motion").first.is_visible()
    page.emulate_media(reduced_motion="reduce")
    assert not page.locator(".fig-motion").first.is_visible()
    assert page.locator(".fig-still").first.is_visible()
    page.emulate_media(reduced_motion="no-preference", media="print")
    assert not page.locator(".fig-motion").first.is_visible()


def test_the_figure_really_moves(page: Page) -> None:
    path = page.locator(".fig-motion path").last
    first = path.evaluate("e => e.getBBox().y + e.getBBox().x")
    page.evaluate("() => document.querySelectorAll('svg.figure').forEach(s => s.setCurrentTime(0.2))")
    page.evaluate("() => document.querySelectorAll('svg.figure').forEach(s => s.setCurrentTime(0.9))")
    assert path.evaluate("e => e.getBBox().y + e.getBBox().x") != pytest.approx(first, abs=0.5)
