"""``backstride import``: training files, folders and exports into the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backstride.cli.output import write_json, write_text

if TYPE_CHECKING:
    from backstride.model.activity import Activity
    from backstride.service.importing import ImportProgress, ImportSummary

__all__ = ["import_", "progress_text"]

_PROGRESS_EVERY = 25
_WARNINGS_SHOWN = 40


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, or whole exports (.zip).", show_default=False)],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
    zone: Annotated[str, typer.Option("--zone", help="Your time zone, for files that name none.")] = "UTC",
) -> None:
    """Read runs from watches and apps into your store. The same file can be given again; nothing is counted twice."""
    from backstride.service.data_folder import data_folder
    from backstride.service.import_answer import import_answer
    from backstride.service.importing import import_paths

    summary = import_paths(paths, home=data_folder(), zone=zone, progress=_show_progress)
    if json:
        write_json(import_answer(summary))
    else:
        write_text(import_text(summary))


def import_text(summary: ImportSummary) -> str:
    """Say in plain words what an import gave, and name each file that gave less than it should."""
    runs = [one for one in summary.activities if one.sport.is_running]
    km = sum(one.distance_m or 0.0 for one in runs) / 1000.0
    lines = [
        f"{len(summary.activities):,} sessions in {summary.files:,} files, {summary.new:,} of them new.",
        f"{len(runs):,} are runs, {km:,.0f} km together.",
    ]
    if runs:
        lines.append(f"The first run is from {runs[0].local_date:%-d %B %Y}, the last from {_last(runs)}.")
    if summary.duplicates:
        lines.append(f"{len(summary.duplicates):,} sessions were there more than once and count once.")
    if summary.warnings:
        lines += ["", "Files that gave less than they should:"]
        lines += [f"  {one.file}: {one.message}" for one in summary.warnings[:_WARNINGS_SHOWN]]
        rest = len(summary.warnings) - _WARNINGS_SHOWN
        if rest > 0:
            lines.append(f"  ... and {rest:,} more; add --json to see them all.")
    return "\n".join(lines) + "\n"


def _last(runs: list[Activity]) -> str:
    return f"{max(one.local_date for one in runs):%-d %B %Y}"


def _show_progress(progress: ImportProgress) -> None:
    """Keep one line on the terminal up to date; say nothing when nobody watches."""
    if not sys.stderr.isatty():
        return
    if progress.done == progress.total:
        sys.stderr.write("\r\x1b[K")
    elif progress.entries or progress.done % _PROGRESS_EVERY == 0:
        sys.stderr.write(f"\r\x1b[K{progress_text(progress)}")
    sys.stderr.flush()


def progress_text(progress: ImportProgress) -> str:
    """Say how far the import is: files, rate, time left."""
    done, total = f"{progress.done:,}", f"{progress.total:,}"
    if progress.entries:
        done, total = f"{progress.entries_done:,}", f"{progress.entries:,}"
    left = "" if progress.seconds_left is None else f", about {progress.seconds_left:,.0f} s left"
    inside = f" in {progress.file}" if progress.entries else ""
    return f"{done} of {total} files{inside}, {progress.files_a_second:,.0f} a second{left}"
