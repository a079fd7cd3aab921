"""The evidence browser: every statement with its sources, every source with its uses, and what changed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from backstride import __version__
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import COMPILED
from backstride.service.documentation import documentation_page, documentation_pages
from backstride.web.evidence_view import KINDS, Entry, entries, record_of
from backstride.web.markdown import DocumentPage, document_page
from backstride.web.site import page, site_of

__all__ = ["show_changes", "show_evidence", "show_record", "show_shelf"]

_A_PAGE = 40
_MOST_DIGITS = 3
_MOST_LETTERS = 60


def show_evidence(request: Request) -> Response:
    """Show what there is to browse, or what a search found."""
    knowledge = site_of(request).knowledge
    words = _words(request)
    found = [entry for kind in KINDS for entry in _matching(knowledge, kind, words)] if words else []
    return page(
        request,
        "evidence.html",
        words=words,
        kind="",
        title="The evidence",
        **_turned(request, found),
        kinds=[(kind, name, len(entries(knowledge, kind))) for kind, name in KINDS.items()],
        names=KINDS,
        checked=_checked(),
        version=knowledge.version,
        engine=__version__,
    )


def show_shelf(request: Request) -> Response:
    """Show every record of one kind that fits the words."""
    kind, knowledge = request.path_params["kind"], site_of(request).knowledge
    if kind not in KINDS:
        raise HTTPException(404)
    words = _words(request)
    found = _matching(knowledge, kind, words)
    turned = _turned(request, found)
    return page(request, "evidence.html", words=words, kind=kind, title=KINDS[kind], names=KINDS, kinds=(), **turned)


def show_record(request: Request) -> Response:
    """Show one record with all that stands behind it."""
    kind = request.path_params["kind"]
    record = record_of(site_of(request).knowledge, kind, request.path_params["record"])
    if record is None:
        raise HTTPException(404)
    return page(request, "evidence_record.html", record=record, kind=kind, shelf=KINDS[kind])


def show_changes(request: Request) -> Response:
    """Show how the knowledge has changed."""
    return page(request, "evidence_changes.html", document=_changes(), version=site_of(request).knowledge.version)


def _words(request: Request) -> str:
    return request.query_params.get("q", "")[:_MOST_LETTERS].strip()


def _matching(knowledge: Knowledge, kind: str, words: str) -> list[Entry]:
    wanted = words.casefold().split()
    return [
        entry
        for entry in entries(knowledge, kind)
        if all(word in f"{entry.name} {entry.id} {entry.line}".casefold() for word in wanted)
    ]


def _turned(request: Request, found: list[Entry]) -> dict[str, Any]:
    """Give one page of what was found; a number beyond the end gives the last page."""
    written = request.query_params.get("page", "")
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS else 1
    count = max(1, -(-len(found) // _A_PAGE))
    number = min(max(number, 1), count)
    return {
        "entries": found[(number - 1) * _A_PAGE : number * _A_PAGE],
        "total": len(found),
        "number": number,
        "count": count,
    }


def _checked() -> list[tuple[str, str]]:
    """Give the pages that explain a part and how it was checked, as address and name."""
    names = sorted(name for name in documentation_pages() if name.startswith("explanation/") and name.endswith(".md"))
    return [(f"/docs/{name}", _title(name)) for name in names]


@lru_cache(maxsize=64)
def _title(name: str) -> str:
    first = (documentation_page(name) or b"").decode("utf-8").partition("\n")[0]
    return first.removeprefix("# ") or name


@lru_cache(maxsize=1)
def _changes() -> DocumentPage:
    return document_page("CHANGELOG.md", (COMPILED.parent / "CHANGELOG.md").read_text(encoding="utf-8"))
