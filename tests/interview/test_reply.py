"""Replies are read strictly: what cannot be is refused in one plain line."""

from datetime import UTC, datetime

import pytest

from backstride.interview import answer_from, apply_reply, change_earlier, next_step
from backstride.interview.screen import basics_question
from backstride.knowledge.facts import case_facts
from backstride.model import Answer, AnswerState, Case, Question, Runner, Sex
from backstride.model.errors import CaseError
from backstride.model.identifiers import FindingId
from backstride.triage import triage
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


@pytest.mark.parametrize("age", [None, "old", 38.5, True, 200, -1, float("inf"), float("nan"), [38], 10**400])
def test_an_impossible_age_is_refused(age: object) -> None:
    with pytest.raises(CaseError):
        apply_reply(Case(), basics_question(), {"age_years": age}, SMALL)


def asked(case: Case) -> Question:
    """The question after the safety screen: where it hurts."""
    facts = case_facts(case, SMALL).facts
    question = next_step(case, facts, triage(facts, SMALL), SMALL).question
    assert question is not None
    return question


SAFE = Case(runner=Runner(age_years=40, sex=Sex.FEMALE)).with_answers(
    Answer.of(FindingId(name), state=AnswerState.ABSENT) for name in ("numb", "weak", "fever")
)


def test_an_answer_to_what_was_asked_before_is_a_change() -> None:
    case, rest = change_earlier(SAFE, asked(SAFE), {"numb": "present", "low_back": True}, SMALL)
    assert case.answers[FindingId("numb")].state is AnswerState.PRESENT
    assert rest == {"low_back": True}


def test_age_and_sex_can_be_changed_one_by_one() -> None:
    case, rest = change_earlier(SAFE, asked(SAFE), {"age_years": 52}, SMALL)
    assert (case.runner.age_years, case.runner.sex, rest) == (52, Sex.FEMALE, {})
    case, _ = change_earlier(SAFE, asked(SAFE), {"sex": "male"}, SMALL)
    assert (case.runner.age_years, case.runner.sex) == (40, Sex.MALE)


def test_what_was_never_asked_is_no_change() -> None:
    case, rest = change_earlier(SAFE, asked(SAFE), {"bend": True}, SMALL)
    assert case == SAFE
    assert rest == {"bend": True}


def test_before_age_and_sex_are_known_they_are_no_change() -> None:
    case, rest = change_earlier(Case(), basics_question(), {"age_years": 52}, SMALL)
    assert case == Case()
    assert rest == {"age_years": 52}


def test_a_change_carries_its_time_and_is_read_as_strictly() -> None:
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    case, _ = change_earlier(SAFE, asked(SAFE), {"numb": True}, SMALL, at=at)
    assert case.answers[FindingId("numb")].answered_at == at
    with pytest.raises(CaseError, match="numb"):
        change_earlier(SAFE, asked(SAFE), {"numb": 3}, SMALL)


def test_answers_and_what_is_left_out_carry_the_time() -> None:
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    danger = asked(Case(runner=SAFE.runner))
    case = apply_reply(Case(runner=SAFE.runner), danger, {"numb": True}, SMALL, at=at)
    assert {answer.answered_at for answer in case.answers.values()} == {at}
    assert case.answers[FindingId("weak")].state is AnswerState.UNKNOWN


@pytest.mark.parametrize("written", ["Yes", " yes ", "no", "Not sure", "PRESENT"])
def test_spelling_and_spaces_do_not_matter(written: str) -> None:
    wanted = {"y": AnswerState.PRESENT, "p": AnswerState.PRESENT, "n": AnswerState.ABSENT}
    state = AnswerState.UNKNOWN if "sure" in written else wanted[written.strip().lower()[0]]
    assert answer_from(FindingId("numb"), written, SMALL).state is state


def test_an_impossible_answer_about_the_runner_says_what_to_give() -> None:
    with pytest.raises(CaseError) as caught:
        apply_reply(Case(), basics_question(), {"age_years": "old"}, SMALL)
    assert caught.value.line() == "answers.age_years: the age is missing. Next: give whole years, such as 38."
    with pytest.raises(CaseError) as caught:
        apply_reply(Case(), basics_question(), {"age_years": 38, "sex": "other"}, SMALL)
    assert caught.value.line() == "answers.sex: 'other' is not an option. Next: use female, male or unspecified."


def test_without_a_word_about_sex_it_stays_what_it_was() -> None:
    case = apply_reply(SAFE, basics_question(), {"age_years": 41.0}, SMALL)
    assert (case.runner.age_years, case.runner.sex) == (41, Sex.FEMALE)


@pytest.mark.parametrize("sex", [["male"], {"male": True}, 1, None])
def test_an_impossible_sex_is_refused(sex: object) -> None:
    with pytest.raises(CaseError, match="not an option"):
        apply_reply(Case(), basics_question(), {"age_years": 38, "sex": sex}, SMALL)
