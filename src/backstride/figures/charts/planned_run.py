"""A planned run against the longest run of the 30 days before it, on the bands of the load rule."""

from __future__ import annotations

from backstride.figures.charts.chart import Chart, Span, Width, assemble, text
from backstride.figures.geometry import rounded
from backstride.model.load import WhatIf

__all__ = ["planned_run_chart"]

_ROWS_PX = (44.0, 92.0)
_BAR_PX = 18.0
_TOP_PX, _BASE_PX = 22.0, 118.0
_BANDS = ((0.0, 1.1, "c-zone-reference"), (1.1, 1.3, "c-zone-small"), (1.3, 2.0, "c-zone-moderate"))
_LEAST, _MOST = 2.2, 6.0


def planned_run_chart(plan: WhatIf, *, width: Width = Width.PHONE) -> Chart:
    """Draw the longest run and the plan as bars over the bands.

    Raises
    ------
    ValueError
        If there is no run to compare with.

    Examples
    --------
    >>> from datetime import date
    >>> from backstride.model.load import LoadBand
    >>> plan = WhatIf(distance_km=16, on=date(2026, 11, 29), band=LoadBand.MODERATE, ratio=1.6, longest_30d_km=10,
    ...               inside_km=11)
    >>> planned_run_chart(plan).table[1:]
    (('Longest run of the 30 days before', '10.0'), ('Still inside', '11.0'), ('Your plan', '16.0'))
    """
    if plan.longest_30d_km is None or plan.ratio is None or plan.inside_km is None:
        raise ValueError("a planned run needs a run to compare it with")
    right = float(width.value)
    top = min(max(plan.ratio * 1.12, _LEAST), _MOST)
    x = Span(0.0, top, 0.0, right)
    out = [
        f'<rect class="{paint}" x="{rounded(x.at(low))}" y="{_TOP_PX:.0f}" '
        f'width="{rounded(x.inside(high) - x.at(low))}" height="{_BASE_PX - _TOP_PX:.0f}"/>'
        for low, high, paint in (*_BANDS, (2.0, top, "c-zone-large"))
    ]
    out.append(f'<path class="c-rule" d="M{rounded(x.at(1.1))} {_TOP_PX:.0f}V{_BASE_PX:.0f}"/>')
    out.append(text("c-text-end", x.at(1.1) - 4, _TOP_PX - 7, f"inside: up to {plan.inside_km:g} km"))
    hot = plan.ratio > _BANDS[0][1]
    rows = (
        (f"longest run: {plan.longest_30d_km:.1f} km", 1.0, "c-bar"),
        (f"your plan: {plan.distance_km:g} km", plan.ratio, "c-bar-hot" if hot else "c-bar"),
    )
    for (words, ratio, paint), y in zip(rows, _ROWS_PX, strict=True):
        out.append(text("c-text", 8, y - 4, words))
        out.append(
            f'<rect class="{paint}" x="0" y="{rounded(y)}" width="{rounded(x.inside(ratio))}" '
            f'height="{_BAR_PX:.0f}" rx="3"/>'
        )
    title = "Your plan against your longest run"
    said = f"{plan.distance_km:g} km is {plan.ratio:.2f} times {plan.longest_30d_km:.1f} km."
    table = (
        ("What", "km"),
        ("Longest run of the 30 days before", f"{plan.longest_30d_km:.1f}"),
        ("Still inside", f"{plan.inside_km:.1f}"),
        ("Your plan", f"{plan.distance_km:.1f}"),
    )
    return Chart(svg=assemble(right, _BASE_PX + 4, title, said, "".join(out)), table=table)
