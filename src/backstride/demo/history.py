"""The demo runner's watch history: two years of FIT files, made when they are needed and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from backstride.demo.training_plan import planned_runs
from backstride.demo.watch import recorded_run
from backstride.exchange.fit_activity import RecordedRun, encode_activity
from backstride.exchange.gpx_track import encode_gpx

__all__ = ["SEED", "history_files", "write_history"]

SEED = 20_261_122
_TWICE_DAYS_BEFORE = 40


def history_files(now: date) -> Iterator[tuple[str, bytes]]:
    """Give the name and the bytes of each file of the two years before a day.

    One run is there a second time as GPX, as when two apps export the same run.
    """
    chance = np.random.default_rng(SEED)
    twice: RecordedRun | None = None
    for plan in planned_runs(now, chance):
        run = recorded_run(plan, chance)
        yield f"{plan.day.isoformat()}-run.fit", encode_activity(run)
        if twice is None and plan.day >= now - timedelta(days=_TWICE_DAYS_BEFORE):
            twice = run
            yield f"{plan.day.isoformat()}-run.gpx", encode_gpx(run)


def write_history(folder: Path, *, now: date | datetime) -> tuple[Path, ...]:
    """Write the history into a folder and give the files in order of their days.

    Parameters
    ----------
    now
        The day the history ends; the long run lies ten days before it.
    """
    day = now.date() if isinstance(now, datetime) else now
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in history_files(day):
        path = folder / name
        path.write_bytes(data)
        written.append(path)
    return tuple(written)
