"""How much each open question would tell: the expected fall of the weighted entropy of the causes.

Every open finding is weighed by the quick look ahead, as if causes were independent given the answers so far. Weighing
the best dozen exactly as well was tried: it chose no better questions for made-up runners, and took as long as all the
rest. A circumstance that only multiplies odds is worth what it would tell of the causes it moves, one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backstride.causes import AfterAnswer, Inference, cause_network, circumstances, screened
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


@lru_cache(maxsize=8)
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
    askers = {
        column: needed
        for column, leaves_of in enumerate(_askable(knowledge))
        if (needed := [finding for finding in leaves_of if finding in open_findings])
    }
    weights = cause_weights(knowledge)
    totals = _circumstance_gains(inference, knowledge, weights, open_findings)
    if not askers:
        return totals
    columns = list(askers)
    now = float(_entropy_bits(inference.probability) @ weights)
    gains = _gains(screened(inference, columns), weights, now)
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


@lru_cache(maxsize=8)
def _askable(knowledge: Knowledge) -> tuple[tuple[FindingId, ...], ...]:
    """Give, for each column but the complaint, what to ask for it: the finding itself, or what a sign needs."""
    names = (FindingId(name) for name in cause_network(knowledge).findings[:-1])
    signs = knowledge.sign_expressions
    return tuple((name,) if name in knowledge.findings else tuple(leaves(signs[name])) for name in names)


def _gains(ahead: AfterAnswer, weights: Floats, now: float) -> Floats:
    after = ahead.chance_present * (_entropy_bits(ahead.if_present) @ weights)
    after = after + (1 - ahead.chance_present) * (_entropy_bits(ahead.if_absent) @ weights)
    gains: Floats = np.maximum(now - after, 0.0)
    return gains


def _entropy_bits(probability: Floats) -> Floats:
    p = np.clip(probability, 1e-12, 1 - 1e-12)
    bits: Floats = -(p * np.log2(p) + (1 - p) * np.log2(1 - p))
    return bits
