"""The gate on our own cases, which were written and answered before anyone saw what the rules make of them."""

from pathlib import Path

import pytest

from backstride.evaluation.answer_map import MappedCase, Silence, load_mapped_cases
from backstride.evaluation.outcome import Outcome, judged
from backstride.evaluation.vignettes import load_vignettes
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model.verdict import Level
from tests.evaluation.damage_gate import too_low_though_decisive_answers_kept

HERE = Path(__file__).parent
SELF_CARE_PER_ONE_TOO_HIGH = 10
FIRST_SET, SECOND_SET = "OC-", "OD-"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def cases(knowledge: Knowledge) -> tuple[MappedCase, ...]:
    mapped, unmapped = load_mapped_cases(HERE / "own_map.yaml", load_vignettes(HERE / "own_cases.yaml"), knowledge)
    assert unmapped == ()
    return mapped


@pytest.fixture(scope="module", params=[Silence.NO, Silence.NOT_SURE])
def told(request: pytest.FixtureRequest, cases: tuple[MappedCase, ...], knowledge: Knowledge) -> tuple[Outcome, ...]:
    return tuple(judged(case, case.case(knowledge, request.param), knowledge) for case in cases)


def levels_wanted(cases: tuple[MappedCase, ...], prefix: str) -> list[Level]:
    return [case.vignette.wanted for case in cases if case.vignette.id.startswith(prefix)]


def test_each_level_has_enough_cases_to_mean_something(cases: tuple[MappedCase, ...]):
    wanted = levels_wanted(cases, FIRST_SET)

    assert len(wanted) == 90
    assert {level for level in Level if wanted.count(level) < 12} == set()
    assert wanted.count(Level.EMERGENCY_NOW) >= 30


def test_the_second_set_is_mostly_ordinary_runners(cases: tuple[MappedCase, ...]):
    wanted = levels_wanted(cases, SECOND_SET)

    assert len(wanted) == 40
    assert sum(level >= Level.SAME_DAY for level in wanted) == 14
    assert wanted.count(Level.SELF_CARE) == 15


def test_the_second_set_is_told_the_wanted_level_in_eight_of_ten(cases: tuple[MappedCase, ...], knowledge: Knowledge):
    second = [case for case in cases if case.vignette.id.startswith(SECOND_SET)]
    told = [judged(case, case.case(knowledge, Silence.NO), knowledge) for case in second]

    assert sum(each.level is each.wanted for each in told) >= 0.8 * len(told)


def test_every_own_case_has_a_right_cause(cases: tuple[MappedCase, ...]):
    assert [case.vignette.id for case in cases if not case.right] == []


def test_no_own_case_is_told_less_than_what_is_safe(told: tuple[Outcome, ...]):
    assert [f"{each.id}: {each.level} below {each.minimum}" for each in told if each.is_under] == []


def test_hardly_any_harmless_case_is_sent_higher_than_is_reasonable(told: tuple[Outcome, ...]):
    harmless = [each for each in told if each.wanted is Level.SELF_CARE]
    too_high = [f"{each.id}: {each.level} above {each.maximum}" for each in harmless if each.is_over]

    assert len(too_high) * SELF_CARE_PER_ONE_TOO_HIGH <= len(harmless), too_high


def test_answers_not_given_leave_the_bracket_open_up_to_what_is_safe(
    cases: tuple[MappedCase, ...], knowledge: Knowledge
):
    told = [judged(case, case.case(knowledge, Silence.NOT_ASKED), knowledge) for case in cases]

    assert [each.id for each in told if each.at_most < each.minimum] == []


def test_nothing_lost_or_mistaken_beside_the_decisive_answers_lowers_a_level(
    cases: tuple[MappedCase, ...], knowledge: Knowledge
):
    assert too_low_though_decisive_answers_kept(cases, knowledge) == []


@pytest.mark.parametrize("silence", [Silence.NO, Silence.NOT_SURE])
@pytest.mark.parametrize(("prefix", "name"), [(FIRST_SET, "first"), (SECOND_SET, "second")])
def test_the_published_numbers_are_those_of_the_rules(
    cases: tuple[MappedCase, ...], knowledge: Knowledge, root: Path, prefix: str, name: str, silence: Silence
):
    chosen = [case for case in cases if case.vignette.id.startswith(prefix)]
    told = [judged(case, case.case(knowledge, silence), knowledge) for case in chosen]
    means = {Silence.NO: "means no", Silence.NOT_SURE: "means not sure"}[silence]
    exact = sum(each.level is each.wanted for each in told)
    low, high = sum(each.is_under for each in told), sum(each.is_over for each in told)

    page = (root / "docs" / "explanation" / "own_cases.md").read_text(encoding="utf-8")
    assert f"| {name}, {len(told)} cases | {means} | {exact} | {low} | {high} |" in page
