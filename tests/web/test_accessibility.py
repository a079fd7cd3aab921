"""Every page: axe finds nothing in either theme, nothing runs out of the window, our own policy blocks nothing.

A theme changes colours and nothing else, so what does not hang on colour is looked at in the light one only. Each page
is opened once, and everything about it is looked at there. ``test_every_page`` holds that no page is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NARROW = {"width": 320, "height": 640}
LETTERS_PX, LARGE_LETTERS_PX = 16, 32

SMALL = """() => [...document.querySelectorAll('.btn, label.choice, .seg label, .scale label, summary, .jump a')]
    .filter(it => it.checkVisibility())
    .map(it => [it.textContent.trim().slice(0, 40), it.getBoundingClientRect()])
    .filter(([, box]) => box.height < 24 || box.width < 24)
    .map(([words]) => words)"""
MOVING = """() => {
    const shown = (it) => !it || (getComputedStyle(it).display !== 'none' && shown(it.parentElement));
    return document.getAnimations().some(it => it.playState === 'running')
        || [...document.querySelectorAll('animate, animateTransform, animateMotion, video[autoplay]')]
            .some(it => shown(it.parentElement));
}"""
"""Whether anything moves that someone who asked for no motion would see."""

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen of one page on a small phone whose owner wants nothing to move."""

    complaints: list[str]
    complaints_in_the_dark: list[str]
    widths_px: Mapping[int, int]
    too_small: list[str]
    is_moving: bool
    said: list[str]
    links: frozenset[str]


@pytest.fixture(scope="module")
def seen(chrome: Browser, full_app: str, closed_app: str, filled: dict[str, str]) -> Iterator[dict[str, Seen]]:
    context = chrome.new_context(base_url=full_app, viewport=NARROW)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    browser = context.new_cdp_session(page)
    pages = {**filled, "devices-closed": f"{closed_app}/devices"}
    yield {name: look_at(page, browser, address, said) for name, address in pages.items()}
    context.close()


def look_at(page: Page, browser: CDPSession, address: str, said: list[str]) -> Seen:
    said.clear()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(address)
    too_small, is_moving = page.evaluate(SMALL), page.evaluate(MOVING)
    widths_px = {size: width_with(page, browser, letters_px=size) for size in (LARGE_LETTERS_PX, LETTERS_PX)}
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    # Axe is put in by the browser itself, past the page's policy, which stays as it is for everything else.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    light = complaints(page, ALL)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return Seen(
        complaints=light,
        complaints_in_the_dark=complaints(page, OF_COLOUR),
        widths_px=widths_px,
        too_small=too_small,
        is_moving=is_moving,
        said=list(said),
        links=frozenset(page.evaluate("[...document.links].map(it => it.pathname)")),
    )


def width_with(page: Page, browser: CDPSession, *, letters_px: int) -> int:
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": letters_px}})
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def complaints(page: Page, asked: dict[str, object]) -> list[str]:
    found = page.evaluate("asked => axe.run(document, {runOnly: asked, resultTypes: ['violations']})", asked)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def test_axe_finds_nothing_on_any_page(seen: dict[str, Seen]):
    assert {name: one.complaints for name, one in seen.items() if one.complaints} == {}


def test_axe_finds_nothing_in_the_dark(seen: dict[str, Seen]):
    assert {name: one.complaints_in_the_dark for name, one in seen.items() if one.complaints_in_the_dark} == {}


@pytest.mark.parametrize("letters_px", [LETTERS_PX, LARGE_LETTERS_PX])
def test_no_page_is_wider_than_a_small_phone_even_with_letters_of_twice_the_size(
    seen: dict[str, Seen], letters_px: int
):
    widths_px = {name: one.widths_px[letters_px] for name, one in seen.items()}

    assert {name: width for name, width in widths_px.items() if width > NARROW["width"]} == {}


def test_every_target_is_large_enough_for_a_finger_and_nothing_moves_unasked(seen: dict[str, Seen]):
    assert {name: one.too_small for name, one in seen.items() if one.too_small} == {}
    assert [name for name, one in seen.items() if one.is_moving] == []


def test_no_page_asks_for_what_its_policy_forbids(seen: dict[str, Seen]):
    not_found = {"missing", "gone"}  # The browser itself says that there is no such page, so it was listened to.

    assert all(seen[name].said for name in not_found)
    assert {name: one.said for name, one in seen.items() if one.said and name not in not_found} == {}


def test_what_to_do_with_a_new_or_worrying_sign_is_one_tap_away_on_every_page(seen: dict[str, Seen]):
    not_let_in = {"pair"}

    assert {name for name, one in seen.items() if not any(it.endswith("/worry") for it in one.links)} == not_let_in


def test_saying_that_it_hurts_is_one_tap_away_on_every_page_of_answers(seen: dict[str, Seen], filled: dict[str, str]):
    of_answers = {name for name, address in filled.items() if address.startswith("/cases/")} - {"gone"}

    assert {name for name in of_answers if not any(it.endswith("/check-in") for it in seen[name].links)} == set()


def test_a_screen_can_be_answered_by_keyboard_alone(chrome: Browser, full_app: str):
    context = chrome.new_context(base_url=full_app)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="begin with safety").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/0")
    page.locator("#a-age_years").focus()
    page.keyboard.type("38")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/1")
    page.locator("input[name=tick]").first.focus()
    for _ in range(page.locator("input[name=tick]").count()):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/2")
    context.close()
