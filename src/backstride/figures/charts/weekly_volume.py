"""Kilometres (or minutes) a week, with the weeks that hold a long step, and pain below on the same time line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from backstride.figures.charts.chart import Chart, Span, Width, assemble, day, nice_ticks, text
from backstride.figures.charts.week_axis import WeekAxis
from backstride.figures.geometry import rounded
from backstride.model.load import LoadWeek

__all__ = ["weekly_volume_chart"]

_LEFT_PX, _TOP_PX, _BASE_PX, _PAIN_PX = 34.0, 30.0, 158.0, 196.0
_NO_WORDS: Mapping[date, str] = MappingProxyType({})
_NO_PAIN: Mapping[date, float] = MappingProxyType({})
_HATCH_PX = 10
_NEAR_EDGE_PX = 120.0


def _hatch(x: float, width: float, top: float) -> str:
    """Stripe a bar, so that it stands out without colour."""
    out = []
    y = _BASE_PX - 4
    while y - width > top + 2:
        out.append(f'<path class="c-hatch" d="M{rounded(x)} {rounded(y)}l{rounded(width)}-{rounded(width)}"/>')
        y -= _HATCH_PX
    return "".join(out)


def _say(x: float, y: float, right: float, words: str) -> str:
    paint = "c-hot-start" if x < _NEAR_EDGE_PX else "c-hot-end" if x > right - _NEAR_EDGE_PX else "c-hot-middle"
    return f'<path class="c-axis" d="M{rounded(x)} {rounded(y)}v-8"/>{text(paint, x, y - 12, words)}'


def weekly_volume_chart(
    weeks: tuple[LoadWeek, ...],
    spikes: Mapping[date, str] = _NO_WORDS,
    pain_0_to_10: Mapping[date, float] = _NO_PAIN,
    *,
    width: Width = Width.PHONE,
) -> Chart:
    """Draw a bar a week.

    Parameters
    ----------
    weeks
        Weeks in order, without gaps; minutes are drawn when no week has a distance.
    spikes
        First day of a week -> what stood out, in a few words ("24 km in one run"); those bars are striped and the
        latest one is labelled.
    pain_0_to_10
        First day of a week -> worst pain of that week; empty leaves the row out.
    width
        Phone or laptop.

    Raises
    ------
    ValueError
        If there is no week.

    Examples
    --------
    >>> week = LoadWeek(start=date(2026, 6, 8), distance_m=24000, minutes=140, runs=3)
    >>> weekly_volume_chart((week,)).table[1]
    ('8 Jun 2026', '24', '')
    """
    if not weeks:
        raise ValueError("a weekly chart needs at least one week")
    by_distance = any(week.distance_m for week in weeks)
    unit = "km" if by_distance else "minutes"
    values = [week.distance_m / 1000 if by_distance else week.minutes for week in weeks]
    right = float(width.value)
    top = max(*values, 1.0)
    y = Span(0, top, _BASE_PX, _TOP_PX)
    out = [
        f'<path class="c-grid" d="M{_LEFT_PX:.0f} {rounded(y.at(tick))}H{right:.0f}"/>'
        + text("c-text-end", _LEFT_PX - 6, y.at(tick) + 4, f"{tick:g}")
        for tick in nice_ticks(top)
    ]
    out.append(text("c-text", 0, 12, f"{unit} a week"))
    axis = WeekAxis(tuple(week.start for week in weeks), _LEFT_PX, right)
    out += _weeks(axis, values, spikes, y)
    if pain_0_to_10:
        out.append(text("c-text", 0, _PAIN_PX + 4, "Pain"))
        out += [
            _pain(axis.middle_px(i), pain_0_to_10[week.start])
            for i, week in enumerate(weeks)
            if week.start in pain_0_to_10
        ]
    title = f"{unit.capitalize()} a week" + (", and pain" if pain_0_to_10 else "")
    said = (
        f"{len(weeks)} weeks from {day(weeks[0].start)}, between {min(values):.0f} and {max(values):.0f} {unit}."
        + "".join(f" Week of {day(start)}: {words}." for start, words in sorted(spikes.items()))
    )
    rows = tuple(
        (
            f"{day(week.start)} {week.start.year}",
            f"{value:.0f}",
            f"{pain_0_to_10[week.start]:g}" if week.start in pain_0_to_10 else "",
        )
        for week, value in zip(weeks, values, strict=True)
    )
    height = _PAIN_PX + 30 if pain_0_to_10 else _BASE_PX + 26
    svg = assemble(right, height, title, said, "".join(out))
    return Chart(svg=svg, table=(("Week from", unit, "Worst pain, 0 to 10"), *rows))


def _weeks(axis: WeekAxis, values: list[float], spikes: Mapping[date, str], y: Span) -> list[str]:
    """Draw the bars, stripe those that stand out, and name the latest of them."""
    out = []
    wide = axis.bar_px
    latest = max((start for start in axis.starts if start in spikes), default=None)
    for i, (start, value) in enumerate(zip(axis.starts, values, strict=True)):
        middle, head = axis.middle_px(i), y.at(value)
        x = middle - wide / 2
        out.append(
            f'<rect class="{"c-bar-hot" if start in spikes else "c-bar"}" x="{rounded(x)}" y="{rounded(head)}" '
            f'width="{rounded(wide)}" height="{rounded(_BASE_PX - head)}" rx="{rounded(min(3, wide / 3))}"/>'
        )
        if start in spikes:
            out.append(_hatch(x, wide, head))
        if start == latest:
            out.append(_say(middle, head - 3, axis.right_px, spikes[start]))
    return [*out, *axis.dates(_BASE_PX + 17)]


def _pain(x: float, level: float) -> str:
    """Draw a pain mark: size and number say how much, a dash says none."""
    if level <= 0:
        return f'<path class="c-axis" d="M{rounded(x - 2)} {_PAIN_PX:.0f}h4"/>'
    dot = f'<circle class="c-pain" cx="{rounded(x)}" cy="{_PAIN_PX:.0f}" r="{rounded(2.2 + level)}"/>'
    return dot + text("c-strong", x, _PAIN_PX + 22, f"{level:g}")
