"""Our own documentation as HTML: tables, headings to link to, and links that stay inside the app."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

__all__ = ["DocumentPage", "document_page", "heading_id"]

_DEEPEST_LISTED = 3
_PAGES_KEPT = 8
_PICTURES = (".svg", ".webp", ".png")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A page of the documentation.

    Parameters
    ----------
    contents
        Second and third level headings, as level, id and text.
    """

    title: str
    html: Markup
    contents: tuple[tuple[int, str, str], ...]


def heading_id(text: str) -> str:
    """Give the id that a heading is linked by, as code hosts make it.

    Examples
    --------
    >>> heading_id("What it cannot know (yet)")
    'what-it-cannot-know-yet'
    """
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text.strip().lower()))


@lru_cache(maxsize=_PAGES_KEPT)
def document_page(name: str, text: str) -> DocumentPage:
    """Turn a page into HTML; raw HTML in it is shown as text.

    Parameters
    ----------
    name
        Path below the documentation folder; relative links are taken from it.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    contents: list[tuple[int, str, str]] = []
    title = name
    seen: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            level, words = int(token.tag[1]), _plain(tokens[number + 1])
            mark = heading_id(words)
            seen[mark] = seen.get(mark, -1) + 1
            mark = f"{mark}-{seen[mark]}" if seen[mark] else mark
            token.attrSet("id", mark)
            if level == 1:
                title = words
            elif level <= _DEEPEST_LISTED:
                contents.append((level, mark, words))
        elif token.type == "table_open":
            token.attrSet("class", "doc-table")
        for child in token.children or ():
            _inside(child, name)
    html = parser.renderer.render(tokens, parser.options, {})
    return DocumentPage(title=title, html=_scrolling(html), contents=tuple(contents))


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


def _inside(token: Token, name: str) -> None:
    """Point links and pictures to the app's own addresses; what lies outside stays as it is."""
    for attribute in ("href", "src"):
        target = token.attrGet(attribute)
        if not isinstance(target, str) or not target:
            continue
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
        if path.endswith((".md", *_PICTURES)) and not path.startswith(".."):
            token.attrSet(attribute, f"/docs/{path}" + (f"#{parts.fragment}" if parts.fragment else ""))
        else:
            # It lies in the repository and not in the app: the words stay, the link goes.
            del token.attrs[attribute]


def _scrolling(html: str) -> Markup:
    """Let wide tables scroll by themselves, by finger and by key; an empty head of a column is no head."""
    number = count(1)

    def opened(_found: re.Match[str]) -> str:
        name = f"Table {next(number)}"
        return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table class="doc-table">'

    html = re.sub('<table class="doc-table">', opened, html).replace("</table>", "</table></div>")
    return Markup(html.replace("<th></th>", "<td></td>"))  # noqa: S704 - our own files, with raw HTML turned off
