"""One case on the small made-up knowledge base, with everything worked out a second time by adding up patterns."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from backstride.causes import Inference, infer
from backstride.causes.network import COMPLAINT, case_prior, cause_network
from backstride.knowledge.facts import case_facts
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from tests.causes.brute_force import brute_force
from tests.knowledge.small import small_knowledge

SMALL = small_knowledge()
NETWORK = cause_network(SMALL)
TOLD = {
    "low_back": AnswerState.PRESENT,
    "bend": AnswerState.PRESENT,
    "numb": AnswerState.ABSENT,
    "stiff": AnswerState.PRESENT,
}

Floats = NDArray[np.float64]


def facts_of(told: Mapping[str, AnswerState]) -> Mapping[FindingId, Finding]:
    answers = (Answer.of(FindingId(name), state=state) for name, state in told.items())
    return case_facts(Case(runner=Runner(age_years=40, sex=Sex.FEMALE)).with_answers(answers), SMALL).facts


def inferred(told: Mapping[str, AnswerState] = TOLD) -> Inference:
    return infer(facts_of(told), SMALL)


def seen_in(told: Mapping[str, AnswerState]) -> dict[int, tuple[float, float]]:
    """Give what was seen, for the counting: a column, and its chance if the finding is absent or present."""
    columns = {NETWORK.column[COMPLAINT]: (0.0, 1.0)}
    for name, state in told.items():
        if name in NETWORK.column:
            columns[NETWORK.column[name]] = (0.0, 1.0) if state is AnswerState.PRESENT else (1.0, 0.0)
    return columns


def counted(told: Mapping[str, AnswerState], *, prior: Floats | None = None) -> tuple[Floats, float]:
    """Add up every pattern of causes."""
    chance = case_prior(facts_of(told), SMALL)[0] if prior is None else prior
    return brute_force(chance, NETWORK.weight, NETWORK.leak, seen_in(told))


def log_odds(chance: Floats) -> Floats:
    return np.log(chance / (1 - chance))
