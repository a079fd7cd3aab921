"""``backstride report``: a case file to a report for a clinician, as a page, a PDF, text, JSON or FHIR."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from backstride.cli.output import write_json, write_text

__all__ = ["report"]


def report(
    case: Annotated[Path, typer.Argument(help="A case file, YAML or JSON.")],
    *,
    out: Annotated[Path, typer.Option(help="The file to write; its ending says how: .html .pdf .txt .json .fhir.json")],
    json: Annotated[bool, typer.Option("--json", help="Say where it is as one JSON value.")] = False,
) -> None:
    """Write one page for a clinician, and everything behind it. Nothing is stored."""
    from backstride.assess import assess
    from backstride.knowledge.compiled import load_knowledge
    from backstride.service.case_file import load_case
    from backstride.service.reporting import write_report

    knowledge = load_knowledge()
    loaded = load_case(case, knowledge=knowledge)
    now = loaded.now or datetime.now(UTC)
    write_report(out, loaded, assess(loaded, knowledge, now), knowledge, now=now)
    if json:
        write_json({"file": str(out)})
    else:
        write_text(f"The report is in {out}.\n")
