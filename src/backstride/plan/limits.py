"""What a plan may ask of this runner: the permission, a suspected bone stress, and for whom no plan is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Group
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.plan import Withheld
from backstride.model.ranking import CauseKind, RankedCause, Ranking
from backstride.model.verdict import Permission, Verdict
from backstride.plan.told import is_told, is_unsure, number_told

__all__ = ["BONE_STRESS_FROM", "LIKELY", "Limits", "limits_of"]

LIKELY = 0.15
"""From this probability on, a diagnosis holds the plan to what it allows; a product default."""
PROBABLE = 0.5
"""The same for what adds to pain: contributors overlap and are common, so they need more; a product default."""
BONE_STRESS_FROM = 0.1
"""From this probability on, bone stress counts as suspected; a product default on the careful side."""
ADULT_YEARS = 18
_NAMED = 3

_PREGNANT = ("pregnant", "could_be_pregnant")
_BIRTH = "gave_birth_12_months"
_LIMP = "limping_running"
_BONE_SIGNS = "bone_stress_signs"
_SEE_SOMEONE = "See someone who knows the rules for it; until then keep to the first steps."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of a plan.

    Parameters
    ----------
    permission
        The strictest of triage, suspected causes and the runner's situation.
    bone_stress_suspected
        A bone may be under strain: no landing, no hop test.
    cleared
        A clinician's clearance holds today.
    no_programme
        Why no programme is made at all, or None.
    no_running
        Why running is held back, or None where it is allowed.
    """

    permission: Permission
    bone_stress_suspected: bool = False
    cleared: bool = False
    no_programme: Withheld | None = None
    no_running: Withheld | None = None

    @property
    def bone_heals(self) -> bool:
        """Whether a suspected bone stress was cleared for running: the way back begins, under the stricter rules."""
        return self.bone_stress_suspected and self.cleared and self.permission >= Permission.MODIFIED_RUNNING


def limits_of(
    verdict: Verdict, ranking: Ranking, facts: Mapping[FindingId, Finding], knowledge: Knowledge, *, cleared: bool
) -> Limits:
    """Work out the bounds of a plan for a case that is neither urgent nor open to urgency.

    A clearance that holds lifts what probabilities alone would forbid, but never a suspicion of bone stress: that one
    asks for days free of pain before the first run.
    """
    suspected = _bone_stress_suspected(verdict, ranking, facts, knowledge)
    permission = verdict.permission
    if not cleared:
        permission = Permission.strictest([permission, *_cause_permissions(ranking, knowledge)])
        if suspected:
            permission = Permission.strictest([permission, Permission.NO_IMPACT])
        if is_told(facts, _BIRTH):
            permission = Permission.strictest([permission, Permission.WALK_STRENGTH])
    if is_told(facts, _LIMP):
        permission = Permission.strictest([permission, Permission.WALK_STRENGTH])
    limits = Limits(
        permission=permission, bone_stress_suspected=suspected, cleared=cleared, no_programme=_no_programme(facts)
    )
    return replace(limits, no_running=_no_running(limits, verdict, facts, knowledge))


def _bone_stress_suspected(
    verdict: Verdict, ranking: Ranking, facts: Mapping[FindingId, Finding], knowledge: Knowledge
) -> bool:
    by_rule = any(knowledge.rules[hit.id].family == "bone_stress" for hit in verdict.rules if hit.id in knowledge.rules)
    by_cause = any(
        cause.probability >= BONE_STRESS_FROM
        for cause in ranking.causes
        if knowledge.causes[cause.id].group is Group.BONE
        and knowledge.causes[cause.id].permission <= Permission.WALK_STRENGTH
    )
    return by_rule or by_cause or is_told(facts, _BONE_SIGNS)


def _cause_permissions(ranking: Ranking, knowledge: Knowledge) -> Iterable[Permission]:
    return (knowledge.causes[cause.id].permission for cause in ranking.causes if _counts(cause))


def _counts(cause: RankedCause) -> bool:
    return cause.probability >= (LIKELY if cause.kind is CauseKind.DIAGNOSIS else PROBABLE)


def _no_programme(facts: Mapping[FindingId, Finding]) -> Withheld | None:
    years = number_told(facts, "age_years")
    what = "the week-by-week plan"
    if years is None:
        return Withheld(what=what, why="These plans are for adults, and you have not given your age.")
    if years < ADULT_YEARS:
        return Withheld(what=what, why=f"These plans are for adults. A growing back needs its own. {_SEE_SOMEONE}")
    if any(is_told(facts, name) or is_unsure(facts, name) for name in _PREGNANT):
        why = f"You are, or may be, pregnant. A midwife or pelvic health physiotherapist can fit a plan. {_SEE_SOMEONE}"
        return Withheld(what=what, why=why)
    return None


def _no_running(
    limits: Limits, verdict: Verdict, facts: Mapping[FindingId, Finding], knowledge: Knowledge
) -> Withheld | None:
    if limits.bone_stress_suspected and not limits.bone_heals:
        why = "A bone may be under strain. No running, jumping or hop test until someone has looked at it."
        return Withheld(what="running and jumping", why=why)
    if limits.permission >= Permission.MODIFIED_RUNNING:
        return None
    if is_told(facts, _LIMP):
        return Withheld(what="running", why="You limp or run unevenly. Nobody should run with a limp: have it checked.")
    if is_told(facts, _BIRTH):
        why = "You gave birth in the last year. Have a check by a pelvic health physiotherapist first."
        return Withheld(what="running", why=why)
    unsettled = (*verdict.open, *verdict.unsure)
    if verdict.permission < Permission.MODIFIED_RUNNING and unsettled:
        why = f"Some questions are still open ({_named(unsettled, knowledge)}). Answer them, or ask a clinician."
        return Withheld(what="running", why=why)
    return Withheld(what="running", why="A clinician should clear you to run first; until then walk and get strong.")


def _named(unsettled: tuple[FindingId, ...], knowledge: Knowledge) -> str:
    """Name what is open. Self-tests are not named: nobody should hop because a plan asks for an answer."""
    labels = [knowledge.label(name) for name in unsettled if not name.startswith("test_")]
    shown = [*labels[:_NAMED], *(["self-checks"] if len(labels) < len(unsettled) else [])]
    more = len(labels) - _NAMED
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
