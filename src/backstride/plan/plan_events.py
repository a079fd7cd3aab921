"""The changes of a plan as events: what a day's check-in changed, why, and whether it may be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from backstride.model.identifiers import RuleId
from backstride.model.plan import PlanEvent
from backstride.plan.kept_plan import may_be_kept
from backstride.plan.return_state import Transition

__all__ = ["plan_events"]


def plan_events(past: Iterable[Transition], *, kept: Collection[date] = ()) -> tuple[PlanEvent, ...]:
    """List the days on which the plan changed, held the runner, or asked for something; oldest first.

    Parameters
    ----------
    past
        Transitions as `backstride.plan.replay` gives them.
    kept
        Days whose change the runner took back.

    Examples
    --------
    >>> plan_events([])
    ()
    """
    return tuple(_event(step, kept=kept) for step in past if _tells(step, kept))


def _tells(step: Transition, kept: Collection[date]) -> bool:
    return step.moved or step.triage_again or step.after.day in kept or bool(step.rules)


def _event(step: Transition, *, kept: Collection[date]) -> PlanEvent:
    was_kept = step.after.day in kept and not step.moved
    return PlanEvent(
        day=step.after.day,
        before=step.before.state,
        after=step.after.state,
        reasons=tuple(reason.text for reason in step.reasons),
        rules=tuple(RuleId(reason.rule) for reason in step.reasons),
        safety_again=step.triage_again,
        may_be_kept=may_be_kept(step),
        kept=was_kept,
    )
