"""A day's short diary entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.model.identifiers import ExerciseId, FindingId
from backstride.model.score import hold_to_scale

__all__ = ["CheckIn", "OwnActivity"]

_SCORES = (
    "pain_now_0_to_10",
    "pain_worst_0_to_10",
    "pain_next_morning_0_to_10",
    "function_0_to_10",
    "pain_during_run_0_to_10",
    "pain_during_walk_0_to_10",
    "readiness_pain_0_to_10",
    "hop_pain_0_to_10",
    "run_confidence_0_to_10",
)
_MOST = {"stiffness_min": 1440.0, "run_minutes": 1440.0, "walk_minutes": 1440.0, "run_distance_km": 500.0,
         "sleep_h": 24.0, "run_limited_days": 7.0}  # fmt: skip
_LONGEST_CYCLE_DAYS = 99
MOST_OWN_ACTIVITIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnActivity:
    """How well one thing goes that the runner named as mattering to them: 0 not at all, 10 as before.

    Examples
    --------
    >>> OwnActivity(name="Lift my child", ability_0_to_10=6).ability_0_to_10
    6
    """

    name: str
    ability_0_to_10: float

    def __post_init__(self) -> None:
        """Refuse a nameless activity and a score off the scale."""
        if not self.name.strip():
            raise ValueError("an own activity needs a name")
        hold_to_scale(self.name, ability_0_to_10=self.ability_0_to_10)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One day: how it hurt, how it was next morning, what was done.

    Pain is 0 to 10. Fields left out are None; nothing left out counts as zero.

    Parameters
    ----------
    pain_now_0_to_10, pain_worst_0_to_10
        At rest when writing, and the worst of the day.
    pain_next_morning_0_to_10
        On the morning after this day, within half an hour of waking; filled in a day later.
    run_minutes, run_distance_km
        The day's running, walking breaks left out of the minutes.
    pain_during_run_0_to_10, pain_during_walk_0_to_10
        The worst while running or walking.
    readiness_pain_0_to_10, hop_pain_0_to_10
        The worst in the readiness moves, and in the hops, where they were asked for.
    painkiller
        Whether one was taken before running or at all that day.
    leg_symptom, limp, ill
        A new leg symptom, a limp or changed stride, an illness.
    flags
        Warning signs that were ticked.
    own_activities
        Up to three things the runner named, and how well they go.
    run_limited_days, run_confidence_0_to_10
        Asked once a week: on how many of the last seven days the back held running back, and how sure of running the
        runner feels.
    cycle_day
        Day of the cycle, counted from 1, where the runner wants to note it.

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
    walk_minutes: float | None = None
    pain_during_walk_0_to_10: float | None = None
    readiness_pain_0_to_10: float | None = None
    hop_pain_0_to_10: float | None = None
    leg_symptom: bool | None = None
    limp: bool | None = None
    ill: bool | None = None
    flags: tuple[FindingId, ...] = ()
    note: str = ""
    own_activities: tuple[OwnActivity, ...] = ()
    cycle_day: int | None = None
    run_limited_days: float | None = None
    run_confidence_0_to_10: float | None = None

    def __post_init__(self) -> None:
        """Hold every score to 0 to 10, and every amount to what a day can hold."""
        hold_to_scale(str(self.day), **{name: getattr(self, name) for name in _SCORES})
        for name, most in _MOST.items():
            amount = getattr(self, name)
            if amount is not None and not 0.0 <= amount <= most:
                raise ValueError(f"{self.day}: {name} is {amount}, not 0 to {most:g}")
        if self.cycle_day is not None and not 1 <= self.cycle_day <= _LONGEST_CYCLE_DAYS:
            raise ValueError(f"{self.day}: cycle_day is {self.cycle_day}, not 1 to {_LONGEST_CYCLE_DAYS}")
        if len(self.own_activities) > MOST_OWN_ACTIVITIES:
            raise ValueError(f"{self.day}: {len(self.own_activities)} own activities, at most {MOST_OWN_ACTIVITIES}")

    @property
    def ran(self) -> bool:
        """Whether any running is written down."""
        return bool(self.run_minutes) or bool(self.run_distance_km)

    @property
    def stops_plan(self) -> bool:
        """Whether it names something that stops the plan until the safety questions are answered again."""
        return bool(self.flags or self.leg_symptom or self.limp)
