"""Verdict, ranking, training and preferences to what to do tonight, this week and until running is free."""

from backstride.plan.return_state import ReturnState, Transition
from backstride.plan.return_to_running import advance, replay
from backstride.plan.whole_plan import make_plan

__all__ = ["ReturnState", "Transition", "advance", "make_plan", "replay"]
