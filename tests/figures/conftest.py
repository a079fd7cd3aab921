"""What every drawing of the product is held to."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from backstride.figures.paint import PAINTS

SVG = "{http://www.w3.org/2000/svg}"
STRUCTURE = {
    *("figure", "chart", "bodymap", "interval", "u-shape", "u-ladder", "brand-sign"),
    *("fig-motion", "fig-still", "ghost"),
}


@pytest.fixture
def drawing() -> Callable[[str], ET.Element]:
    """Parse a drawing and hold it to the rules of the page: well-formed, painted by known classes, nothing inline."""

    def checked(svg: str) -> ET.Element:
        root = ET.fromstring(svg)
        assert root.tag == f"{SVG}svg"
        assert root.get("viewBox")
        for element in root.iter():
            assert element.get("style") is None
            assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject"}
            assert not [name for name in element.attrib if name.startswith("on")]
            for name in (element.get("class") or "").split():
                assert name in PAINTS or name in STRUCTURE or name.startswith("r-"), f"nobody paints .{name}"
        return root

    return checked


@pytest.fixture
def titled(drawing: Callable[[str], ET.Element]) -> Callable[[str], ET.Element]:
    """Hold a drawing to saying what it shows."""

    def checked(svg: str) -> ET.Element:
        root = drawing(svg)
        assert root[0].tag == f"{SVG}title"
        assert (root[0].text or "").strip()
        assert root.get("role") in {"img", "group"}
        assert root.get("aria-label")
        return root

    return checked


@pytest.fixture
def frames_agree() -> Callable[[ET.Element], int]:
    """Check that every animation's frames blend: same commands, same count of numbers, as many as key times."""

    def checked(root: ET.Element) -> int:
        animations = list(root.iter(f"{SVG}animate"))
        for animation in animations:
            frames = animation.attrib["values"].split(";")
            times = [float(t) for t in animation.attrib["keyTimes"].split(";")]
            assert len(frames) == len(times)
            assert times[0] == 0
            assert times[-1] == 1
            assert times == sorted(times)
            assert len({re.sub(r"[-\d.\s]+", "", frame) for frame in frames}) == 1
            assert len({len(re.findall(r"-?\d+\.?\d*", frame)) for frame in frames}) == 1
            assert frames[0] == frames[-1]
        return len(animations)

    return checked
