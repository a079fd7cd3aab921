"""What is stored in the data folder, and how much room it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backstride.exchange.archive import LOCKED
from backstride.service.daily_copy import MADE_BY_ITSELF
from backstride.service.data_care import BACKUPS, MADE_BY_HAND
from backstride.store.engine import STORE_FILE

__all__ = ["BackupFile", "StoredData", "list_backups", "stored_data"]

_INBOX = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A copy that lies in the data folder.

    Parameters
    ----------
    is_daily
        Whether the app has made it by itself; such a copy is without training files and films.
    """

    path: Path
    made_at: datetime
    size_bytes: int
    is_daily: bool = False

    @property
    def is_locked(self) -> bool:
        """Whether it opens with a passphrase alone."""
        return self.path.suffix == LOCKED


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredData:
    """How many bytes each kind of data takes.

    Parameters
    ----------
    records_bytes
        Answers, diaries, plans, and what was worked out from training files.
    originals_bytes
        Training files as they were imported, packed.
    clips_bytes
        Kept films and pictures from them.
    waiting_bytes
        Uploads that are on their way or wait for the worker.
    """

    records_bytes: int
    originals_bytes: int
    clips_bytes: int
    backups_bytes: int
    waiting_bytes: int

    @property
    def total_bytes(self) -> int:
        """Everything together."""
        kept = self.records_bytes + self.originals_bytes + self.clips_bytes
        return kept + self.backups_bytes + self.waiting_bytes


def stored_data(home: Path) -> StoredData:
    """Measure a data folder."""
    files = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    return StoredData(
        records_bytes=_size(path for path in files if path.name.startswith((STORE_FILE, "queue.sqlite"))),
        originals_bytes=_size(_below(files, home, "originals")),
        clips_bytes=_size(_below(files, home, "clips")),
        backups_bytes=_size(_below(files, home, BACKUPS)),
        waiting_bytes=_size(_below(files, home, _INBOX)),
    )


def list_backups(home: Path) -> tuple[BackupFile, ...]:
    """List the copies in the data folder, the newest first."""
    found = []
    for pattern in (MADE_BY_HAND, MADE_BY_ITSELF):
        for path in (home / BACKUPS).glob(pattern):
            if path.suffix in (".zip", LOCKED):
                stat = path.stat()
                made_at = datetime.fromtimestamp(stat.st_mtime, UTC)
                is_daily = pattern == MADE_BY_ITSELF
                found.append(BackupFile(path=path, made_at=made_at, size_bytes=stat.st_size, is_daily=is_daily))
    return tuple(sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True))


def _below(files: Iterable[Path], home: Path, folder: str) -> Iterable[Path]:
    return (path for path in files if folder in path.relative_to(home).parts)


def _size(files: Iterable[Path]) -> int:
    total = 0
    for path in files:
        try:
            total += path.stat().st_size
        except FileNotFoundError:  # it went away while we looked
            continue
    return total
