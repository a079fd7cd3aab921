"""What a chosen screen asks: of one theme, the few items that tell most; or what urgent rules still wait for.

A theme may hold forty items; nobody is shown more than twelve at once. They keep the written order, so that what
belongs together stays together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import Expression, evaluate, leaves
from backstride.knowledge.schema import Rule, Screen
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level

__all__ = ["MORE_SIGNS", "MOST_ITEMS", "Theme", "most_telling_theme", "one_answer_away", "pending_rules", "waited_for"]

MOST_ITEMS = 12
"""Most boxes on one screen; the safety screens hold as many."""

SMALLEST_ITEM_BITS = 0.005
"""An item that would tell less than this, and on which no rule waits, is left off its screen."""

OPEN_FACT_BITS = 0.01
"""What it is worth to settle a fact on which a rule still waits, beside what it tells of causes."""

MORE_SIGNS = Screen(
    id="more_signs",
    title="Some more signs: does any of this fit you?",
    why="Each could change how soon you should be seen, or whether you may run.",
    findings=(),
)
Facts = Mapping[FindingId, Finding]
Pending = list[tuple[Rule, tuple[FindingId, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The part of a screen's items that is still open, in the written order."""

    screen: Screen
    items: tuple[FindingId, ...] = field(default=())


def most_telling_theme(
    themes: Collection[Theme], gains: Mapping[FindingId, float], waiting: Collection[FindingId]
) -> tuple[Theme, float]:
    """Choose the theme whose best items promise most; items that tell next to nothing are left off.

    Returns
    -------
    The theme with at most twelve items, and what they promise together in weighted bits.

    Examples
    --------
    >>> few = Theme(screen=MORE_SIGNS, items=(FindingId("a1"), FindingId("b1")))
    >>> theme, worth = most_telling_theme([few], {FindingId("b1"): 0.2}, ())
    >>> theme.items, worth
    (('b1',), 0.2)
    """
    worth = {
        item: gains.get(item, 0.0) + OPEN_FACT_BITS * (item in waiting) for theme in themes for item in theme.items
    }
    best = [(theme, _best(theme.items, worth)) for theme in themes]
    theme, chosen = max(best, key=lambda pair: sum(worth[item] for item in pair[1]))
    return Theme(screen=theme.screen, items=chosen), sum(worth[item] for item in chosen)


def _best(items: Collection[FindingId], worth: Mapping[FindingId, float]) -> tuple[FindingId, ...]:
    ordered = sorted(items, key=lambda item: -worth[item])[:MOST_ITEMS]
    chosen = {item for item in ordered if worth[item] >= SMALLEST_ITEM_BITS}
    return tuple(item for item in items if item in chosen)


def pending_rules(facts: Facts, knowledge: Knowledge, items: Collection[FindingId]) -> Pending:
    """List the rules that an open item could still settle, most urgent first, with what each waits for."""
    pending: Pending = []
    for rule, expression, needed in _rules_by_urgency(knowledge):
        if not needed.isdisjoint(items):
            outcome = evaluate(expression, facts)
            if outcome.truth is None:
                pending.append((rule, outcome.unknown))
    return pending


@lru_cache(maxsize=8)
def _rules_by_urgency(knowledge: Knowledge) -> tuple[tuple[Rule, Expression, frozenset[FindingId]], ...]:
    ordered = sorted(knowledge.rules.values(), key=lambda rule: -rule.level.rank)
    expressions = ((rule, knowledge.rule_expressions[rule.id]) for rule in ordered)
    return tuple((rule, expression, frozenset(leaves(expression))) for rule, expression in expressions)


def waited_for(pending: Pending, items: Collection[FindingId], *, above: Level) -> list[FindingId]:
    """List the open items on which a rule above this level still waits, most urgent rules first."""
    found: dict[FindingId, None] = {}
    for rule, unknown in pending:
        if rule.level > above:
            found |= dict.fromkeys(unknown)
    return [item for item in found if item in items]


def one_answer_away(
    pending: Pending, facts: Facts, knowledge: Knowledge, items: Collection[FindingId]
) -> list[FindingId]:
    """List the open items of which a single yes would fire an emergency or same-day rule."""
    found: dict[FindingId, None] = {}
    for rule, unknown in pending:
        if rule.level > Level.WITHIN_DAYS:
            expression = knowledge.rule_expressions[rule.id]
            found |= dict.fromkeys(item for item in unknown if item in items and _fires(expression, item, facts))
    return list(found)


def _fires(expression: Expression, item: FindingId, facts: Facts) -> bool:
    present = Finding(id=item, state=AnswerState.PRESENT)
    return evaluate(expression, {**facts, item: present}).truth is True
