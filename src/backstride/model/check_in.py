"""A day's short diary entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.model.identifiers import ExerciseId, FindingId

__all__ = ["CheckIn"]

_WORST = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One day: how it hurt, how it was next morning, what was done.

    Pain is 0 to 10. Fields left out are None; nothing left out counts as zero.

    Examples
    --------
    >>> CheckIn(day=date(2026, 5, 3), pain_now_0_to_10=2, pain_worst_0_to_10=4).painkiller is None
    True
    """

    day: date
    pain_now_0_to_10: float | None = None
    pain_worst_0_to_10: float | None = None
    pain_next_morning_0_to_10: float | None = None
    stiffness_min: float | None = None
    function_0_to_10: float | None = None
    run_minutes: float | None = None
    run_distance_km: float | None = None
    pain_during_run_0_to_10: float | None = None
    exercises_done: tuple[ExerciseId, ...] = ()
    sleep_h: float | None = None
    painkiller: bool | None = None
    flags: tuple[FindingId, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Hold every score to 0 to 10."""
        for name in ("pain_now_0_to_10", "pain_worst_0_to_10", "pain_next_morning_0_to_10", "function_0_to_10",
                     "pain_during_run_0_to_10"):  # fmt: skip
            score = getattr(self, name)
            if score is not None and not 0.0 <= score <= _WORST:
                raise ValueError(f"{self.day}: {name} is {score}, not 0 to 10")
