"""One plain line for a request that is turned away before any page sees it."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

__all__ = ["refuse"]


async def refuse(status: int, line: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a status and one line, and close the connection so that an unread body cannot linger."""
    response = PlainTextResponse(line + "\n", status_code=status, headers={"Connection": "close"})
    await response(scope, receive, send)
