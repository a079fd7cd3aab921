"""An independent library gives the same posterior, on small made-up networks and on the product's own."""

import numpy as np
import pytest
from benchmarks.inference_peers import by_pyagrum

from backstride.causes import Inference, infer
from backstride.causes.inference import WIDEST_EXACT
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.identifiers import FindingId

pytest.importorskip("pyagrum", reason="pyAgrum is not installed (pip install pyagrum)")

KNOWLEDGE = load_knowledge()
STORIES = [
    ("pain_low_back", "leg_nerve_pain", "pain_below_knee", "leg_tingling", "pain_worse_sitting"),
    ("pain_upper_back", "breathless_new", "palpitations", "breath_pain", "calf_swollen"),
    (
        "pain_low_back",
        "pain_buttock",
        "pain_worse_impact",
        "periods_missed_3",
        "pain_deep_bone_ache",
        "limping_running",
    ),
]


def told(story: tuple[str, ...], seed: int) -> Inference:
    rng = np.random.default_rng(seed)
    yes_no = [name for name, text in KNOWLEDGE.findings.items() if text.type == "yes_no" and name not in story]
    absent = rng.choice(yes_no, size=60, replace=False).tolist()
    states = {**dict.fromkeys(absent, AnswerState.ABSENT), **dict.fromkeys(story, AnswerState.PRESENT)}
    case = Case(runner=Runner(age_years=38, sex=Sex.FEMALE)).with_answers(
        Answer.of(FindingId(name), state=state) for name, state in states.items()
    )
    return infer(case_facts(case, KNOWLEDGE).facts, KNOWLEDGE)


@pytest.mark.parametrize("story", STORIES)
def test_pyagrum_gives_the_same_posterior(story: tuple[str, ...]) -> None:
    inference = told(story, seed=len(story))
    assert inference.plan.width <= WIDEST_EXACT
    assert by_pyagrum(inference) == pytest.approx(inference.probability, abs=1e-12)
