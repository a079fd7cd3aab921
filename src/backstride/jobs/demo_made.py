"""The job that makes the made-up runner's files and reads them as if they were real."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from backstride.demo.clip import write_clip
from backstride.demo.demo_case import DEMO_RUNNER
from backstride.demo.history import write_history
from backstride.jobs.demo_ready import demo_state
from backstride.jobs.report_back import Reporter
from backstride.jobs.work import measured
from backstride.service.episodes import Episode, add_form, open_episode, replace_state
from backstride.service.importing import import_paths
from backstride.service.shelf import Shelf, training_home
from backstride.store.jobs import JobRow
from backstride.store.opening import open_shared_store

__all__ = ["demo_job"]

_SEED = 1


def demo_job(home: Path, row: JobRow, reporter: Reporter) -> str:
    """Make the story, the history and the clip, and read them as if they were real."""
    episode, now = open_episode(home, row.case_id), datetime.now(UTC)
    replace_state(home, episode.id, demo_state(now), now=now)
    reporter.progress(0.1, "Writing two years of runs.")
    with tempfile.TemporaryDirectory(prefix="backstride-demo-") as made:
        runs = Path(made) / "runs"
        runs.mkdir()
        write_history(runs, now=now)
        reporter.progress(0.3, "Reading them in.")
        _import(home, episode, runs)
        reporter.progress(0.5, "Drawing a clip.")
        clip = Path(made) / "clip.mp4"
        write_clip(clip, seed=_SEED)
        form = measured(clip, height_cm=DEMO_RUNNER.height_cm, reporter=reporter)
        add_form(home, episode.id, form, now=datetime.now(UTC))
    return "Ready: a story, two years of runs and a clip."


def _import(home: Path, episode: Episode, runs: Path) -> None:
    folder = training_home(home, Shelf.DEMO)
    open_shared_store(folder)
    import_paths([runs], home=folder, zone=episode.case.runner.time_zone)
