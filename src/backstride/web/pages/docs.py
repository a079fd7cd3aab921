"""The documentation, served by the app itself."""

from __future__ import annotations

import mimetypes

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from backstride.service.documentation import documentation_page, documentation_pages
from backstride.web.markdown import document_page
from backstride.web.site import page

__all__ = ["show_docs"]

_FIRST = "README.md"
_SHELVES = {
    "": "Start",
    "how-to": "How to",
    "explanation": "How it works",
    "reference": "Reference",
    "decisions": "Decisions",
}


def show_docs(request: Request) -> Response:
    """Show one page or picture of the documentation."""
    name = request.path_params.get("page") or _FIRST
    data = documentation_page(name)
    if data is None:
        raise HTTPException(404)
    if not name.endswith(".md"):
        kind = mimetypes.guess_type(name)[0]
        return Response(data, media_type=kind, headers={"Cache-Control": "max-age=3600"})
    document = document_page(name, data.decode("utf-8"))
    return page(request, "docs.html", document=document, shelves=_shelves(), name=name)


def _shelves() -> list[tuple[str, list[tuple[str, str]]]]:
    """List the pages by shelf, as address and name."""
    pages = sorted(name for name in documentation_pages() if name.endswith(".md") and name != _FIRST)
    shelves = []
    for folder, title in _SHELVES.items():
        held = [name for name in pages if name.rpartition("/")[0] == folder]
        shelves.append((title, [(f"/docs/{name}", _name(name)) for name in held]))
    return [(title, held) for title, held in shelves if held]


def _name(path: str) -> str:
    stem = path.rpartition("/")[2].removesuffix(".md").replace("_", " ").replace("-", " ")
    return stem.lstrip("0123456789 ").capitalize()
