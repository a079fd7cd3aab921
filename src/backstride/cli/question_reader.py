"""One question on the terminal, and what a person typed to it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from rich.console import Console
from rich.markup import escape

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Region
from backstride.model.question import Item, Question, QuestionType

__all__ = ["Command", "Said", "read_reply"]

_TICKED = (QuestionType.GROUP_MULTIPLE, QuestionType.BODY_MAP)
_STATES = {"y": "present", "yes": "present", "n": "absent", "no": "absent", "?": "unknown", "": "unknown"}
_NONE = ("n", "no", "none", "0")
_LONGEST_NUMBER = 4
_YES_NO = {"present", "absent", "unknown"}


class Command(Enum):
    """What may be typed in place of an answer."""

    BACK = auto()
    WHY = auto()
    STOP = auto()
    NOTE = auto()


_COMMANDS = {"b": Command.BACK, "back": Command.BACK, "w": Command.WHY, "why": Command.WHY, "q": Command.STOP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was typed: a command, a note, or answers by item."""

    command: Command | None = None
    note: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    none_of_these: bool = False


def read_reply(console: Console, question: Question, knowledge: Knowledge, *, shown: bool = False) -> Said:
    """Show a question's items and read the reply.

    Parameters
    ----------
    shown
        The boxes stand there already; only the reply is read.

    Raises
    ------
    EOFError
        If the input has ended.
    """
    if question.type in _TICKED:
        parts = _parts(question, knowledge)
        if not shown:
            _show_ticks(console, parts)
        return _ticks(console, [item for _, items in parts for item in items])
    answers: dict[str, object] = {}
    for item in question.items:
        written = _item(console, item, alone=len(question.items) == 1)
        if isinstance(written, Said):
            return written
        answers[item.id] = written
    return Said(answers=answers)


def _typed(console: Console, prompt: str) -> Said | str:
    words = console.input(prompt).strip()
    if words.lower() in _COMMANDS:
        return Said(command=_COMMANDS[words.lower()])
    if words.lower().startswith("note "):
        return Said(command=Command.NOTE, note=words[5:].strip())
    return words.lower()


def _parts(question: Question, knowledge: Knowledge) -> list[tuple[str, list[Item]]]:
    """Give the items under their headings: one list without a heading, or the map's places, the back first."""
    if question.type is not QuestionType.BODY_MAP:
        return [("", list(question.items))]
    regions = {region.value for region in Region}
    on_back = [item for item in question.items if knowledge.findings[item.id].region in regions]
    elsewhere = [item for item in question.items if item not in on_back]
    named = {"Neck, back and buttock": on_back, "Elsewhere, or where it spreads to": elsewhere}
    return [
        (heading, [replace(item, text=knowledge.label(item.id)) for item in items])
        for heading, items in named.items()
        if items
    ]


def _ticks(console: Console, items: Sequence[Item]) -> Said:
    console.print("[dim]Numbers of all that apply (1 3), n for none of these, Enter if you are not sure.[/dim]")
    while True:
        written = _typed(console, "> ")
        if isinstance(written, Said):
            return written
        if written in _NONE:
            return Said(none_of_these=True)
        places = written.replace(",", " ").split()
        if all(_is_place(place, len(items)) for place in places):
            break
        console.print(f"[dim]Type numbers from 1 to {len(items)}, n, or Enter.[/dim]")
    ticked = {str(items[int(place) - 1].id): "present" for place in places}
    if not ticked or len(ticked) == len(items):
        return Said(answers=ticked)
    rest = _typed(console, "[dim]Are the others all no? (y, or Enter if you are not sure) [/dim]")
    return rest if isinstance(rest, Said) else Said(answers=ticked, none_of_these=rest in ("y", "yes"))


def _is_place(word: str, count: int) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER and 0 < int(word) <= count


def _show_ticks(console: Console, parts: Sequence[tuple[str, Sequence[Item]]]) -> None:
    place = 1
    for heading, items in parts:
        cells = [(f"{place + index:2d}  ", item.text) for index, item in enumerate(items)]
        place += len(items)
        if not heading:
            for head, text in cells:
                console.print(escape(_hanging(f"  {head}", text, console)))
            continue
        console.print(f"  [dim]{heading}[/dim]")
        width = max(len(head + text) for head, text in cells) + 3
        columns = max(1, min(3, (console.width - 2) // width))
        for start in range(0, len(cells), columns):
            row = "".join((head + text).ljust(width) for head, text in cells[start : start + columns])
            console.print(f"  {escape(row.rstrip())}")


def _hanging(head: str, text: str, console: Console) -> str:
    """Wrap a line so that what follows stands under its first word."""
    return textwrap.fill(text, console.width - 1, initial_indent=head, subsequent_indent=" " * len(head))


def _item(console: Console, item: Item, *, alone: bool) -> object:
    if not alone:
        console.print(escape(_hanging("  ", item.text, console)))
    if item.how_to_check:
        console.print(f"[dim]{escape(_hanging('  ', item.how_to_check, console))}[/dim]")
    if not item.choices:
        return _number(console, item)
    if {choice.id for choice in item.choices} == _YES_NO:
        written = _typed(console, "  yes, no or Enter for not sure > ")
        return written if isinstance(written, Said) else _STATES.get(written, written)
    for place, choice in enumerate(item.choices, start=1):
        console.print(f"  {place:2d}  {escape(choice.text)}")
    written = _typed(console, "> ")
    if isinstance(written, Said):
        return written
    if written.isascii() and written.isdigit() and 0 < int(written) <= len(item.choices):
        return item.choices[int(written) - 1].id
    return written or "unknown"


def _number(console: Console, item: Item) -> object:
    limits = "" if item.maximum is None else f"{item.minimum:g} to {item.maximum:g}"
    unit = "" if item.unit in ("", limits) else f"{item.unit}, "
    written = _typed(console, f"  {unit}{limits} > ")
    if isinstance(written, Said):
        return written
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return written or "unknown"
