"""Every page: axe finds nothing in either theme, nothing runs out of the window, our own policy blocks nothing.

A theme changes colours and nothing else, so what does not hang on colour is looked at in the light one only.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NARROW = {"width": 320, "height": 640}

MOVING = """() => {
    const shown = (it) => !it || (getComputedStyle(it).display !== 'none' && shown(it.parentElement));
    return document.getAnimations().some(it => it.playState === 'running')
        || [...document.querySelectorAll('animate, animateTransform, animateMotion, video[autoplay]')]
            .some(it => shown(it.parentElement));
}"""
"""Whether anything moves that someone who asked for no motion would see."""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chrome: Browser, full_app: str) -> Iterator[Page]:
    # Axe is put in by the browser itself, past the page's policy; the policy is checked without it below.
    context = chrome.new_context(base_url=full_app, reduced_motion="reduce", bypass_csp=True, viewport=NARROW)
    yield context.new_page()
    context.close()


def complaints(page: Page, asked: dict[str, object]) -> list[str]:
    page.add_script_tag(path=AXE)
    found = page.evaluate("asked => axe.run(document, {runOnly: asked, resultTypes: ['violations']})", asked)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize(("theme", "asked"), [("light", ALL), ("dark", OF_COLOUR)], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(page: Page, filled: dict[str, str], theme: str, asked: dict[str, object]):
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    found = {}
    for name, address in filled.items():
        page.goto(address)
        for details in page.query_selector_all("details"):
            details.evaluate("it => it.open = true")
        if lines := complaints(page, asked):
            found[name] = lines

    assert found == {}


def test_no_page_is_wider_than_a_small_phone_even_with_letters_of_twice_the_size(page: Page, filled: dict[str, str]):
    browser = page.context.new_cdp_session(page)
    too_wide = {}
    for name, address in filled.items():
        page.goto(address)
        for letters_px in (16, 32):
            browser.send("Page.setFontSizes", {"fontSizes": {"standard": letters_px}})
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROW["width"]:
                too_wide[name, letters_px] = width
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})

    assert too_wide == {}


def test_every_target_is_large_enough_for_a_finger_and_nothing_moves_unasked(page: Page, filled: dict[str, str]):
    small, moving = {}, []
    for name, address in filled.items():
        page.goto(address)
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.btn, label.choice, .seg label, .scale label, summary, .jump a')]
                .filter(it => it.checkVisibility())
                .map(it => [it.textContent.trim().slice(0, 40), it.getBoundingClientRect()])
                .filter(([, box]) => box.height < 24 || box.width < 24)
                .map(([words]) => words)"""
        )
        if boxes:
            small[name] = boxes
        if page.evaluate(MOVING):
            moving.append(name)

    assert small == {}
    assert moving == []


def test_no_page_asks_for_what_its_policy_forbids(chrome: Browser, full_app: str, filled: dict[str, str]):
    context = chrome.new_context(base_url=full_app)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for name, address in filled.items():
        if name not in {"missing", "gone"}:
            page.goto(address)
    context.close()

    assert said == []


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
