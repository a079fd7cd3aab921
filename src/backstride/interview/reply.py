"""A reply to a question, read strictly: a group left untouched is "not sure", "none of these" is an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import check_answer
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.identifiers import FindingId
from backstride.model.question import Question, QuestionReason, QuestionType
from backstride.model.runner import Sex

__all__ = ["answer_from", "apply_reply", "change_earlier"]

_STATES = {
    "present": AnswerState.PRESENT,
    "absent": AnswerState.ABSENT,
    "unknown": AnswerState.UNKNOWN,
    "yes": AnswerState.PRESENT,
    "no": AnswerState.ABSENT,
    "not sure": AnswerState.UNKNOWN,
}


def answer_from(finding: FindingId, written: object, knowledge: Knowledge, *, at: datetime | None = None) -> Answer:
    """Read one written answer: present, absent, unknown, true, false, a number or an option.

    Raises
    ------
    CaseError
        If the finding does not exist or the answer cannot be.
    """
    if isinstance(written, bool):
        answer = Answer.of(finding, state=AnswerState.PRESENT if written else AnswerState.ABSENT, at=at)
    elif written is None:
        answer = Answer.of(finding, state=AnswerState.UNKNOWN, at=at)
    elif isinstance(written, int | float):
        answer = _number(finding, float(written), at)
    elif isinstance(written, str) and written.strip().lower() in _STATES:
        answer = Answer.of(finding, state=_STATES[written.strip().lower()], at=at)
    elif isinstance(written, str):
        answer = Answer.option(finding, written.strip(), at=at)
    else:
        raise CaseError(f"{written!r} is not an answer", where=f"answers.{finding}", advice="use present or absent")
    check_answer(answer, knowledge)
    return answer


def _number(finding: FindingId, value: float, at: datetime | None) -> Answer:
    try:
        return Answer.number(finding, value, at=at)
    except ValueError as error:
        raise CaseError(
            f"{value} is not a usable number", where=f"answers.{finding}", advice="give a number"
        ) from error


def apply_reply(
    case: Case,
    question: Question,
    answers: Mapping[str, object],
    knowledge: Knowledge,
    *,
    none_of_these: bool = False,
    at: datetime | None = None,
) -> Case:
    """Give the case with a question answered.

    Items of the question that are left out are "not sure"; with ``none_of_these`` they are absent.

    Raises
    ------
    CaseError
        If an answer is not one of the question's items, or cannot be.
    """
    items = {item.id for item in question.items}
    for name in answers:
        if name not in items:
            raise CaseError(f"'{name}' was not asked", where="answers", advice="answer the items of the question")
    if question.reason is QuestionReason.BASICS:
        return _with_basics(case, answers)
    given = [answer_from(FindingId(name), written, knowledge, at=at) for name, written in answers.items()]
    left_out = [item.id for item in question.items if item.id not in answers]
    rest = AnswerState.ABSENT if none_of_these and question.type in _TICKED else AnswerState.UNKNOWN
    return case.with_answers([*given, *(Answer.of(finding, state=rest, at=at) for finding in left_out)])


def change_earlier(
    case: Case, question: Question, answers: Mapping[str, object], knowledge: Knowledge, *, at: datetime | None = None
) -> tuple[Case, dict[str, object]]:
    """Take answers to what was asked before as changes, and give the rest back for the question at hand.

    Returns
    -------
    The case with the changes, and the answers that are not changes.

    Raises
    ------
    CaseError
        If a changed answer cannot be.
    """
    items = {item.id for item in question.items}
    known = {*case.answers, *(_BASICS if case.runner.age_years is not None else ())}
    earlier = {name: written for name, written in answers.items() if name not in items and name in known}
    rest = {name: written for name, written in answers.items() if name not in earlier}
    about = {name: earlier[name] for name in _BASICS if name in earlier}
    if about:
        case = _with_basics(case, {"age_years": case.runner.age_years, **about})
    symptoms = {FindingId(name): written for name, written in earlier.items() if name not in about}
    return case.with_answers(answer_from(name, said, knowledge, at=at) for name, said in symptoms.items()), rest


_BASICS = ("age_years", "sex")
_TICKED = frozenset({QuestionType.GROUP_MULTIPLE, QuestionType.BODY_MAP, QuestionType.SINGLE})


def _with_basics(case: Case, answers: Mapping[str, object]) -> Case:
    age, sex = answers.get("age_years"), answers.get("sex", case.runner.sex.value)
    if not (type(age) is int or (isinstance(age, float) and age.is_integer())):
        raise CaseError("the age is missing", where="answers.age_years", advice="give whole years, such as 38")
    if not isinstance(sex, str) or sex not in {member.value for member in Sex}:
        raise CaseError(f"'{sex}' is not an option", where="answers.sex", advice="use female, male or unspecified")
    return replace(case, runner=replace(case.runner, age_years=int(age), sex=Sex(sex)))
