"""Urgency is told by shape and steps before colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from backstride.figures import brand_mark, urgency_icon, urgency_ladder
from backstride.model.verdict import Level


def test_the_five_levels_have_five_different_shapes() -> None:
    shapes = {re.search(r' d="([^"]+)"', urgency_icon(level))[1] for level in Level}
    signs = {re.findall(r' d="([^"]+)"', urgency_icon(level))[1] for level in Level}
    assert len(shapes) == 5
    assert len(signs) >= 4


@pytest.mark.parametrize("level", list(Level))
def test_the_ladder_fills_one_step_more_for_each_level(level: Level, titled: Callable[[str], ET.Element]) -> None:
    root = titled(urgency_ladder(level))
    steps = [element.get("class") or "" for element in root if element.tag.endswith("rect")]
    filled = [name.startswith("u-shape") for name in steps]
    assert len(steps) == 5
    assert sum(filled) == level.rank + 1
    assert filled == sorted(filled, reverse=True)
    assert f"Step {level.rank + 1} of 5" in (root.get("aria-label") or "")


@pytest.mark.parametrize("level", list(Level))
def test_the_icon_leaves_the_words_to_the_page(level: Level, drawing: Callable[[str], ET.Element]) -> None:
    assert drawing(urgency_icon(level)).get("aria-hidden") == "true"


def test_the_brand_mark_is_a_spine_of_five_with_one_bone_marked(drawing: Callable[[str], ET.Element]) -> None:
    root = drawing(brand_mark())
    assert [bone.get("class") for bone in root].count("brand-mark") == 1
    assert len(root) == 5
