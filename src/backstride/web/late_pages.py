"""Pages that are loaded when someone first asks for them, so that the first page is there at once."""

from __future__ import annotations

import inspect
import pkgutil
import threading
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from backstride.web import pages
from backstride.web.forms import form_page

__all__ = ["late", "late_form", "load_all_pages"]

Endpoint = Callable[[Request], Awaitable[Response]]

_ONE_AT_A_TIME = threading.RLock()
"""Two threads that import modules in a different order could each see the other's half-done ones."""


def late(place: str) -> Endpoint:
    """Make an endpoint of a function in ``web/pages``, or elsewhere in ``web``, without importing its module yet.

    Parameters
    ----------
    place
        Module and function, such as ``plan:show_plan``, or ``api.endpoints:describe`` outside the pages.

    Examples
    --------
    >>> late("plan:show_plan").__name__
    'show_plan'
    """
    return _endpoint(place, lambda handler: handler)


def late_form(place: str) -> Endpoint:
    """Make an endpoint of a function that takes a posted form, without importing its module yet."""
    return _endpoint(place, form_page)


def load_all_pages() -> None:
    """Import every page, so that none is slow when it is opened."""
    for module in pkgutil.iter_modules(pages.__path__):
        _module(module.name)


def _endpoint(place: str, prepared: Callable[[Any], Callable[..., Any]]) -> Endpoint:
    module, _, name = place.partition(":")
    known: list[Callable[..., Any]] = []

    async def endpoint(request: Request) -> Response:
        if not known:
            known.append(prepared(getattr(await run_in_threadpool(_module, module), name)))
        handler = known[0]
        answer = handler(request) if inspect.iscoroutinefunction(handler) else run_in_threadpool(handler, request)
        response: Response = await answer
        return response

    endpoint.__name__ = name
    return endpoint


def _module(name: str) -> Any:  # noqa: ANN401 - modules have no narrower type
    with _ONE_AT_A_TIME:
        return import_module(f"{__package__}.{name}" if "." in name else f"{pages.__name__}.{name}")
