"""The documentation, served by the app itself."""

from __future__ import annotations

import mimetypes

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from backstride.service.documentation import FIRST_PAGE, documentation_contents, documentation_page
from backstride.web.markdown import document_page
from backstride.web.site import page

__all__ = ["show_docs"]


def show_docs(request: Request) -> Response:
    """Show one page or picture of the documentation."""
    name = request.path_params.get("page") or FIRST_PAGE
    data = documentation_page(name)
    if data is None:
        raise HTTPException(404)
    if not name.endswith(".md"):
        kind = mimetypes.guess_type(name)[0]
        return Response(data, media_type=kind, headers={"Cache-Control": "max-age=3600"})
    document = document_page(name, data.decode("utf-8"))
    return page(request, "docs.html", document=document, shelves=documentation_contents(), name=name)
