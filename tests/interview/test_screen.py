"""A screen as a question: its words, its kind, its possible answers."""

import pytest

from backstride.interview.conflict import conflict_id, conflict_question, conflicts
from backstride.interview.screen import YES_NO_CHOICES, basics_question, item_for, question_for
from backstride.model import Answer, AnswerState, QuestionReason
from backstride.model.identifiers import FindingId
from backstride.model.question import QuestionType
from tests.knowledge.small import small_knowledge

SMALL = small_knowledge()
MORE = next(screen for screen in SMALL.manifest.story_screens if screen.id == "more")


def put(*findings: str, gain_bits: float = 0.0) -> object:
    return question_for(
        MORE, [FindingId(name) for name in findings], SMALL, reason=QuestionReason.INFORMATION, gain_bits=gain_bits
    )


def test_a_group_carries_the_screens_title_and_reason() -> None:
    question = put("bend", "lean", gain_bits=0.123456)
    assert (question.id, question.text, question.why) == ("more", "More?", "Detail.")
    assert question.reason is QuestionReason.INFORMATION
    assert question.gain_bits == 0.1235
    assert [item.id for item in question.items] == ["bend", "lean"]


def test_one_finding_alone_is_asked_in_its_own_words() -> None:
    question = put("bend")
    assert (question.id, question.text, question.why) == ("more", "Is it so?", "It helps.")


@pytest.mark.parametrize(
    ("findings", "kind"),
    [
        (["bend"], QuestionType.SINGLE),
        (["score"], QuestionType.SCALE),
        (["onset"], QuestionType.CHOICE),
        (["low_back"], QuestionType.BODY_MAP),
        (["bend", "lean"], QuestionType.GROUP_MULTIPLE),
        (["bend", "score"], QuestionType.GROUP_SINGLE),
        (["bend", "low_back"], QuestionType.GROUP_MULTIPLE),
    ],
)
def test_the_kind_of_question_follows_from_what_it_holds(findings: list[str], kind: QuestionType) -> None:
    assert put(*findings).type is kind


def test_yes_no_and_not_sure_are_always_possible() -> None:
    assert [choice.id for choice in item_for(SMALL.findings[FindingId("bend")]).choices] == [
        "present",
        "absent",
        "unknown",
    ]
    assert [choice.text for choice in YES_NO_CHOICES] == ["Yes", "No", "Not sure"]
    onset = item_for(SMALL.findings[FindingId("onset")])
    assert [(choice.id, choice.text) for choice in onset.choices] == [
        ("sudden", "Sudden"),
        ("slow", "Slow"),
        ("unknown", "Not sure"),
    ]


def test_a_number_says_its_range_and_has_no_choices() -> None:
    score = item_for(SMALL.findings[FindingId("score")])
    assert (score.minimum, score.maximum, score.choices, score.text) == (0, 10, (), "Is it so?")


def test_age_and_sex_are_asked_in_plain_words() -> None:
    question = basics_question()
    age, sex = question.items
    assert (question.id, question.type, question.reason) == (
        "basics",
        QuestionType.GROUP_SINGLE,
        QuestionReason.BASICS,
    )
    assert (question.text, question.why) == (
        "First, two things about you.",
        "Some causes depend on age and sex, and some questions are only for some people.",
    )
    assert (age.id, age.text, age.minimum, age.maximum, age.unit) == ("age_years", "How old are you?", 0, 110, "years")
    assert (sex.id, sex.text) == ("sex", "What sex were you given at birth?")
    assert [(choice.id, choice.text) for choice in sex.choices] == [
        ("female", "Female"),
        ("male", "Male"),
        ("unspecified", "Other, or rather not say"),
    ]


def said(*names: str) -> dict[FindingId, Answer]:
    return {FindingId(name): Answer.of(FindingId(name), state=AnswerState.PRESENT) for name in names}


def test_a_contradiction_names_both_answers_and_says_why_it_asks() -> None:
    question = conflict_question(said("lean", "bend"), SMALL, ())
    assert question is not None
    assert question.text == "Two of your answers do not fit together. Which is right?"
    assert question.why == "You said yes to both: bend; lean. We would rather ask than guess."
    assert (question.id, question.type) == ("confirm_bend_or_lean", QuestionType.GROUP_SINGLE)
    assert question.reason is QuestionReason.CONFIRM_CONFLICT
    assert [item.id for item in question.items] == ["bend", "lean"]


def test_only_two_yes_answers_contradict() -> None:
    assert conflicts(said("bend"), SMALL) == ()
    no = Answer.of(FindingId("lean"), state=AnswerState.ABSENT)
    assert conflicts({**said("bend"), FindingId("lean"): no}, SMALL) == ()
    pair = (FindingId("bend"), FindingId("lean"))
    assert conflicts(said("bend", "lean"), SMALL) == (pair,)
    assert conflict_question(said("bend", "lean"), SMALL, {conflict_id(pair)}) is None
