"""What the jobs do: read files into the store, measure a clip, get the made-up runner ready."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from backstride.jobs.board import REGION, files_of, work_of
from backstride.jobs.report_back import JobStoppedError, Reporter
from backstride.model.errors import FileError
from backstride.model.form import FormReport
from backstride.service.episodes import add_form, add_warnings, open_episode
from backstride.service.importing import ImportProgress, ImportSummary, import_paths
from backstride.service.kept_clips import FILM, clip_folder
from backstride.service.shelf import training_home
from backstride.store.jobs import JobRow
from backstride.store.opening import open_shared_store

__all__ = ["clip_job", "import_job", "imported_line", "measured_line"]

_MOST_WARNINGS = 200


def import_job(home: Path, row: JobRow, reporter: Reporter) -> str:
    """Read uploaded training files and exports into the store, and tell what they gave.

    Raises
    ------
    FileError
        If not one session could be read.
    """
    episode = open_episode(home, row.case_id)
    reporter.progress(None, "Reading.")

    def tell(done: ImportProgress) -> None:
        at, total = (done.entries_done, done.entries) if done.entries else (done.done, done.total)
        reporter.progress(done.share if total > 1 else None, f"Reading {at:,} of {total:,}.")

    folder = training_home(home, episode.shelf)
    open_shared_store(folder)
    summary = import_paths(
        files_of(home, work_of(row)),
        home=folder,
        zone=episode.case.runner.time_zone,
        progress=tell,
    )
    add_warnings(home, episode.id, summary.warnings[:_MOST_WARNINGS], now=datetime.now(UTC))
    if not summary.activities:
        raise _nothing_read(summary)
    return imported_line(summary)


def _nothing_read(summary: ImportSummary) -> FileError:
    if not summary.warnings:
        return FileError("no session was found", advice="send the file that your watch or app exports")
    first = summary.warnings[0]
    return FileError(first.message.rstrip("."), where=first.file, advice="export it again, then send the new copy")


def imported_line(summary: ImportSummary) -> str:
    """Say in one line what an import gave.

    Examples
    --------
    >>> imported_line(ImportSummary(new=2))
    '2 new sessions.'
    """
    parts = [f"{summary.new} new session{'' if summary.new == 1 else 's'}"]
    known = len(summary.activities) - summary.new
    if known > 0:
        parts.append(f"{known} were here already")
    line = ", ".join(parts) + "."
    if summary.warnings:
        files = len({warning.file for warning in summary.warnings})
        first = summary.warnings[0]
        line += f" {files} file{'' if files == 1 else 's'} with something to know: {first.file}: {first.message}"
    return line


def clip_job(home: Path, row: JobRow, reporter: Reporter) -> str:
    """Measure an uploaded clip, add what it shows to the case, and keep the clip only if asked to.

    Raises
    ------
    MediaError
        If the clip cannot be decoded or measured.
    """
    work = work_of(row)
    episode = open_episode(home, row.case_id)
    files = files_of(home, work)
    if not files:
        raise FileError("the clip is gone", where=row.title, advice="send it again")
    region = work.options.get(REGION)
    folder = clip_folder(home, episode.id, row.id) if work.keep else None
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def noted(form: FormReport) -> None:
        named = form if folder is None else replace(form, clip=row.id)
        add_form(home, episode.id, _dated(named), now=datetime.now(UTC))
        reporter.note(1.0, f"{measured_line(form)} Now drawing the slow-motion film.")

    form = measured(
        files[0],
        height_cm=episode.case.runner.height_cm,
        reporter=reporter,
        region=region,
        folder=folder,
        noted=noted,
    )
    if folder is not None:
        shutil.move(files[0], folder / f"clip{files[0].suffix.lower()}")
        for path in folder.iterdir():
            path.chmod(0o600)
    return measured_line(form)


def _dated(form: FormReport) -> FormReport:
    """A clip that does not say when it was filmed counts from now."""
    return form if form.filmed_at is not None else replace(form, filmed_at=datetime.now(UTC))


def measured(
    path: Path,
    *,
    height_cm: float | None,
    reporter: Reporter,
    region: str | None = None,
    folder: Path | None = None,
    noted: Callable[[FormReport], None] = lambda _: None,
) -> FormReport:
    """Measure a clip, reporting a first look and then progress, until it is done or stopped.

    Parameters
    ----------
    path
        The clip.
    height_cm
        Standing height, for centimetres.
    reporter
        Told how far it is.
    region
        The runner's part of the picture, as ``left,top,right,bottom`` in percent.
    folder
        Where pictures and a slowed film go; None draws none.
    noted
        Told the report as soon as it is there.
    """
    from backstride.service.filming import ClipOptions, Listener, measure_clip, measure_with_pictures
    from backstride.video.first_look import FirstLook
    from backstride.video.region import Region

    first: list[str] = []

    def looked(look: FirstLook) -> None:
        first.extend(look.lines())
        tell(0.0)

    def tell(share: float) -> None:
        reporter.note(share, " ".join((*first, "Now looking at each picture.")))

    def kept(form: FormReport) -> None:
        if reporter.is_stopped():
            raise JobStoppedError
        noted(form)

    reporter.progress(0.0, "A first look at the clip.")
    options = ClipOptions(region=Region.parse(region) if region else None)
    listener = Listener(progress=tell, cancelled=reporter.is_stopped, looked=looked, measured=kept)
    if folder is None:
        return measure_clip(path, height_cm=height_cm, options=options, listener=listener)
    form, _ = measure_with_pictures(path, folder, height_cm=height_cm, options=options, listener=listener, film=FILM)
    return form


def measured_line(form: FormReport) -> str:
    """Say in one line what a clip gave."""
    found = sum(measure.value is not None for measure in form.metrics.values())
    missing = len(form.metrics) - found
    if not found:
        reasons = [measure.reason for measure in form.metrics.values() if measure.reason]
        return f"Nothing could be measured. {reasons[0] if reasons else ''}".strip()
    rest = f"; {missing} cannot be told from this clip" if missing else ""
    return f"{found} measures from {len(form.events)} steps{rest}."
