"""What a person sees when something went wrong: what happened, and what to do next. Never a traceback."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backstride.model.errors import UserError
from backstride.service.bug_place import bug_place
from backstride.service.episode import UnknownEpisodeError
from backstride.web.problem import is_for_programs, problem
from backstride.web.site import page

__all__ = ["BugGuard", "show_missing", "show_user_error"]

_LOG = logging.getLogger("backstride.web")

_WORDS = {
    400: ("That did not work", "The page sent something we could not read. Nothing was changed."),
    403: ("That was not allowed", "Nothing was changed."),
    404: ("This page is not here", "The address may be old, or the answers behind it were erased."),
    405: ("That did not work", "This address cannot be used like that. Nothing was changed."),
    413: ("That was too much at once", "Nothing was saved."),
}
_PROGRAMS = {
    404: "There is nothing at this address. See /api/openapi.json.",
    405: "This address is not used with this method. See /api/openapi.json.",
}


def show_user_error(request: Request, error: Exception) -> Response:
    """Show a problem that a person can act on."""
    assert isinstance(error, UserError)  # noqa: S101 - registered for this type alone
    status = 404 if isinstance(error, UnknownEpisodeError) else 400
    place = f"{error.where}: " if error.where else ""
    what = f"{place}{error.what}."
    advice = f"{error.advice[:1].upper()}{error.advice[1:]}." if error.advice else ""
    title = "These answers are not here" if status == 404 else "That did not work"  # noqa: PLR2004
    return page(request, "failure.html", status=status, title=title, what=what[:1].upper() + what[1:], advice=advice)


def show_missing(request: Request, error: Exception) -> Response:
    """Show an address that does not exist, or a request that cannot be served."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    title, what = _WORDS.get(error.status_code, ("That did not work", "Nothing was changed."))
    if error.status_code == 400 and error.detail != "Bad Request":  # noqa: PLR2004
        what = error.detail
    if is_for_programs(request.url.path):
        return problem(error.status_code, _PROGRAMS.get(error.status_code, what))
    return page(request, "failure.html", status=error.status_code, title=title, what=what, advice="")


class BugGuard:
    """The edge of the app: a mistake of ours becomes a page, and the log names its place, never what was answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer for whatever breaks on the way."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - one of the two edges where everything ends
            _LOG.error("bug: %s", bug_place(error))
            if not started:
                await _bug_page(Request(scope, receive), error)(scope, receive, send)


def _bug_page(request: Request, error: Exception) -> Response:
    if is_for_programs(request.url.path):
        return problem(500, f"Something in Backstride broke. Please report this line: {bug_place(error)}.")
    return page(
        request,
        "failure.html",
        status=500,
        title="That is our mistake",
        what="Something in Backstride broke. Your answers are kept as they were.",
        advice=f"Go back and try once more. If it happens again, report it with this line: {bug_place(error)}.",
    )
