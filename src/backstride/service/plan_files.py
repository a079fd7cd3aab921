"""A plan as files to take along: calendar, watch workouts, plain text, a sheet for the coach."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from backstride.exchange.fit_workout import encode_workout
from backstride.model.errors import FileError
from backstride.model.plan import Plan, PlanSession
from backstride.report.coach_sheet import coach_sheet
from backstride.report.plan_text import plan_text

__all__ = ["CALENDAR", "plan_files", "watch_workouts", "write_plan_files", "zipped"]

CALENDAR = "plan.ics"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def plan_files(
    plan: Plan,
    names: Mapping[str, str],
    *,
    owner: str,
    now: datetime,
    today: date,
    at: time | None = None,
    earlier: bytes | None = None,
) -> dict[str, bytes]:
    """Give every file of a plan by its name; ``earlier`` is the calendar written last time.

    See :func:`backstride.exchange.calendar.plan_calendar` for the terms.

    Raises
    ------
    FileError
        When ``earlier`` is no calendar.
    """
    # Calendars bring a large library, and most pages that come by here write none.
    from backstride.exchange.calendar import plan_calendar, sent_events

    return {
        CALENDAR: plan_calendar(
            plan, names, owner=owner, now=now, at=at, earlier=() if earlier is None else sent_events(earlier)
        ),
        "plan.txt": plan_text(plan, names).encode(),
        "coach.txt": coach_sheet(plan, names, today=today).encode(),
        **{f"watch/{name}": data for name, data in watch_workouts(plan).items()},
    }


def write_plan_files(
    folder: Path,
    plan: Plan,
    names: Mapping[str, str],
    *,
    owner: str,
    now: datetime,
    time_zone: str,
    at: time | None = None,
) -> None:
    """Write a plan's files into a folder; a calendar that is there from an earlier plan is brought up to date.

    Raises
    ------
    FileError
        When the folder cannot be written, or holds a calendar that cannot be read.
    """
    held = folder / CALENDAR
    try:
        earlier = held.read_bytes() if held.is_file() else None
        today = now.astimezone(ZoneInfo(time_zone)).date()
        files = plan_files(plan, names, owner=owner, now=now, today=today, at=at, earlier=earlier)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise FileError("nothing can be written here", where=str(folder), advice="name another folder") from error


def watch_workouts(plan: Plan) -> dict[str, bytes]:
    """Give each planned run as a FIT workout, by file name."""
    seen: Counter[date] = Counter()
    files: dict[str, bytes] = {}
    for session in _runs(plan):
        if session.day is not None:
            seen[session.day] += 1
            number = seen[session.day]
            files[f"{session.day.isoformat()}_run_{number}.fit"] = encode_workout(session, number=number)
    return files


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into one archive; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _runs(plan: Plan) -> Iterator[PlanSession]:
    return (session for week in plan.weeks for session in week.sessions if session.run is not None)
