"""Replies are read strictly: what cannot be is refused in one plain line."""

import pytest

from backstride.interview import answer_from, apply_reply
from backstride.interview.screen import basics_question
from backstride.model import AnswerState, Case, Sex
from backstride.model.errors import CaseError
from backstride.model.identifiers import FindingId
from tests.knowledge.small import small_knowledge

SMALL = small_knowledge()


@pytest.mark.parametrize(
    ("written", "state"),
    [
        (True, AnswerState.PRESENT),
        (False, AnswerState.ABSENT),
        (None, AnswerState.UNKNOWN),
        ("present", AnswerState.PRESENT),
        ("absent", AnswerState.ABSENT),
        ("unknown", AnswerState.UNKNOWN),
    ],
)
def test_a_yes_no_answer_can_be_written_in_several_ways(written: object, state: AnswerState) -> None:
    assert answer_from(FindingId("numb"), written, SMALL).state is state


def test_numbers_and_options_are_kept_as_values() -> None:
    assert answer_from(FindingId("score"), 4, SMALL).value == 4.0
    assert answer_from(FindingId("onset"), "sudden", SMALL).value == "sudden"


@pytest.mark.parametrize(
    ("finding", "written"),
    [
        ("score", 11),
        ("score", -1),
        ("score", float("nan")),
        ("score", True),
        ("score", "high"),
        ("onset", "yesterday"),
        ("onset", True),
        ("numb", 3),
        ("numb", "very"),
        ("nobody_asked", True),
        ("numb", [1]),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(finding: str, written: object) -> None:
    with pytest.raises(CaseError) as caught:
        answer_from(FindingId(finding), written, SMALL)
    assert finding in caught.value.line()
    assert "\n" not in caught.value.line()


def test_an_answer_to_another_question_is_refused() -> None:
    with pytest.raises(CaseError, match="was not asked"):
        apply_reply(Case(), basics_question(), {"numb": True}, SMALL)


def test_the_basics_set_the_runner() -> None:
    case = apply_reply(Case(), basics_question(), {"age_years": 38, "sex": "male"}, SMALL)
    assert (case.runner.age_years, case.runner.sex) == (38, Sex.MALE)


@pytest.mark.parametrize("age", [None, "old", 38.5, True, 200, -1])
def test_an_impossible_age_is_refused(age: object) -> None:
    with pytest.raises(CaseError):
        apply_reply(Case(), basics_question(), {"age_years": age}, SMALL)
