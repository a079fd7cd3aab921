"""Style sheets, scripts and icons: kept by the browser as long as their address stays the same."""

from __future__ import annotations

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

__all__ = ["KeptFiles"]

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


class KeptFiles(StaticFiles):
    """Static files whose address carries a mark of their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file, and say how long it may be kept."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _FOR_EVER if b"v=" in scope["query_string"] else _ASK_AGAIN
        return response
