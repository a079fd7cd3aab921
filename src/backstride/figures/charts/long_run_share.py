"""How much of each week was its longest run."""

from __future__ import annotations

from backstride.figures.charts.chart import Chart, Span, Width, assemble, day, text
from backstride.figures.charts.week_axis import WeekAxis
from backstride.figures.geometry import rounded
from backstride.model.load import LoadWeek

__all__ = ["long_run_share_chart"]

_LEFT_PX, _TOP_PX, _BASE_PX = 46.0, 26.0, 150.0
_FEWEST_RUNS = 2
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def long_run_share_chart(weeks: tuple[LoadWeek, ...], *, width: Width = Width.PHONE) -> Chart:
    """Draw the share of each week's longest run; a week of one run has none worth drawing and shows a dash.

    Parameters
    ----------
    weeks
        Weeks in order, without gaps.
    width
        Phone or laptop.

    Raises
    ------
    ValueError
        If no week has two runs with a distance.

    Examples
    --------
    >>> from datetime import date
    >>> week = LoadWeek(start=date(2026, 6, 8), distance_m=24000, minutes=140, runs=3, longest_m=12000,
    ...                 long_run_share=0.5)
    >>> long_run_share_chart((week,)).table[1]
    ('8 Jun 2026', '3', '12.0', '50')
    """
    if not any(_has_share(week) for week in weeks):
        raise ValueError("a chart of long runs needs a week with two runs that have a distance")
    right = float(width.value)
    y = Span(0.0, 1.0, _BASE_PX, _TOP_PX)
    out = [
        f'<path class="c-grid" d="M{_LEFT_PX:.0f} {rounded(y.at(tick))}H{right:.0f}"/>'
        + text("c-text-end", _LEFT_PX - 5, y.at(tick) + 4, f"{tick * 100:.0f} %")
        for tick in _TICKS
    ]
    out.append(text("c-text", 0, 12, "longest run, share of the week"))
    axis = WeekAxis(tuple(week.start for week in weeks), _LEFT_PX, right)
    for index, week in enumerate(weeks):
        x = axis.middle_px(index)
        if _has_share(week):
            head = y.at(week.long_run_share or 0.0)
            out.append(
                f'<rect class="c-bar" x="{rounded(x - axis.bar_px / 2)}" y="{rounded(head)}" '
                f'width="{rounded(axis.bar_px)}" height="{rounded(_BASE_PX - head)}" '
                f'rx="{rounded(min(3, axis.bar_px / 3))}"/>'
            )
        else:
            out.append(f'<path class="c-axis" d="M{rounded(x - 2)} {_BASE_PX - 4:.0f}h4"/>')
    out += axis.dates(_BASE_PX + 17)
    shares = [week.long_run_share or 0.0 for week in weeks if _has_share(week)]
    said = f"{len(shares)} weeks with two runs or more, between {min(shares):.0%} and {max(shares):.0%}."
    rows = tuple(
        (
            f"{day(week.start)} {week.start.year}", str(week.runs),
            "" if week.longest_m is None else f"{week.longest_m / 1000:.1f}",
            f"{(week.long_run_share or 0.0) * 100:.0f}" if _has_share(week) else "",
        )
        for week in weeks
    )  # fmt: skip
    svg = assemble(right, _BASE_PX + 26, "The longest run of each week", said, "".join(out))
    return Chart(svg=svg, table=(("Week from", "Runs", "Longest, km", "Share, percent"), *rows))


def _has_share(week: LoadWeek) -> bool:
    return week.runs >= _FEWEST_RUNS and week.long_run_share is not None
