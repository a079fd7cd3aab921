"""From a case to facts: each thing once, and no silence taken for more than it says."""

import pytest

from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from backstride.model import Answer, AnswerState, Case, Finding, Level, Origin, Runner, Sex
from backstride.model.identifiers import FindingId
from backstride.triage import triage

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


def measured(state: AnswerState) -> Finding:
    name = FindingId("session_much_longer_than_recent")
    return Finding(id=name, state=state, origin=Origin.TRAINING, certainty=0.8, detail="19 km on 12 November")


def test_a_spike_that_was_told_and_seen_counts_once_and_says_so() -> None:
    told = case(38, Sex.MALE, said("session_much_longer_than_recent"))
    facts = case_facts(told, KNOWLEDGE, [measured(AnswerState.PRESENT)])
    spike = facts.facts[FindingId("session_much_longer_than_recent")]
    assert (spike.certainty, spike.detail) == (1.0, "19 km on 12 November")
    assert "counted once" in facts.notes[0]


def test_a_spike_that_was_denied_and_seen_is_there() -> None:
    told = case(38, Sex.MALE, said("session_much_longer_than_recent", AnswerState.ABSENT))
    facts = case_facts(told, KNOWLEDGE, [measured(AnswerState.PRESENT)])
    assert facts.facts[FindingId("session_much_longer_than_recent")].state is AnswerState.PRESENT
    assert "it was measured" in facts.notes[0]
