"""From a case to facts: each thing once, and no silence taken for more than it says."""

import msgspec
import pytest

from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import applies_to, case_facts
from backstride.model import Answer, AnswerState, Case, Finding, Level, Origin, Runner, Sex
from backstride.model.errors import CaseError
from backstride.model.identifiers import FindingId
from backstride.triage import triage
from tests.knowledge.small import small_knowledge

KNOWLEDGE = load_knowledge()


def said(finding: str, state: AnswerState = AnswerState.PRESENT) -> Answer:
    return Answer.of(FindingId(finding), state=state)


def case(age: int, sex: Sex, *answers: Answer) -> Case:
    return Case(runner=Runner(age_years=age, sex=sex)).with_answers(answers)


def level(told: Case) -> Level:
    return triage(case_facts(told, KNOWLEDGE).facts, KNOWLEDGE).level


def test_pain_that_began_with_a_fall_is_a_fall_even_when_the_fall_was_denied() -> None:
    fall = Answer.option(FindingId("onset"), "after_fall")
    told = case(44, Sex.MALE, fall, said("fall_or_blow", AnswerState.ABSENT), said("spine_midline_tender"))
    assert case_facts(told, KNOWLEDGE).facts[FindingId("fall_or_blow")].state is AnswerState.PRESENT
    assert level(told) >= Level.SAME_DAY


def test_a_stoop_after_childbirth_counts_at_any_age() -> None:
    told = case(31, Sex.FEMALE, said("gave_birth_12_months"), said("height_loss_or_stoop"))
    assert level(told) >= Level.WITHIN_DAYS


@pytest.mark.parametrize("also", [["pain_getting_worse", "malaise"], ["pain_worse_every_week"]])
def test_growing_pain_with_diabetes_is_looked_at_today(also: list[str]) -> None:
    assert level(case(58, Sex.MALE, said("diabetes"), *(said(name) for name in also))) >= Level.SAME_DAY


def test_a_self_test_that_was_not_done_holds_no_rule_open_but_a_doubtful_one_does() -> None:
    hop = FindingId("test_hop")
    facts = case_facts(case(38, Sex.MALE), KNOWLEDGE).facts
    assert (facts[hop].state, facts[hop].origin) == (AnswerState.ABSENT, Origin.NOT_DONE)
    unsure = case(38, Sex.MALE, said("test_hop", AnswerState.UNKNOWN))
    verdict = triage(case_facts(unsure, KNOWLEDGE).facts, KNOWLEDGE)
    assert hop in verdict.unsure
    assert hop not in triage(facts, KNOWLEDGE).open


def test_what_cannot_apply_is_absent_and_an_answer_to_it_is_left_aside_with_a_note() -> None:
    told = case_facts(case(38, Sex.MALE, said("pregnant")), KNOWLEDGE)
    assert told.facts[FindingId("pregnant")].origin is Origin.RUNNER
    assert len(told.notes) == 1
    assert "cannot apply" in told.notes[0]


SPIKE = FindingId("session_much_longer_than_recent")


def measured(state: AnswerState) -> Finding:
    return Finding(id=SPIKE, state=state, origin=Origin.TRAINING, certainty=0.8, detail="19 km on 12 November")


def test_a_spike_that_was_told_and_seen_counts_once_and_says_so() -> None:
    told = case(38, Sex.MALE, said("session_much_longer_than_recent"))
    facts = case_facts(told, KNOWLEDGE, [measured(AnswerState.PRESENT)])
    spike = facts.facts[SPIKE]
    assert (spike.certainty, spike.detail) == (1.0, "19 km on 12 November")
    assert "counted once" in facts.notes[0]


def test_a_spike_that_was_denied_and_seen_is_there() -> None:
    told = case(38, Sex.MALE, said("session_much_longer_than_recent", AnswerState.ABSENT))
    facts = case_facts(told, KNOWLEDGE, [measured(AnswerState.PRESENT)])
    assert facts.facts[SPIKE].state is AnswerState.PRESENT
    assert "it was measured" in facts.notes[0]


def test_a_spike_that_was_told_but_not_seen_stays_as_it_was_told() -> None:
    told = case(38, Sex.MALE, said("session_much_longer_than_recent"))
    facts = case_facts(told, KNOWLEDGE, [measured(AnswerState.ABSENT)])
    assert facts.facts[SPIKE].state is AnswerState.PRESENT
    assert facts.facts[SPIKE].origin is Origin.ANSWER
    assert facts.notes == ()


def test_what_was_denied_and_not_seen_is_a_sure_no_and_needs_no_note() -> None:
    told = case(38, Sex.MALE, said("session_much_longer_than_recent", AnswerState.ABSENT))
    facts = case_facts(told, KNOWLEDGE, [measured(AnswerState.ABSENT)])
    assert (facts.facts[SPIKE].state, facts.facts[SPIKE].certainty) == (AnswerState.ABSENT, 1.0)
    assert facts.notes == ()


@pytest.mark.parametrize("answers", [(), (said("session_much_longer_than_recent", AnswerState.UNKNOWN),)])
def test_what_nobody_could_say_is_taken_from_the_files(answers: tuple[Answer, ...]) -> None:
    facts = case_facts(case(38, Sex.MALE, *answers), KNOWLEDGE, [measured(AnswerState.PRESENT)])
    assert facts.facts[SPIKE] == measured(AnswerState.PRESENT)
    assert facts.notes == ()


def test_a_stride_that_was_told_and_filmed_is_put_down_to_the_clip() -> None:
    lean = FindingId("forward_trunk_lean_measured")
    seen = Finding(id=lean, state=AnswerState.PRESENT, origin=Origin.FORM, certainty=0.9, detail="19 degrees")
    facts = case_facts(case(38, Sex.MALE, said(lean)), KNOWLEDGE, [seen])
    assert "your clip show" in facts.notes[0]


def test_a_measure_that_the_knowledge_does_not_use_changes_nothing() -> None:
    odd = Finding(id=FindingId("left_handed"), state=AnswerState.PRESENT, origin=Origin.FORM)
    assert case_facts(case(38, Sex.MALE), KNOWLEDGE, [odd]) == case_facts(case(38, Sex.MALE), KNOWLEDGE)


def test_a_no_to_what_cannot_apply_needs_no_note() -> None:
    told = case_facts(case(38, Sex.MALE, said("pregnant", AnswerState.ABSENT)), KNOWLEDGE)
    assert told.facts[FindingId("pregnant")].origin is Origin.RUNNER
    assert told.notes == ()


def test_a_question_that_was_not_asked_is_no_fact() -> None:
    told = case_facts(case(38, Sex.MALE, said("leg_numbness", AnswerState.NOT_ASKED)), KNOWLEDGE)
    assert FindingId("leg_numbness") not in told.facts


def test_nothing_is_ruled_out_for_a_runner_nobody_has_asked_about() -> None:
    facts = case_facts(Case(), KNOWLEDGE).facts
    assert not {FindingId(name) for name in ("age_years", "sex", "pregnant")} & facts.keys()


@pytest.mark.parametrize(
    ("answer", "what", "advice"),
    [
        (said("sore_toe"), "there is no finding called 'sore_toe'", "backstride catalogue findings"),
        (Answer.number(FindingId("leg_numbness"), 3), "'3.0' is not an answer", "present, absent or unknown"),
        (said("pain_intensity_0_to_10"), "'present' is not an answer", "a number from 0 to 10, or unknown"),
        (Answer.option(FindingId("pain_intensity_0_to_10"), "bad"), "'bad' is not a number", "from 0 to 10"),
        (Answer.number(FindingId("pain_intensity_0_to_10"), 11), "11 is outside 0 to 10", "from 0 to 10"),
        (Answer.option(FindingId("onset"), "sometime"), "'sometime' is not one of the options", "after_fall"),
        (Answer.number(FindingId("onset"), 1), "'1.0' is not one of the options", "after_fall"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_what_would_fit(answer: Answer, what: str, advice: str) -> None:
    with pytest.raises(CaseError) as refused:
        case_facts(case(38, Sex.MALE, answer), KNOWLEDGE)
    assert what in refused.value.what
    assert advice in refused.value.advice
    assert refused.value.where.startswith("answers")


@pytest.mark.parametrize("name", ["leg_numbness", "pain_intensity_0_to_10", "onset"])
def test_every_question_takes_not_sure_for_an_answer(name: str) -> None:
    told = case_facts(case(38, Sex.MALE, said(name, AnswerState.UNKNOWN)), KNOWLEDGE)
    assert told.facts[FindingId(name)].state is AnswerState.UNKNOWN


@pytest.mark.parametrize(
    ("score", "bad"), [(10.0, AnswerState.PRESENT), (8.0, AnswerState.PRESENT), (7.9, AnswerState.ABSENT)]
)
def test_a_sign_is_there_as_soon_as_the_answers_settle_it(score: float, bad: AnswerState) -> None:
    small = small_knowledge()
    sign = FindingId("bad_pain")
    assert sign not in case_facts(Case(), small).facts
    told = Case().with_answers([Answer.number(FindingId("score"), score)])
    assert case_facts(told, small).facts[sign].state is bad


@pytest.mark.parametrize(("age", "asked"), [(17, False), (18, True), (45, True), (46, False), (None, True)])
def test_a_question_for_some_ages_holds_at_both_ends_of_them(age: int | None, asked: bool) -> None:
    text = msgspec.structs.replace(small_knowledge().findings["stiff"], age_from_years=18, age_to_years=45)
    assert applies_to(text, Runner(age_years=age)) is asked
