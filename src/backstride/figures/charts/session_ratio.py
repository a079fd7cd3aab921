"""Each run against the longest run of the 30 days before it, on the bands of the load rule."""

from __future__ import annotations

from backstride.figures.charts.chart import Chart, Span, Width, assemble, date_ticks, day, text
from backstride.figures.geometry import rounded
from backstride.model.counted import counted
from backstride.model.load import LoadBand, LoadSession

__all__ = ["session_ratio_chart"]

_LEFT_PX, _TOP_PX, _BASE_PX = 32.0, 8.0, 190.0
_LOWEST, _HIGHEST = 0.0, 2.6
# (from, to, words, paint, how far below its top the words stand)
_BANDS = (
    (2.0, _HIGHEST, "large step: more than double", "c-zone-large", 15),
    (1.3, 2.0, "medium step", "c-zone-moderate", 15),
    (1.1, 1.3, "small step", "c-zone-small", 12),
    (_LOWEST, 1.1, "as usual", "c-zone-reference", 70),
)
_TICKS = (0.5, 1.1, 1.3, 2.0)
_STANDS_OUT = (LoadBand.MODERATE, LoadBand.LARGE)
_NEAR_EDGE_PX = 110.0


def _amount(session: LoadSession) -> str:
    if session.distance_m is not None:
        return f"{session.distance_m / 1000:.1f} km"
    return "" if session.minutes is None else f"{session.minutes:.0f} min"


def session_ratio_chart(sessions: tuple[LoadSession, ...], *, width: Width = Width.PHONE) -> Chart:
    """Draw a dot a run; a large step is a triangle, and the latest one is labelled.

    Parameters
    ----------
    sessions
        Runs in order of time; those without a ratio stand in the table only.
    width
        Phone or laptop.

    Raises
    ------
    ValueError
        If no run has a ratio.

    Examples
    --------
    >>> from datetime import date
    >>> from backstride.model.identifiers import ActivityId
    >>> run = LoadSession(id=ActivityId("a"), start="", local_date=date(2026, 6, 14), distance_m=24000, minutes=140,
    ...                   ratio_to_longest_30d=2.05, band=LoadBand.LARGE)
    >>> session_ratio_chart((run,)).table[1]
    ('14 Jun 2026', '24.0 km', '2.05 times')
    """
    drawn = [(one, one.ratio_to_longest_30d) for one in sessions if one.ratio_to_longest_30d is not None]
    if not drawn:
        raise ValueError("a ratio chart needs at least one run with a ratio")
    right = float(width.value)
    first, last = drawn[0][0].local_date, drawn[-1][0].local_date
    x = Span(0, max((last - first).days, 1), _LEFT_PX + 10, right - 10)
    y = Span(_LOWEST, _HIGHEST, _BASE_PX, _TOP_PX)
    out = [
        f'<rect class="{paint}" x="{_LEFT_PX:.0f}" y="{rounded(y.at(high))}" width="{rounded(right - _LEFT_PX)}" '
        f'height="{rounded(y.at(low) - y.at(high))}"/>' + text("c-text", _LEFT_PX + 7, y.at(high) + below, words)
        for low, high, words, paint, below in _BANDS
    ]
    out += [
        f'<path class="c-grid" d="M{_LEFT_PX:.0f} {rounded(y.at(tick))}H{right:.0f}"/>'
        + text("c-text-end", _LEFT_PX - 5, y.at(tick) + 4, f"{tick:.1f}")
        for tick in _TICKS
    ]
    high_runs = [(one, ratio) for one, ratio in drawn if one.band in _STANDS_OUT]
    for one, ratio in drawn:
        px, py = x.at((one.local_date - first).days), y.inside(ratio)
        if one.band in _STANDS_OUT:
            out.append(f'<path class="c-dot-hot" d="M{rounded(px)} {rounded(py - 9)}l8 14h-16z"/>')
        else:
            out.append(f'<circle class="c-dot" cx="{rounded(px)}" cy="{rounded(py)}" r="4"/>')
    if high_runs:
        latest, ratio = high_runs[-1]
        out.append(_label(latest, ratio, x.at((latest.local_date - first).days), y.inside(ratio), right))
    ticks = date_ticks(first, last, 3 if width is Width.PHONE else 6)
    for i, when in enumerate(ticks):
        paint = "c-text" if i == 0 else "c-text-end" if i == len(ticks) - 1 else "c-text-middle"
        out.append(text(paint, x.at((when - first).days), _BASE_PX + 17, day(when)))
    said = (
        f"{counted(len(drawn), 'run')} from {day(first)} to {day(last)}; {len(high_runs)} more than 1.3 times as long "
        "as the longest run of the 30 days before."
    )
    title = "Each run against your longest run of the 30 days before"
    rows = tuple(
        (
            f"{day(one.local_date)} {one.local_date.year}",
            _amount(one),
            "no run to compare with" if one.ratio_to_longest_30d is None else f"{one.ratio_to_longest_30d:.2f} times",
        )
        for one in sessions
    )
    svg = assemble(right, _BASE_PX + 26, title, said, "".join(out))
    return Chart(svg=svg, table=(("Day", "Run", "Against the longest of 30 days"), *rows))


def _label(one: LoadSession, ratio: float, px: float, py: float, right: float) -> str:
    """Name the run that stands out, below its mark."""
    paint = "c-hot-start" if px < _NEAR_EDGE_PX else "c-hot-end" if px > right - _NEAR_EDGE_PX else "c-hot-middle"
    words = f"{day(one.local_date)}: {_amount(one)}, {ratio:.2f} times"
    return f'<path class="c-axis" d="M{rounded(px)} {rounded(py + 8)}v9"/>{text(paint, px, py + 29, words)}'
