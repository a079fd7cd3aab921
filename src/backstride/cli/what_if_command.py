"""``backstride what-if``: a planned run against what you are used to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backstride.cli.load_command import parsed_day, say_warnings
from backstride.cli.output import write_json, write_text
from backstride.model.errors import UsageError

if TYPE_CHECKING:
    from backstride.model.load import WhatIf

__all__ = ["what_if"]


def what_if(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders or exports; your store when left out.")
    ] = None,
    *,
    km: Annotated[float, typer.Option("--km", help="How far you want to run.")],
    on: Annotated[str, typer.Option("--on", help="The day, 2026-11-29.")],
    race_km: Annotated[float | None, typer.Option("--race-km", help="How long your race is.")] = None,
    race_on: Annotated[str, typer.Option("--race-on", help="The day of the race, 2027-03-14.")] = "",
    pain_since: Annotated[str, typer.Option("--pain-since", help="The day your back began to hurt, if it does.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
    zone: Annotated[str, typer.Option("--zone", help="Your time zone, for files that name none.")] = "UTC",
) -> None:
    """Say how a planned run compares with the longest run of the 30 days before it, and what it does to a race."""
    from backstride.service.data_folder import data_folder
    from backstride.service.training import plan_run

    day = parsed_day(on, "--on")
    race = _race(race_km, race_on, after=day)
    plan, warnings = plan_run(
        paths or [],
        home=data_folder(),
        distance_km=_distance(km, "--km"),
        on=day,
        race=race,
        pain_since=parsed_day(pain_since, "--pain-since") if pain_since else None,
        zone=zone,
    )
    say_warnings(warnings)
    if json:
        write_json(plan)
    else:
        write_text(what_if_text(plan))


def _distance(km: float, option: str) -> float:
    from backstride.training.what_if import MOST_KM

    if not 0.0 < km <= MOST_KM:
        raise UsageError(f"{km:g} km cannot be planned", where=option, advice=f"give a distance up to {MOST_KM:g}")
    return km


def _race(km: float | None, on: str, *, after: date) -> tuple[float, date] | None:
    if km is None and not on:
        return None
    if km is None or not on:
        raise UsageError(
            "a race needs its length and its day", where="--race-km", advice="give --race-km and --race-on"
        )
    day = parsed_day(on, "--race-on")
    if day <= after:
        raise UsageError("the race is not after the planned run", where="--race-on", advice="give a later day")
    return _distance(km, "--race-km"), day


def what_if_text(plan: WhatIf) -> str:
    """Say the answer in a few sentences."""
    from backstride.training.what_if_words import not_a_permission, what_if_headline, what_if_lines

    return "\n".join([f"{what_if_headline(plan)}.", *what_if_lines(plan), not_a_permission()]) + "\n"
