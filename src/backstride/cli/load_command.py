"""``backstride load``: training load by session, day and week."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backstride.cli.output import write_json, write_text
from backstride.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backstride.model.activity import IntakeWarning
    from backstride.model.load import LoadSeries

__all__ = ["load", "parsed_day", "say_warnings"]

_SESSIONS_SHOWN = 12
_WEEKS_SHOWN = 8


def load(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders or exports; your store when left out.")
    ] = None,
    *,
    until: Annotated[str, typer.Option("--until", help="Last day to look at, 2026-11-22; else your last run.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
    zone: Annotated[str, typer.Option("--zone", help="Your time zone, for files that name none.")] = "UTC",
) -> None:
    """Show each run against the longest run of the 30 days before it, and your weeks. Nothing is stored."""
    from backstride.service.data_folder import data_folder
    from backstride.service.training import load_of

    last_day = parsed_day(until, "--until") if until else None
    series, warnings = load_of(paths or [], home=data_folder(), until=last_day, zone=zone)
    say_warnings(warnings)
    if json:
        write_json(series)
    else:
        write_text(load_text(series))


def parsed_day(text: str, option: str) -> date:
    """Read a day that was given to an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is not a day", where=option, advice="write it like 2026-11-22") from error


def say_warnings(warnings: Iterable[IntakeWarning]) -> None:
    """Say on standard error which files gave less than they should."""
    for one in warnings:
        sys.stderr.write(f"{one.file}: {one.message}\n")


def load_text(series: LoadSeries) -> str:
    """Show the load as a small table and sentences."""
    lines = ["Your last runs, each against the longest run of the 30 days before it:", ""]
    for session in series.sessions[-_SESSIONS_SHOWN:]:
        way = "       " if session.distance_m is None else f"{session.distance_m / 1000.0:4.1f} km"
        time = "       " if session.minutes is None else f"{session.minutes:4.0f} min"
        ratio = session.ratio_to_longest_30d
        against = "too few runs before" if ratio is None else f"{ratio:.2f} times the longest"
        mark = "  <-- much longer than before" if session.band.value in ("moderate", "large") else ""
        lines.append(f"  {session.local_date:%d %b %Y}  {way}  {time}  {against}{mark}")
    lines += ["", "Your last weeks:", ""]
    for week in series.weeks[-_WEEKS_SHOWN:]:
        lines.append(f"  from {week.start:%d %b %Y}  {week.distance_m / 1000.0:5.1f} km in {week.runs} runs")
    present = [finding for finding in series.findings if finding.state.value == "present"]
    if present:
        lines += ["", "What stands out:", ""]
        lines += [f"  {finding.detail}" for finding in present]
    lines += ["", *series.notes] if series.notes else []
    return "\n".join(lines) + "\n"
