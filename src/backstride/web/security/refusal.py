"""One plain line for a request that is turned away before any page sees it."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from backstride.web.problem import is_for_programs, problem

__all__ = ["refuse"]


async def refuse(status: int, line: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a status and one line, and close the connection so that an unread body cannot linger."""
    response: Response
    if is_for_programs(scope["path"]):
        response = problem(status, line)
    else:
        response = PlainTextResponse(line + "\n", status_code=status)
    response.headers["Connection"] = "close"
    await response(scope, receive, send)
