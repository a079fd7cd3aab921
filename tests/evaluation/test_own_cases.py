"""The gate on our own cases, which were written and answered before anyone saw what the rules make of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from backstride.evaluation.answer_map import MappedCase, Silence, load_mapped_cases
from backstride.evaluation.outcome import Outcome, judged
from backstride.evaluation.vignettes import load_vignettes
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level, Verdict
from backstride.triage import triage
from tests.evaluation.damage_gate import too_low_though_decisive_answers_kept

HERE = Path(__file__).parent
SELF_CARE_PER_ONE_TOO_HIGH = 10
FIRST_SET, SECOND_SET, THIRD_SET = "OC-", "OD-", "OE-"
SETS = [(FIRST_SET, "first"), (SECOND_SET, "second"), (THIRD_SET, "third")]
READINGS = [Silence.NO, Silence.NOT_SURE]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def cases(knowledge: Knowledge) -> tuple[MappedCase, ...]:
    mapped, unmapped = load_mapped_cases(HERE / "own_map.yaml", load_vignettes(HERE / "own_cases.yaml"), knowledge)
    assert unmapped == ()
    return mapped


def urgency(case: MappedCase, silence: Silence, knowledge: Knowledge) -> Verdict:
    return triage(case_facts(case.case(knowledge, silence), knowledge).facts, knowledge)


@pytest.fixture(scope="module")
def told(cases: tuple[MappedCase, ...], knowledge: Knowledge) -> Mapping[Silence, Mapping[str, Verdict]]:
    """What the rules say to each case, in each reading of silence; the rules alone, as causes never move urgency."""
    return {silence: {case.vignette.id: urgency(case, silence, knowledge) for case in cases} for silence in Silence}


def of_set(cases: tuple[MappedCase, ...], prefix: str) -> list[MappedCase]:
    return [case for case in cases if case.vignette.id.startswith(prefix)]


def levels_wanted(cases: tuple[MappedCase, ...], prefix: str) -> list[Level]:
    return [case.vignette.wanted for case in of_set(cases, prefix)]


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


def test_the_third_set_is_mostly_danger_behind_a_running_story(cases: tuple[MappedCase, ...]):
    wanted = levels_wanted(cases, THIRD_SET)

    assert len(wanted) == 40
    assert sum(level >= Level.SAME_DAY for level in wanted) == 22
    assert wanted.count(Level.SELF_CARE) == 10


@pytest.mark.parametrize("prefix", [SECOND_SET, THIRD_SET])
def test_a_later_set_is_told_the_wanted_level_in_eight_of_ten(
    cases: tuple[MappedCase, ...], told: Mapping[Silence, Mapping[str, Verdict]], prefix: str
):
    exact = [told[Silence.NO][each.vignette.id].level is each.vignette.wanted for each in of_set(cases, prefix)]

    assert sum(exact) >= 0.8 * len(exact)


def test_every_own_case_has_a_right_cause(cases: tuple[MappedCase, ...]):
    assert [case.vignette.id for case in cases if not case.right] == []


@pytest.mark.parametrize("silence", READINGS)
def test_no_own_case_is_told_less_than_what_is_safe(
    cases: tuple[MappedCase, ...], told: Mapping[Silence, Mapping[str, Verdict]], silence: Silence
):
    levels = [(each.vignette, told[silence][each.vignette.id].level) for each in cases]

    assert [f"{case.id}: {level} below {case.minimum}" for case, level in levels if level < case.minimum] == []


@pytest.mark.parametrize("silence", READINGS)
def test_hardly_any_harmless_case_is_sent_higher_than_is_reasonable(
    cases: tuple[MappedCase, ...], told: Mapping[Silence, Mapping[str, Verdict]], silence: Silence
):
    harmless = [each.vignette for each in cases if each.vignette.wanted is Level.SELF_CARE]
    levels = [(case, told[silence][case.id].level) for case in harmless]
    too_high = [f"{case.id}: {level} above {case.maximum}" for case, level in levels if level > case.maximum]

    assert len(too_high) * SELF_CARE_PER_ONE_TOO_HIGH <= len(harmless), too_high


def test_answers_not_given_leave_the_bracket_open_up_to_what_is_safe(
    cases: tuple[MappedCase, ...], told: Mapping[Silence, Mapping[str, Verdict]]
):
    top = told[Silence.NOT_ASKED]

    assert [each.vignette.id for each in cases if top[each.vignette.id].at_most < each.vignette.minimum] == []


def test_nothing_lost_or_mistaken_beside_the_decisive_answers_lowers_a_level(
    cases: tuple[MappedCase, ...], knowledge: Knowledge
):
    assert too_low_though_decisive_answers_kept(cases, knowledge) == []


def test_a_twisted_testicle_that_is_kept_quiet_is_still_seen_today(cases: tuple[MappedCase, ...], knowledge: Knowledge):
    shy = next(each for each in cases if each.vignette.id == "OE-D18")
    rest = {finding: answer for finding, answer in shy.answers.items() if finding != FindingId("testicle_pain")}

    assert urgency(replace(shy, answers=rest), Silence.NO, knowledge).level is Level.SAME_DAY


def own_page(root: Path) -> str:
    return (root / "docs" / "explanation" / "own_cases.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("silence", READINGS)
@pytest.mark.parametrize(("prefix", "name"), SETS)
def test_the_published_numbers_are_those_of_the_rules(
    cases: tuple[MappedCase, ...],
    told: Mapping[Silence, Mapping[str, Verdict]],
    root: Path,
    prefix: str,
    name: str,
    silence: Silence,
):
    levels = [(each.vignette, told[silence][each.vignette.id].level) for each in of_set(cases, prefix)]
    means = {Silence.NO: "means no", Silence.NOT_SURE: "means not sure"}[silence]
    exact = sum(level is case.wanted for case, level in levels)
    low = sum(level < case.minimum for case, level in levels)
    high = sum(level > case.maximum for case, level in levels)

    assert f"| {name}, {len(levels)} cases | {means} | {exact} | {low} | {high} |" in own_page(root)


def found_within(outcomes: list[Outcome], places: int) -> str:
    found = sum((outcome.source_place or places + 1) <= places for outcome in outcomes)
    return f"{found} ({100 * found / len(outcomes):.0f} %)"


@pytest.mark.parametrize(("prefix", "name"), SETS)
def test_the_published_sources_are_those_of_the_causes(
    cases: tuple[MappedCase, ...], knowledge: Knowledge, root: Path, prefix: str, name: str
):
    outcomes = [judged(each, each.case(knowledge, Silence.NO), knowledge) for each in of_set(cases, prefix)]
    row = f"| {name}, {len(outcomes)} cases | {found_within(outcomes, 1)} | {found_within(outcomes, 3)} |"

    assert row in own_page(root)
