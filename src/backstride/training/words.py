"""Dates and distances as a person says them."""

from __future__ import annotations

from datetime import date

from backstride.model.counted import counted

__all__ = ["day_words", "km_words", "minutes_words", "ratio_words"]


def day_words(day: date, until: date) -> str:
    """Say a date; the year only when it is another one.

    Examples
    --------
    >>> day_words(date(2026, 6, 14), date(2026, 11, 22)), day_words(date(2025, 6, 14), date(2026, 11, 22))
    ('14 June', '14 June 2025')
    """
    text = f"{day.day} {day:%B}"
    return text if day.year == until.year else f"{text} {day.year}"


def km_words(metres: float) -> str:
    """Say a distance in kilometres, no finer than a watch measures it.

    Examples
    --------
    >>> km_words(24_030.0), km_words(11_684.0), km_words(900.0)
    ('24 km', '11.7 km', '0.9 km')
    """
    return f"{metres / 1000.0:.1f}".removesuffix(".0") + " km"


def minutes_words(minutes: float) -> str:
    """Say a length of time in whole minutes.

    Examples
    --------
    >>> minutes_words(61.4)
    '61 minutes'
    """
    return counted(round(minutes), "minute")


def ratio_words(ratio: float) -> str:
    """Say how many times as long.

    Examples
    --------
    >>> ratio_words(1.6), ratio_words(1.12), ratio_words(0.8), ratio_words(2.0)
    ('1.6', '1.12', '0.8', '2')
    """
    return f"{ratio:.2f}".rstrip("0").rstrip(".")
