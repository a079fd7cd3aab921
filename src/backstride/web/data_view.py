"""What the page of the runner's data shows: how much is stored, the copies, what can be erased."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backstride.service.daily_copy import (
    DAYS_KEPT,
    WEEKS_KEPT,
    CopyProblem,
    are_off_for_the_program,
    daily_copies_are_on,
    daily_copy_problem,
)
from backstride.service.data_care import BACKUPS_KEPT
from backstride.service.episodes import list_episodes
from backstride.service.kept_clips import count_clips
from backstride.service.runners import Person, list_people
from backstride.service.stored_data import BackupFile, list_backups, stored_data
from backstride.service.training_history import history_size
from backstride.web.dates import moment_words
from backstride.web.local_place import local_time_zone
from backstride.web.site import Site

__all__ = ["copy_named", "data_context", "person_name", "size_words"]

_KILO = 1000


def size_words(size_bytes: int) -> str:
    """Say how large something is, without false precision.

    Examples
    --------
    >>> size_words(0), size_words(900), size_words(12_345_678), size_words(3_400_000_000)
    ('nothing', 'less than 1 MB', '12 MB', '3.4 GB')
    """
    if size_bytes == 0:
        return "nothing"
    if size_bytes < _KILO**2:
        return "less than 1 MB"
    if size_bytes < _KILO**3:
        return f"{size_bytes / _KILO**2:.0f} MB"
    return f"{size_bytes / _KILO**3:.1f} GB"


def person_name(person: Person) -> str:
    """Give a person's name; the first runner may have none."""
    return person.name or "Me"


def data_context(site: Site) -> dict[str, Any]:
    """Give everything the page shows."""
    size = stored_data(site.home)
    copies = list_backups(site.home)
    people = list_people(site.home)
    return {
        "folder": str(site.home),
        "rows": [row for row in _rows(site, people, size.records_bytes, size.originals_bytes) if row[1]]
        + [
            ("Films you kept, and pictures from them", _counted(count_clips(site.home), "film"), size.clips_bytes),
            ("Copies", _counted(len(copies), "copy", "copies"), size.backups_bytes),
            ("Uploads on their way", "", size.waiting_bytes),
        ],
        "total": size_words(size.total_bytes),
        "size_words": size_words,
        "copies": [_copy(site, one) for one in copies if not one.is_daily],
        "daily_copies": [_copy(site, one) for one in copies if one.is_daily],
        "can_switch_daily": not are_off_for_the_program(),
        "copied_daily": daily_copies_are_on(site.home),
        "days_kept": DAYS_KEPT,
        "weeks_kept": WEEKS_KEPT,
        "daily_problem": _problem(site, daily_copy_problem(site.home)),
        "copies_kept": BACKUPS_KEPT,
        "people": [_person(site, one) for one in people],
        "shared": len(people) > 1,
    }


def copy_named(home: Path, name: str) -> BackupFile | None:
    """Find a copy by its name."""
    return next((one for one in list_backups(home) if one.path.name == name), None)


def _rows(
    site: Site, people: tuple[Person, ...], records_bytes: int, originals_bytes: int
) -> list[tuple[str, str, int]]:
    episodes = sum(len(list_episodes(site.home, shelf=one.shelf)) for one in people)
    sessions = sum(history_size(site.home, one.shelf).sessions for one in people)
    return [
        ("Answers, diary and plans", f"asked {_counted(episodes, 'time')}", records_bytes),
        ("Training files as you sent them", _counted(sessions, "session"), originals_bytes),
    ]


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def _problem(site: Site, problem: CopyProblem | None) -> str:
    if problem is None or problem.since is None:
        return "" if problem is None else problem.line
    return f"Since {moment_words(problem.since, local_time_zone(), now=site.now)}: {problem.line}"


def _copy(site: Site, one: BackupFile) -> dict[str, Any]:
    return {
        "name": one.path.name,
        "made": moment_words(one.made_at, local_time_zone(), now=site.now),
        "size": size_words(one.size_bytes),
        "is_locked": one.is_locked,
    }


def _person(site: Site, one: Person) -> dict[str, Any]:
    episodes = list_episodes(site.home, shelf=one.shelf)
    size = history_size(site.home, one.shelf)
    return {
        "id": one.shelf.value,
        "name": person_name(one),
        "is_named": bool(one.name),
        "detail": f"{_counted(len(episodes), 'set')} of answers, {_counted(size.sessions, 'session')}",
        "has_data": bool(episodes or size.sessions or one.name),
        "episodes": [
            {"id": it.id, "title": f"Begun {moment_words(it.started_at, it.case.runner.time_zone, now=site.now)}"}
            for it in episodes
        ],
    }
