"""How far the knowledge base's own uncertainty carries: 90 % intervals of every probability.

Every number of the knowledge base is a distribution. We draw them all together, run the exact engine on the whole batch
at once and read off the 5th and 95th percentile. This uncertainty dwarfs every numerical error.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from backstride.causes.elimination import plan_elimination
from backstride.causes.inference import Inference
from backstride.causes.network import case_prior
from backstride.causes.posterior import NoisyOr, Observed, posterior
from backstride.knowledge.base import Knowledge
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId

__all__ = ["intervals90"]

Floats = NDArray[np.float64]

DRAWS = 160
_SEED = 5
_MESSAGE_BYTES = 256 * 2**20
_FEWEST_DRAWS = 16
_SAMPLED_SPREAD = 1.0


def intervals90(inference: Inference, facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Floats:
    """Give the central 90 % range of each cause's probability, (causes, 2).

    Fewer draws are taken for wide cases, so that time stays bounded. For sampled cases the range is the sampling error
    added to one natural-logarithm unit of odds either way, which is wide on purpose.
    """
    if not inference.is_exact:
        return _of_sampled(inference)
    rng = np.random.default_rng(_SEED)
    draws = int(np.clip(_MESSAGE_BYTES // inference.plan.message_bytes, _FEWEST_DRAWS, DRAWS))
    causes = len(inference.prior)
    columns = [*inference.evidence.carried, *np.flatnonzero(inference.evidence.absent).tolist()]
    numbers = NoisyOr(
        prior=case_prior(facts, knowledge, z_score=rng.standard_normal((draws, causes))),
        weight=_drawn_weights(inference, columns, draws, rng),
        leak=_beta(rng, inference.network.leak[columns], inference.network.leak_ess[columns], draws),
    )
    carried = len(inference.evidence.carried)
    absent = np.zeros((1, len(columns)), dtype=bool)
    absent[0, carried:] = True
    plan = plan_elimination(inference.network.connected[:, columns], tuple(range(carried)))
    drawn = posterior(numbers, plan, Observed(absent, inference.evidence.likelihood[None])).probability
    low, high = np.percentile(drawn, [5, 95], axis=0)
    return np.stack([np.minimum(low, inference.probability), np.maximum(high, inference.probability)], axis=1)


def _drawn_weights(inference: Inference, columns: list[int], draws: int, rng: np.random.Generator) -> Floats:
    mean = inference.network.weight[:, columns]
    ess = inference.network.weight_ess[:, columns]
    weight = np.zeros((draws, *mean.shape))
    linked = mean > 0
    weight[:, linked] = _beta(rng, mean[linked], ess[linked], draws)
    return weight


def _beta(rng: np.random.Generator, mean: Floats, ess: Floats, draws: int) -> Floats:
    fixed = ~np.isfinite(ess)
    size = np.where(fixed, 1.0, ess)
    drawn = rng.beta(mean * size, (1 - mean) * size, size=(draws, len(mean)))
    drawn[:, fixed] = mean[fixed]
    clipped: Floats = np.clip(drawn, 1e-6, 1 - 1e-6)
    return clipped


def _of_sampled(inference: Inference) -> Floats:
    p = np.clip(inference.probability, 1e-6, 1 - 1e-6)
    log_odds = np.log(p / (1 - p))
    low = 1 / (1 + np.exp(-(log_odds - _SAMPLED_SPREAD))) - inference.error99
    high = 1 / (1 + np.exp(-(log_odds + _SAMPLED_SPREAD))) + inference.error99
    return np.stack([np.clip(low, 0, inference.probability), np.clip(high, inference.probability, 1)], axis=1)
