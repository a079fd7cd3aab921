"""Advice of the knowledge base on one topic, as steps of a plan that carry their source and grade."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import evaluate
from backstride.knowledge.schema import Advice
from backstride.model.finding import Finding
from backstride.model.identifiers import AdviceId, FindingId
from backstride.model.plan import Step
from backstride.plan.told import is_unsure

__all__ = ["advice_step", "advice_steps", "fits"]


def advice_steps(
    knowledge: Knowledge,
    facts: Mapping[FindingId, Finding],
    *,
    topic: str,
    also: Collection[str] = (),
    said: Collection[str] = (),
) -> tuple[Step, ...]:
    """Give all advice on a topic that fits a case, in its order.

    Parameters
    ----------
    also
        Ids of advice on other topics that belong here; they come first.
    said
        Ids of advice that the plan gives elsewhere, left out here.

    Examples
    --------
    >>> from backstride.knowledge.compiled import load_knowledge
    >>> [step.id for step in advice_steps(load_knowledge(), {}, topic="around_runs")][0]
    'around_warm_up'
    """
    found = [one for one in knowledge.advice.values() if one.id in also or one.topic == topic]
    found.sort(key=lambda one: (one.topic == topic, one.order, one.id))
    return tuple(advice_step(one) for one in found if one.id not in said and fits(one, facts))


def advice_step(item: Advice, text: str = "") -> Step:
    """Give one piece of advice as a step; ``text`` stands for its own where a plan adds a date."""
    return Step(id=AdviceId(item.id), text=text or item.text, why=item.why, sources=item.source, grade=item.grade.value)


def fits(item: Advice, facts: Mapping[FindingId, Finding]) -> bool:
    """Say whether advice fits: its condition is met, and nothing speaks against it, nor might by a "not sure"."""
    if item.when is not None and evaluate(item.when, facts).truth is not True:
        return False
    if item.unless is None:
        return True
    against = evaluate(item.unless, facts)
    return not against.truth and not any(is_unsure(facts, name) for name in against.unknown)
