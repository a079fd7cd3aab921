"""Answers that cannot both be right are asked again, never averaged."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backstride.interview.screen import item_for
from backstride.knowledge.base import Knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.identifiers import FindingId, QuestionId
from backstride.model.question import Question, QuestionReason, QuestionType

__all__ = ["conflict_id", "conflict_question", "conflicts"]


def conflicts(answers: Mapping[FindingId, Answer], knowledge: Knowledge) -> tuple[tuple[FindingId, FindingId], ...]:
    """List the pairs of findings that were both said to be there and cannot be."""
    present = {finding for finding, answer in answers.items() if answer.state is AnswerState.PRESENT}
    pairs = {
        (min(finding, FindingId(other)), max(finding, FindingId(other)))
        for finding in present
        for other in knowledge.findings[finding].contradicts
        if other in present
    }
    return tuple(sorted(pairs))


def conflict_id(pair: tuple[FindingId, FindingId]) -> QuestionId:
    """Name the question that settles a pair."""
    return QuestionId(f"confirm_{pair[0]}_or_{pair[1]}")


def conflict_question(
    answers: Mapping[FindingId, Answer], knowledge: Knowledge, confirmed: Collection[QuestionId]
) -> Question | None:
    """Ask again about the first pair that was not confirmed before."""
    for pair in conflicts(answers, knowledge):
        if conflict_id(pair) not in confirmed:
            first, second = (knowledge.label(finding) for finding in pair)
            return Question(
                id=conflict_id(pair),
                text="Two of your answers do not fit together. Which is right?",
                why=f"You said yes to both: {first}; {second}. We would rather ask than guess.",
                type=QuestionType.GROUP_SINGLE,
                items=tuple(item_for(knowledge.findings[finding]) for finding in pair),
                reason=QuestionReason.CONFIRM_CONFLICT,
            )
    return None
