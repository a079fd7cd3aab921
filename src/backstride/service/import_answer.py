"""The shape of what ``backstride import --json`` writes."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.model.activity import Activity, IntakeWarning
from backstride.service.importing import ImportSummary

__all__ = ["DuplicateRow", "ImportAnswer", "SessionRow", "import_answer", "session_row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session; a measure that the source does not hold is null.

    Parameters
    ----------
    sport
        ``running`` on any surface, else the source's own word.
    start
        ISO 8601 in UTC.
    records, laps
        Counts; those of a file's sessions sum to the file's.
    avg_cadence_steps_per_min
        Both feet.
    """

    file: str
    sport: str
    start: str
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    records: int
    laps: int
    avg_heart_rate_bpm: float | None
    avg_cadence_steps_per_min: float | None
    avg_vertical_oscillation_mm: float | None
    avg_contact_time_ms: float | None
    avg_contact_balance_pct_left: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateRow:
    """Two files that hold one session: which is kept and which is not."""

    kept: str
    dropped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportAnswer:
    """Sessions, what files did not give, and what was there more than once."""

    activities: tuple[SessionRow, ...]
    warnings: tuple[IntakeWarning, ...]
    duplicates: tuple[DuplicateRow, ...]


def import_answer(summary: ImportSummary) -> ImportAnswer:
    """Give what an import gave in the shape that is published."""
    return ImportAnswer(
        activities=tuple(session_row(activity) for activity in summary.activities),
        warnings=summary.warnings,
        duplicates=tuple(DuplicateRow(kept=pair.kept.file, dropped=pair.dropped.file) for pair in summary.duplicates),
    )


def session_row(activity: Activity) -> SessionRow:
    """Give one session in the shape that is published."""
    return SessionRow(
        file=activity.file,
        sport="running" if activity.sport.is_running else activity.sport_as_recorded or activity.sport.value,
        start=activity.start.isoformat(),
        distance_m=activity.distance_m,
        timer_s=activity.timer_s,
        elapsed_s=activity.elapsed_s,
        records=activity.records,
        laps=activity.laps,
        avg_heart_rate_bpm=activity.avg_heart_rate_bpm,
        avg_cadence_steps_per_min=activity.avg_cadence_steps_per_min,
        avg_vertical_oscillation_mm=activity.avg_vertical_oscillation_mm,
        avg_contact_time_ms=activity.avg_contact_time_ms,
        avg_contact_balance_pct_left=activity.avg_contact_balance_pct_left,
    )
