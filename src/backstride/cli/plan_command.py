"""``backstride plan``: a case file to what to do tonight, this week and in the weeks after."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from backstride.cli.output import write_json, write_text

__all__ = ["plan"]


def plan(
    case: Annotated[Path, typer.Argument(help="A case file, YAML or JSON.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(help="Also write calendar, watch workouts, text and a coach's sheet into this folder."),
    ] = None,
    at: Annotated[
        datetime | None, typer.Option(formats=["%H:%M"], help="Time of day of the sessions in the calendar.")
    ] = None,
) -> None:
    """Say what to do tonight, this week and until you run free of pain. Nothing is stored."""
    from backstride.assess import assess
    from backstride.knowledge.compiled import load_knowledge
    from backstride.report.interchange import plan_json
    from backstride.report.plan_text import plan_text
    from backstride.service.case_file import load_case

    knowledge = load_knowledge()
    loaded = load_case(case, knowledge=knowledge)
    now = loaded.now or datetime.now(UTC)
    answer = assess(loaded, knowledge, now)
    if answer.plan is None:
        raise RuntimeError("an assessment always carries a plan")
    names = {exercise.id: exercise.name for exercise in knowledge.exercises.values()}
    if out is not None:
        from backstride.service.plan_files import write_plan_files

        write_plan_files(
            out,
            answer.plan,
            names,
            owner=case.stem,
            now=now,
            time_zone=loaded.runner.time_zone,
            at=None if at is None else at.time(),
        )
    if json:
        write_json(plan_json(answer.plan))
    else:
        write_text(plan_text(answer.plan, names))
