"""The interview as a conversation in the terminal: one question at a time, back, why, not sure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from rich.console import Console

from backstride.assess import assess, step
from backstride.interview import apply_reply, fresh_case
from backstride.knowledge.base import Knowledge
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.identifiers import QuestionId
from backstride.model.question import Item, Question, QuestionReason, QuestionType
from backstride.report import assessment_text
from backstride.report.wording import NO_ANSWERS_EXCLUDE, NOT_A_DIAGNOSIS

__all__ = ["converse"]

_TICKED = (QuestionType.GROUP_MULTIPLE, QuestionType.BODY_MAP)
_STATES = {"y": "present", "yes": "present", "n": "absent", "no": "absent", "?": "unknown", "": "unknown"}


@dataclass(slots=True)
class _Conversation:
    """What has been said so far; earlier cases are kept so that "back" works."""

    case: Case
    earlier: list[Case] = field(default_factory=list)
    confirmed: set[QuestionId] = field(default_factory=set)


def converse(case: Case, knowledge: Knowledge) -> None:
    """Hold the interview with a person at a terminal, then print the answer."""
    console = Console(highlight=False)
    now = case.now or datetime.now(UTC)
    talk = _Conversation(fresh_case(case, knowledge, now=now))
    console.print(f"[bold]Backstride[/bold]. {NO_ANSWERS_EXCLUDE}")
    console.print(f"[dim]{NOT_A_DIAGNOSIS}[/dim]")
    console.print("[dim]Type b to go back, w for why we ask, q to stop and see the answer so far.[/dim]")
    number = 0
    while (question := step(talk.case, knowledge, now, confirmed=talk.confirmed).next.question) is not None:
        number += 1
        if not _ask(console, talk, question, number, knowledge, now):
            break
    console.print()
    answer = assess(talk.case, knowledge, now, confirmed=talk.confirmed)
    console.print(assessment_text(answer, knowledge), markup=False)


def _ask(
    console: Console, talk: _Conversation, question: Question, number: int, knowledge: Knowledge, now: datetime
) -> bool:
    """Put one question; False when the person wants to stop."""
    console.print(f"\n[bold]{number}. {question.text}[/bold]")
    while True:
        try:
            written, none_of_these = _read(console, question)
        except (EOFError, KeyboardInterrupt):
            return False
        if written in ("q", "b", "w"):
            if written == "w":
                console.print(f"[dim]{question.why}[/dim]")
                continue
            if written == "b" and talk.earlier:
                talk.case = talk.earlier.pop()
            return written == "b"
        try:
            reply = written if isinstance(written, dict) else {}
            after = apply_reply(talk.case, question, reply, knowledge, none_of_these=none_of_these, at=now)
        except CaseError as error:
            console.print(str(error))
            continue
        talk.earlier.append(talk.case)
        talk.case = after
        if question.reason is QuestionReason.CONFIRM_CONFLICT:
            talk.confirmed.add(question.id)
        return True


def _read(console: Console, question: Question) -> tuple[dict[str, object] | str, bool]:
    if question.type in _TICKED:
        return _read_ticks(console, question)
    answers: dict[str, object] = {}
    for item in question.items:
        written = _read_item(console, item, alone=len(question.items) == 1)
        if written in ("q", "b", "w"):
            return str(written), False
        answers[item.id] = written
    return answers, False


def _read_ticks(console: Console, question: Question) -> tuple[dict[str, object] | str, bool]:
    for place, item in enumerate(question.items, start=1):
        console.print(f"  {place:2d}  {item.text}")
    console.print("[dim]Numbers of all that apply (1 3), n for none of these, Enter if you are not sure.[/dim]")
    written = console.input("> ").strip().lower()
    if written in ("q", "b", "w"):
        return written, False
    if written in ("n", "none", "0"):
        return {}, True
    places = [int(word) for word in written.replace(",", " ").split() if word.isdigit()]
    ticked = {question.items[place - 1].id: "present" for place in places if 0 < place <= len(question.items)}
    if not ticked:
        return {}, False
    rest = console.input("[dim]Are the others all no? (y, or Enter if you are not sure) [/dim]").strip().lower()
    return {str(name): state for name, state in ticked.items()}, rest in ("y", "yes")


def _read_item(console: Console, item: Item, *, alone: bool) -> object:
    if not alone:
        console.print(f"  {item.text}")
    if item.how_to_check:
        console.print(f"[dim]  {item.how_to_check}[/dim]")
    if not item.choices:
        return _read_number(console, item)
    if {choice.id for choice in item.choices} == {"present", "absent", "unknown"}:
        written = console.input("  yes, no or Enter for not sure > ").strip().lower()
        return _STATES.get(written, written)
    for place, choice in enumerate(item.choices, start=1):
        console.print(f"  {place:2d}  {choice.text}")
    written = console.input("> ").strip().lower()
    if written.isdigit() and 0 < int(written) <= len(item.choices):
        return item.choices[int(written) - 1].id
    return written or "unknown"


def _read_number(console: Console, item: Item) -> object:
    limits = "" if item.maximum is None else f" ({item.minimum:g} to {item.maximum:g})"
    written = console.input(f"  {item.unit or 'number'}{limits} > ").strip().lower()
    try:
        return float(written)
    except ValueError:
        return written or "unknown"
