"""Days and moments in words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

__all__ = ["day_words", "local_day", "moment_words"]


def day_words(day: date) -> str:
    """Say a day, as the plan says it.

    Examples
    --------
    >>> day_words(date(2026, 11, 24))
    'Tuesday 24 November'
    """
    from backstride.plan import words

    return words.day_words(day)


def local_day(moment: datetime, time_zone: str) -> date:
    """Give the runner's own calendar day of a moment.

    Examples
    --------
    >>> from datetime import UTC
    >>> local_day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "Europe/Berlin")
    datetime.date(2026, 11, 23)
    """
    return moment.astimezone(ZoneInfo(time_zone)).date()


def moment_words(moment: datetime, time_zone: str, *, now: datetime) -> str:
    """Say when something was, from today's point of view.

    Examples
    --------
    >>> from datetime import UTC, timedelta
    >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> moment_words(noon, "UTC", now=noon), moment_words(noon - timedelta(days=1), "UTC", now=noon)
    ('today at 12:00', 'yesterday at 12:00')
    """
    day = local_day(moment, time_zone)
    days_ago = (local_day(now, time_zone) - day).days
    clock = f"{moment.astimezone(ZoneInfo(time_zone)):%H:%M}"
    if days_ago == 0:
        return f"today at {clock}"
    if days_ago == 1:
        return f"yesterday at {clock}"
    return f"on {day_words(day)}"
