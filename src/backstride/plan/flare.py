"""A flare begins: where it leads from each state.

Sources
-------
suri2018
    A flare is clearly worse pain that lasts two hours or more; days and counts here are product defaults.
"""

from __future__ import annotations

from dataclasses import replace

from backstride.model.plan import PlanState
from backstride.plan.ladder import LADDER
from backstride.plan.return_state import Reason, ReturnState, Step

__all__ = ["begin_flare"]

FLARES_TOO_MANY = 3


def begin_flare(now: ReturnState) -> Step:
    """Leave the running states for a flare, or for a clinician when they come too often.

    After a suspected bone stress a flare means no impact again.
    """
    if now.strict:
        text = "Pain has come back. No impact until someone has looked at the bone again."
        return now.moved_to(PlanState.BONE_HOLD), (Reason(rule="bone_ladder", text=text),)
    flares = (*now.flares, now.day)
    rung = now.rung if now.state is PlanState.RUN_WALK else len(LADDER)
    if len(flares) >= FLARES_TOO_MANY:
        text = "This is the third flare in eight weeks. Pause the plan and see a clinician."
        after = replace(now.moved_to(PlanState.WAIT), flares=flares, rung=rung)
        return after, (Reason(rule="flares_too_many", text=text),)
    text = "This is a flare. Walk, calm it down, and go on when it has passed. It is common."
    return replace(now.moved_to(PlanState.FLARE), flares=flares, rung=rung), (Reason(rule="flare", text=text),)
