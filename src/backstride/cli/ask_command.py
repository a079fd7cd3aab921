"""``backstride ask``: the interview, as a line protocol for programs or as a conversation in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["ask"]


def ask(
    *,
    case: Annotated[Path | None, typer.Option("--case", help="Start from this case file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON value a line: questions out, answers in.")] = False,
) -> None:
    """Ask one question after the other, and answer at the end."""
    from backstride.cli.conversation import converse
    from backstride.cli.line_protocol import run_protocol
    from backstride.knowledge.compiled import load_knowledge
    from backstride.model.case import Case
    from backstride.service.case_file import load_case

    knowledge = load_knowledge()
    start = load_case(case, knowledge=knowledge) if case else Case()
    if json:
        run_protocol(start, knowledge)
    else:
        converse(start, knowledge)
