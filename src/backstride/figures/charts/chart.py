"""What every chart is: a drawing, and the same numbers as a table for those who cannot or would not read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from html import escape

import numpy as np

from backstride.figures.geometry import rounded

__all__ = ["Chart", "Span", "Width", "assemble", "date_ticks", "day", "month_name", "nice_ticks", "text"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FEWEST_TICKS = 2


class Width(Enum):
    """How wide the drawing is laid out, in CSS pixels: text keeps its size, the plot gets the room."""

    PHONE = 358
    LAPTOP = 680


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart and its table.

    Parameters
    ----------
    svg
        The drawing, with title and description.
    table
        Rows of plain text; the first row is the heading.

    Raises
    ------
    ValueError
        If a row is longer or shorter than the heading.
    """

    svg: str
    table: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged table."""
        if len({len(row) for row in self.table}) > 1:
            raise ValueError("every row of a chart's table needs the same number of cells")


@dataclass(frozen=True, slots=True)
class Span:
    """A straight map from values to pixels.

    Examples
    --------
    >>> Span(0, 10, 100, 0).at(2.5)
    75.0
    """

    low: float
    high: float
    start_px: float
    end_px: float

    def at(self, value: float) -> float:
        """Give the pixel of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start_px + share * (self.end_px - self.start_px)

    def inside(self, value: float) -> float:
        """Give the pixel of a value, kept within the span."""
        return self.at(min(max(value, self.low), self.high))


def day(when: date) -> str:
    """Write a date as a person says it.

    Examples
    --------
    >>> day(date(2026, 6, 14))
    '14 Jun'
    """
    return f"{when.day} {month_name(when.month)}"


def month_name(month: int) -> str:
    """Name a month, 1 to 12, in three letters.

    Examples
    --------
    >>> month_name(6)
    'Jun'
    """
    return _MONTHS[month - 1]


def nice_ticks(high: float, count: int = 4) -> tuple[float, ...]:
    """Give round values from 0 up to at most ``high``.

    Examples
    --------
    >>> nice_ticks(47)
    (0.0, 10.0, 20.0, 30.0, 40.0)
    """
    if high <= 0:
        return (0.0,)
    raw = high / count
    power = 10.0 ** np.floor(np.log10(raw))
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda s: abs(s - raw))
    return tuple(float(v) for v in np.arange(0, high + 1e-9, step))


def date_ticks(first: date, last: date, room: int) -> tuple[date, ...]:
    """Give at most ``room`` evenly spaced dates from the first to the last.

    Examples
    --------
    >>> [day(d) for d in date_ticks(date(2026, 5, 1), date(2026, 5, 31), 3)]
    ['1 May', '16 May', '31 May']
    """
    days = (last - first).days
    count = max(min(room, days + 1), 1)
    if count < _FEWEST_TICKS:
        return (first,)
    return tuple(first + timedelta(days=round(days * i / (count - 1))) for i in range(count))


def text(paint: str, x: float, y: float, words: str) -> str:
    """Write a text element.

    Examples
    --------
    >>> text("c-text", 3, 4, "a & b")
    '<text class="c-text" x="3" y="4">a &amp; b</text>'
    """
    return f'<text class="{paint}" x="{rounded(x)}" y="{rounded(y)}">{escape(words)}</text>'


def assemble(width_px: float, height_px: float, title: str, description: str, content: str) -> str:
    """Close a chart: size, title, description, content."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-label="{escape(title)}. {escape(description)}" viewBox="0 0 {rounded(width_px)} {rounded(height_px)}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{content}</svg>"
    )
