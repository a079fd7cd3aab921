"""Findings to urgency: which rules fire, which could still fire, and what may be done meanwhile.

The level is the highest rule that fired; with none it is self-care. A fact that was not asked leaves the bracket
``level..at_most`` open. A fact that was asked and answered "not sure" raises the level to at least a routine visit when
an emergency or same-day rule rests on it. Probabilities play no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import Outcome, evaluate
from backstride.knowledge.schema import Rule
from backstride.model.answer import AnswerState
from backstride.model.clearance import Clearance
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId, RuleId
from backstride.model.verdict import Level, Permission, RuleHit, Verdict

__all__ = ["PERMITTED_AT_MOST", "holding_clearance", "triage"]

PERMITTED_AT_MOST: Mapping[Level, Permission] = {
    Level.SELF_CARE: Permission.FULL,
    Level.ROUTINE_CLINICIAN: Permission.WALK_STRENGTH,
    Level.WITHIN_DAYS: Permission.WALK_STRENGTH,
    Level.SAME_DAY: Permission.NONE,
    Level.EMERGENCY_NOW: Permission.NONE,
}
"""What a body may be asked to do while the level could still be this; running needs self-care or a clearance."""


def triage(
    facts: Mapping[FindingId, Finding],
    knowledge: Knowledge,
    *,
    clearances: Iterable[Clearance] = (),
    today: date | None = None,
) -> Verdict:
    """Judge how urgent a case is.

    Parameters
    ----------
    facts
        Facts with signs, as :func:`backstride.knowledge.facts.case_facts` gives them.
    clearances, today
        Recorded leave from clinicians, and the day it must cover.
    """
    outcomes = [(rule, evaluate(knowledge.rule_expressions[rule.id], facts)) for rule in knowledge.rules.values()]
    fired = [(rule, outcome) for rule, outcome in outcomes if outcome.truth is True]
    pending = [(rule, outcome) for rule, outcome in outcomes if outcome.truth is None]
    level = Level.highest(rule.level for rule, _ in fired)
    urgent = [pair for pair in pending if pair[0].level >= Level.SAME_DAY]
    if _unsure(urgent, facts) or not knowledge.manifest.complete_rules:
        level = Level.highest([level, Level.ROUTINE_CLINICIAN])
    higher = sorted((pair for pair in pending if pair[0].level > level), key=lambda pair: -pair[0].level.rank)
    at_most = Level.highest([level, *(rule.level for rule, _ in pending)])
    hits = tuple(sorted((_hit(rule, outcome) for rule, outcome in fired), key=lambda hit: (-hit.level.rank, hit.id)))
    clearance = holding_clearance(hits, facts, clearances, today)
    return Verdict(
        level=level,
        at_most=at_most,
        permission=_permission(fired, at_most, clearance),
        rules=hits,
        unsure=_unsure(higher, facts),
        open=_not_asked(higher, facts),
    )


def _hit(rule: Rule, outcome: Outcome) -> RuleHit:
    return RuleHit(
        id=RuleId(rule.id),
        level=rule.level,
        because=outcome.because,
        name=rule.name,
        reason=rule.reason,
        action=rule.action,
        tell=rule.tell,
    )


Pending = list[tuple[Rule, Outcome]]


def _unsure(pending: Pending, facts: Mapping[FindingId, Finding]) -> tuple[FindingId, ...]:
    unknown = (finding for _, outcome in pending for finding in outcome.unknown)
    return tuple(dict.fromkeys(finding for finding in unknown if _was_asked(finding, facts)))


def _was_asked(finding: FindingId, facts: Mapping[FindingId, Finding]) -> bool:
    """Say whether a finding is unknown because someone was not sure; a measured, uncertain absence is just open."""
    return finding in facts and facts[finding].state is AnswerState.UNKNOWN


def _not_asked(pending: Pending, facts: Mapping[FindingId, Finding]) -> tuple[FindingId, ...]:
    unknown = (finding for _, outcome in pending for finding in outcome.unknown)
    return tuple(dict.fromkeys(finding for finding in unknown if not _was_asked(finding, facts)))


def _permission(fired: list[tuple[Rule, Outcome]], at_most: Level, clearance: Clearance | None) -> Permission:
    if clearance is not None and at_most < Level.SAME_DAY:
        return clearance.scope
    return Permission.strictest([PERMITTED_AT_MOST[at_most], *(rule.permission for rule, _ in fired)])


def holding_clearance(
    hits: Iterable[RuleHit],
    facts: Mapping[FindingId, Finding],
    clearances: Iterable[Clearance],
    today: date | None,
) -> Clearance | None:
    """Give the latest clearance that covers today and that no newer flag voids."""
    if today is None:
        return None
    hits = tuple(hits)
    covering = [leave for leave in clearances if leave.covers(today) and not _voided(leave, hits, facts)]
    return max(covering, key=lambda leave: leave.given_on, default=None)


def _voided(clearance: Clearance, hits: tuple[RuleHit, ...], facts: Mapping[FindingId, Finding]) -> bool:
    return any(
        hit.level >= Level.SAME_DAY or any(_newer(facts[finding], clearance.given_on) for finding in hit.because)
        for hit in hits
    )


def _newer(fact: Finding, day: date) -> bool:
    return fact.observed_at is not None and fact.observed_at.date() > day
