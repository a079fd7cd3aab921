"""``backstride doctor``: whether everything is here that the product needs."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from typing import Annotated

import typer

from backstride.cli.output import write_json, write_text

__all__ = ["doctor"]


def doctor(*, json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False) -> None:
    """Check Python, the knowledge base, the pose model, the data folder and its copies; exit 3 when one needs care."""
    checks = [_python(), _knowledge(), _video(), _data_folder(), _daily_copies()]
    if json:
        write_json([{"name": name, "ok": ok, "detail": detail} for name, ok, detail in checks])
    else:
        for name, ok, detail in checks:
            write_text(f"{'ok  ' if ok else 'LOOK'} {name}: {detail}\n")
    if not all(ok for _, ok, _ in checks):
        raise typer.Exit(3)


def _python() -> tuple[str, bool, str]:
    return "Python", sys.version_info >= (3, 11), platform.python_version()


def _knowledge() -> tuple[str, bool, str]:
    from backstride.knowledge.compiled import load_knowledge
    from backstride.model.errors import KnowledgeError

    try:
        knowledge = load_knowledge()
    except KnowledgeError as error:
        return "knowledge", False, error.line()
    counts = f"{len(knowledge.findings)} findings, {len(knowledge.rules)} rules, {len(knowledge.causes)} causes"
    return "knowledge", True, f"{knowledge.manifest.version} ({knowledge.hash[:12]}): {counts}"


def _video() -> tuple[str, bool, str]:
    try:
        return "video", True, f"mediapipe {metadata.version('mediapipe')}, av {metadata.version('av')}"
    except metadata.PackageNotFoundError as error:
        return "video", False, f"{error.name} is not installed; run python3 dev.py setup"


def _data_folder() -> tuple[str, bool, str]:
    from backstride.service.data_folder import data_folder

    folder = data_folder()
    return "data folder", True, f"{folder} ({'there' if folder.is_dir() else 'made on first use'})"


def _daily_copies() -> tuple[str, bool, str]:
    from backstride.service.daily_copy import (
        SWITCH,
        are_off_for_the_program,
        daily_copies_are_on,
        daily_copy_problem,
        list_daily_copies,
    )
    from backstride.service.data_folder import data_folder

    home = data_folder()
    days = sorted(list_daily_copies(home))
    there = (
        f"{len(days)}, the newest of {days[-1]}" if days else "none yet; the app makes the first one while it is open"
    )
    problem = daily_copy_problem(home)
    if problem is not None:
        return "daily copies", False, f"{problem.line} ({there})"
    if not daily_copies_are_on(home):
        by = SWITCH if are_off_for_the_program() else "the page Your data"
        return "daily copies", True, f"off by {by} ({len(days)} there)"
    return "daily copies", True, there
