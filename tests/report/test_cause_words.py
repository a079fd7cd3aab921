"""How likely a cause is and what would change it, in words."""

from dataclasses import replace

import pytest

from backstride.assess import assess
from backstride.evaluation.outcome import MOMENT
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.schema import FindingType
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.assessment import Assessment
from backstride.model.identifiers import FindingId
from backstride.model.ranking import Statement
from backstride.report.cause_words import chance_line, checks_at_home, statement_words, would_change
from backstride.report.text import assessment_text
from backstride.report.wording import NOT_THE_BACK, STATEMENT_WORDS

KNOWLEDGE = load_knowledge()
QUIET = {text.id: AnswerState.ABSENT for text in KNOWLEDGE.findings.values() if text.type is FindingType.YES_NO}


def answered(*present: str) -> Assessment:
    states = {**QUIET, **dict.fromkeys(present, AnswerState.PRESENT)}
    case = Case(runner=Runner(age_years=38, sex=Sex.MALE))
    told = case.with_answers(Answer.of(FindingId(name), state=state) for name, state in states.items()).with_answers(
        [
            Answer.number(FindingId("pain_intensity_0_to_10"), 4),
            Answer.number(FindingId("pain_duration_weeks"), 1),
            Answer.option(FindingId("onset"), "gradual"),
        ]
    )
    return assess(told, KNOWLEDGE, MOMENT)


LEG = answered("pain_low_back", "leg_nerve_pain", "pain_below_knee", "leg_pain_worse_than_back", "leg_tingling")
STITCH = answered(
    "pain_ribs", "pain_right_rib_edge", "stitch_like", "pain_only_running", "pain_eat_or_drink_before_run"
)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0.42, 0.24, 0.61), "about 4 in 10, could be 2 to 6"),
        ((0.42, 0.42, 0.42), "about 4 in 10, hardly more or less"),
        ((0.30, 0.01, 0.40), "about 3 in 10, could be up to 4 in 10"),
        ((0.89, 0.01, 0.99), "about 9 in 10, could be anything from 0 to 10"),
        ((0.01, 0.00, 0.02), "less than 1 in 20, could be up to 1 in 10"),
    ],
)
def test_a_chance_and_its_range_are_said_out_of_ten(numbers: tuple[float, float, float], words: str) -> None:
    assert chance_line(*numbers) == words


def test_nerve_signs_are_called_nerve_signs() -> None:
    assert statement_words(LEG.ranking, KNOWLEDGE) == STATEMENT_WORDS[Statement.NERVE]


def test_a_stitch_is_neither_a_joint_nor_a_matter_for_a_clinician() -> None:
    assert STITCH.ranking.statement is Statement.MECHANICAL
    assert statement_words(STITCH.ranking, KNOWLEDGE) == NOT_THE_BACK


def test_what_would_change_it_names_the_answer_and_which_way_it_moves() -> None:
    place = Answer.of(FindingId("pain_low_back"), state=AnswerState.PRESENT)
    back = assess(Case().with_answers([place]), KNOWLEDGE, MOMENT)
    lines = would_change(back.ranking.causes[:5], KNOWLEDGE)
    assert lines
    assert all(" more likely (" in line or " less likely (" in line for line in lines)


def test_a_check_at_home_comes_with_how_to_do_it() -> None:
    for line in checks_at_home(LEG.ranking.causes[:8], KNOWLEDGE):
        assert ": " in line


def test_the_text_names_something_else_and_says_that_chances_do_not_add_up() -> None:
    text = assessment_text(STITCH, KNOWLEDGE)
    assert "Something else that is not on our list:" in text
    assert "do not add up to 10 in 10" in text


def test_a_sampled_ranking_says_how_far_it_may_be_off() -> None:
    sampled = replace(STITCH, ranking=replace(STITCH.ranking, method="sampled", error99=0.034))
    assert "off by up to 3 in 100" in assessment_text(sampled, KNOWLEDGE)
    assert "off by up to" not in assessment_text(STITCH, KNOWLEDGE)
