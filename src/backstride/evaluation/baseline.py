"""Simpler ways to rank the sources of the pain, on the same numbers: what the full network has to beat.

Sources
-------
Heckerman D, Shwe M 1993 (how the two simple Bayes models err beside a noisy-OR network).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from backstride.causes import Inference
from backstride.evaluation.outcome import sources_in_order
from backstride.knowledge.base import Knowledge
from backstride.model.identifiers import CauseId

__all__ = ["Baseline", "baseline_chances", "baseline_orders"]

Floats = NDArray[np.float64]
_LEAST = 1e-12


class Baseline(StrEnum):
    """A way to rank causes.

    ``PRIOR_ONLY`` knows region, age, sex and circumstances. ``INDEPENDENT_RATIOS`` lets each finding multiply the odds
    of each cause by itself. ``EXCLUSIVE`` is Bayes with exactly one source at work.
    """

    PRIOR_ONLY = "prior_only"
    INDEPENDENT_RATIOS = "independent_ratios"
    EXCLUSIVE = "exclusive"


def baseline_orders(inference: Inference, knowledge: Knowledge) -> dict[Baseline, list[CauseId]]:
    """Order the sources of the pain as each simpler model would."""
    return {baseline: sources_in_order(score(inference), knowledge) for baseline, score in _SCORES.items()}


def baseline_chances(inference: Inference) -> dict[Baseline, Floats]:
    """Give each simpler model's probabilities, (causes,); contributors keep their priors under ``EXCLUSIVE``."""
    exclusive = np.where(inference.network.is_diagnosis, _exclusive_score(inference), -np.inf)
    share = np.exp(exclusive - exclusive.max())
    return {
        Baseline.PRIOR_ONLY: inference.prior,
        Baseline.INDEPENDENT_RATIOS: 1 / (1 + np.exp(-np.clip(_ratio_score(inference), -700, 700))),
        Baseline.EXCLUSIVE: np.where(inference.network.is_diagnosis, share / share.sum(), inference.prior),
    }


def _prior_score(inference: Inference) -> Floats:
    return _log_odds(inference.prior)


def _ratio_score(inference: Inference) -> Floats:
    """Add the log of each finding's likelihood ratio, the other causes held at their priors."""
    weight = inference.network.weight
    kept = np.log1p(-inference.prior[:, None] * weight)
    quiet_without = np.log1p(-inference.network.leak)[None] + kept.sum(0)[None] - kept
    with_cause = _log_seen(quiet_without + np.log1p(-weight), inference)
    without_cause = _log_seen(quiet_without, inference)
    score: Floats = _log_odds(inference.prior) + with_cause - without_cause
    return score


def _exclusive_score(inference: Inference) -> Floats:
    """Let one diagnosis at a time explain everything, contributors held at their priors."""
    network = inference.network
    chance = np.where(network.is_diagnosis, 0.0, inference.prior)
    background = np.log1p(-network.leak) + np.log1p(-chance[:, None] * network.weight).sum(0)
    score: Floats = np.log(inference.prior) + _log_seen(background[None] + np.log1p(-network.weight), inference)
    return score


def _log_odds(chance: Floats) -> Floats:
    odds: Floats = np.log(chance) - np.log1p(-chance)
    return odds


def _log_seen(log_quiet: Floats, inference: Inference) -> Floats:
    """Give (causes,) the log-probability of the evidence, findings taken one by one.

    Parameters
    ----------
    log_quiet
        (causes, findings) log-probability that each finding is absent.
    """
    evidence = inference.evidence
    carried = list(evidence.carried)
    quiet = np.exp(log_quiet[:, carried])
    seen = evidence.likelihood[:, 0] * quiet + evidence.likelihood[:, 1] * (1 - quiet)
    total: Floats = log_quiet[:, evidence.absent].sum(1) + np.log(np.maximum(seen, _LEAST)).sum(1)
    return total


_SCORES = {
    Baseline.PRIOR_ONLY: _prior_score,
    Baseline.INDEPENDENT_RATIOS: _ratio_score,
    Baseline.EXCLUSIVE: _exclusive_score,
}
