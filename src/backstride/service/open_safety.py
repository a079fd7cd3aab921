"""The last safety questions: what the interview left open although it could still mean urgent care.

The interview stops when more questions would hardly change the causes. A rule for urgent care may then still wait for
a fact. Those facts are asked before any cause or plan is shown, so that nobody is left with a closed door.
"""

from __future__ import annotations

from backstride.assess import Step
from backstride.interview.screen import question_for
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import Screen
from backstride.model.identifiers import FindingId
from backstride.model.question import Question, QuestionReason, StopReason
from backstride.model.runner import Runner
from backstride.model.verdict import Level, Verdict

__all__ = ["next_question", "open_facts"]

_MOST_AT_ONCE = 8


def next_question(taken: Step, runner: Runner, knowledge: Knowledge) -> Question | None:
    """Give the interview's next question, or the safety questions it left open, or None when all is asked."""
    if taken.next.question is not None or taken.next.stop is StopReason.EMERGENCY:
        return taken.next.question
    if taken.verdict.at_most < Level.SAME_DAY:
        return None
    found = open_facts(taken.verdict, runner, knowledge)
    return _screen(found[:_MOST_AT_ONCE], knowledge) if found else None


def open_facts(verdict: Verdict, runner: Runner, knowledge: Knowledge) -> list[FindingId]:
    """List the open facts that this runner can be asked about, the most urgent first."""
    return [
        finding
        for finding in verdict.open
        if finding in knowledge.findings and applies_to(knowledge.findings[finding], runner)
    ]


def _screen(findings: list[FindingId], knowledge: Knowledge) -> Question:
    screen = Screen(
        id=f"last_safety_{findings[0]}"[:64],
        title="Before the answer: do you have any of these?",
        why="Your other answers make these worth asking. One of them could mean you should be seen soon.",
        findings=tuple(findings),
    )
    return question_for(screen, findings, knowledge, reason=QuestionReason.SAFETY)
