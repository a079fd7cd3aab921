"""What a program is told when something went wrong: ``application/problem+json`` with one plain sentence (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from msgspec import Struct
from starlette.responses import Response

from backstride.model.codec import encode_json

__all__ = ["PROBLEM_TYPE", "Problem", "is_for_programs", "problem"]

PROBLEM_TYPE = "application/problem+json"
_ROOT = "/api"


class Problem(Struct, frozen=True, kw_only=True):
    """What went wrong.

    Parameters
    ----------
    title
        What the status means.
    detail
        What happened and what to do next, for a person.
    """

    status: int
    title: str
    detail: str
    type: str = "about:blank"


def is_for_programs(path: str) -> bool:
    """Say whether an address belongs to the programs' side of the app.

    Examples
    --------
    >>> is_for_programs("/api/assess"), is_for_programs("/apiary"), is_for_programs("/")
    (True, False, False)
    """
    return path == _ROOT or path.startswith(f"{_ROOT}/")


def problem(status: int, detail: str) -> Response:
    """Answer with a status and one plain sentence.

    Examples
    --------
    >>> problem(404, "There is nothing here.").body.decode()
    '{"status":404,"title":"Not Found","detail":"There is nothing here.","type":"about:blank"}'
    """
    told = Problem(status=status, title=HTTPStatus(status).phrase, detail=detail)
    return Response(encode_json(told), status_code=status, media_type=PROBLEM_TYPE)
