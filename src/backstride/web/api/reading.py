"""Read what a program sent, strictly and within limits of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
from starlette.requests import Request

from backstride.knowledge.base import Knowledge
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.service.case_file import case_from
from backstride.web.api.shapes import FILE_FIELDS, CaseBody

__all__ = ["UnsupportedError", "case_in", "require_days", "sent"]

_FIRST_MOMENT, _LAST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_LONGEST_BACK = timedelta(days=40 * 366)
_LONGEST_AHEAD = timedelta(days=5 * 366)
_JSON = "application/json"

Sent = TypeVar("Sent")


async def sent(request: Request, kind: type[Sent]) -> Sent:
    """Read the body of a request.

    Raises
    ------
    UnsupportedError
        If it is not sent as JSON.
    CaseError
        If it is not JSON, or not what is asked for.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise UnsupportedError
    data = await request.body()
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CaseError(f"the body cannot be read ({error})", advice="compare it with /api/openapi.json") from error


class UnsupportedError(CaseError):
    """The body is sent as something else than JSON."""

    def __init__(self) -> None:
        super().__init__("the body is not marked as JSON", advice=f"send it with the header Content-Type: {_JSON}")


def case_in(body: CaseBody, knowledge: Knowledge, *, now: datetime) -> Case:
    """Turn what was sent into a case with its own moment.

    Raises
    ------
    CaseError
        If it names files, unknown findings, impossible values or days too far from now.
    """
    for name in FILE_FIELDS:
        if body.get(name):
            raise CaseError(
                "files cannot be named here", where=name, advice="send sessions in log, or use the command line"
            )
    case = case_from({**body, **dict.fromkeys(FILE_FIELDS)}, folder=Path(), knowledge=knowledge)
    moment = case.now or now
    if not _FIRST_MOMENT <= moment < _LAST_MOMENT:
        raise CaseError("this moment is out of reach", where="now", advice="give one between 2000 and 2100")
    require_days(_days(case), today=moment.date())
    return case


def require_days(days: Iterator[tuple[str, date]], *, today: date) -> None:
    """Refuse days that no runner's case can hold.

    Raises
    ------
    CaseError
        If a day is more than 40 years ago or 5 years ahead.
    """
    for where, day in days:
        if not today - _LONGEST_BACK <= day <= today + _LONGEST_AHEAD:
            raise CaseError(f"{day.isoformat()} is too far away", where=where, advice="give a day of the last 40 years")


def _days(case: Case) -> Iterator[tuple[str, date]]:
    """Give every day that a case names, wherever it stands."""
    for where, part in (
        ("log", case.log),
        ("check_ins", case.check_ins),
        ("plan_choices", case.plan_choices),
        ("clearances", case.clearances),
    ):
        for one in part:
            for name in type(one).__dataclass_fields__:
                value = getattr(one, name)
                if isinstance(value, datetime):
                    yield where, value.date()
                elif isinstance(value, date):
                    yield where, value
