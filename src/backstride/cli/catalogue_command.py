"""``backstride catalogue``: what the product knows, as lists."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from backstride.cli.output import write_json, write_text

__all__ = ["catalogue"]


class Part(StrEnum):
    """A part of the knowledge base."""

    FINDINGS = "findings"
    CAUSES = "causes"
    RULES = "rules"
    EXERCISES = "exercises"
    ADVICE = "advice"
    SOURCES = "sources"


def catalogue(
    part: Annotated[Part, typer.Argument(help="Which list.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON list.")] = False,
) -> None:
    """List findings, causes, rules, exercises, advice or sources."""
    from backstride.knowledge.compiled import load_knowledge
    from backstride.report.catalogue import catalogue_rows

    rows = catalogue_rows(load_knowledge(), part.value)
    if json:
        write_json(rows)
        return
    for row in rows:
        write_text(f"{row['id']}: {row.get('question') or row.get('name') or row.get('text') or row.get('cite')}\n")
