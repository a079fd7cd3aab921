"""The gate: on the open development cases, nobody is told less than what is safe."""

from pathlib import Path

import pytest

from backstride.evaluation.answer_map import MappedCase, Silence, load_mapped_cases
from backstride.evaluation.outcome import Outcome, assessed, judged
from backstride.evaluation.vignettes import load_vignettes
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from tests.evaluation.damage_gate import too_low_though_decisive_answers_kept

MAP = Path(__file__).parent / "open_map.yaml"
EVERY_SO_MANY = 16


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def cases(shared: Path, knowledge: Knowledge) -> tuple[MappedCase, ...]:
    path = shared / "vignettes" / "open.yaml"
    if not path.exists():
        pytest.skip("the open vignettes are not in the test material")
    mapped, unmapped = load_mapped_cases(MAP, load_vignettes(path), knowledge)
    assert unmapped == ()
    return mapped


def test_the_published_tables_say_that_they_are_no_proof(root: Path):
    page = (root / "docs" / "explanation" / "validation.md").read_text(encoding="utf-8")

    assert "**This is not proof.**" in page
    assert "how far the open cases shaped the numbers" in page


def outcomes(cases: tuple[MappedCase, ...], knowledge: Knowledge, silence: Silence) -> list[Outcome]:
    return [judged(case, case.case(knowledge, silence), knowledge) for case in cases]


def test_every_open_vignette_has_a_right_cause(cases: tuple[MappedCase, ...]):
    assert [case.vignette.id for case in cases if not case.right] == []


@pytest.mark.parametrize("silence", [Silence.NO, Silence.NOT_SURE])
def test_no_case_is_told_less_than_what_is_safe(cases: tuple[MappedCase, ...], knowledge: Knowledge, silence: Silence):
    told = outcomes(cases, knowledge, silence)

    assert [f"{each.id}: {each.level} below {each.minimum}" for each in told if each.is_under] == []


def test_answers_not_given_leave_the_bracket_open_up_to_what_is_safe(
    cases: tuple[MappedCase, ...], knowledge: Knowledge
):
    told = outcomes(cases, knowledge, Silence.NOT_ASKED)

    assert [each.id for each in told if each.at_most < each.minimum] == []


def test_the_shorter_way_of_the_tables_gives_what_the_product_gives(
    cases: tuple[MappedCase, ...], knowledge: Knowledge
):
    for case in cases[::EVERY_SO_MANY]:
        told = case.case(knowledge, Silence.NO)
        assert judged(case, told, knowledge) == assessed(case, told, knowledge)


def test_nothing_lost_or_mistaken_beside_the_decisive_answers_lowers_a_level(
    cases: tuple[MappedCase, ...], knowledge: Knowledge
):
    assert too_low_though_decisive_answers_kept(cases, knowledge) == []
