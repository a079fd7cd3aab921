"""One case through the network: posterior now, and what it would be after one more answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.causes.elimination import EliminationPlan, plan_elimination
from backstride.causes.evidence import NetworkEvidence, network_evidence
from backstride.causes.network import CauseNetwork, case_prior, cause_network
from backstride.causes.posterior import NoisyOr, Observed, Posterior, posterior
from backstride.causes.sampled import sampled_posterior
from backstride.knowledge.base import Knowledge
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId

__all__ = ["WIDEST_EXACT", "AfterAnswer", "Inference", "after_answers", "infer", "marginal_presence", "screened"]

Floats = NDArray[np.float64]

WIDEST_EXACT = 15
"""Frontier width up to which the exact engine is used; beyond it the posterior is sampled."""

_MESSAGE_BYTES = 64 * 2**20
_SEED = 20261122


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """A case's posterior and all that is needed to ask further of it.

    Parameters
    ----------
    prior, probability
        (causes,) before and after the evidence.
    error99
        Half-width of the sampling error's 99 % band; 0 when exact.
    """

    network: CauseNetwork
    evidence: NetworkEvidence
    plan: EliminationPlan
    prior: Floats
    probability: Floats
    log_evidence: float
    error99: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether the exact engine was used."""
        return self.plan.width <= WIDEST_EXACT

    def numbers(self) -> NoisyOr:
        """Give the network's best-guess numbers as a batch of one."""
        return NoisyOr(self.prior[None, :], self.network.weight[None], self.network.leak[None])

    def batch_size(self) -> int:
        """How many evidence sets fit into one pass without filling the memory."""
        return max(1, _MESSAGE_BYTES // self.plan.message_bytes)

    def posterior_of(self, absent: NDArray[np.bool_], likelihood: Floats) -> Posterior:
        """Give the exact posterior of a batch of evidence sets, in as many passes as memory asks for."""
        size = self.batch_size()
        parts = [
            posterior(self.numbers(), self.plan, Observed(absent[at : at + size], likelihood[at : at + size]))
            for at in range(0, len(absent), size)
        ]
        return Posterior(
            np.concatenate([part.probability for part in parts]), np.concatenate([part.log_evidence for part in parts])
        )


def infer(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Inference:
    """Give the posterior of every cause for a case's facts (signs included)."""
    network = cause_network(knowledge)
    evidence = network_evidence(facts, network)
    prior = case_prior(facts, knowledge)[0]
    plan = plan_elimination(network.connected, evidence.carried)
    numbers = NoisyOr(prior[None, :], network.weight[None], network.leak[None])
    if plan.width <= WIDEST_EXACT:
        exact = posterior(numbers, plan, evidence.observed())
        return Inference(network, evidence, plan, prior, exact.probability[0], float(exact.log_evidence[0]))
    estimate, error = sampled_posterior(numbers, evidence.carried, evidence.observed(), seed=_SEED)
    return Inference(network, evidence, plan, prior, estimate, float("nan"), error)


def marginal_presence(inference: Inference, columns: Sequence[int]) -> Floats:
    """Give the probability that each finding is present, as if causes were independent given the evidence."""
    weight = inference.network.weight[:, list(columns)]
    quiet = np.exp(np.log1p(-inference.probability[:, None] * weight).sum(0))
    present: Floats = 1 - (1 - inference.network.leak[list(columns)]) * quiet
    return present


@dataclass(frozen=True, slots=True, eq=False)
class AfterAnswer:
    """What the causes' probabilities would be after one more answer.

    Parameters
    ----------
    columns
        The findings asked about.
    chance_present
        (k,) probability of the answer "yes".
    if_present, if_absent
        (k, causes) probabilities after each answer.
    """

    columns: tuple[int, ...]
    chance_present: Floats
    if_present: Floats
    if_absent: Floats


def after_answers(inference: Inference, columns: Sequence[int]) -> AfterAnswer:
    """Look one answer ahead, exactly where the case allows it, else as if causes were independent."""
    if not columns:
        empty = np.zeros((0, len(inference.probability)))
        return AfterAnswer((), np.zeros(0), empty, empty)
    if not inference.is_exact:
        return screened(inference, columns)
    count = len(columns)
    absent = np.repeat(inference.evidence.absent[None], count, axis=0)
    absent[np.arange(count), list(columns)] = True
    likelihood = np.repeat(inference.evidence.likelihood[None], count, axis=0)
    after_no = inference.posterior_of(absent, likelihood)
    chance_absent = np.clip(np.exp(after_no.log_evidence - inference.log_evidence), 1e-12, 1 - 1e-12)
    if_absent = after_no.probability
    left = inference.probability[None] - chance_absent[:, None] * if_absent
    if_present = np.clip(left / (1 - chance_absent)[:, None], 0.0, 1.0)
    return AfterAnswer(tuple(columns), 1 - chance_absent, if_present, if_absent)


def screened(inference: Inference, columns: Sequence[int]) -> AfterAnswer:
    """Look one answer ahead quickly, as if causes were independent given the answers so far (mean field)."""
    weight = inference.network.weight[:, list(columns)]
    kept = 1 - inference.probability[:, None] * weight
    chance_absent = (1 - inference.network.leak[list(columns)]) * np.exp(np.log(kept).sum(0))
    chance_absent = np.clip(chance_absent, 1e-12, 1 - 1e-12)
    if_absent = inference.probability[:, None] * (1 - weight) / kept
    left = inference.probability[:, None] - chance_absent * if_absent
    if_present = np.clip(left / (1 - chance_absent), 0.0, 1.0)
    return AfterAnswer(tuple(columns), 1 - chance_absent, if_present.T, if_absent.T)
