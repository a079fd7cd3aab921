"""The exact engine gives what adding up every pattern of causes gives."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.causes.elimination import plan_elimination
from backstride.causes.posterior import NoisyOr, Observed, posterior
from backstride.causes.sampled import sampled_posterior
from tests.causes.brute_force import brute_force

CAUSES, FINDINGS = 6, 7
chance = st.floats(0.001, 0.9)


@st.composite
def networks(draw: st.DrawFn) -> NoisyOr:
    prior = draw(st.lists(chance, min_size=CAUSES, max_size=CAUSES))
    leak = draw(st.lists(chance, min_size=FINDINGS, max_size=FINDINGS))
    cell = st.one_of(st.just(0.0), st.floats(0.01, 0.99))
    weight = draw(st.lists(cell, min_size=CAUSES * FINDINGS, max_size=CAUSES * FINDINGS))
    return NoisyOr(np.array([prior]), np.array(weight).reshape(1, CAUSES, FINDINGS), np.array([leak]))


seen = st.lists(
    st.one_of(
        st.none(), st.just((0.0, 1.0)), st.just((1.0, 0.0)), st.tuples(st.floats(0.05, 1.0), st.floats(0.05, 1.0))
    ),
    min_size=FINDINGS,
    max_size=FINDINGS,
)


def exact(network: NoisyOr, evidence: dict[int, tuple[float, float]]) -> tuple[np.ndarray, float]:
    absent = np.zeros((1, FINDINGS), dtype=bool)
    carried = tuple(finding for finding, lam in evidence.items() if lam != (1.0, 0.0))
    absent[0, [finding for finding, lam in evidence.items() if lam == (1.0, 0.0)]] = True
    likelihood = np.array([evidence[finding] for finding in carried]).reshape(1, len(carried), 2)
    plan = plan_elimination(network.weight[0] > 0, carried)
    result = posterior(network, plan, Observed(absent, likelihood))
    return result.probability[0], float(np.exp(result.log_evidence[0]))


@settings(max_examples=300, deadline=None)
@given(networks(), seen)
def test_exact_posterior_equals_brute_force(network: NoisyOr, lams: list[tuple[float, float] | None]) -> None:
    evidence = {finding: lam for finding, lam in enumerate(lams) if lam is not None}
    wanted, wanted_total = brute_force(network.prior[0], network.weight[0], network.leak[0], evidence)
    got, got_total = exact(network, evidence)
    assert got == pytest.approx(wanted, abs=1e-10)
    assert got_total == pytest.approx(wanted_total, rel=1e-9)


@settings(max_examples=100, deadline=None)
@given(networks(), seen, st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(
    network: NoisyOr, lams: list[tuple[float, float] | None], dice: Random
) -> None:
    evidence = {finding: lam for finding, lam in enumerate(lams) if lam is not None}
    shuffled = list(evidence.items())
    dice.shuffle(shuffled)
    assert exact(network, dict(shuffled))[0] == pytest.approx(exact(network, evidence)[0], abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(networks(), seen, st.integers(0, FINDINGS - 1))
def test_an_answer_that_says_nothing_changes_nothing(
    network: NoisyOr, lams: list[tuple[float, float] | None], finding: int
) -> None:
    without = {other: lam for other, lam in enumerate(lams) if lam is not None and other != finding}
    assert exact(network, {**without, finding: (1.0, 1.0)})[0] == pytest.approx(exact(network, without)[0], abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(networks(), seen)
def test_a_cause_connected_to_nothing_seen_keeps_its_prior(
    network: NoisyOr, lams: list[tuple[float, float] | None]
) -> None:
    weight = network.weight.copy()
    weight[0, 2] = 0.0
    alone = NoisyOr(network.prior, weight, network.leak)
    evidence = {finding: lam for finding, lam in enumerate(lams) if lam is not None}
    assert exact(alone, evidence)[0][2] == pytest.approx(network.prior[0, 2], abs=1e-12)


def test_a_batch_gives_what_its_members_give_alone() -> None:
    rng = np.random.default_rng(3)
    numbers = NoisyOr(rng.uniform(0.01, 0.5, (4, 5)), rng.uniform(0, 0.9, (4, 5, 6)), rng.uniform(0.01, 0.3, (4, 6)))
    plan = plan_elimination(np.ones((5, 6), dtype=bool), (0, 2, 3))
    absent = np.array([[False, True, False, False, True, False]])
    lam = np.array([[[0.0, 1.0]] * 3])
    together = posterior(numbers, plan, Observed(absent, lam))
    for member in range(4):
        one = NoisyOr(numbers.prior[[member]], numbers.weight[[member]], numbers.leak[[member]])
        alone = posterior(one, plan, Observed(absent, lam))
        assert together.probability[member] == pytest.approx(alone.probability[0], abs=1e-12)
        assert together.log_evidence[member] == pytest.approx(alone.log_evidence[0], abs=1e-12)


def test_the_sampled_posterior_is_within_its_own_error_of_the_exact_one() -> None:
    rng = np.random.default_rng(11)
    worst = 0.0
    for _ in range(8):
        weight = rng.uniform(0.2, 0.9, (1, 12, 10)) * (rng.random((1, 12, 10)) < 0.4)
        numbers = NoisyOr(rng.uniform(0.02, 0.3, (1, 12)), weight, rng.uniform(0.01, 0.1, (1, 10)))
        carried = tuple(range(7))
        # Two of the seven are uncertain, as what was measured from a clip is.
        seen = np.array([[[0.0, 1.0]] * 5 + [[0.25, 0.75], [0.9, 0.1]]])
        observed = Observed(np.arange(10)[None] >= 8, seen)
        wanted = posterior(numbers, plan_elimination(weight[0] > 0, carried), observed).probability[0]
        got, error = sampled_posterior(numbers, carried, observed, seed=5)
        worst = max(worst, float(np.abs(got - wanted).max()) / max(error, 0.01))
    assert worst < 2.0


def test_width_is_the_largest_number_of_open_positives() -> None:
    chain = np.array([[True, True, False], [False, True, True]])
    assert plan_elimination(chain, (0, 1, 2)).width == 2
    assert plan_elimination(np.zeros((2, 3), dtype=bool), (0, 1)).orphans == (0, 1)


def test_the_order_keeps_a_chain_of_causes_and_findings_narrow_however_it_is_shuffled() -> None:
    """Each cause explains two neighbours, so that walking along the chain never needs more than two bits."""
    rng = np.random.default_rng(2)
    count = 14
    connected = np.zeros((count - 1, count), dtype=bool)
    for cause in range(count - 1):
        connected[cause, cause : cause + 2] = True
    for _ in range(20):
        shuffled = connected[rng.permutation(count - 1)][:, rng.permutation(count)]
        assert plan_elimination(shuffled, tuple(range(count))).width <= 3


def test_a_finding_is_closed_once_its_last_cause_was_seen() -> None:
    """A hub shared by all, and a leaf for each cause: the hub stays open and one leaf at a time beside it."""
    leaves = 10
    connected = np.column_stack([np.ones(leaves, dtype=bool), np.eye(leaves, dtype=bool)])
    assert plan_elimination(connected, tuple(range(leaves + 1))).width == 2
