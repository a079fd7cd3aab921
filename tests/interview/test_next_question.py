"""The interview asks for safety first, then what tells most, and says why it stops."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec

from backstride.interview import NextStep, apply_reply, fresh_case, next_step
from backstride.interview.conflict import conflict_id
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import case_facts
from backstride.model import Answer, AnswerState, Case, Question, QuestionReason, Runner, Sex, StopReason
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId, QuestionId
from backstride.triage import triage
from tests.knowledge.small import small_knowledge

SMALL = small_knowledge()
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WOMAN = Case(runner=Runner(age_years=40, sex=Sex.FEMALE))


def step(case: Case, knowledge: Knowledge = SMALL, confirmed: frozenset[QuestionId] = frozenset()) -> NextStep:
    facts = case_facts(case, knowledge).facts
    return next_step(case, facts, triage(facts, knowledge), knowledge, confirmed=confirmed)


def asked(case: Case) -> Question:
    question = step(case).question
    assert question is not None
    return question


def answered(case: Case, *, none: bool = False, **answers: object) -> Case:
    return apply_reply(case, asked(case), answers, SMALL, none_of_these=none)


SAFE = answered(answered(WOMAN, none=True), low_back=True)


def test_age_and_sex_come_first() -> None:
    assert asked(Case()).reason is QuestionReason.BASICS


def test_safety_comes_before_everything_else() -> None:
    question = asked(WOMAN)
    assert question.reason is QuestionReason.SAFETY
    assert [item.id for item in question.items] == ["numb", "weak", "fever"]


def test_only_an_emergency_ends_the_interview_early() -> None:
    emergency = answered(WOMAN, numb="present", weak="present", fever="absent")
    assert step(emergency) == NextStep(question=None, stop=StopReason.EMERGENCY)
    same_day = answered(WOMAN, numb="absent", weak="absent", fever="present")
    assert asked(same_day).id == "where"


def test_an_item_left_out_of_a_group_is_unsure_and_none_of_these_is_an_answer() -> None:
    left_out = answered(WOMAN, numb="absent")
    assert left_out.answers[FindingId("weak")].state is AnswerState.UNKNOWN
    none = answered(WOMAN, none=True)
    assert {answer.state for answer in none.answers.values()} == {AnswerState.ABSENT}


def test_after_the_fixed_screens_the_most_telling_screen_is_asked_and_says_its_gain() -> None:
    question = asked(SAFE)
    assert question.id == "more"
    assert question.gain_bits > 0


def test_a_screen_for_women_is_not_shown_to_men() -> None:
    man = Case(runner=Runner(age_years=40, sex=Sex.MALE), answers=SAFE.answers)
    shown = set()
    while (question := step(man).question) is not None:
        shown.add(question.id)
        man = apply_reply(man, question, {}, SMALL)
    assert "women" not in shown
    assert "more" in shown


def test_contradictions_are_asked_again_once() -> None:
    both = SAFE.with_answers(Answer.of(FindingId(name), state=AnswerState.PRESENT) for name in ("bend", "lean"))
    question = asked(both)
    assert question.reason is QuestionReason.CONFIRM_CONFLICT
    assert {item.id for item in question.items} == {"bend", "lean"}
    after = step(both, confirmed=frozenset({conflict_id((FindingId("bend"), FindingId("lean")))}))
    assert after.question is None or after.question.reason is QuestionReason.INFORMATION


def test_safety_answers_from_a_time_to_come_were_given_by_a_wrong_clock_and_are_asked_again() -> None:
    ahead = WOMAN.with_answers(
        Answer.of(FindingId(name), state=AnswerState.ABSENT, at=NOW + timedelta(days=300)) for name in ("numb", "stiff")
    )
    assert sorted(fresh_case(ahead, SMALL, now=NOW).answers) == ["stiff"]


def test_safety_answers_older_than_twelve_hours_are_asked_again() -> None:
    early = NOW - timedelta(hours=13)
    old = WOMAN.with_answers(
        Answer.of(FindingId(name), state=AnswerState.ABSENT, at=early) for name in ("numb", "weak", "fever", "stiff")
    )
    assert sorted(fresh_case(old, SMALL, now=NOW).answers) == ["stiff"]
    assert len(fresh_case(old, SMALL, now=early + timedelta(hours=11)).answers) == 4


def test_it_ends_with_a_reason() -> None:
    case = WOMAN
    while (question := step(case).question) is not None:
        case = apply_reply(case, question, {}, SMALL, none_of_these=True)
    assert step(case).stop in (StopReason.NOTHING_LEFT, StopReason.LITTLE_TO_GAIN)


def test_a_later_part_of_a_theme_says_so_and_has_an_id_of_its_own() -> None:
    told = SAFE.with_answers([Answer.of(FindingId("bend"), state=AnswerState.ABSENT)])
    question = asked(told)
    assert question.text == "A few more. More?"
    assert question.id.startswith("more_")
    assert [item.id for item in question.items] == ["lean", "stiff"]
    first = asked(SAFE)
    assert (first.id, first.text) == ("more", "More?")


def test_what_was_measured_is_not_asked() -> None:
    seen = Finding(id=FindingId("stiff"), state=AnswerState.PRESENT, origin=Origin.TRAINING, detail="seen")
    facts = case_facts(SAFE, SMALL, measured=(seen,)).facts
    question = next_step(SAFE, facts, triage(facts, SMALL), SMALL).question
    assert question is not None
    assert [item.id for item in question.items] == ["bend", "lean"]


def test_a_self_test_that_was_not_done_is_still_offered() -> None:
    lean = msgspec.structs.replace(SMALL.findings[FindingId("lean")], optional=True)
    knowledge = replace(SMALL, findings={**SMALL.findings, FindingId("lean"): lean}, hash="optional")
    facts = case_facts(SAFE, knowledge).facts
    assert facts[FindingId("lean")].origin is Origin.NOT_DONE
    question = next_step(SAFE, facts, triage(facts, knowledge), knowledge).question
    assert question is not None
    assert "lean" in [item.id for item in question.items]
