"""The gate: on the open development cases, nobody is told less than what is safe."""

from pathlib import Path

import pytest

from backstride.evaluation import Evaluation, evaluate_files
from backstride.evaluation.answer_map import Silence
from backstride.knowledge.compiled import load_knowledge

MAP = Path(__file__).parent / "open_map.yaml"


@pytest.fixture(scope="module")
def result(shared: Path) -> Evaluation:
    vignettes = shared / "vignettes" / "open.yaml"
    if not vignettes.exists():
        pytest.skip("the open vignettes are not in the test material")
    return evaluate_files(vignettes, MAP, load_knowledge())


def test_every_open_vignette_has_answers_and_a_right_cause(result: Evaluation):
    assert (result.unmapped, result.without_cause) == ((), ())


@pytest.mark.parametrize("silence", [Silence.NO, Silence.NOT_SURE])
def test_no_case_is_told_less_than_what_is_safe(result: Evaluation, silence: Silence):
    assert result.silence[silence].urgency.under_cases == ()


def test_answers_not_given_never_push_the_top_of_the_bracket_below_what_is_safe(result: Evaluation):
    assert result.silence[Silence.NOT_ASKED].urgency.bracket_under.hits == 0
