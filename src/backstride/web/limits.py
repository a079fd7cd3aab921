"""What may be asked for how often, and the plain answer to whoever asks too often."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from backstride.web.problem import is_for_programs, problem
from backstride.web.security.rate_limit import Limit
from backstride.web.site import page

__all__ = ["LIMITS", "too_many"]

_A_MINUTE_S = 60.0
_UPLOAD = re.compile(r"/cases/[^/]+/upload")
_COPY = re.compile(r"/data/(everything|upload|copies|copies/[^/]+/bring-back)")
_MADE_FILE = re.compile(r"/cases/[^/]+/(report\.|plan/.+\.)\w+")

LIMITS = (
    Limit(
        name="pairing",
        fits=lambda method, path: method == "POST" and path == "/pair",
        most=10,
        fills_in_s=10 * _A_MINUTE_S,
        line="This device has tried many codes, so it has to wait.",
    ),
    Limit(
        name="upload",
        fits=lambda method, path: method == "POST" and _UPLOAD.fullmatch(path) is not None,
        most=60,
        fills_in_s=10 * _A_MINUTE_S,
        line="Many files were sent in a short time, so the last ones were not taken.",
    ),
    Limit(
        name="made file",
        fits=lambda _method, path: _MADE_FILE.fullmatch(path) is not None,
        most=30,
        fills_in_s=_A_MINUTE_S,
        line="Many files were asked for in a short time.",
    ),
    Limit(
        name="copy",
        fits=lambda method, path: method == "POST" and _COPY.fullmatch(path) is not None,
        most=20,
        fills_in_s=10 * _A_MINUTE_S,
        line="Many copies were asked for in a short time.",
    ),
    Limit(
        name="demo",
        fits=lambda method, path: method == "POST" and path == "/demo",
        most=20,
        fills_in_s=_A_MINUTE_S,
        line="The made-up runner was asked for many times in a short time.",
    ),
    Limit(
        name="api",
        fits=lambda _method, path: is_for_programs(path),
        most=600,
        fills_in_s=_A_MINUTE_S,
        line="This program asks very often.",
    ),
)
"""Each is far above what a person does; the first that fits counts."""


async def too_many(request: Request, line: str, wait_s: int) -> Response:
    """Say that it was too often, and when it works again."""
    advice = f"Try again in {wait_words(wait_s)}. Nothing is lost."
    if is_for_programs(request.url.path):
        return problem(429, f"{line} {advice}")
    return await run_in_threadpool(
        page, request, "failure.html", status=429, title="One moment, please", what=line, advice=advice
    )


def wait_words(wait_s: int) -> str:
    """Say how long to wait.

    Examples
    --------
    >>> wait_words(1), wait_words(45), wait_words(61)
    ('1 second', '45 seconds', '2 minutes')
    """
    if wait_s < _A_MINUTE_S:
        return f"{wait_s} second{'s' if wait_s != 1 else ''}"
    return f"{-(-wait_s // int(_A_MINUTE_S))} minutes"
