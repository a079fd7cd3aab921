"""Sessions typed by hand, read from a form of a few rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from starlette.datastructures import FormData

from backstride.model.activity import LoggedSession, Sport
from backstride.model.errors import CaseError
from backstride.web.forms import text_of

__all__ = ["KINDS", "ROWS", "sessions_in"]

ROWS = 4
"""Rows of the form."""

KINDS: Mapping[Sport, str] = {
    Sport.RUNNING: "Run",
    Sport.TREADMILL_RUNNING: "Treadmill run",
    Sport.TRAIL_RUNNING: "Trail run",
    Sport.TRACK_RUNNING: "Track run",
    Sport.WALKING: "Walk",
    Sport.CYCLING: "Bike",
    Sport.STRENGTH: "Strength",
    Sport.OTHER: "Other",
}
"""Kinds that can be chosen, in plain words."""

_OLDEST = timedelta(days=3660)
_MOST_KM = 400.0
_MOST_MINUTES = 3000.0


def sessions_in(fields: FormData, *, today: date) -> tuple[LoggedSession, ...]:
    """Read the rows that are filled in.

    Raises
    ------
    CaseError
        If a row cannot be, or none is filled in.
    """
    rows = (_session(fields, number, today) for number in range(ROWS))
    sessions = tuple(session for session in rows if session is not None)
    if not sessions:
        raise CaseError("no session is filled in", advice="give a day with minutes or kilometres")
    return sessions


def _session(fields: FormData, number: int, today: date) -> LoggedSession | None:
    day, minutes, km = (text_of(fields, f"{name}-{number}") for name in ("day", "minutes", "km"))
    if not minutes and not km:
        return None
    where = f"row {number + 1}"
    return LoggedSession(
        date=_day(day, where, today),
        minutes=_amount(minutes, where, "minutes", _MOST_MINUTES),
        distance_km=_amount(km, where, "kilometres", _MOST_KM),
        kind=_kind(text_of(fields, f"kind-{number}"), where),
    )


def _day(written: str, where: str, today: date) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise CaseError("the day is missing", where=where, advice="give the day, such as 2026-11-20") from error
    if not today - _OLDEST <= day <= today:
        raise CaseError("this day cannot be", where=where, advice="give a day in the last ten years, up to today")
    return day


def _amount(written: str, where: str, unit: str, most: float) -> float | None:
    if not written:
        return None
    try:
        amount = float(written.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"'{written[:20]}' is not a number", where=where, advice=f"give {unit} in digits") from error
    if not 0 < amount <= most:
        raise CaseError(f"{amount:g} {unit} cannot be", where=where, advice=f"give up to {most:g} {unit}")
    return amount


def _kind(written: str, where: str) -> Sport:
    try:
        return Sport(written or Sport.RUNNING.value)
    except ValueError as error:
        raise CaseError("this kind is not known", where=where, advice="choose one of the list") from error
