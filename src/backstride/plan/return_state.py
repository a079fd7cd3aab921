"""Where a runner stands on the way back, with what the next step depends on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from backstride.model.check_in import CheckIn
from backstride.model.plan import PlanState, RunDose, RunExtra
from backstride.model.verdict import Permission
from backstride.plan.ladder import LADDER
from backstride.plan.pain_zone import Zone

__all__ = [
    "DISTANCE_STATES",
    "EXTRAS",
    "GREEN_GROWTH",
    "GreenRun",
    "HALF_HOUR_MIN",
    "Reason",
    "ReturnState",
    "Step",
    "Transition",
]

GREEN_GROWTH = 1.1
WINDOW_DAYS = 30
RUNNING_STATES = frozenset(
    {PlanState.RUN_WALK, PlanState.RUN, PlanState.MODIFY, PlanState.BUILD, PlanState.SHARPEN, PlanState.FREE}
)
DISTANCE_STATES = frozenset({PlanState.MODIFY, PlanState.BUILD, PlanState.SHARPEN, PlanState.FREE})
EXTRAS = (RunExtra.UPHILL, RunExtra.STRIDES, RunExtra.TEMPO, RunExtra.DOWNHILL)
"""The order in which hills and speed come back: uphill loads gently, downhill most, so it is last."""
_READINGS = frozenset({"zones", "painkiller"})
"""The rules that only read the colour of a run."""
_MORNINGS = 7
HALF_HOUR_MIN = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GreenRun:
    """A run that stayed green."""

    day: date
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnState:
    """Everything a transition needs; equal states and check-ins give equal transitions.

    Parameters
    ----------
    since, day
        First day in this state, and the last day that was taken in.
    bone_stress_suspected
        A bone may be under strain and nobody has cleared it.
    strict
        The way back after a cleared bone stress: any pain counts.
    rung
        The ladder's rung, 1 to 12; kept in other states for the way back.
    good, ambers
        Green runs on this rung or in this state, amber runs in a row on this rung.
    reds, ambers_on, flares
        Days of red runs (14 days), amber runs (28 days), flares (56 days).
    resting_0_to_10
        Pain at rest on the last days, oldest first.
    run_min
        Longest single run the plan gives now, minutes, in the states that count by distance.
    first_run_min
        The same at the start of those states; it holds until a green run allows more.
    usual_min
        The longest run the runner was used to; None when not known.
    green_runs
        Runs of the last 30 days that stayed green.
    calm_days
        Days in a row that met what the present state waits for; below zero where it waits for more of them.
    gap_taken
        Steps already taken back for days without a run.
    extras, extra_on
        How many of :data:`EXTRAS` are in the runs by now, and when the last one came or went.
    """

    state: PlanState
    since: date
    day: date
    permission: Permission
    bone_stress_suspected: bool = False
    strict: bool = False
    rung: int = 1
    good: int = 0
    ambers: int = 0
    reds: tuple[date, ...] = ()
    ambers_on: tuple[date, ...] = ()
    flares: tuple[date, ...] = ()
    resting_0_to_10: tuple[float, ...] = ()
    first_baseline_0_to_10: float = 0.0
    run_min: float = HALF_HOUR_MIN
    first_run_min: float = HALF_HOUR_MIN
    usual_min: float | None = None
    green_runs: tuple[GreenRun, ...] = ()
    calm_days: int = 0
    last_run: date | None = None
    gap_taken: int = 0
    hold_until: date | None = None
    grown_on: date | None = None
    hop_ready: bool = False
    extras: int = 0
    extra_on: date | None = None

    def __post_init__(self) -> None:
        """Keep the rung on the ladder, and running within what is permitted."""
        if not 1 <= self.rung <= len(LADDER):
            raise ValueError(f"there is no rung {self.rung}")
        if self.runs and (self.permission < Permission.MODIFIED_RUNNING or self.bone_stress_suspected):
            raise ValueError(f"{self.state} is beyond what is permitted")
        if self.day < self.since:
            raise ValueError("a state cannot begin after its last day")

    @property
    def runs(self) -> bool:
        """Whether running has its place in this state."""
        return self.state in RUNNING_STATES

    @property
    def may_run(self) -> bool:
        """Whether running may be reached at all."""
        return self.permission >= Permission.MODIFIED_RUNNING and not self.bone_stress_suspected

    @property
    def baseline_0_to_10(self) -> float:
        """The runner's usual pain at rest: the median of seven rated days, the first value for those missing."""
        missing = _MORNINGS - len(self.resting_0_to_10)
        return median((*self.resting_0_to_10, *[self.first_baseline_0_to_10] * missing))

    @property
    def newest_extra(self) -> RunExtra | None:
        """What was added to easy, flat running last; None while nothing was."""
        return EXTRAS[self.extras - 1] if self.extras and self.state is PlanState.SHARPEN else None

    @property
    def goal_min(self) -> float:
        """The longest run to come back to; half an hour where none is known."""
        return max(self.usual_min or HALF_HOUR_MIN, HALF_HOUR_MIN)

    @property
    def cap_min(self) -> float | None:
        """The longest next run by the longest green one of the last 30 days; None without one."""
        longest = max((run.minutes for run in self.green_runs), default=None)
        return None if longest is None else GREEN_GROWTH * longest

    def rests_until(self, day: date) -> bool:
        """Whether a red run asks for a day without running."""
        return bool(self.reds) and day - self.reds[-1] <= timedelta(days=2)

    def run_dose(self) -> RunDose | None:
        """Give the longest run the state allows, or None where running has no place."""
        if self.state is PlanState.RUN_WALK:
            return LADDER[self.rung - 1].dose
        if self.state is PlanState.RUN:
            return RunDose(run_min=HALF_HOUR_MIN)
        if self.state not in DISTANCE_STATES:
            return None
        return RunDose(run_min=round(min(self.run_min, max(self.cap_min or 0.0, self.first_run_min)), 1))

    def moved_to(self, state: PlanState) -> ReturnState:
        """Give the state as it begins elsewhere: today, with nothing counted yet."""
        return replace(self, state=state, since=self.day, good=0, ambers=0, calm_days=0, hold_until=None, grown_on=None)

    def ambers_within(self, days: int) -> tuple[date, ...]:
        """Give the days of amber runs among the last so many, today included."""
        return _since(self.ambers_on, self.day, days)

    def onto_ladder(self, rung: int) -> ReturnState:
        """Give the state as the ladder begins: days off count from here, and hills and speed come back one by one."""
        begun = self.moved_to(PlanState.RUN_WALK)
        return replace(begun, rung=rung, last_run=None, gap_taken=0, extras=0, extra_on=None)

    def taken_in(self, check_in: CheckIn) -> ReturnState:
        """Give the state with a day's resting pain and its windows moved on."""
        day, score = check_in.day, check_in.pain_now_0_to_10
        resting = self.resting_0_to_10 if score is None else (*self.resting_0_to_10, score)[-_MORNINGS:]
        return replace(
            self,
            day=day,
            resting_0_to_10=resting,
            reds=_since(self.reds, day, 14),
            ambers_on=_since(self.ambers_on, day, 28),
            flares=_since(self.flares, day, 56),
            green_runs=tuple(run for run in self.green_runs if run.day >= day - timedelta(days=WINDOW_DAYS)),
        )


def _since(days: tuple[date, ...], today: date, window: int) -> tuple[date, ...]:
    return tuple(day for day in days if day > today - timedelta(days=window))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a transition happened: the rule it rests on, and what it means now."""

    rule: str
    text: str


Step = tuple[ReturnState, tuple[Reason, ...]]
"""A state and why it came about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One day's step: from where to where, and why.

    Parameters
    ----------
    zone
        The colour of the day's run; None on a day without one.
    triage_again
        The safety questions must be answered again before anything else.
    """

    before: ReturnState
    after: ReturnState
    reasons: tuple[Reason, ...] = ()
    zone: Zone | None = None
    triage_again: bool = False

    @property
    def rules(self) -> frozenset[str]:
        """The rules that did something with the day; the reading of a run's colour is none of them."""
        return frozenset(reason.rule for reason in self.reasons) - _READINGS

    @property
    def moved(self) -> bool:
        """Whether the runner is somewhere else now."""
        return (self.before.state, self.before.rung, self.before.run_min) != (
            self.after.state,
            self.after.rung,
            self.after.run_min,
        )
