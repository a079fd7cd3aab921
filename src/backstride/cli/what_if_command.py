"""``backstride what-if``: a planned run against what you are used to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backstride.cli.load_command import parsed_day, say_warnings
from backstride.cli.output import write_json, write_text
from backstride.model.errors import UsageError

if TYPE_CHECKING:
    from backstride.model.load import WhatIf

__all__ = ["what_if"]

_LONGEST_KM = 500.0


def what_if(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders or exports; your store when left out.")
    ] = None,
    *,
    km: Annotated[float, typer.Option("--km", help="How far you want to run.")],
    on: Annotated[str, typer.Option("--on", help="The day, 2026-11-29.")],
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
    zone: Annotated[str, typer.Option("--zone", help="Your time zone, for files that name none.")] = "UTC",
) -> None:
    """Say how a planned run compares with the longest run of the 30 days before it."""
    from backstride.service.data_folder import data_folder
    from backstride.service.training import plan_run

    if not 0.0 < km <= _LONGEST_KM:
        raise UsageError(f"{km:g} km cannot be planned", where="--km", advice=f"give a distance up to {_LONGEST_KM:g}")
    plan, warnings = plan_run(paths or [], home=data_folder(), distance_km=km, on=parsed_day(on, "--on"), zone=zone)
    say_warnings(warnings)
    if json:
        write_json(plan)
    else:
        write_text(what_if_text(plan))


def what_if_text(plan: WhatIf) -> str:
    """Say the answer in a few sentences."""
    head = f"{plan.distance_km:g} km on {plan.on:%A}, {plan.on.day} {plan.on:%B %Y}"
    if plan.ratio is None:
        return f"{head}: cannot be compared.\n{plan.evidence}\n"
    lines = [f"{head}: {plan.ratio:.2f} times your longest run of the 30 days before.", plan.evidence]
    if plan.split_km:
        parts = " and ".join(f"{part:g} km" for part in plan.split_km)
        lines.append(f"To stay inside what you are used to: up to {plan.inside_km:g} km, or {parts} on different days.")
    return "\n".join(lines) + "\n"
