"""First steps: what to do tonight and this week, from the advice of the knowledge base, inside what is permitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Advice
from backstride.model.finding import Finding
from backstride.model.identifiers import AdviceId, FindingId
from backstride.model.plan import Step
from backstride.model.ranking import Ranking
from backstride.model.verdict import Level, Permission, Verdict
from backstride.plan.advice_steps import advice_step, fits
from backstride.plan.limits import LIKELY, Limits

__all__ = ["first_steps", "review_dates", "urgent_steps"]

_MOST = {"first_step": 7, "avoid": 3, "sleep": 2, "medicine": 3, "work": 1, "safety_net": 5}
"""Topics in the order they are read, each with the most steps it may take."""
_MOST_ACTIONS = 2
_REVIEW = "safety_review_times"
_REVIEW_DAYS = (2, 14, 42)
_NEEDS: Mapping[str, Permission] = {
    **dict.fromkeys(
        ("step_ease_running", "step_run_walk", "step_quicker_steps", "step_longest_run_cap", "step_hold_volume",
         "step_easy_lean", "step_flat_routes", "step_try_other_surface", "step_shoes_by_comfort", "step_warm_up",
         "step_rest_day_between", "step_pain_zones", "step_pack_off_test", "step_swap_bottle", "step_loosen_shoulders",
         "step_hop_check_first", "step_period_ok_to_run"),
        Permission.MODIFIED_RUNNING,
    ),
    **dict.fromkeys(
        ("step_trunk_and_legs", "step_hip_strength", "step_tendon_load", "step_keep_moving", "step_walk_to_prevent",
         "step_cross_train"),
        Permission.WALK_STRENGTH,
    ),
}  # fmt: skip
"""What a step of the knowledge base takes for granted; steps about running are no help to who may not run."""
_FOR_ALL = ("step_keep_moving", "step_heat", "step_pain_zones", "sleep_position")
"""Steps of causes that help whatever the cause: moving, warmth, the pain zones, a way to lie."""
_WHEN_BONE = ("step_stop_impact", "step_no_hop_test")
_UNTIL_CLEARED = frozenset({*_WHEN_BONE, "avoid_hop_when_bone"})
_NOT_WHEN_BONE = frozenset({"step_pain_zones", "medicine_ibuprofen"})
"""After a suspected bone stress any pain is red, and the tablets that its signs rule out stay out."""
_SAID_TWICE = {"avoid_hop_when_bone": "step_no_hop_test"}


def urgent_steps(verdict: Verdict) -> tuple[Step, ...]:
    """Give the actions of the rules that set the level."""
    return tuple(_action(verdict, level=verdict.level))


def first_steps(
    verdict: Verdict,
    ranking: Ranking,
    facts: Mapping[FindingId, Finding],
    knowledge: Knowledge,
    *,
    limits: Limits,
    runs: bool,
    today: date,
) -> tuple[Step, ...]:
    """Give the first steps of a case: whom to see, what helps, what to leave out, and when to come back.

    A step that belongs to a cause is given only when that cause is likely; warning signs are always given.

    Parameters
    ----------
    runs
        Whether running has its place now; without it nothing about running is said.
    """
    allowed = limits.permission if runs else Permission.strictest([limits.permission, Permission.WALK_STRENGTH])
    causes = knowledge.causes
    wanted = {step for one in ranking.causes if one.probability >= LIKELY for step in causes[one.id].first_steps}
    wanted.update(_FOR_ALL)
    if limits.bone_stress_suspected:
        wanted.update(_WHEN_BONE)
    of_causes = {step for cause in causes.values() for step in cause.first_steps}
    fitting = [
        item
        for item in knowledge.advice.values()
        if item.topic in _MOST
        and (item.id in wanted or item.topic == "safety_net" or item.id not in of_causes)
        and fits(item, facts)
        and allowed >= _NEEDS.get(item.id, Permission.NONE)
        and _SAID_TWICE.get(item.id) not in wanted
        and not (limits.bone_stress_suspected and item.id in _NOT_WHEN_BONE)
        and not (limits.bone_heals and item.id in _UNTIL_CLEARED)
    ]
    return (*list(_action(verdict))[:_MOST_ACTIONS], *_in_order(fitting, today))


def _in_order(fitting: list[Advice], today: date) -> Iterator[Step]:
    for topic, most in _MOST.items():
        found = sorted((one for one in fitting if one.topic == topic), key=_first_things_first)
        for item in found[:most]:
            text = f"{item.text} {_review_words(today)}" if item.id == _REVIEW else item.text
            yield advice_step(item, text)


def _first_things_first(item: Advice) -> tuple[bool, int, str]:
    return item.id != _REVIEW and item.id not in _WHEN_BONE, item.order, item.id


def review_dates(today: date) -> tuple[date, ...]:
    """Give the days to look back on: after 48 hours, 2 and 6 weeks.

    Examples
    --------
    >>> [day.isoformat() for day in review_dates(date(2026, 11, 22))]
    ['2026-11-24', '2026-12-06', '2027-01-03']
    """
    return tuple(today + timedelta(days=later) for later in _REVIEW_DAYS)


def _review_words(today: date) -> str:
    first, second, third = (f"{day.day} {day:%B}" for day in review_dates(today))
    return f"That is on {first}, {second} and {third}."


def _action(verdict: Verdict, *, level: Level | None = None) -> Iterator[Step]:
    for hit in verdict.rules:
        if hit.level > Level.SELF_CARE and level in (None, hit.level):
            yield Step(id=AdviceId(hit.id), text=hit.action, why=hit.reason)
