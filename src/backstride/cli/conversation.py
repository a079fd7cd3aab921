"""The interview as a conversation in the terminal: one question at a time, back, why, not sure, where we are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from rich.console import Console
from rich.markup import escape

from backstride.assess import assess, step
from backstride.cli.question_reader import Command, Said, read_reply
from backstride.interview import MOST_STORY_QUESTIONS, apply_reply, fresh_case
from backstride.knowledge.base import Knowledge
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.identifiers import QuestionId
from backstride.model.question import Question, QuestionReason
from backstride.report.text import assessment_text
from backstride.report.wording import NO_ANSWERS_EXCLUDE, NOT_A_DIAGNOSIS

__all__ = ["converse", "progress_line"]

HELP = "b: back, w: why we ask, q: stop and see the answer so far, note ...: words of your own, Enter: not sure"


@dataclass(slots=True)
class _Conversation:
    """What has been said so far; earlier cases are kept so that "back" works."""

    case: Case
    earlier: list[tuple[Case, Question]] = field(default_factory=list)
    confirmed: set[QuestionId] = field(default_factory=set)


def converse(case: Case, knowledge: Knowledge) -> None:
    """Hold the interview with a person at a terminal, then print the answer."""
    console = Console(highlight=False)
    now = case.now or datetime.now(UTC)
    talk = _Conversation(fresh_case(case, knowledge, now=now))
    console.print(f"[bold]Backstride[/bold]. {NO_ANSWERS_EXCLUDE}")
    console.print(f"[dim]{NOT_A_DIAGNOSIS}[/dim]")
    console.print(f"[dim]{HELP}[/dim]")
    while (question := step(talk.case, knowledge, now, confirmed=talk.confirmed).next.question) is not None:
        if not _ask(console, talk, question, knowledge, now):
            break
    console.print()
    answer = assess(talk.case, knowledge, now, confirmed=talk.confirmed)
    console.print(assessment_text(answer, knowledge), markup=False)


def progress_line(question: Question, asked: list[Question], knowledge: Knowledge) -> str:
    """Say where the interview stands; how long the story gets is a guess, and said as one.

    Parameters
    ----------
    asked
        The questions answered so far.
    """
    if question.reason is QuestionReason.BASICS:
        return "About you"
    if question.reason is QuestionReason.CONFIRM_CONFLICT:
        return "Two answers that do not fit"
    safety = [screen.id for screen in knowledge.manifest.safety_screens]
    if question.reason is QuestionReason.SAFETY and question.id in safety:
        return f"Safety, {safety.index(question.id) + 1} of {len(safety)}"
    place = 1 + sum(one.reason is QuestionReason.INFORMATION for one in asked)
    return f"Your story, {place} of about {MOST_STORY_QUESTIONS}"


def _ask(console: Console, talk: _Conversation, question: Question, knowledge: Knowledge, now: datetime) -> bool:
    """Put one question; False when the person wants to stop."""
    line = progress_line(question, [one for _, one in talk.earlier], knowledge)
    console.print(f"\n[dim]{line}[/dim]\n[bold]{escape(question.text)}[/bold]")
    shown = False
    while True:
        try:
            said = read_reply(console, question, knowledge, shown=shown)
        except (EOFError, KeyboardInterrupt):
            return False
        shown = True
        if said.command is Command.STOP:
            return False
        if said.command is Command.BACK:
            return _go_back(console, talk)
        if said.command is Command.WHY:
            console.print(f"[dim]{escape(question.why)}[/dim]")
        elif said.command is Command.NOTE:
            talk.case = replace(talk.case, note=f"{talk.case.note}\n{said.note}".strip())
            console.print("[dim]Kept with your answers. We do not read it for signs of danger.[/dim]")
        elif _answered(console, talk, question, said, knowledge, now):
            return True


def _go_back(console: Console, talk: _Conversation) -> bool:
    if not talk.earlier:
        console.print("[dim]This is the first question.[/dim]")
        return True
    before, question = talk.earlier.pop()
    talk.case = replace(before, note=talk.case.note)
    talk.confirmed.discard(question.id)
    return True


def _answered(
    console: Console, talk: _Conversation, question: Question, said: Said, knowledge: Knowledge, now: datetime
) -> bool:
    try:
        after = apply_reply(talk.case, question, said.answers, knowledge, none_of_these=said.none_of_these, at=now)
    except CaseError as error:
        console.print(escape(error.line()))
        return False
    talk.earlier.append((talk.case, question))
    talk.case = after
    if question.reason is QuestionReason.CONFIRM_CONFLICT:
        talk.confirmed.add(question.id)
    return True
