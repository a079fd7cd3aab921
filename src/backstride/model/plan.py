"""What to do tonight, this week and in the weeks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backstride.model.identifiers import AdviceId, ExerciseId, RuleId
from backstride.model.verdict import Permission

__all__ = [
    "ExerciseDose",
    "FormExperiment",
    "Plan",
    "PlanEvent",
    "PlanRule",
    "PlanSession",
    "PlanState",
    "PlanWeek",
    "Prevention",
    "RaceOutlook",
    "RaceVerdict",
    "RunDose",
    "RunExtra",
    "SessionKind",
    "SessionPart",
    "Stage",
    "Step",
    "Withheld",
]


class PlanState(StrEnum):
    """Where a runner stands on the way back.

    ``WAIT`` needs someone to look first; ``BONE_HOLD`` bears no impact while a bone may be under strain; ``CALM``
    settles, ``WALK`` walks, ``READY`` tries the first loads, ``RUN_WALK`` climbs the ladder, ``RUN`` runs half an hour,
    ``BUILD`` adds distance, ``SHARPEN`` adds hills and speed, ``FREE`` is back. ``MODIFY`` keeps running, reduced.
    ``FLARE`` lets a bad spell pass.
    """

    WAIT = "wait"
    BONE_HOLD = "bone_hold"
    CALM = "calm"
    WALK = "walk"
    READY = "ready"
    RUN_WALK = "run_walk"
    RUN = "run"
    MODIFY = "modify"
    BUILD = "build"
    SHARPEN = "sharpen"
    FLARE = "flare"
    FREE = "free"


class SessionKind(StrEnum):
    """What a planned session is."""

    STRENGTH = "strength"
    MOBILITY = "mobility"
    WALK = "walk"
    RUN = "run"
    REST = "rest"


class SessionPart(StrEnum):
    """Where in a session an exercise stands."""

    WARM_UP = "warm_up"
    MAIN = "main"
    COOL_DOWN = "cool_down"


class RunExtra(StrEnum):
    """What is added to easy, flat running once it goes well, one a week, in this order."""

    UPHILL = "uphill"
    STRIDES = "strides"
    TEMPO = "tempo"
    DOWNHILL = "downhill"


class RaceVerdict(StrEnum):
    """Whether a race fits the way back."""

    AS_PLANNED = "as_planned"
    POSSIBLE = "possible"
    NOT_ADVISABLE = "not_advisable"


class Stage(StrEnum):
    """How much a body may be loaded in exercises, from the first sore days on."""

    ACUTE = "acute"
    SUBACUTE = "subacute"
    STRENGTH = "strength"
    PLYOMETRIC = "plyometric"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, with why and where it is from.

    ``grade`` says how good the evidence is, ``A`` to ``D`` or ``expert``; empty where nothing was graded.
    """

    id: AdviceId
    text: str
    why: str = ""
    sources: tuple[str, ...] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDose:
    """An exercise and how much of it; ``load`` is in words (body weight, light band).

    ``reps`` count for each side where ``per_side`` is set; ``minutes`` stand for a set that is timed, ``distance_m``
    for one that is measured out on the ground, there and back on foot.
    """

    id: ExerciseId
    sets: int
    reps: int | None = None
    hold_s: float | None = None
    load: str = ""
    minutes: float | None = None
    distance_m: float | None = None
    rest_s: float | None = None
    per_side: bool = False
    part: SessionPart = SessionPart.MAIN
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDose:
    """A run or a run-walk: repeats of running and walking minutes.

    ``cadence_steps_per_min`` is the range to keep to, both feet, while a form experiment runs; ``extra`` is the one
    thing this run has beyond easy and flat.
    """

    run_min: float
    walk_min: float = 0.0
    repeats: int = 1
    at_most_km: float | None = None
    terrain: str = "flat"
    intensity: str = "easy"
    cadence_steps_per_min: tuple[float, float] | None = None
    extra: RunExtra | None = None

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
    """One week of sessions, in the order of their days; ``start`` is its first day."""

    number: int
    stage: Stage
    sessions: tuple[PlanSession, ...] = ()
    start: date | None = None
    state: PlanState | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Something the plan does not give, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRule:
    """One rule the plan goes by, in plain words, with where it is from."""

    id: RuleId
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEvent:
    """One change of the plan that a day's check-in brought.

    Parameters
    ----------
    before, after
        The state before the day and after it; the same where only the length of a run changed.
    reasons
        Why, in plain words; what it means now comes last.
    rules
        The rules it rests on, in the order of the reasons.
    safety_again
        The safety questions must be answered again.
    may_be_kept
        The runner may take it back and keep the plan as it was.
    kept
        They did.
    """

    day: date
    before: PlanState
    after: PlanState
    reasons: tuple[str, ...]
    rules: tuple[RuleId, ...] = ()
    safety_again: bool = False
    may_be_kept: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceOutlook:
    """Whether the race fits, by the plan's own rules on the best path.

    Parameters
    ----------
    longest_km
        The longest race that fits on that day; None when no distance can be told.
    conditions
        What has to hold until then, in plain words.
    """

    day: date
    distance_km: float
    verdict: RaceVerdict
    text: str
    longest_km: float | None = None
    conditions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormExperiment:
    """One change of form to try, for a set time, against the runner's own pain ratings.

    Parameters
    ----------
    now_steps_per_min, aim_steps_per_min
        The measured beat of both feet, and the range to try.
    days
        How long to try it before looking back.
    steps
        What to do, in order.
    known, unknown
        What studies found, and what nobody knows.
    """

    now_steps_per_min: float
    aim_steps_per_min: tuple[float, float]
    days: int
    steps: tuple[str, ...]
    known: str
    unknown: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevention:
    """What keeps a runner well who is back: a small programme of its own, with its end.

    Parameters
    ----------
    begins
        The first day of the week it begins in, if every day until then goes well.
    minutes
        The least and the most of one session.
    steps
        What to do, how hard, when to pause and when to stop; each with its source and grade.
    """

    begins: date
    sessions_per_week: int
    minutes: tuple[int, int]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole plan; what is missing is named in ``withheld``, and ``events`` says how it came to be, oldest first.

    ``around_runs`` says why runs begin and end as they do, ``shoes_and_ground`` what to run in and on, each with its
    source and grade.
    """

    permission: Permission
    state: PlanState
    today: tuple[Step, ...] = ()
    weeks: tuple[PlanWeek, ...] = ()
    rules: tuple[PlanRule, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    race: RaceOutlook | None = None
    experiment: FormExperiment | None = None
    events: tuple[PlanEvent, ...] = ()
    around_runs: tuple[Step, ...] = ()
    shoes_and_ground: tuple[Step, ...] = ()
    prevention: Prevention | None = None
