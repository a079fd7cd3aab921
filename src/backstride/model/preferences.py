"""What a runner can and wants to do: things at hand, time, running days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backstride.model.identifiers import ExerciseId

__all__ = ["Equipment", "Preferences", "Race"]

_LAST_WEEKDAY = 6
_MINUTES = (10, 90)
_RACE_KM = (0.4, 500.0)


class Equipment(StrEnum):
    """A thing an exercise needs. Floor, wall, towel and pillow are always there."""

    CHAIR = "chair"
    STEP = "step"
    BAND = "band"
    STICK = "stick"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    BAR = "bar"
    BENCH = "bench"
    BALL = "ball"
    ROLLER = "roller"
    ROPE = "rope"
    CABLE = "cable"
    MACHINE = "machine"
    BIKE = "bike"
    POOL = "pool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """A race the runner has in mind.

    Examples
    --------
    >>> Race(day=date(2027, 4, 18), distance_km=21.1).distance_km
    21.1
    """

    day: date
    distance_km: float

    def __post_init__(self) -> None:
        """Refuse impossible distances."""
        low, high = _RACE_KM
        if not low <= self.distance_km <= high:
            raise ValueError(f"the race's distance_km is {self.distance_km}, not {low:g} to {high:g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a plan is fitted to.

    Parameters
    ----------
    equipment
        Things at hand.
    minutes_per_session
        Minutes for one session of exercises, 10 to 90.
    running_days
        Weekdays to run on, 0 is Monday; empty takes them from the training history, or every other day.
    race
        The next race, or None.
    leave_out
        Exercises that hurt, or that the runner does not want.

    Examples
    --------
    >>> Preferences(running_days=(1, 3, 6)).minutes_per_session
    25
    """

    equipment: tuple[Equipment, ...] = (Equipment.CHAIR, Equipment.STEP)
    minutes_per_session: int = 25
    running_days: tuple[int, ...] = ()
    race: Race | None = None
    leave_out: tuple[ExerciseId, ...] = ()

    def __post_init__(self) -> None:
        """Refuse impossible days and times."""
        low, high = _MINUTES
        if not low <= self.minutes_per_session <= high:
            raise ValueError(f"minutes_per_session is {self.minutes_per_session}, not {low} to {high}")
        if len(set(self.running_days)) != len(self.running_days) or not all(
            0 <= day <= _LAST_WEEKDAY for day in self.running_days
        ):
            raise ValueError(f"running_days {self.running_days} are not different weekdays from 0 to {_LAST_WEEKDAY}")
