"""How the back answers a run: the next morning against the runner's usual mornings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from backstride.model.check_in import CheckIn

__all__ = ["MorningAfter", "mornings_after"]

_WINDOW_DAYS = 7
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningAfter:
    """One run and its next morning; ``change_0_to_10`` is above zero when the morning was worse than usual."""

    day: date
    morning_0_to_10: float
    usual_0_to_10: float
    run_minutes: float | None = None

    @property
    def change_0_to_10(self) -> float:
        """The morning's pain less the usual one."""
        return self.morning_0_to_10 - self.usual_0_to_10


def mornings_after(check_ins: Iterable[CheckIn]) -> tuple[MorningAfter, ...]:
    """List every run whose next morning was rated and has at least three rated mornings in the week before.

    Examples
    --------
    >>> start = date(2026, 5, 1)
    >>> days = [CheckIn(day=start + timedelta(days=n), pain_next_morning_0_to_10=1) for n in range(5)]
    >>> run = CheckIn(day=date(2026, 5, 6), run_minutes=40, pain_next_morning_0_to_10=3)
    >>> [after.change_0_to_10 for after in mornings_after([*days, run])]
    [2]
    """
    by_day = {one.day: one for one in check_ins}
    mornings = {
        day: one.pain_next_morning_0_to_10
        for day, one in by_day.items()
        if one.pain_next_morning_0_to_10 is not None
    }  # fmt: skip
    found = []
    for day in sorted(mornings):
        before = [score for other, score in mornings.items() if day - timedelta(days=_WINDOW_DAYS) <= other < day]
        if by_day[day].ran and len(before) >= _FEWEST:
            found.append(
                MorningAfter(
                    day=day,
                    morning_0_to_10=mornings[day],
                    usual_0_to_10=median(before),
                    run_minutes=by_day[day].run_minutes,
                )
            )
    return tuple(found)
