"""``backstride assess``: a case file to urgency, causes and first steps."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from backstride.cli.output import write_json, write_text

__all__ = ["assess"]


def assess(
    case: Annotated[Path, typer.Argument(help="A case file, YAML or JSON.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
) -> None:
    """Say how urgent a case is, what the pain may be, and what to do first. Nothing is stored."""
    from backstride.assess import assess as answer_case
    from backstride.knowledge.compiled import load_knowledge
    from backstride.report.interchange import assessment_json
    from backstride.report.text import assessment_text
    from backstride.service.case_file import load_case

    knowledge = load_knowledge()
    loaded = load_case(case, knowledge=knowledge)
    answer = answer_case(loaded, knowledge, loaded.now or datetime.now(UTC))
    if json:
        write_json(assessment_json(answer))
    else:
        write_text(assessment_text(answer, knowledge))
