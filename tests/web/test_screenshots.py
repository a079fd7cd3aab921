"""Pictures of every page, for a person to look at: ``python3 dev.py screenshots`` writes them to out/screenshots.

Those of the documentation are made the same way, as out/screenshots/journey.webp and answer.webp. Look at them, and
copy them to docs/images when the app has changed.
"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Page
from tests.web.conftest import served

from backstride.web.app import create_app

WIDTHS_PX = (360, 768, 1280)
HEIGHT_PX = 800
THEMES = ("light", "dark")
PHONE, DESK = {"width": 390, "height": 835}, {"width": 1280, "height": 1750}
FRAME_PX = 12
FRAME_BLUE_GREEN_RED = (224, 235, 240)


@pytest.mark.screenshots
@pytest.mark.parametrize("width_px", WIDTHS_PX)
@pytest.mark.parametrize("theme", THEMES)
def test_pictures_of_every_page(
    chrome: Browser, full_app: str, filled: dict[str, str], root: Path, width_px: int, theme: str
):
    folder = root / "out" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    context = chrome.new_context(
        base_url=full_app,
        color_scheme=theme,
        viewport={"width": width_px, "height": HEIGHT_PX},
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for name, address in filled.items():
        page.set_viewport_size({"width": width_px, "height": HEIGHT_PX})
        page.goto(address)
        # A window as high as the page: what stays at the lower edge would cover the middle of a longer picture.
        height_px = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width_px, "height": height_px})
        page.screenshot(path=folder / f"{name}-{width_px}-{theme}.png", full_page=True)
    context.close()

    assert {file.name.split(f"-{width_px}-")[0] for file in folder.glob(f"*-{width_px}-{theme}.png")} >= set(filled)


@pytest.mark.screenshots
def test_pictures_of_the_documentation(
    chrome: Browser, full_app: str, filled: dict[str, str], root: Path, tmp_path: Path
):
    folder = root / "out" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    context = chrome.new_context(locale="en-GB", reduced_motion="reduce", viewport=PHONE)
    page = context.new_page()
    with served(create_app(tmp_path)) as first_time:
        addresses = [first_time, *(full_app + filled[name] for name in ("question-body_map", "files", "answer"))]
        phones = [framed(picture(page, address)) for address in addresses]
    page.set_viewport_size(DESK)
    desk = picture(page, full_app + filled["answer"])
    context.close()
    for name, image in (("journey", np.hstack(phones)), ("answer", desk)):
        assert cv2.imwrite(str(folder / f"{name}.webp"), image, [cv2.IMWRITE_WEBP_QUALITY, 82])

    assert {image.shape for image in phones} == {(PHONE["height"] + 2 * FRAME_PX, PHONE["width"] + 2 * FRAME_PX, 3)}


def picture(page: Page, address: str) -> np.ndarray:
    """Look at a page, as far as the window shows it."""
    page.goto(address)
    return cv2.imdecode(np.frombuffer(page.screenshot(), dtype=np.uint8), cv2.IMREAD_COLOR)


def framed(image: np.ndarray) -> np.ndarray:
    return cv2.copyMakeBorder(image, *[FRAME_PX] * 4, cv2.BORDER_CONSTANT, value=FRAME_BLUE_GREEN_RED)
