"""Pain day by day, with what counts as better, flares, the colour of each run, and the minutes run below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from backstride.figures.charts.chart import Chart, Span, Width, assemble, date_ticks, day, text
from backstride.figures.geometry import rounded
from backstride.model.counted import counted

__all__ = ["PainDay", "pain_course_chart"]

_LEFT_PX, _TOP_PX, _BASE_PX = 32.0, 14.0, 170.0
_RUNS_PX, _LOAD_TOP_PX, _LOAD_BASE_PX = 188.0, 206.0, 250.0
_WORST = 10.0
_TICKS = (0, 2, 5, 10)
_NO_LOAD: Mapping[date, float] = MappingProxyType({})
_GAP_DAYS = 2
_MARKS = {
    "green": '<circle class="c-dot" cx="{x}" cy="{y}" r="4"/>',
    "amber": '<path class="c-dot-now" d="M{x} {y}m-4.500 -4.500h9v9h-9z"/>',
    "red": '<path class="c-dot-hot" d="M{x} {y}m0 -6l6.500 11h-13z"/>',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PainDay:
    """A day of the diary; ``colour`` is green, amber, red, or nothing where no run was read."""

    day: date
    pain_0_to_10: float | None
    colour: str = ""


def pain_course_chart(
    days: Sequence[PainDay],
    *,
    flares: Sequence[tuple[date, date]] = (),
    first_0_to_10: float | None = None,
    better_at_0_to_10: float | None = None,
    minutes: Mapping[date, float] = _NO_LOAD,
    width: Width = Width.PHONE,
) -> Chart:
    """Draw the course of the pain.

    Parameters
    ----------
    days
        Days in order; days without a rating leave a gap.
    flares
        First and last day of each flare.
    first_0_to_10, better_at_0_to_10
        The mean of the first week, and the level that would be a change that matters.
    minutes
        Minutes run by day.

    Raises
    ------
    ValueError
        If no day has a rating.

    Examples
    --------
    >>> one = PainDay(day=date(2026, 5, 3), pain_0_to_10=4, colour="amber")
    >>> pain_course_chart([one], minutes={one.day: 20}).table[1]
    ('3 May 2026', '4', 'amber', '20')
    """
    rated = [one for one in days if one.pain_0_to_10 is not None]
    if not rated:
        raise ValueError("a course of pain needs at least one rated day")
    right = float(width.value)
    first, last = days[0].day, days[-1].day
    x = Span(0, max((last - first).days, 1), _LEFT_PX + 8, right - 8)
    y = Span(0, _WORST, _BASE_PX, _TOP_PX)
    out = [
        f'<rect class="c-zone-moderate" x="{rounded(x.at((begin - first).days) - 4)}" y="{_TOP_PX:.0f}" '
        f'width="{rounded(x.at((end - first).days) - x.at((begin - first).days) + 8)}" '
        f'height="{rounded(_BASE_PX - _TOP_PX)}"/>'
        for begin, end in flares
        if begin >= first
    ]
    out += [
        f'<path class="c-grid" d="M{_LEFT_PX:.0f} {rounded(y.at(tick))}H{right:.0f}"/>'
        + text("c-text-end", _LEFT_PX - 6, y.at(tick) + 4, str(tick))
        for tick in _TICKS
    ]
    out += _levels(first_0_to_10, better_at_0_to_10, y, right)
    out.append(_line(rated, first, x, y))
    out += [_mark(one, x.at((one.day - first).days)) for one in days if one.colour in _MARKS]
    if any(one.colour in _MARKS for one in days):
        out.append(text("c-text", 0, _RUNS_PX + 4, "Runs"))
    out += _load(minutes, first, last, x)
    ticks = date_ticks(first, last, 3 if width is Width.PHONE else 6)
    for number, when in enumerate(ticks):
        paint = "c-text" if number == 0 else "c-text-end" if number == len(ticks) - 1 else "c-text-middle"
        out.append(text(paint, x.at((when - first).days), _LOAD_BASE_PX + 17, day(when)))
    scores = [one.pain_0_to_10 for one in rated if one.pain_0_to_10 is not None]
    said = (
        f"{len(rated)} rated days from {day(first)} to {day(last)}, between {min(scores):g} and {max(scores):g}; "
        f"{counted(len(flares), 'flare')}."
    )
    svg = assemble(right, _LOAD_BASE_PX + 26, "Pain day by day, 0 to 10", said, "".join(out))
    rows = tuple(_row(one, minutes) for one in days)
    return Chart(svg=svg, table=(("Day", "Pain, 0 to 10", "Run", "Minutes run"), *rows))


def _levels(first: float | None, better: float | None, y: Span, right: float) -> list[str]:
    out = []
    if first is not None:
        out.append(f'<path class="c-rule" d="M{_LEFT_PX:.0f} {rounded(y.at(first))}H{right:.0f}"/>')
        out.append(text("c-text-end", right, y.at(first) - 4, "your first week"))
    if better is not None:
        out.append(f'<path class="c-rule" d="M{_LEFT_PX:.0f} {rounded(y.at(better))}H{right:.0f}"/>')
        out.append(text("c-text-end", right, y.at(better) + 13, "better from here down"))
    return out


def _line(rated: Sequence[PainDay], first: date, x: Span, y: Span) -> str:
    """Join rated days; a longer silence leaves a gap, since nothing is known about it."""
    path, dots, before = [], [], None
    for one in rated:
        px, py = rounded(x.at((one.day - first).days)), rounded(y.at(one.pain_0_to_10 or 0.0))
        joined = before is not None and (one.day - before).days <= _GAP_DAYS
        path.append(f"{'L' if joined else 'M'}{px} {py}")
        dots.append(f'<circle class="c-pain" cx="{px}" cy="{py}" r="2.500"/>')
        before = one.day
    return f'<path class="c-line-thin" d="{"".join(path)}"/>{"".join(dots)}'


def _mark(one: PainDay, px: float) -> str:
    return _MARKS[one.colour].format(x=rounded(px), y=rounded(_RUNS_PX))


def _load(minutes: Mapping[date, float], first: date, last: date, x: Span) -> list[str]:
    shown = {when: amount for when, amount in minutes.items() if first <= when <= last and amount > 0}
    if not shown:
        return []
    y = Span(0, max(shown.values()), _LOAD_BASE_PX, _LOAD_TOP_PX)
    wide = max(min(8.0, 0.7 * (x.at(1) - x.at(0))), 1.0)
    out = [
        f'<rect class="c-bar" x="{rounded(x.at((when - first).days) - wide / 2)}" y="{rounded(y.at(amount))}" '
        f'width="{rounded(wide)}" height="{rounded(_LOAD_BASE_PX - y.at(amount))}"/>'
        for when, amount in sorted(shown.items())
    ]
    return [text("c-text", 0, _LOAD_TOP_PX + 4, "Min"), *out]


def _row(one: PainDay, minutes: Mapping[date, float]) -> tuple[str, str, str, str]:
    pain = "" if one.pain_0_to_10 is None else f"{one.pain_0_to_10:g}"
    ran = f"{minutes[one.day]:.0f}" if minutes.get(one.day) else ""
    return f"{day(one.day)} {one.day.year}", pain, one.colour, ran
