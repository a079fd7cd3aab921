"""A form is small. Only the upload pages take more, and they have limits of their own."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backstride.web.security.refusal import refuse

__all__ = ["LARGEST_FORM_BYTES", "BodySizeLimit"]

LARGEST_FORM_BYTES = 256 * 1024
"""More than any form of ours can hold."""

_LINE = "That was more than this form can hold, so nothing was saved. Go back and send less."


class _TooLargeError(Exception):
    """The body went over its limit while it was read."""


class BodySizeLimit:
    """Answer 413 to bodies over the limit, announced or not.

    Parameters
    ----------
    app
        The application behind it.
    is_upload
        Says of a path whether it takes files; those are left to their own limit.
    """

    def __init__(self, app: ASGIApp, is_upload: Callable[[str], bool]) -> None:
        self.app = app
        self.is_upload = is_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] != "http" or self.is_upload(scope["path"]):
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdigit() or int(announced) > LARGEST_FORM_BYTES:
            await refuse(413, _LINE, scope, receive, send)
            return
        taken = 0
        started = False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST_FORM_BYTES:
                raise _TooLargeError
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except _TooLargeError:
            if not started:
                await refuse(413, _LINE, scope, receive, send)
