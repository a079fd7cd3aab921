"""Facts to the ranking a person sees: probabilities, intervals, evidence, and the honest statement."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from backstride.causes.explanation import evidence_of, flips_of, leave_one_out
from backstride.causes.inference import Inference, after_answers, infer, marginal_presence, screened
from backstride.causes.interval import intervals90
from backstride.causes.network import COMPLAINT
from backstride.causes.posterior import NoisyOr, posterior
from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Cause, Group
from backstride.model.finding import Finding
from backstride.model.identifiers import CauseId, FindingId
from backstride.model.ranking import CauseKind, RankedCause, Ranking, Statement
from backstride.model.verdict import Level

__all__ = ["rank_causes", "something_else", "statement_of"]

Floats = NDArray[np.float64]

_LOOKED_AHEAD = 12
_EXPLAINED = 10
_NEVER = 1e-12


def rank_causes(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Ranking:
    """Rank every cause for a case's facts (signs included).

    The first ten causes carry their evidence and what would change them; every cause carries its interval.
    """
    inference = infer(facts, knowledge)
    ranges = intervals90(inference, facts, knowledge)
    pulls = leave_one_out(inference)
    ahead = after_answers(inference, _most_telling(inference))
    order = np.argsort(-inference.probability, kind="stable")
    ranked: list[RankedCause] = []
    for place, row in enumerate(order.tolist()):
        cause = inference.network.causes[row]
        explained = place < _EXPLAINED
        speaks_for, against = evidence_of(cause, pulls, inference, facts, knowledge) if explained else ((), ())
        ranked.append(
            RankedCause(
                id=CauseId(cause),
                name=knowledge.causes[cause].name,
                kind=knowledge.causes[cause].kind,
                probability=round(float(inference.probability[row]), 6),
                interval90=(_floor6(ranges[row, 0]), _ceil6(ranges[row, 1])),
                for_=speaks_for,
                against=against,
                would_change=flips_of(cause, ahead, inference) if explained else (),
            )
        )
    return Ranking(
        causes=tuple(ranked),
        something_else=round(something_else(inference), 6),
        statement=statement_of(inference, knowledge),
        method="exact" if inference.is_exact else "sampled",
        error99=round(inference.error99, 6),
        log_evidence=round(inference.log_evidence, 6) if inference.is_exact else 0.0,
        conflict=round(_conflict(inference), 6),
    )


def _floor6(value: float) -> float:
    return float(np.clip(np.floor(value * 1e6) / 1e6, 0.0, 1.0))


def _ceil6(value: float) -> float:
    return float(np.clip(np.ceil(value * 1e6) / 1e6, 0.0, 1.0))


def _most_telling(inference: Inference) -> list[int]:
    """Columns not known yet that could move some cause most, by the quick look ahead."""
    known = {*inference.evidence.carried, *inference.evidence.seen}
    columns = [column for column in range(len(inference.network.findings)) if column not in known]
    quick = screened(inference, columns)
    reach = np.abs(quick.if_present - quick.if_absent).max(1)
    best = np.argsort(-reach, kind="stable")[:_LOOKED_AHEAD]
    return [columns[int(index)] for index in best]


def something_else(inference: Inference) -> float:
    """Give the probability that no listed diagnosis is at work."""
    none_active = np.where(inference.network.is_diagnosis, _NEVER, inference.prior)
    if not inference.is_exact:
        return float(np.prod(1 - inference.probability[inference.network.is_diagnosis]))
    numbers = NoisyOr(none_active[None], inference.network.weight[None], inference.network.leak[None])
    without = float(posterior(numbers, inference.plan, inference.evidence.observed()).log_evidence[0])
    prior_none = float(np.log1p(-inference.prior[inference.network.is_diagnosis]).sum())
    return float(np.clip(np.exp(without + prior_none - inference.log_evidence), 0.0, 1.0))


def statement_of(inference: Inference, knowledge: Knowledge) -> Statement:
    """Say what can honestly be told apart: mechanical pain, nerve signs, or a matter for a clinician.

    The kind with the greatest expected number of active diagnoses speaks; no self-test tells muscle from disc.
    """
    mass = dict.fromkeys(Statement, 0.0)
    for row, cause in enumerate(knowledge.causes.values()):
        if cause.kind is CauseKind.DIAGNOSIS:
            mass[_speaks_for(cause)] += float(inference.probability[row])
    return max(Statement, key=lambda statement: mass[statement])


def _speaks_for(cause: Cause) -> Statement:
    """Say what a diagnosis asks for; a stitch or a period pain is no joint, but needs no clinician either."""
    harmless = Statement.MECHANICAL if cause.urgency is Level.SELF_CARE else Statement.CLINICIAN
    return _STATEMENTS.get(cause.group, harmless)


_STATEMENTS = {
    Group.MECHANICAL: Statement.MECHANICAL,
    Group.PSYCHOSOCIAL: Statement.MECHANICAL,
    Group.LOAD: Statement.MECHANICAL,
    Group.FORM: Statement.MECHANICAL,
    Group.HABIT: Statement.MECHANICAL,
    Group.NERVE: Statement.NERVE,
}


def _conflict(inference: Inference) -> float:
    """Compare the findings' probability together with their probabilities one by one."""
    if not inference.is_exact:
        return 0.0
    before = Inference(
        inference.network, inference.evidence, inference.plan, inference.prior, inference.prior, inference.log_evidence
    )
    complaint = inference.network.column[COMPLAINT]
    columns = (*inference.evidence.seen, complaint)
    present = np.clip(marginal_presence(before, columns), 1e-9, 1 - 1e-9)
    carried = {column: index for index, column in enumerate(inference.evidence.carried)}
    one_by_one = 0.0
    for chance, column in zip(present.tolist(), columns, strict=True):
        if column in carried:
            if_absent, if_present = inference.evidence.likelihood[carried[column]]
            one_by_one += float(np.log(if_absent * (1 - chance) + if_present * chance))
        else:
            one_by_one += float(np.log(1 - chance))
    return one_by_one - inference.log_evidence
