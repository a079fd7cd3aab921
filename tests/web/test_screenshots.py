"""Pictures of every page, for a person to look at: ``python3 dev.py screenshots`` writes them to out/screenshots."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

WIDTHS_PX = (360, 768, 1280)
HEIGHT_PX = 800
THEMES = ("light", "dark")


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
