"""Every page of the documentation: links lead somewhere, each page is linked from the first one."""

import re
from pathlib import Path

import pytest

from backstride.web.markdown import heading_id

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])
LINK = re.compile(r"(?<!\!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def links(page: Path) -> list[str]:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    return [one or other for one, other in LINK.findall(text)]


def headings(page: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {heading_id(re.sub(r"[`*]", "", one)) for one in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_a_file_and_to_a_heading_that_is_there(page: Path):
    for link in links(page):
        if link.startswith(("http://", "https://")):
            continue
        path, _, mark = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if mark and target.suffix == ".md":
            assert mark in headings(target), link


def test_every_page_is_reached_from_the_first_one():
    seen, waiting = set(), [ROOT / "docs" / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links(page) if "://" not in link]
    assert set((ROOT / "docs").rglob("*.md")) - seen == set()
