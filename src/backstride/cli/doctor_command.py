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
    """Check Python, the knowledge base, the pose model and the data folder; exit 3 when something is missing."""
    checks = [_python(), _knowledge(), _video(), _data_folder()]
    if json:
        write_json([{"name": name, "ok": ok, "detail": detail} for name, ok, detail in checks])
    else:
        for name, ok, detail in checks:
            write_text(f"{'ok     ' if ok else 'MISSING'} {name}: {detail}\n")
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
