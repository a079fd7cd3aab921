"""Verdict, ranking and preferences to what to do."""

from backstride.plan.first_steps import first_plan

__all__ = ["first_plan"]
