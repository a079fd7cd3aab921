"""The interview as lines of JSON: a question out, an answer in, the assessment at the end.

Beside answers to the question, a line may hold answers to earlier items, which change them, and a ``note`` in the
runner's own words, which is kept and never read for facts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from backstride.assess import assess, step
from backstride.cli.output import write_line
from backstride.interview import apply_reply, change_earlier, fresh_case
from backstride.knowledge.base import Knowledge
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.identifiers import QuestionId
from backstride.model.question import Question, QuestionReason
from backstride.report.interchange import assessment_json, question_json

__all__ = ["Reply", "run_protocol"]

LONGEST_LINE = 1_000_000
LONGEST_NOTE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One line in: answers by item id; ``none`` says that none of the rest apply; ``note`` is free text."""

    answers: dict[str, Any]
    none: bool = False
    note: str = ""


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
        heard = _heard(case, taken.question, lines, knowledge, now)
        if heard is None:
            break
        case, is_answered = heard
        if is_answered and taken.question.reason is QuestionReason.CONFIRM_CONFLICT:
            confirmed.add(taken.question.id)
    reason = taken.stop.value if taken.stop else "input_ended"
    answer = assess(case, knowledge, now, confirmed=confirmed)
    write_line({"done": True, "reason": reason, "assessment": assessment_json(answer)})


def _lines() -> Iterator[str]:
    """Give the lines of standard input; bytes that are no text become marks that no answer fits."""
    while line := sys.stdin.buffer.readline(LONGEST_LINE):
        text = line.decode("utf-8-sig", errors="replace")
        if text.strip():
            yield text


def _heard(
    case: Case, question: Question, lines: Iterator[str], knowledge: Knowledge, now: datetime
) -> tuple[Case, bool] | None:
    """Put one question until a line can be used; None when the input has ended.

    Returns
    -------
    The case after the line, and whether the question itself was answered or only something earlier changed.
    """
    write_line(question_json(question))
    for line in lines:
        try:
            reply = msgspec.json.decode(line, type=Reply)
            changed, rest = change_earlier(_noted(case, reply.note), question, reply.answers, knowledge, at=now)
            if not rest and not reply.none and changed != case:
                return changed, False
            return apply_reply(changed, question, rest, knowledge, none_of_these=reply.none, at=now), True
        except (msgspec.DecodeError, CaseError, RecursionError) as error:
            write_line({"error": _one_line(error)})
            write_line(question_json(question))
    return None


def _noted(case: Case, note: str) -> Case:
    return replace(case, note=f"{case.note}\n{note}".strip()[:LONGEST_NOTE]) if note.strip() else case


def _one_line(error: Exception) -> str:
    return " ".join((error.line() if isinstance(error, CaseError) else f"this is not an answer ({error})").split())
