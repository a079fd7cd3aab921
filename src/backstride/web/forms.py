"""A posted form, read within limits and handed to a plain function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["form_page", "text_of"]

_MOST_FIELDS = 600


def form_page(handler: Callable[[Request, FormData], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint from a function of the request and its form; the work is done in a thread."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as fields:
            return await run_in_threadpool(handler, request, fields)

    return endpoint


def text_of(fields: FormData, name: str) -> str:
    """Give one field as trimmed text; a missing one is empty.

    Examples
    --------
    >>> text_of(FormData([("km", " 10 ")]), "km"), text_of(FormData(), "km")
    ('10', '')
    """
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""
