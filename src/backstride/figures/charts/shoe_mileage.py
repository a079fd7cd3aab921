"""How far each pair of shoes has run."""

from __future__ import annotations

from backstride.figures.charts.chart import Chart, Span, Width, assemble, day, text
from backstride.figures.geometry import rounded
from backstride.model.load import ShoeMileage

__all__ = ["shoe_mileage_chart"]

_ROW_PX, _BAR_PX, _END_PX = 44.0, 14.0, 64.0
_LONGEST_NAME = 40


def shoe_mileage_chart(shoes: tuple[ShoeMileage, ...], *, width: Width = Width.PHONE) -> Chart:
    """Draw a bar a pair, most first.

    Parameters
    ----------
    shoes
        Pairs, most first.
    width
        Phone or laptop.

    Raises
    ------
    ValueError
        If there is no pair.

    Examples
    --------
    >>> from datetime import date
    >>> pair = ShoeMileage(shoe="Blue", distance_m=412_000, runs=51, first=date(2026, 1, 3), last=date(2026, 6, 14))
    >>> shoe_mileage_chart((pair,)).table[1]
    ('Blue', '412', '51', '3 Jan 2026', '14 Jun 2026')
    """
    if not shoes:
        raise ValueError("a chart of shoes needs at least one pair")
    right = float(width.value)
    x = Span(0.0, max(one.distance_m for one in shoes), 0.0, right - _END_PX)
    out = []
    for index, one in enumerate(shoes):
        top = index * _ROW_PX
        name = one.shoe if len(one.shoe) <= _LONGEST_NAME else f"{one.shoe[: _LONGEST_NAME - 1]}…"
        wide = max(x.at(one.distance_m), 2.0)
        out.append(text("c-text", 0, top + 12, f"{name} ({one.runs} runs)"))
        out.append(
            f'<rect class="c-bar" x="0" y="{rounded(top + 19)}" width="{rounded(wide)}" height="{_BAR_PX:.0f}" rx="3"/>'
        )
        out.append(text("c-text", wide + 6, top + 30, f"{one.distance_m / 1000:,.0f} km"))
    said = ", ".join(f"{one.shoe} {one.distance_m / 1000:,.0f} km" for one in shoes) + "."
    rows = tuple(
        (
            one.shoe, f"{one.distance_m / 1000:,.0f}", str(one.runs), f"{day(one.first)} {one.first.year}",
            f"{day(one.last)} {one.last.year}",
        )
        for one in shoes
    )  # fmt: skip
    svg = assemble(right, len(shoes) * _ROW_PX, "Kilometres on your shoes", said, "".join(out))
    return Chart(svg=svg, table=(("Shoe", "km", "Runs", "First run", "Last run"), *rows))
