"""A running measure against speed: the earlier runs with their line, and the last weeks beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backstride.figures.charts.chart import Chart, Span, Width, assemble, day, text
from backstride.figures.geometry import rounded
from backstride.model.load import FormTrend, LoadSession

__all__ = ["FORM_MEASURES", "FormMeasure", "change_words", "form_over_months_chart", "form_speed_chart"]

_LEFT_PX, _TOP_PX, _BASE_PX = 40.0, 26.0, 190.0
_KM_PER_H = 3.6
_DOT_PX = 3.5
_ROOM = 0.08
_MONTH_WORDS_PX = 30.0
_TICKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMeasure:
    """A measure in the runner's words: its name, its unit, and the smallest change worth a line of the grid."""

    name: str
    unit: str
    small: float


FORM_MEASURES = {
    "avg_cadence_steps_per_min": FormMeasure(name="Cadence", unit="steps a minute", small=1),
    "avg_contact_time_ms": FormMeasure(name="Ground contact", unit="milliseconds", small=5),
    "avg_vertical_oscillation_mm": FormMeasure(name="Bounce", unit="millimetres", small=1),
}
"""By the name of the measure in a session."""


def form_speed_chart(sessions: Sequence[LoadSession], trend: FormTrend, *, width: Width = Width.PHONE) -> Chart:
    """Draw each run by its speed and its measure: earlier runs as pale dots with their line, the last weeks as squares.

    Parameters
    ----------
    sessions
        Runs in order of time; those of neither span are left out.
    trend
        The comparison that the runs rest on.
    width
        Phone or laptop.

    Raises
    ------
    ValueError
        If no run has both a speed and the measure.

    Examples
    --------
    >>> from datetime import date
    >>> from backstride.model.identifiers import ActivityId
    >>> from backstride.model.load import LoadBand
    >>> run = LoadSession(id=ActivityId("a"), start="", local_date=date(2026, 6, 14), distance_m=9000, minutes=50,
    ...                   ratio_to_longest_30d=1, band=LoadBand.REFERENCE, speed_m_per_s=3.0,
    ...                   avg_cadence_steps_per_min=172)
    >>> trend = FormTrend(measure="avg_cadence_steps_per_min", change=1, low=-1, high=3, usual=171, runs=3,
    ...                   runs_before=12, line=((2.5, 168), (3.2, 174)), recent_since=date(2026, 6, 1),
    ...                   before_since=date(2026, 2, 1))
    >>> form_speed_chart([run], trend).table[1]
    ('14 Jun 2026', '10.8', '172', 'last weeks')
    """
    measure = FORM_MEASURES[trend.measure]
    runs = _points(sessions, trend)
    if not runs:
        raise ValueError(f"no run has a speed and {measure.name.lower()}")
    right = float(width.value)
    line = [(speed * _KM_PER_H, value) for speed, value in trend.line]
    x = _span([one.speed for one in runs] + [speed for speed, _ in line], _LEFT_PX + 8, right - 8)
    y = _span([one.value for one in runs] + [value for _, value in line], _BASE_PX - 6, _TOP_PX)
    out = [
        f'<path class="c-grid" d="M{_LEFT_PX:.0f} {rounded(y.at(tick))}H{right:.0f}"/>'
        + text("c-text-end", _LEFT_PX - 5, y.at(tick) + 4, f"{tick:g}")
        for tick in _ticks(y)
    ]
    out.append(text("c-text", 0, 12, f"{measure.name}, {measure.unit}"))
    out += [text("c-text-middle", x.at(tick), _BASE_PX + 17, f"{tick:g}") for tick in _ticks(x)]
    out.append(text("c-text-end", right, _BASE_PX + 34, "speed, km/h"))
    out += [_dot(x.at(one.speed), y.at(one.value)) for one in runs if not one.is_recent]
    if line:
        (x0, y0), (x1, y1) = line
        ends = f"M{rounded(x.at(x0))} {rounded(y.at(y0))}L{rounded(x.at(x1))} {rounded(y.at(y1))}"
        out.append(f'<path class="c-rule" d="{ends}"/>')
    out += [_square(x.at(one.speed), y.at(one.value)) for one in runs if one.is_recent]
    out += _legend(_BASE_PX + 52)
    title = f"{measure.name} against speed"
    recent = sum(one.is_recent for one in runs)
    said = f"{len(runs) - recent} earlier runs and {recent} of the last weeks. {change_words(trend)}"
    rows = tuple(
        (
            f"{day(one.day)} {one.day.year}", f"{one.speed:.1f}", f"{one.value:.0f}",
            "last weeks" if one.is_recent else "before",
        )
        for one in runs
    )  # fmt: skip
    svg = assemble(right, _BASE_PX + 62, title, said, "".join(out))
    return Chart(svg=svg, table=(("Day", "Speed, km/h", f"{measure.name}, {measure.unit}", "When"), *rows))


def form_over_months_chart(trend: FormTrend, *, width: Width = Width.PHONE) -> Chart:
    """Draw each month's mean difference from the runner's own line, with its range; zero is as usual.

    Raises
    ------
    ValueError
        If no month has enough runs.

    Examples
    --------
    >>> from datetime import date
    >>> from backstride.model.load import FormMonth
    >>> month = FormMonth(month=date(2026, 5, 1), change=2.0, low=0.5, high=3.5, runs=9)
    >>> trend = FormTrend(measure="avg_cadence_steps_per_min", change=1, low=-1, high=3, usual=171, runs=3,
    ...                   runs_before=12, months=(month,))
    >>> form_over_months_chart(trend).table[1]
    ('May 2026', '+2.0', '+0.5 to +3.5', '9')
    """
    months = trend.months
    measure = FORM_MEASURES[trend.measure]
    if not months:
        raise ValueError(f"no month has enough runs with {measure.name.lower()}")
    right = float(width.value)
    count = (months[-1].month.year - months[0].month.year) * 12 + months[-1].month.month - months[0].month.month + 1
    pitch = (right - _LEFT_PX) / count
    most = max(2 * measure.small, *(abs(end) for one in months for end in (one.low, one.high)))
    y = Span(-most * (1 + _ROOM), most * (1 + _ROOM), _BASE_PX - 6, _TOP_PX)
    out = [
        f'<path class="{"c-axis" if tick == 0 else "c-grid"}" d="M{_LEFT_PX:.0f} {rounded(y.at(tick))}H{right:.0f}"/>'
        + text("c-text-end", _LEFT_PX - 5, y.at(tick) + 4, f"{tick:+g}" if tick else "0")
        for tick in _ticks(y)
    ]
    out.append(text("c-text", 0, 12, f"{measure.name} at like speed, {measure.unit}"))
    every = max(1, -(-int(_MONTH_WORDS_PX) // int(max(pitch, 1))))
    for one in months:
        place = (one.month.year - months[0].month.year) * 12 + one.month.month - months[0].month.month
        px = _LEFT_PX + (place + 0.5) * pitch
        out.append(f'<path class="c-range" d="M{rounded(px)} {rounded(y.at(one.low))}V{rounded(y.at(one.high))}"/>')
        out.append(_square(px, y.at(one.change)))
        if place % every == 0:
            out.append(text("c-text-middle", px, _BASE_PX + 17, day(one.month).split()[1]))
    title = f"{measure.name} at like speed, month by month"
    said = f"{len(months)} months against your own runs before; zero is as usual. {change_words(trend)}"
    rows = tuple(
        (
            f"{day(one.month).split()[1]} {one.month.year}", f"{one.change:+.1f}",
            f"{one.low:+.1f} to {one.high:+.1f}", str(one.runs),
        )
        for one in months
    )  # fmt: skip
    svg = assemble(right, _BASE_PX + 26, title, said, "".join(out))
    return Chart(svg=svg, table=(("Month", f"Change, {measure.unit}", "Likely between", "Runs"), *rows))


def change_words(trend: FormTrend) -> str:
    """Say the change of the last weeks in one sentence.

    Examples
    --------
    >>> trend = FormTrend(measure="avg_cadence_steps_per_min", change=0.4, low=-1, high=2, usual=171, runs=3,
    ...                   runs_before=12)
    >>> change_words(trend)
    'In the last three weeks your cadence was as usual for your speed.'
    """
    measure = FORM_MEASURES[trend.measure]
    name = measure.name.lower()
    if trend.low <= 0.0 <= trend.high or f"{abs(trend.change):.0f}" == "0":
        return f"In the last three weeks your {name} was as usual for your speed."
    way = "higher" if trend.change > 0 else "lower"
    return (
        f"In the last three weeks your {name} was {abs(trend.change):.0f} {measure.unit} {way} than usual for your "
        f"speed (likely {_ends(trend)})."
    )


def _ends(trend: FormTrend) -> str:
    low, high = sorted((abs(trend.low), abs(trend.high)))
    return f"{low:.0f} to {high:.0f}" if f"{low:.0f}" != f"{high:.0f}" else f"{low:.1f} to {high:.1f}"


@dataclass(frozen=True, slots=True)
class _Point:
    """One run: its day, its speed in km/h, its measure, and whether it is of the last weeks."""

    day: date
    speed: float
    value: float
    is_recent: bool


def _points(sessions: Sequence[LoadSession], trend: FormTrend) -> list[_Point]:
    since, recent = trend.before_since or date.min, trend.recent_since or date.max
    return [
        _Point(one.local_date, one.speed_m_per_s * _KM_PER_H, value, one.local_date >= recent)
        for one in sessions
        if one.local_date >= since
        and one.speed_m_per_s is not None
        and (value := getattr(one, trend.measure)) is not None
    ]


def _span(values: list[float], start: float, end: float) -> Span:
    low, high = min(values), max(values)
    room = max(high - low, 1.0) * _ROOM
    return Span(low - room, high + room, start, end)


def _ticks(span: Span) -> list[float]:
    """Give round values inside a span, about four."""
    raw = (span.high - span.low) / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = min((factor * power for factor in (1, 2, 5, 10)), key=lambda one: abs(one - raw))
    first = math.ceil(span.low / step)
    return [round(step * n, 6) for n in range(first, math.floor(span.high / step) + 1)]


def _dot(x: float, y: float) -> str:
    return f'<circle class="c-dot-before" cx="{rounded(x)}" cy="{rounded(y)}" r="{_DOT_PX}"/>'


def _square(x: float, y: float) -> str:
    return f'<rect class="c-dot-now" x="{rounded(x - 4)}" y="{rounded(y - 4)}" width="8" height="8" rx="1.5"/>'


def _legend(y: float) -> list[str]:
    return [
        _dot(6, y - 4), text("c-text", 16, y, "four months before"),
        _square(146, y - 4), text("c-text", 156, y, "last three weeks"),
    ]  # fmt: skip
