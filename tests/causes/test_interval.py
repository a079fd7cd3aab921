"""How far the knowledge base's own uncertainty carries, against drawing its numbers one set at a time."""

import numpy as np
import pytest

from backstride.causes.interval import intervals90
from backstride.causes.network import case_prior
from tests.causes.brute_force import brute_force
from tests.causes.small_case import NETWORK, SMALL, TOLD, facts_of, inferred, seen_in
from tests.causes.wide_case import wide

DRAWS = 1500


def drawn_one_by_one(told: dict) -> np.ndarray:
    rng = np.random.default_rng(99)
    facts, seen = facts_of(told), seen_in(told)
    rows = []
    for _ in range(DRAWS):
        prior = case_prior(facts, SMALL, z_score=rng.standard_normal((1, len(NETWORK.causes))))[0]
        weight, leak = np.zeros_like(NETWORK.weight), NETWORK.leak.copy()
        for cause, column in zip(*np.nonzero(NETWORK.weight), strict=True):
            mean, ess = NETWORK.weight[cause, column], NETWORK.weight_ess[cause, column]
            weight[cause, column] = rng.beta(mean * ess, (1 - mean) * ess) if np.isfinite(ess) else mean
        for column in range(len(leak)):
            mean, ess = NETWORK.leak[column], NETWORK.leak_ess[column]
            leak[column] = rng.beta(mean * ess, (1 - mean) * ess) if np.isfinite(ess) else mean
        rows.append(brute_force(prior, weight, leak, seen)[0])
    return np.percentile(rows, [5, 95], axis=0).T


def test_the_range_is_what_drawing_every_number_anew_gives() -> None:
    inference = inferred()
    found = intervals90(inference, facts_of(TOLD), SMALL)
    wanted = drawn_one_by_one(TOLD)
    assert found.shape == (len(NETWORK.causes), 2)
    # 160 draws leave the ends of a 90 % range uncertain by a few hundredths.
    assert np.abs(found - wanted).max() < 0.07
    assert (wanted[:, 1] - wanted[:, 0]).max() > 0.2


def test_the_range_holds_the_probability_and_is_the_same_every_time() -> None:
    inference = inferred()
    found = intervals90(inference, facts_of(TOLD), SMALL)
    assert (found[:, 0] <= inference.probability).all()
    assert (inference.probability <= found[:, 1]).all()
    assert (found[:, 0] < found[:, 1]).all()
    assert np.array_equal(found, intervals90(inference, facts_of(TOLD), SMALL))


def test_a_sampled_case_gets_one_unit_of_log_odds_and_its_own_error_on_top() -> None:
    inference = wide(inferred(), error99=0.02)
    found = intervals90(inference, facts_of(TOLD), SMALL)
    p = inference.probability
    odds = p / (1 - p)
    low, high = odds / np.e / (1 + odds / np.e) - 0.02, odds * np.e / (1 + odds * np.e) + 0.02
    assert found[:, 0] == pytest.approx(np.clip(low, 0, p), abs=1e-9)
    assert found[:, 1] == pytest.approx(np.clip(high, p, 1), abs=1e-9)
