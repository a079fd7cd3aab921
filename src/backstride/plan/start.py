"""Where a runner begins: wait, calm down, walk, climb the ladder, or go on with less.

A runner with mild pain who still runs is not sent back to the ladder: they go on, reduced from their own recent runs.

Sources
-------
frandsen2025
    The measure is the longest run of the last 30 days; here those before the pain, reduced.
expert
    The reduction, the limits of mild and sore, and the first half week are product defaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.plan import PlanState
from backstride.model.verdict import Permission
from backstride.plan.ladder import start_rung
from backstride.plan.limits import Limits
from backstride.plan.return_state import ReturnState
from backstride.plan.run_history import RunHistory
from backstride.plan.told import is_told, number_told

__all__ = ["start_state"]

MILD_AT_MOST = 3.0
SORE_FROM = 4.0
REDUCED = 0.7
NEED_NOT_STOP_WEEKS = 2.0
UNKNOWN_RUN_MIN = 20.0
OTHER_RUNS = 0.75
UNHURRIED_MIN_PER_KM = 7.0
_LONG_BREAK_WEEKS = 4.0


def start_state(
    limits: Limits,
    facts: Mapping[FindingId, Finding],
    history: RunHistory,
    *,
    pain_0_to_10: float | None,
    day: date,
) -> ReturnState:
    """Choose the first state of a case that is neither urgent nor open to urgency.

    Parameters
    ----------
    pain_0_to_10
        How strong the pain is now; None when nobody said.
    day
        The last day before the plan.

    Examples
    --------
    >>> may_run = Limits(permission=Permission.MODIFIED_RUNNING)
    >>> used_to = RunHistory(longest_min=100, weekly_min=300, weeks_off=0.3)
    >>> first = start_state(may_run, {}, used_to, pain_0_to_10=2, day=date(2026, 5, 1))
    >>> first.state.value, round(first.run_min)
    ('modify', 70)
    """
    usual = _usual_min(history)
    first = _first_run(usual, history, limits, pain_0_to_10)
    return ReturnState(
        state=_state(limits, facts, history, pain_0_to_10),
        since=day,
        day=day,
        permission=limits.permission,
        bone_stress_suspected=limits.bone_stress_suspected and not limits.cleared,
        strict=limits.bone_stress_suspected,
        rung=_first_rung(facts, history, strict=limits.bone_stress_suspected),
        first_baseline_0_to_10=pain_0_to_10 or 0.0,
        run_min=first,
        first_run_min=first,
        usual_min=usual,
    )


def _state(
    limits: Limits, facts: Mapping[FindingId, Finding], history: RunHistory, pain_0_to_10: float | None
) -> PlanState:
    if limits.permission is Permission.NONE:
        return PlanState.WAIT
    if limits.bone_stress_suspected:
        return PlanState.BONE_HOLD
    if limits.permission is Permission.NO_IMPACT:
        return PlanState.CALM
    if pain_0_to_10 is None:
        return PlanState.WALK
    if pain_0_to_10 >= SORE_FROM:
        return PlanState.CALM
    if limits.permission < Permission.MODIFIED_RUNNING or is_told(facts, "pain_worse_walking"):
        return PlanState.WALK
    return PlanState.MODIFY if pain_0_to_10 <= MILD_AT_MOST and _still_runs(facts, history) else PlanState.READY


def _still_runs(facts: Mapping[FindingId, Finding], history: RunHistory) -> bool:
    if any(is_told(facts, name) for name in ("stopped_running_for_pain", "no_recent_running", "new_to_running")):
        return False
    return history.weeks_off is None or history.weeks_off <= NEED_NOT_STOP_WEEKS


def _first_rung(facts: Mapping[FindingId, Finding], history: RunHistory, *, strict: bool) -> int:
    if strict or is_told(facts, "new_to_running"):
        return 1
    weeks = history.weeks_off
    if weeks is None and is_told(facts, "stopped_running_for_pain"):
        weeks = number_told(facts, "pain_duration_weeks")
    if is_told(facts, "no_recent_running"):
        weeks = max(weeks or 0.0, _LONG_BREAK_WEEKS)
    return start_rung(weeks)


def _usual_min(history: RunHistory) -> float | None:
    if history.longest_min is not None:
        return history.longest_min
    return None if history.longest_km is None else UNHURRIED_MIN_PER_KM * history.longest_km


def _first_run(usual: float | None, history: RunHistory, limits: Limits, pain_0_to_10: float | None) -> float:
    """Give the minutes of the first week's longest run, within the reduced longest run and the reduced week."""
    if usual is None:
        return UNKNOWN_RUN_MIN
    share = 1.0 if limits.permission is Permission.FULL and pain_0_to_10 == 0.0 else REDUCED
    if history.weekly_min is None:
        return share * usual
    return min(share * usual, share * history.weekly_min / (1.0 + OTHER_RUNS * (history.runs_a_week - 1)))
