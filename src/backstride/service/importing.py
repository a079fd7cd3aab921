"""Import: files, folders and exports into the store, each session once, carrying on where it was stopped."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from backstride.intake import Duplicate, Intake, read_paths
from backstride.intake.duplicates import SessionHistory, merge_duplicates, told_duplicates
from backstride.intake.read import collapse, read_source, require
from backstride.intake.reading import Reading
from backstride.intake.unpack import Tell, find_files, unpack_file
from backstride.intake.warning import WarningCode, warn
from backstride.model.activity import Activity, IntakeWarning
from backstride.model.codec import decode_json, encode_json
from backstride.model.errors import CaseError, FileError
from backstride.store.activities import (
    OriginalRow,
    SeenFile,
    delete_activities,
    list_activities,
    read_seen_files,
    write_activities,
    write_original_row,
    write_seen_file,
)
from backstride.store.engine import open_store
from backstride.store.originals import Originals

__all__ = ["ImportProgress", "ImportSummary", "import_paths", "read_only", "zone_named"]

READER_VERSION = 2
"""Raised whenever the readers give more or other than before; files are then read again."""
_BATCH_FILES = 40
_MOST_WAITING = 16
_TELL_EVERY_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    """How far an import is.

    Parameters
    ----------
    done, total
        Files done, and files in all.
    seconds
        Seconds so far.
    file
        The file at hand.
    entries_done, entries
        Files done in the archive at hand, and in all of it; 0 outside archives.
    """

    done: int
    total: int
    seconds: float
    file: str
    entries_done: int = 0
    entries: int = 0

    @property
    def share(self) -> float:
        """How much is done, 0 to 1; an archive counts by its entries."""
        inside = self.entries_done / self.entries if self.entries else 0.0
        return (self.done + inside) / self.total if self.total else 1.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds that the rest will take at this rate; None before there is a rate."""
        return self.seconds / self.share * (1.0 - self.share) if self.share > 0.0 else None

    @property
    def files_a_second(self) -> float:
        """Files read in a second so far, those in the archive at hand included."""
        return (self.done + self.entries_done) / max(self.seconds, 1e-3)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What an import gave.

    Parameters
    ----------
    activities
        What these paths hold, each session once.
    warnings
        What files did not give.
    duplicates
        Sessions that were there more than once, here or in the store.
    new
        Sessions that the store did not have before.
    files
        Files looked at, and of these the unchanged ones that were not read again.
    """

    activities: tuple[Activity, ...] = ()
    warnings: tuple[IntakeWarning, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    new: int = 0
    files: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What a file gave, as it is kept beside its path."""

    activities: tuple[Activity, ...]
    warnings: tuple[IntakeWarning, ...]


def read_only(paths: Iterable[Path], *, zone: str = "UTC") -> Intake:
    """Read files for a command that must not store anything."""
    return read_paths(paths, zone=zone_named(zone))


def zone_named(name: str) -> ZoneInfo:
    """Find a time zone by its name.

    Raises
    ------
    CaseError
        When there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        advice = "use a name such as Europe/London"
        raise CaseError(f"'{name}' is not a time zone", where="time_zone", advice=advice) from error


def import_paths(
    paths: Iterable[Path],
    *,
    home: Path,
    zone: str = "UTC",
    progress: Callable[[ImportProgress], None] | None = None,
) -> ImportSummary:
    """Read files, folders and exports into the store of a data folder.

    An unchanged file that was read before is not read again. Sessions, warnings and the note that a file was read are
    stored together in small steps: a crash at any moment loses at most the last step, and the next import goes on.

    Raises
    ------
    FileError
        When a path does not exist, or the store cannot be written (a full disk); what was stored before stays.
    """
    files: list[tuple[Path, str]] = []
    for path in paths:
        require(path)
        files.extend(find_files(path))
    engine = open_store(home)
    try:
        return _Import(engine, Originals(home), zone_named(zone)).run(files, progress)
    except OSError as error:
        raise _not_stored(error.strerror or str(error), home) from error
    except OperationalError as error:
        raise _not_stored(str(error.orig), home) from error


def _not_stored(reason: str, home: Path) -> FileError:
    advice = "free some space and import again; what was stored before is kept"
    return FileError(f"the import could not be stored ({reason})", where=str(home), advice=advice)


@dataclass(slots=True)
class _Import:
    """One run over some files."""

    engine: Engine
    originals: Originals
    zone: ZoneInfo
    history: SessionHistory = field(default_factory=SessionHistory)
    seen: dict[str, SeenFile] = field(default_factory=dict)
    here: list[Activity] = field(default_factory=list)
    warnings: list[IntakeWarning] = field(default_factory=list)
    pairs: list[Duplicate] = field(default_factory=list)
    unchanged: int = 0

    def run(self, files: list[tuple[Path, str]], progress: Callable[[ImportProgress], None] | None) -> ImportSummary:
        """Import the files batch by batch."""
        with self.engine.connect() as connection:
            stored = list_activities(connection)
            for activity in stored:
                self.history.add(activity)
            self.seen = read_seen_files(connection, reader=READER_VERSION)
        stored_pairs = len(self.history.duplicates)
        clock = _Clock(progress, len(files), monotonic())
        with ThreadPoolExecutor(1) as packer:
            for batch in _batches(files):
                results = []
                for path, name in batch:
                    clock.file = name
                    results.append(self._file(packer, path, name, clock.tell_entries))
                    clock.tell_file()
                # Reading takes the time; the store is held only while a batch is written.
                with self.engine.begin() as connection:
                    for result in results:
                        self._store(connection, result)
        activities, within = merge_duplicates(self.here)
        new = {one.id for one in self.history.sessions()} - {one.id for one in stored}
        earlier = self.history.duplicates[stored_pairs:]
        known = {(pair.kept.id, pair.dropped.id) for pair in within}
        pairs = (*within, *told_duplicates(pair for pair in earlier if (pair.kept.id, pair.dropped.id) not in known))
        return ImportSummary(
            activities=activities,
            warnings=tuple(self.warnings),
            duplicates=pairs,
            new=len(new),
            files=len(files),
            unchanged=self.unchanged,
        )

    def _file(self, packer: ThreadPoolExecutor, path: Path, name: str, tell: Tell) -> _Result | None:
        """Read one file unless it is unchanged; None when there is nothing to store."""
        place = str(path.absolute())
        try:
            status = path.stat()
        except OSError as error:
            self.warnings.append(warn(name, WarningCode.UNREADABLE_FILE, what=error.strerror or "it is gone"))
            return None
        seen = self.seen.get(place)
        if seen is not None and (seen.size, seen.mtime_ns) == (status.st_size, status.st_mtime_ns):
            self.unchanged += 1
            remembered = decode_json(seen.reading, _Remembered)
            self.here.extend(remembered.activities)
            self.warnings.extend(remembered.warnings)
            return None
        activities, warnings, kept = self._read(packer, path, name, tell)
        self.here.extend(activities)
        self.warnings.extend(warnings)
        reading = encode_json(_Remembered(tuple(activities), tuple(warnings)))
        new = SeenFile(
            path=place, size=status.st_size, mtime_ns=status.st_mtime_ns, reader=READER_VERSION, reading=reading
        )
        return _Result(new, tuple(activities), tuple(kept))

    def _read(
        self, packer: ThreadPoolExecutor, path: Path, name: str, tell: Tell
    ) -> tuple[list[Activity], list[IntakeWarning], list[OriginalRow]]:
        """Read one file; its originals are packed on another thread meanwhile."""
        activities: list[Activity] = []
        warnings: list[IntakeWarning] = []
        packing: deque[tuple[OriginalRow, Future[int]]] = deque()
        kept: list[OriginalRow] = []
        for item in unpack_file(path, name, tell=tell):
            reading = item if isinstance(item, Reading) else read_source(item, zone=self.zone)
            activities.extend(reading.activities)
            warnings.extend(reading.warnings)
            if isinstance(item, Reading) or not reading.sessions:
                continue
            if item.open_stream is not None:
                warnings.append(warn(item.name, WarningCode.ORIGINAL_NOT_KEPT))
                continue
            row = OriginalRow(content_hash=reading.content_hash, name=item.name, size=len(item.data))
            packing.append((row, packer.submit(self.originals.keep, reading.content_hash, item.data)))
            # A long archive must not pile up in memory.
            while len(packing) > _MOST_WAITING:
                kept.append(_packed(*packing.popleft()))
        kept.extend(_packed(*waiting) for waiting in packing)
        return activities, list(collapse(name, warnings)), kept

    def _store(self, connection: Connection, result: _Result | None) -> None:
        """Add the sessions of a file to the history and store what changed in it."""
        if result is None:
            return
        for row in result.originals:
            write_original_row(connection, row)
        for activity in result.activities:
            pair = self.history.add(activity)
            write_activities(connection, [activity if pair is None else pair.kept])
            if pair is not None and pair.dropped.id != pair.kept.id:
                delete_activities(connection, [pair.dropped.id])
        write_seen_file(connection, result.seen)


@dataclass(slots=True)
class _Clock:
    """Tells how far the import is, at most a few times a second inside an archive."""

    progress: Callable[[ImportProgress], None] | None
    total: int
    began: float
    file: str = ""
    done: int = 0
    last: float = 0.0

    def tell_file(self) -> None:
        """Say that a file is done."""
        self.done += 1
        self._tell(0, 0)

    def tell_entries(self, done: int, entries: int) -> None:
        """Say how much of an archive is done."""
        if monotonic() - self.last >= _TELL_EVERY_S:
            self._tell(done, entries)

    def _tell(self, entries_done: int, entries: int) -> None:
        self.last = monotonic()
        if self.progress is not None:
            self.progress(
                ImportProgress(
                    done=self.done, total=self.total, seconds=self.last - self.began, file=self.file,
                    entries_done=entries_done, entries=entries,
                )
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Result:
    """What is to be stored about one file."""

    seen: SeenFile
    activities: tuple[Activity, ...]
    originals: tuple[OriginalRow, ...]


def _packed(row: OriginalRow, size: Future[int]) -> OriginalRow:
    return replace(row, packed_size=size.result())


def _batches(files: list[tuple[Path, str]]) -> Iterator[list[tuple[Path, str]]]:
    for begin in range(0, len(files), _BATCH_FILES):
        yield files[begin : begin + _BATCH_FILES]
