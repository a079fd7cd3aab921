"""What to do tonight, this week and in the weeks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backstride.model.identifiers import AdviceId, ExerciseId
from backstride.model.verdict import Permission

__all__ = ["ExerciseDose", "Plan", "PlanSession", "PlanState", "PlanWeek", "RunDose", "SessionKind", "Step", "Withheld"]


class PlanState(StrEnum):
    """Where a runner stands on the way back."""

    WAIT = "wait"
    CALM = "calm"
    WALK = "walk"
    RUN_WALK = "run_walk"
    RUN = "run"
    MODIFY = "modify"
    FREE = "free"


class SessionKind(StrEnum):
    """What a planned session is."""

    STRENGTH = "strength"
    MOBILITY = "mobility"
    WALK = "walk"
    RUN = "run"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, with why and where it is from."""

    id: AdviceId
    text: str
    why: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDose:
    """An exercise and how much of it; ``load`` is in words (body weight, light band)."""

    id: ExerciseId
    sets: int
    reps: int | None = None
    hold_s: float | None = None
    load: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDose:
    """A run or a run-walk: repeats of running and walking minutes."""

    run_min: float
    walk_min: float = 0.0
    repeats: int = 1
    at_most_km: float | None = None
    terrain: str = "flat"
    intensity: str = "easy"

    @property
    def total_min(self) -> float:
        """Minutes from first to last step."""
        return self.repeats * (self.run_min + self.walk_min)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSession:
    """One session of a week."""

    kind: SessionKind
    exercises: tuple[ExerciseDose, ...] = ()
    run: RunDose | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWeek:
    """One week of sessions."""

    number: int
    stage: str
    sessions: tuple[PlanSession, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Something the plan does not give, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole plan; every part that is missing is named in ``withheld``."""

    permission: Permission
    state: PlanState
    today: tuple[Step, ...] = ()
    weeks: tuple[PlanWeek, ...] = ()
    rules: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
