"""The exact posterior of a leaky noisy-OR network.

A finding is present unless every active cause, and the leak, fails to bring it about. Absent findings factorise over
the causes and cost nothing. Each present finding is one bit, "already explained?", alive only while some of its causes
are unprocessed. All terms are sums and products of non-negative numbers, so nothing cancels.

Where we differ from Heckerman's Quickscore:

1. No inclusion and exclusion over subsets of positives, which loses all digits at some twenty positives.
2. A forward and a backward pass give every marginal at once.

Sources
-------
Heckerman D 1989 (Quickscore); Takikawa M, D'Ambrosio B 1999 (factorisation of noisy-MAX).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.causes.elimination import EliminationPlan, EliminationStep

__all__ = ["NoisyOr", "Observed", "Posterior", "posterior"]

Floats = NDArray[np.float64]
Rows = list[float] | Floats

_RESCALED_EVERY = 8
"""Steps between rescalings; between two of them a message cannot leave the range of a double."""


@dataclass(frozen=True, slots=True, eq=False)
class NoisyOr:
    """The numbers of a network, for a batch of ``b`` parameter sets (``b`` may be 1).

    Parameters
    ----------
    prior
        (b, causes) probability that a cause is at work.
    weight
        (b, causes, findings) probability that the cause alone brings the finding about; 0 = not connected.
    leak
        (b, findings) probability that the finding is there for reasons outside the network.
    """

    prior: Floats
    weight: Floats
    leak: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """What was seen, for a batch of ``b`` evidence sets (``b`` may be 1).

    Parameters
    ----------
    absent
        (b, findings) true where a finding is known to be absent.
    likelihood
        (b, positives, 2) probability of what was seen if the finding is absent / present; a sure positive is (0, 1),
        no information is (1, 1).
    """

    absent: NDArray[np.bool_]
    likelihood: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Posterior marginals and the evidence's probability.

    Parameters
    ----------
    probability
        (b, causes) probability of each cause given the evidence.
    log_evidence
        (b,) natural logarithm of the evidence's probability.
    """

    probability: Floats
    log_evidence: Floats


def posterior(network: NoisyOr, plan: EliminationPlan, observed: Observed) -> Posterior:
    """Give the exact posterior of every cause, for every member of the batch.

    Examples
    --------
    >>> from backstride.causes.elimination import plan_elimination
    >>> net = NoisyOr(np.array([[0.1]]), np.array([[[0.8]]]), np.array([[0.05]]))
    >>> plan = plan_elimination(net.weight[0] > 0, (0,))
    >>> seen = Observed(np.zeros((1, 1), bool), np.array([[[0.0, 1.0]]]))
    >>> round(float(posterior(net, plan, seen).probability[0, 0]), 4)
    0.6429
    """
    survive, log_quiet = _absences(network, observed)
    log_z = np.log1p(network.prior * np.expm1(survive)).sum(1) + log_quiet
    log_odds = np.log(network.prior) - np.log1p(-network.prior) + survive
    active = 1.0 / (1.0 + np.exp(-log_odds))
    if plan.pool is None:
        probability, log_carried, _ = _carried(network, plan, observed, active, None)
        return Posterior(probability, log_z + log_carried)
    return _with_pool(network, plan, observed, active, log_z)


def _absences(network: NoisyOr, observed: Observed) -> tuple[Floats, Floats]:
    """Give the (b, causes) logarithm that a cause brings none of the absent findings about, and the leaks' (b,)."""
    columns = np.flatnonzero(observed.absent.any(axis=0))
    absent = observed.absent[:, columns].astype(np.float64)
    log_fail = np.log1p(-network.weight[:, :, columns])
    survive = np.matmul(log_fail, absent[:, :, None])[:, :, 0]
    return survive, (absent * np.log1p(-network.leak[:, columns])).sum(1)


def _with_pool(network: NoisyOr, plan: EliminationPlan, observed: Observed, active: Floats, log_z: Floats) -> Posterior:
    """Treat causes that can explain one common positive, and nothing else, as a leak of it.

    The evidence is linear in that leak. With ``r`` the evidence's probability if the positive were surely explained,
    over its probability as it is, a pooled cause with chance ``p`` and weight ``w`` has the posterior
    ``p (1 + w (1 - p) (r - 1) / (1 - p w))``. The pass back meets both probabilities where the positive is opened.
    """
    pooled, column = list(plan.pooled), plan.positives[plan.pool or 0]
    chance, weight = active[:, pooled], network.weight[:, pooled, column]
    quiet = 1.0 - chance * weight
    as_it_is = 1.0 - (1.0 - network.leak[:, column]) * np.prod(quiet, axis=1)
    leaking = _with_leak(network, column, as_it_is)
    probability, log_carried, ratio = _carried(leaking, plan, observed, active, column)
    if plan.pool in plan.orphans:
        lam = observed.likelihood[:, plan.pool or 0]
        ratio = lam[:, 1] / (lam[:, 0] * (1.0 - as_it_is) + lam[:, 1] * as_it_is)
    more = (ratio - 1.0)[:, None]
    probability[:, pooled] = chance * (1.0 + weight * (1.0 - chance) * more / quiet)
    return Posterior(np.clip(probability, 0.0, 1.0), log_z + log_carried)


def _with_leak(network: NoisyOr, column: int, leak: Floats) -> NoisyOr:
    leaks = np.repeat(network.leak, len(leak) // len(network.leak), axis=0)
    leaks[:, column] = leak
    return NoisyOr(network.prior, network.weight, leaks)


def _carried(
    network: NoisyOr, plan: EliminationPlan, observed: Observed, active: Floats, pool: int | None
) -> tuple[Floats, Floats, Floats]:
    """Give (b, causes) probabilities, the (b,) logarithm of the carried findings' probability, and the pool's ratio."""
    messages, last, log_scale = _forward(network, plan, observed, active)
    log_carried = log_scale + np.log(last) + _orphans(network, plan, observed)
    probability, ratio = _backward(network, plan, observed, active, messages, pool)
    return probability, log_carried, ratio


def _orphans(network: NoisyOr, plan: EliminationPlan, observed: Observed) -> Floats:
    log_z: Floats = np.zeros(1)
    for position in plan.orphans:
        leak = network.leak[:, plan.positives[position]]
        lam = observed.likelihood[:, position]
        log_z = log_z + np.log(lam[:, 0] * (1 - leak) + lam[:, 1] * leak)
    return log_z


def _rows(numbers: Floats) -> Rows:
    """Give (b, k) numbers one by one: as floats for a batch of one, which numpy multiplies by much faster."""
    return numbers[0].tolist() if len(numbers) == 1 else np.ascontiguousarray(numbers.T)


def _edge_weights(network: NoisyOr, plan: EliminationPlan) -> Rows:
    """Give the weights of all edges in the order of the steps."""
    causes = [step.cause for step in plan.steps for _ in step.edges]
    columns = [column for step in plan.steps for _, column in step.edges]
    return _rows(network.weight[:, causes, columns])


def _forward(
    network: NoisyOr, plan: EliminationPlan, observed: Observed, active: Floats
) -> tuple[list[Floats], Floats, Floats]:
    """Pass over the causes in order; a message holds one number per pattern of explained positives."""
    batch = active.shape[0]
    message = np.ones((1, batch))
    log_scale: Floats = np.zeros(batch)
    messages: list[Floats] = []
    weights, chances = _edge_weights(network, plan), _rows(active[:, [step.cause for step in plan.steps]])
    edge = 0
    for turn, step in enumerate(plan.steps):
        for column in step.opens:
            leak = network.leak[:, column]
            message = np.concatenate([message * (1 - leak), message * leak])
        messages.append(message)
        explained = message.copy()
        for slot, _ in step.edges:
            pairs = explained.reshape(-1, 2, 1 << slot, batch)
            unexplained = pairs[:, 0]
            moved = unexplained * weights[edge]
            pairs[:, 1] += moved
            unexplained -= moved
            edge += 1
        explained -= message
        explained *= chances[turn]
        message = message + explained
        if step.closes:
            message = _close(message, step, observed)
        if turn % _RESCALED_EVERY == 0:
            top = message.max(0)
            message = message / top
            log_scale = log_scale + np.log(top)
    return messages, message[0], log_scale


def _close(message: Floats, step: EliminationStep, observed: Observed) -> Floats:
    batch = message.shape[1]
    for slot, position in step.closes:
        pairs = message.reshape(len(message) >> (slot + 1), 2, 1 << slot, batch)
        lam = observed.likelihood[:, position]
        message = (lam[:, 1] * pairs[:, 1] + lam[:, 0] * pairs[:, 0]).reshape(-1, batch)
    return message


def _backward(
    network: NoisyOr,
    plan: EliminationPlan,
    observed: Observed,
    active: Floats,
    messages: list[Floats],
    pool: int | None,
) -> tuple[Floats, Floats]:
    """Pass back over the causes; with the stored forward messages it gives every marginal, and the pool's ratio."""
    batch = active.shape[0]
    future = np.ones((1, batch))
    ratio: Floats = np.ones(batch)
    causes = [step.cause for step in plan.steps]
    weights, chances = _edge_weights(network, plan), _rows(active[:, causes])
    found: list[Floats] = []
    edge = len(weights)
    for turn in range(len(plan.steps) - 1, -1, -1):
        step, message = plan.steps[turn], messages[turn]
        if step.closes:
            future = _reopen(future, step, observed)
        if_active = future.copy()
        for slot, _ in reversed(step.edges):
            edge -= 1
            pairs = if_active.reshape(-1, 2, 1 << slot, batch)
            unexplained = pairs[:, 0]
            unexplained += weights[edge] * (pairs[:, 1] - unexplained)
        with_it = chances[turn] * _inner(message, if_active)
        found.append(with_it / ((1 - chances[turn]) * _inner(message, future) + with_it))
        if_active -= future
        if_active *= chances[turn]
        future = future + if_active
        for column in reversed(step.opens):
            half = len(future) // 2
            leak = network.leak[:, column]
            explained, future = future[half:], (1 - leak) * future[:half] + leak * future[half:]
            if column == pool:
                # Below what was opened later, the message is what it was before, but for one common factor.
                before = message[:half]
                ratio = _inner(before, explained) / _inner(before, future)
        if turn % _RESCALED_EVERY == 0:
            future = future / future.max(0)
    probability = active.copy()
    if found:
        probability[:, causes[::-1]] = np.stack(found, axis=-1)
    return probability, ratio


def _inner(message: Floats, future: Floats) -> Floats:
    """Sum over patterns, (b,)."""
    total: Floats = (message.T @ future)[0] if message.shape[1] == 1 else np.einsum("sb,sb->b", message, future)
    return total


def _reopen(future: Floats, step: EliminationStep, observed: Observed) -> Floats:
    batch = future.shape[1]
    for slot, position in reversed(step.closes):
        lam = observed.likelihood[:, position]
        halves = future.reshape(-1, 1 << slot, batch)
        opened = np.empty((len(halves), 2, 1 << slot, batch))
        opened[:, 0] = lam[:, 0] * halves
        opened[:, 1] = lam[:, 1] * halves
        future = opened.reshape(-1, batch)
    return future
