"""Keeping the plan as it was: which changes a runner may take back, and what the plan is then.

A step forward may always be refused, for staying lower is safe. A short break's step back may be refused while the pain
is mild, because a week off takes little away. Nothing that answers pain may be refused: a stop sign, a red or amber
run, a flare, an illness, anything about a bone, a limit of what is permitted.

Sources
-------
expert
    Which changes may be taken back is a product default on the careful side.
"""

from __future__ import annotations

from dataclasses import replace

from backstride.model.plan import PlanState
from backstride.plan.return_state import RUNNING_STATES, Transition

__all__ = ["kept_as_it_was", "may_be_kept"]

_FORWARD = frozenset(
    {
        "calm_to_walk", "walk_to_ready", "ready_to_run", "step_up", "ladder_done", "grow", "build_to_sharpen", "extras",
        "free", "flare_over",
    }
)  # fmt: skip
_BREAK = "gap"
_SHORT_BREAK_STEPS = 1
_MILD_0_TO_10 = 2.0
_ORDER = (
    PlanState.WAIT, PlanState.BONE_HOLD, PlanState.FLARE, PlanState.CALM, PlanState.WALK, PlanState.READY,
    PlanState.RUN_WALK, PlanState.RUN, PlanState.MODIFY, PlanState.BUILD, PlanState.SHARPEN, PlanState.FREE,
)  # fmt: skip


def may_be_kept(step: Transition) -> bool:
    """Say whether a runner may take a day's change of the plan back.

    Examples
    --------
    >>> from datetime import date
    >>> from backstride.model.check_in import CheckIn
    >>> from backstride.model.verdict import Permission
    >>> from backstride.plan import ReturnState, advance
    >>> start = date(2026, 5, 1)
    >>> now = ReturnState(state=PlanState.READY, since=start, day=start, permission=Permission.FULL, rung=4)
    >>> may_be_kept(advance(now, CheckIn(day=date(2026, 5, 2), readiness_pain_0_to_10=0)))
    True
    >>> may_be_kept(advance(now, CheckIn(day=date(2026, 5, 2), limp=True)))
    False
    """
    if step.triage_again or not step.moved:
        return False
    if step.rules == {_BREAK}:
        mild = step.after.baseline_0_to_10 <= _MILD_0_TO_10
        return step.after.gap_taken == _SHORT_BREAK_STEPS and mild and not step.after.strict
    return bool(step.rules) and step.rules <= _FORWARD and _is_forward(step)


def kept_as_it_was(step: Transition) -> Transition:
    """Give the day's step without its change: what was counted stays, where the runner stands does not move.

    Raises
    ------
    ValueError
        If this change may not be taken back.
    """
    if not may_be_kept(step):
        raise ValueError(f"the change of {step.after.day} cannot be taken back")
    before = step.before
    # In the running states the wait for the next step begins anew; elsewhere the days that lead to a clinician go on.
    since = step.after.day if before.state in RUNNING_STATES else before.since
    after = replace(
        step.after,
        state=before.state,
        since=since,
        rung=before.rung,
        good=0,
        run_min=before.run_min,
        first_run_min=before.first_run_min,
        calm_days=0,
        grown_on=step.after.day,
        hold_until=before.hold_until,
        extras=before.extras,
        extra_on=step.after.day,
    )
    return replace(step, after=after)


def _is_forward(step: Transition) -> bool:
    before, after = step.before, step.after
    if before.state is not after.state:
        return _ORDER.index(after.state) > _ORDER.index(before.state)
    return after.rung > before.rung or after.run_min > before.run_min
