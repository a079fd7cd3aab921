"""First steps: what to do tonight and this week, from the advice of the knowledge base, inside what is permitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import evaluate
from backstride.knowledge.schema import Advice
from backstride.model.finding import Finding
from backstride.model.identifiers import AdviceId, FindingId
from backstride.model.plan import Plan, PlanState, Step, Withheld
from backstride.model.ranking import CauseKind, Ranking
from backstride.model.verdict import Level, Permission, Verdict

__all__ = ["first_plan"]

STEP_TOPICS = ("first_step", "avoid", "safety_net", "medicine", "sleep", "work")
LIKELY = 0.15
_MOST_STEPS = 12


def first_plan(verdict: Verdict, ranking: Ranking, facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Plan:
    """Give the first steps of a case.

    Nothing but the urgent action is given while an emergency or same-day level is reached or still open. The
    permission is the strictest of triage and of the likely causes, but a recorded clearance stands.
    """
    if verdict.level >= Level.SAME_DAY:
        return Plan(
            permission=Permission.NONE,
            state=PlanState.WAIT,
            today=_urgent_steps(verdict),
            withheld=(Withheld(what="exercises and running", why="Someone has to look at you first."),),
        )
    if verdict.at_most >= Level.SAME_DAY:
        return Plan(
            permission=Permission.NONE,
            state=PlanState.WAIT,
            withheld=(Withheld(what="the plan", why="Some safety questions are still open. Answer them first."),),
        )
    permission = Permission.strictest([verdict.permission, *_cause_permissions(ranking, knowledge)])
    return Plan(
        permission=permission,
        state=_state(permission),
        today=tuple(_steps(ranking, facts, knowledge)),
        withheld=(*_running_withheld(permission), _PROGRAMME_WITHHELD),
    )


_PROGRAMME_WITHHELD = Withheld(
    what="the exercise programme and the week-by-week return to running",
    why="This version gives first steps only.",
)


def _urgent_steps(verdict: Verdict) -> tuple[Step, ...]:
    return tuple(
        Step(id=AdviceId(hit.id), text=hit.action, why=hit.reason)
        for hit in verdict.rules
        if hit.level is verdict.level
    )


def _cause_permissions(ranking: Ranking, knowledge: Knowledge) -> Iterable[Permission]:
    return (
        knowledge.causes[cause.id].permission
        for cause in ranking.causes
        if cause.kind is CauseKind.DIAGNOSIS and cause.probability >= LIKELY
    )


def _state(permission: Permission) -> PlanState:
    return {
        Permission.NONE: PlanState.WAIT,
        Permission.NO_IMPACT: PlanState.CALM,
        Permission.WALK_STRENGTH: PlanState.WALK,
        Permission.MODIFIED_RUNNING: PlanState.MODIFY,
        Permission.FULL: PlanState.MODIFY,
    }[permission]


def _running_withheld(permission: Permission) -> tuple[Withheld, ...]:
    if permission >= Permission.MODIFIED_RUNNING:
        return ()
    return (Withheld(what="running", why="A clinician should clear you to run first; until then walk and get strong."),)


def _steps(ranking: Ranking, facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Iterable[Step]:
    wanted = [
        step
        for cause in ranking.causes
        if cause.probability >= LIKELY
        for step in knowledge.causes[cause.id].first_steps
    ]
    general = [item.id for item in knowledge.advice.values() if item.topic in STEP_TOPICS]
    chosen = [knowledge.advice[name] for name in dict.fromkeys([*wanted, *general])]
    fitting = sorted((item for item in chosen if _fits(item, facts)), key=lambda item: (item.order, item.id))
    return (
        Step(id=AdviceId(item.id), text=item.text, why=item.why, sources=item.source) for item in fitting[:_MOST_STEPS]
    )


def _fits(item: Advice, facts: Mapping[FindingId, Finding]) -> bool:
    """Advice with a condition needs it met; a possible reason against it is enough to leave it out."""
    if item.when is not None and evaluate(item.when, facts).truth is not True:
        return False
    return item.unless is None or evaluate(item.unless, facts).truth is not True
