"""How much each open question would tell: the expected fall of the weighted entropy of the causes.

A quick look ahead screens every open finding; the best few are then computed exactly. Fewer are computed exactly when
the case is wide, so that a step stays fast. A circumstance that only multiplies odds is worth what it would tell of the
causes it moves, one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from backstride.causes import AfterAnswer, Inference, after_answers, circumstances, screened
from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import leaves
from backstride.model.identifiers import FindingId
from backstride.model.ranking import CauseKind
from backstride.model.verdict import Level

__all__ = ["URGENCY_WEIGHT", "cause_weights", "finding_gains"]

Floats = NDArray[np.float64]

URGENCY_WEIGHT: Mapping[Level, float] = {
    Level.SELF_CARE: 1.0,
    Level.ROUTINE_CLINICIAN: 1.0,
    Level.WITHIN_DAYS: 1.5,
    Level.SAME_DAY: 2.0,
    Level.EMERGENCY_NOW: 2.0,
}
"""How much it matters to know about a cause; a design choice, the same for everyone."""

CONTRIBUTOR_WEIGHT = 0.5
_EXACT_BY_WIDTH = ((9, 12), (11, 6), (13, 2))


def cause_weights(knowledge: Knowledge) -> Floats:
    """Give (causes,) how much knowing about each cause is worth."""
    return np.array(
        [
            URGENCY_WEIGHT[cause.urgency] * (1.0 if cause.kind is CauseKind.DIAGNOSIS else CONTRIBUTOR_WEIGHT)
            for cause in knowledge.causes.values()
        ]
    )


def finding_gains(
    inference: Inference, knowledge: Knowledge, open_findings: Collection[FindingId]
) -> dict[FindingId, float]:
    """Give the expected gain in weighted bits of asking each open finding; a sign's gain goes to what it needs."""
    network = inference.network
    askers = {
        column: askable
        for column, name in enumerate(network.findings[:-1])
        if (askable := _askable(name, knowledge, open_findings))
    }
    weights = cause_weights(knowledge)
    totals = _circumstance_gains(inference, knowledge, weights, open_findings)
    if not askers:
        return totals
    columns = list(askers)
    now = float(_entropy_bits(inference.probability) @ weights)
    gains = _gains(screened(inference, columns), weights, now)
    best = np.argsort(-gains, kind="stable")[: _exact_count(inference)]
    if len(best) and inference.is_exact:
        exact = after_answers(inference, [columns[int(index)] for index in best])
        gains[best] = _gains(exact, weights, now)
    for gain, column in zip(gains.tolist(), columns, strict=True):
        for finding in askers[column]:
            totals[finding] = totals.get(finding, 0.0) + gain / len(askers[column])
    return totals


def _circumstance_gains(
    inference: Inference, knowledge: Knowledge, weights: Floats, open_findings: Collection[FindingId]
) -> dict[FindingId, float]:
    """Give the expected gain of what multiplies the odds of causes."""
    known = circumstances(knowledge)
    p, odds, share = inference.probability[known.cause], known.odds, known.share
    often = odds * share / (1 - share + odds * share)
    yes = np.clip(p * often + (1 - p) * share, 1e-12, 1 - 1e-12)
    if_yes, if_no = p * often / yes, p * (1 - often) / (1 - yes)
    after = yes * _entropy_bits(if_yes) + (1 - yes) * _entropy_bits(if_no)
    gains = np.maximum(_entropy_bits(p) - after, 0.0) * weights[known.cause]
    totals: dict[FindingId, float] = {}
    for name, gain in zip(known.findings, gains.tolist(), strict=True):
        if name in open_findings:
            totals[name] = totals.get(name, 0.0) + gain
    return totals


def _askable(name: str, knowledge: Knowledge, open_findings: Collection[FindingId]) -> tuple[FindingId, ...]:
    if name in knowledge.findings:
        return (FindingId(name),) if name in open_findings else ()
    needed = leaves(knowledge.sign_expressions[FindingId(name)])
    return tuple(finding for finding in needed if finding in open_findings)


def _exact_count(inference: Inference) -> int:
    return next((count for width, count in _EXACT_BY_WIDTH if inference.plan.width <= width), 0)


def _gains(ahead: AfterAnswer, weights: Floats, now: float) -> Floats:
    after = ahead.chance_present * (_entropy_bits(ahead.if_present) @ weights)
    after = after + (1 - ahead.chance_present) * (_entropy_bits(ahead.if_absent) @ weights)
    gains: Floats = np.maximum(now - after, 0.0)
    return gains


def _entropy_bits(probability: Floats) -> Floats:
    p = np.clip(probability, 1e-12, 1 - 1e-12)
    bits: Floats = -(p * np.log2(p) + (1 - p) * np.log2(1 - p))
    return bits
