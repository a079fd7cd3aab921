"""The interview as lines of JSON: a question out, an answer in, the assessment at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from backstride.assess import assess, step
from backstride.cli.output import write_line
from backstride.interview import apply_reply, fresh_case
from backstride.knowledge.base import Knowledge
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.identifiers import QuestionId
from backstride.model.question import Question, QuestionReason
from backstride.report import assessment_json, question_json

__all__ = ["Reply", "run_protocol"]

LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One line in: answers by item id; ``none`` says that none of the rest apply."""

    answers: dict[str, Any]
    none: bool = False


def run_protocol(case: Case, knowledge: Knowledge) -> None:
    """Run an interview over standard input and output; a bad line gets an error and the question again."""
    now = case.now or datetime.now(UTC)
    case = fresh_case(case, knowledge, now=now)
    confirmed: set[QuestionId] = set()
    lines = _lines()
    while True:
        taken = step(case, knowledge, now, confirmed=confirmed).next
        if taken.question is None:
            break
        answered = _asked(case, taken.question, lines, knowledge, now)
        if answered is None:
            break
        if taken.question.reason is QuestionReason.CONFIRM_CONFLICT:
            confirmed.add(taken.question.id)
        case = answered
    reason = taken.stop.value if taken.stop else "input_ended"
    answer = assess(case, knowledge, now, confirmed=confirmed)
    write_line({"done": True, "reason": reason, "assessment": assessment_json(answer)})


def _lines() -> Iterator[str]:
    while line := sys.stdin.readline(LONGEST_LINE):
        if line.strip():
            yield line


def _asked(case: Case, question: Question, lines: Iterator[str], knowledge: Knowledge, now: datetime) -> Case | None:
    """Put one question until its answer can be used; None when the input has ended."""
    write_line(question_json(question))
    for line in lines:
        try:
            reply = msgspec.json.decode(line, type=Reply)
            return apply_reply(case, question, reply.answers, knowledge, none_of_these=reply.none, at=now)
        except (msgspec.DecodeError, CaseError, UnicodeDecodeError) as error:
            write_line({"error": str(error)})
            write_line(question_json(question))
    return None
