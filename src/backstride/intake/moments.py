"""Times as exports write them."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, tzinfo

__all__ = ["clock_s", "epoch_s", "moment_from_epoch", "number"]

_FORMATS = ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S.%f", "%Y/%m/%d %H:%M:%S")
_CLOCK_PARTS = 3


def epoch_s(text: str, zone: tzinfo | None = None) -> float:
    """Read a time as seconds since 1970 in UTC; NaN when it is none.

    Parameters
    ----------
    zone
        The zone of times that name none; UTC when None.

    Examples
    --------
    >>> epoch_s("1970-01-01T00:01:00Z"), epoch_s("1970-01-01 02:00:00 +0100"), epoch_s("soon")
    (60.0, 3600.0, nan)
    """
    moment = _moment(text.strip())
    if moment is None:
        return math.nan
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone or UTC)
    try:
        return moment.timestamp()
    except (OverflowError, ValueError):
        return math.nan


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            # A format without a zone gives a naive time on purpose; the caller adds the zone.
            return datetime.strptime(text, form)  # noqa: DTZ007
        except ValueError:
            continue
    return None


def moment_from_epoch(seconds: float) -> datetime:
    """Turn seconds since 1970 into an aware UTC moment, whole microseconds."""
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)


def clock_s(text: str) -> float:
    """Read ``h:mm:ss``, ``mm:ss`` or plain seconds; NaN when it is none.

    Examples
    --------
    >>> clock_s("1:02:03.5"), clock_s("45:00"), clock_s("90"), clock_s("long")
    (3723.5, 2700.0, 90.0, nan)
    """
    parts = text.strip().split(":")
    if not 1 <= len(parts) <= _CLOCK_PARTS:
        return math.nan
    total = 0.0
    for part in parts:
        total = total * 60.0 + number(part)
    return total


def number(text: str | None) -> float:
    """Read a number with a decimal point or comma; NaN when it is none or not finite.

    Examples
    --------
    >>> number("10,5"), number("1,234.5"), number(" 7 "), number("n/a")
    (10.5, 1234.5, 7.0, nan)
    """
    if text is None:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        return _written_number(text)
    return value if math.isfinite(value) else math.nan


def _written_number(text: str) -> float:
    """Read a number with marks that people and spreadsheets put in it."""
    word = text.strip().replace("\u00a0", "").replace("'", "")
    if "," in word:
        word = word.replace(",", "") if "." in word else word.replace(",", ".")
    try:
        value = float(word)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
