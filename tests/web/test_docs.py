"""The documentation inside the app: every page opens, every link leads somewhere, nothing else is served."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from backstride.service.documentation import FIRST_PAGE, documentation_contents, documentation_pages
from backstride.web.markdown import document_page

PAGES = sorted(name for name in documentation_pages() if name.endswith(".md"))


def test_there_is_documentation() -> None:
    assert {"README.md", "start.md", "safety.md", "glossary.md", "reference/rules.md"} <= set(PAGES)


def test_the_list_of_pages_names_each_one_once():
    listed = [path for shelf in documentation_contents().values() for path, _ in shelf]

    assert sorted([*listed, FIRST_PAGE]) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_and_its_links_inside_the_app_lead_somewhere(client: TestClient, name: str):
    answer = client.get(f"/docs/{name}")
    assert answer.status_code == 200

    article = answer.text.partition('<article class="doc">')[2].partition("</article>")[0]
    for address in set(re.findall(r'(?:href|src)="(/docs/[^"#]+)', article)):
        assert address.removeprefix("/docs/") in documentation_pages(), address
    marks = set(re.findall(r'id="([^"]+)"', article))
    for mark in set(re.findall(r'href="#([^"]+)"', article)):
        assert mark in marks, mark
    assert not re.findall(r'href="(?!https?://|/docs/|#)', article)


@pytest.mark.parametrize(
    "name", ["../README.md", "..%2f..%2fpyproject.toml", "nothing.md", "/etc/passwd", "start.md/.."]
)
def test_nothing_else_is_served(client: TestClient, name: str):
    answer = client.get(f"/docs/{name}")
    assert answer.status_code == 404 or "Documentation" in answer.text


def test_raw_html_is_shown_and_never_run() -> None:
    assert "&lt;script&gt;" in document_page("x.md", "# Title\n\n<script>alert(1)</script>\n").html


def test_a_picture_is_served_as_one(client: TestClient, root: Path):
    picture = next(path for path in (root / "docs" / "images").iterdir())
    answer = client.get(f"/docs/images/{picture.name}")
    assert answer.headers["content-type"].startswith("image/")
