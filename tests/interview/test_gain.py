"""What a question would tell, against working out both answers and comparing what is left unsure."""

import numpy as np
import pytest

from backstride.causes import Inference, infer
from backstride.interview.gain import CONTRIBUTOR_WEIGHT, URGENCY_WEIGHT, cause_weights, finding_gains
from backstride.knowledge.facts import case_facts
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.identifiers import FindingId
from backstride.model.ranking import CauseKind
from tests.causes.brute_force import brute_force
from tests.knowledge.small import small_knowledge

SMALL = small_knowledge()
OPEN = [FindingId(name) for name in ("bend", "lean", "stiff", "score", "numb")]


def inferred(**told: AnswerState) -> Inference:
    answers = (Answer.of(FindingId(name), state=state) for name, state in told.items())
    return infer(case_facts(Case(runner=Runner(age_years=40, sex=Sex.MALE)).with_answers(answers), SMALL).facts, SMALL)


def unsure_bits(chance: np.ndarray) -> float:
    p = np.clip(chance, 1e-12, 1 - 1e-12)
    return float(-(p * np.log2(p) + (1 - p) * np.log2(1 - p)) @ cause_weights(SMALL))


def counted_gain(inference: Inference, column: int) -> float:
    """Work out both answers by counting patterns, from causes that are independent so far."""
    network, chance = inference.network, inference.probability
    yes, chance_of_yes = brute_force(chance, network.weight, network.leak, {column: (0.0, 1.0)})
    no, chance_of_no = brute_force(chance, network.weight, network.leak, {column: (1.0, 0.0)})
    assert chance_of_yes + chance_of_no == pytest.approx(1.0)
    return unsure_bits(chance) - chance_of_yes * unsure_bits(yes) - chance_of_no * unsure_bits(no)


@pytest.mark.parametrize("finding", ["bend", "lean", "numb"])
def test_the_gain_of_a_finding_is_the_expected_fall_of_weighted_entropy(finding: str) -> None:
    inference = inferred()
    gains = finding_gains(inference, SMALL, OPEN)
    assert gains[FindingId(finding)] == pytest.approx(counted_gain(inference, inference.network.column[finding]))


def test_what_a_sign_would_tell_goes_to_the_question_it_needs() -> None:
    inference = inferred()
    gains = finding_gains(inference, SMALL, OPEN)
    assert gains[FindingId("score")] == pytest.approx(counted_gain(inference, inference.network.column["bad_pain"]))


def test_what_also_multiplies_odds_is_worth_both() -> None:
    inference = inferred()
    row = inference.network.causes.index("long_run")
    p, odds, share = float(inference.probability[row]), 3.0, 0.02
    often = odds * share / (1 - share + odds * share)
    yes = p * often + (1 - p) * share

    def bits(chance: float) -> float:
        return float(-(chance * np.log2(chance) + (1 - chance) * np.log2(1 - chance)))

    fall = bits(p) - yes * bits(p * often / yes) - (1 - yes) * bits(p * (1 - often) / (1 - yes))
    as_sign = counted_gain(inference, inference.network.column["stiff"])
    gains = finding_gains(inference, SMALL, OPEN)
    assert gains[FindingId("stiff")] == pytest.approx(as_sign + CONTRIBUTOR_WEIGHT * fall)


def test_only_open_questions_are_weighed() -> None:
    assert set(finding_gains(inferred(bend=AnswerState.PRESENT), SMALL, [FindingId("lean")])) == {"lean"}
    assert finding_gains(inferred(), SMALL, []) == {}


def test_an_answer_already_settled_leaves_less_to_gain() -> None:
    before = finding_gains(inferred(), SMALL, OPEN)[FindingId("lean")]
    after = finding_gains(inferred(numb=AnswerState.ABSENT), SMALL, OPEN)[FindingId("lean")]
    assert after < before


def test_knowing_of_an_urgent_cause_is_worth_more_and_of_a_contributor_less() -> None:
    weights = dict(zip(SMALL.causes, cause_weights(SMALL).tolist(), strict=True))
    for name, cause in SMALL.causes.items():
        kind = CONTRIBUTOR_WEIGHT if cause.kind is CauseKind.CONTRIBUTOR else 1.0
        assert weights[name] == URGENCY_WEIGHT[cause.urgency] * kind
    ordered = sorted(URGENCY_WEIGHT, key=lambda level: level.rank)
    assert [URGENCY_WEIGHT[level] for level in ordered] == sorted(URGENCY_WEIGHT.values())
