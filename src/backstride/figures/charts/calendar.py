"""A whole year of days: how far each one went, and which of them hurt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from types import MappingProxyType

import numpy as np

from backstride.figures.charts.chart import Chart, Width, assemble, day, month_name, nice_ticks, text
from backstride.figures.geometry import rounded
from backstride.model.counted import counted
from backstride.model.load import LoadDay

__all__ = ["calendar_chart"]

_NO_PAIN: Mapping[date, float] = MappingProxyType({})
_MONTHS = range(1, 13)
_LEVELS = 4
_COLUMNS = 3
_HEAD_PX, _MONTH_GAP_PX, _MONTH_ROWS, _WEEK = 18.0, 14.0, 6, 7
_LEFT_PX = 32.0
_CELL_GAP_SHARE = 0.14
_WEEKDAYS = ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the shades mean: kilometres, or minutes where no day has a distance."""

    unit: str
    edges: tuple[float, ...]

    @classmethod
    def of(cls, days: tuple[LoadDay, ...]) -> _Scale:
        by_distance = any(one.distance_m for one in days)
        unit = "km" if by_distance else "minutes"
        scale = cls(unit, ())
        most = max((scale.amount(one) for one in days), default=0.0)
        step = nice_ticks(max(most, 1.0), _LEVELS)
        size = step[1] if len(step) > 1 else 1.0
        return cls(unit, tuple(size * level for level in range(1, _LEVELS)))

    def amount(self, one: LoadDay) -> float:
        """Give a day's kilometres or minutes."""
        return one.distance_m / 1000.0 if self.unit == "km" else one.minutes

    def paint(self, one: LoadDay | None) -> str:
        """Give the shade of a day."""
        if one is None or not one.runs:
            return "c-rest"
        return f"c-heat-{1 + int(np.searchsorted(self.edges, self.amount(one), side='right'))}"

    def words(self) -> tuple[str, ...]:
        """Say what each shade means, lightest first."""
        low, *_, high = self.edges
        between = [f"{a:g} to {b:g}" for a, b in zip(self.edges, self.edges[1:], strict=False)]
        return (f"under {low:g}", *between, f"{high:g} {self.unit} or more")


def calendar_chart(
    days: tuple[LoadDay, ...],
    *,
    year: int,
    pain_0_to_10: Mapping[date, float] = _NO_PAIN,
    width: Width = Width.PHONE,
) -> Chart:
    """Draw a year: twelve small months on a phone, one long strip of weeks on a laptop.

    Parameters
    ----------
    days
        Days in order; those of other years are left out, days before the last that are not there are drawn
        as rest.
    year
        The calendar year.
    pain_0_to_10
        Day -> worst pain of that day; a dot says that it hurt.
    width
        Phone or laptop.

    Raises
    ------
    ValueError
        If no day of the year has a run.

    Examples
    --------
    >>> one = LoadDay(date=date(2026, 6, 14), distance_m=24000, minutes=140, runs=1)
    >>> calendar_chart((one,), year=2026, pain_0_to_10={date(2026, 6, 15): 4}).table
    (('Day', 'Runs', 'km', 'Worst pain, 0 to 10'), ('14 Jun 2026', '1', '24.0', ''), ('15 Jun 2026', '0', '0', '4'))
    """
    mine = {one.date: one for one in days if one.date.year == year}
    if not any(one.runs for one in mine.values()):
        raise ValueError(f"there is no run in {year}")
    scale = _Scale.of(tuple(mine.values()))
    hurt = {when: level for when, level in pain_0_to_10.items() if when.year == year and level > 0}
    right = float(width.value)
    layout, below = _months(year, right) if width is Width.PHONE else _strip(year, right)
    out = [words for _, _, _, words in layout if words]
    # A day that has not come yet is not a day of rest.
    last = max(*mine, *hurt) if hurt else max(mine)
    for when, x, y, words in layout:
        if not words and when <= last:
            out.append(_cell(when, x, y, _cell_px(width), scale, mine.get(when), hurt.get(when)))
    legend, bottom = _legend(scale, below, right, has_pain=bool(hurt))
    ran = [one for one in mine.values() if one.runs]
    total = sum(scale.amount(one) for one in ran)
    said = f"{counted(len(ran), 'day')} with a run, {total:,.0f} {scale.unit} together" + (
        f"; {counted(len(hurt), 'day')} with pain." if hurt else "."
    )
    svg = assemble(right, bottom, f"Your running days in {year}", said, "".join([*out, *legend]))
    return Chart(svg=svg, table=_table(mine, hurt, scale))


def _cell_px(width: Width) -> float:
    if width is Width.PHONE:
        return (float(width.value) - (_COLUMNS - 1) * _MONTH_GAP_PX) / _COLUMNS / _WEEK
    return (float(width.value) - _LEFT_PX) / 54


def _months(year: int, right: float) -> tuple[list[tuple[date, float, float, str]], float]:
    """Lay twelve months out, three in a row; each line is a week from Monday to Sunday."""
    pitch = _cell_px(Width.PHONE)
    height = _HEAD_PX + _MONTH_ROWS * pitch + 8
    out: list[tuple[date, float, float, str]] = []
    for month in _MONTHS:
        row, column = divmod(month - 1, _COLUMNS)
        left, top = column * (right + _MONTH_GAP_PX) / _COLUMNS, row * height
        first = date(year, month, 1)
        out.append((first, left, top, text("c-text", left, top + 12, month_name(month))))
        for when in _days_of(first):
            line = (when.day - 1 + first.weekday()) // _WEEK
            out.append((when, left + when.weekday() * pitch, top + _HEAD_PX + line * pitch, ""))
    return out, len(_MONTHS) / _COLUMNS * height


def _strip(year: int, right: float) -> tuple[list[tuple[date, float, float, str]], float]:
    """Lay the weeks out from left to right, Monday on top."""
    pitch = (right - _LEFT_PX) / 54
    first = date(year, 1, 1)
    out = [
        (first, 0.0, 0.0, text("c-text-end", _LEFT_PX - 6, _HEAD_PX + (line + 0.8) * pitch, name))
        for line, name in _WEEKDAYS
    ]
    for month in _MONTHS:
        start = date(year, month, 1)
        week = ((start - first).days + first.weekday()) // _WEEK
        out.append((start, 0.0, 0.0, text("c-text", _LEFT_PX + week * pitch, 12, month_name(month))))
        for when in _days_of(start):
            week = ((when - first).days + first.weekday()) // _WEEK
            out.append((when, _LEFT_PX + week * pitch, _HEAD_PX + when.weekday() * pitch, ""))
    return out, _HEAD_PX + _WEEK * pitch + 8


def _days_of(first: date) -> Iterator[date]:
    when = first
    while when.month == first.month:
        yield when
        when += timedelta(days=1)


def _cell(when: date, x: float, y: float, pitch: float, scale: _Scale, one: LoadDay | None, pain: float | None) -> str:
    size = pitch * (1 - _CELL_GAP_SHARE)
    box = f'x="{rounded(x)}" y="{rounded(y)}" width="{rounded(size)}" height="{rounded(size)}" rx="{rounded(size / 5)}"'
    words = [f"{scale.amount(one):.1f} {scale.unit}"] if one is not None and one.runs else []
    words += [f"pain {pain:g}"] if pain else []
    title = f"<title>{escape(day(when))}: {escape(', '.join(words))}</title>" if words else ""
    cell = f'<rect class="{scale.paint(one)}" {box}>{title}</rect>' if title else f'<rect class="c-rest" {box}/>'
    if pain:
        middle = size / 2
        radius = size * (0.2 + 0.03 * pain)
        cell += (
            f'<circle class="c-pain-halo" cx="{rounded(x + middle)}" cy="{rounded(y + middle)}" '
            f'r="{rounded(radius + 1)}"/>'
            f'<circle class="c-pain" cx="{rounded(x + middle)}" cy="{rounded(y + middle)}" r="{rounded(radius)}"/>'
        )
    return cell


def _legend(scale: _Scale, top: float, right: float, *, has_pain: bool) -> tuple[list[str], float]:
    """Say what the shades mean, in as many lines as they need."""
    out: list[str] = []
    x, y = 0.0, top + 8
    names = [("c-rest", "rest"), *((f"c-heat-{level + 1}", words) for level, words in enumerate(scale.words()))]
    if has_pain:
        names.append(("c-pain", "pain, larger is worse"))
    for paint, words in names:
        wide = 22 + 6.6 * len(words) + 12
        if x and x + wide > right:
            x, y = 0.0, y + 20
        if paint == "c-pain":
            out.append(f'<circle class="c-pain" cx="{rounded(x + 6)}" cy="{rounded(y + 6)}" r="5"/>')
        else:
            out.append(f'<rect class="{paint}" x="{rounded(x)}" y="{rounded(y)}" width="12" height="12" rx="3"/>')
        out.append(text("c-text", x + 18, y + 10, words))
        x += wide
    return out, y + 20


def _table(mine: Mapping[date, LoadDay], hurt: Mapping[date, float], scale: _Scale) -> tuple[tuple[str, ...], ...]:
    rows = []
    for when in sorted({when for when, one in mine.items() if one.runs} | set(hurt)):
        one = mine.get(when)
        amount = f"{scale.amount(one):.1f}" if one is not None and one.runs else "0"
        pain = f"{hurt[when]:g}" if when in hurt else ""
        rows.append((f"{day(when)} {when.year}", str(one.runs if one is not None else 0), amount, pain))
    return (("Day", "Runs", scale.unit, "Worst pain, 0 to 10"), *rows)
