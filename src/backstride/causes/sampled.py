"""A sampled posterior for cases too entangled for the exact engine, with the error of its own sampling.

Each chain keeps, for every positive finding, the probability that nothing active explains it, and redraws one cause at
a time; the average of the redraw probabilities (Rao-Blackwell) is the estimate.

Sources
-------
Shwe M, Cooper G 1991, An empirical analysis of likelihood-weighting simulation (why plain sampling is not enough);
Gelfand AE, Smith AFM 1990 (Rao-Blackwellised Gibbs estimates).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backstride.causes.posterior import NoisyOr, Observed

__all__ = ["sampled_posterior"]

Floats = NDArray[np.float64]

CHAINS = 256
SWEEPS = 60
BURN_IN = 20
_Z99 = 2.576
_BLOCKS = 8


def sampled_posterior(
    network: NoisyOr, carried: tuple[int, ...], observed: Observed, *, seed: int
) -> tuple[Floats, float]:
    """Estimate the posterior of every cause.

    Parameters
    ----------
    network, observed
        Numbers and evidence, each a batch of one.
    seed
        Same seed, same answer.

    Returns
    -------
    (causes,) probabilities, and the largest half-width of their 99 % bands from independent blocks of chains.
    """
    rng = np.random.default_rng(seed)
    prior, weight = network.prior[0], network.weight[0]
    survive = observed.absent[0] @ np.log1p(-weight).T
    log_odds = np.log(prior) - np.log1p(-prior) + survive
    failing = 1.0 - weight[:, carried]
    quiet = 1.0 - network.leak[0, list(carried)]
    likelihood = observed.likelihood[0]
    state = rng.random((CHAINS, len(prior))) < 1 / (1 + np.exp(-log_odds))
    totals = np.zeros((CHAINS, len(prior)))
    log_failing = np.log(failing)
    # A cause moves only the findings it can bring about, so only those are looked at.
    reach = {cause: np.flatnonzero(log_failing[cause]) for cause in np.flatnonzero(log_failing.any(axis=1))}
    movable = np.array(list(reach), dtype=np.intp)
    for sweep in range(SWEEPS):
        log_unexplained = np.log(quiet) + state @ log_failing
        for cause, touched in reach.items():
            step = log_failing[cause, touched]
            without = log_unexplained[:, touched] - state[:, [cause]] * step
            chance = _redraw(without, step, likelihood[touched], log_odds[cause])
            drawn = rng.random(CHAINS) < chance
            log_unexplained[:, touched] = without + drawn[:, None] * step
            state[:, cause] = drawn
            if sweep >= BURN_IN:
                totals[:, cause] += chance
    estimate = totals / (SWEEPS - BURN_IN)
    fixed = np.setdiff1d(np.arange(len(prior)), movable)
    estimate[:, fixed] = 1 / (1 + np.exp(-log_odds[fixed]))
    blocks = estimate.reshape(_BLOCKS, -1, len(prior)).mean(1)
    error = _Z99 * blocks.std(0, ddof=1) / np.sqrt(_BLOCKS)
    return blocks.mean(0), float(error.max())


def _redraw(without: Floats, log_fail: Floats, likelihood: Floats, log_odds: float) -> Floats:
    """Probability (chains,) that a cause is active given all others."""
    unexplained = np.exp(without)
    if_off = likelihood[:, 0] * unexplained + likelihood[:, 1] * (1 - unexplained)
    left = unexplained * np.exp(log_fail)
    if_on = likelihood[:, 0] * left + likelihood[:, 1] * (1 - left)
    ratio = (np.log(np.maximum(if_on, 1e-300)) - np.log(np.maximum(if_off, 1e-300))).sum(1)
    chance: Floats = 1 / (1 + np.exp(-np.clip(log_odds + ratio, -700, 700)))
    return chance
