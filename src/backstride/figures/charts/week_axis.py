"""The weeks of a chart side by side: where each bar stands and which of them carries a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backstride.figures.charts.chart import day, text

__all__ = ["WeekAxis"]

_DATE_PX = 62
_GAP_PX = 5.0


@dataclass(frozen=True, slots=True)
class WeekAxis:
    """Weeks from left to right.

    Parameters
    ----------
    starts
        First day of each week, in order.
    left_px, right_px
        Where the bars begin and end.

    Examples
    --------
    >>> axis = WeekAxis((date(2026, 6, 1), date(2026, 6, 8)), 0, 104)
    >>> axis.middle_px(1), axis.bar_px
    (75.0, 45.0)
    """

    starts: tuple[date, ...]
    left_px: float
    right_px: float

    @property
    def pitch_px(self) -> float:
        """From one bar to the next."""
        return (self.right_px - self.left_px - 4) / len(self.starts)

    @property
    def bar_px(self) -> float:
        """Width of a bar."""
        return self.pitch_px - min(_GAP_PX, self.pitch_px * 0.3)

    def middle_px(self, index: int) -> float:
        """Give the middle of a week's bar."""
        return self.left_px + (index + 0.5) * self.pitch_px

    def dates(self, y: float) -> Iterator[str]:
        """Write as many dates below the bars as have room."""
        every = max(1, -(-len(self.starts) * _DATE_PX // int(self.right_px - self.left_px)))
        for index, start in enumerate(self.starts):
            x = self.middle_px(index) - self.bar_px / 2
            if index % every == 0 and x + _DATE_PX / 2 < self.right_px:
                yield text("c-text", x, y, day(start))
