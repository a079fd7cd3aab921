"""A case file: YAML or JSON with answers, files, typed sessions and videos, read strictly.

Unknown keys, unknown findings and impossible values are refused with one plain line; a case that is empty or
contradicts itself is not an error, it only leads to a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from backstride.interview import answer_from
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model.activity import LoggedSession, Sport
from backstride.model.case import Case
from backstride.model.check_in import CheckIn
from backstride.model.clearance import Clearance
from backstride.model.errors import CaseError, FileError, LimitError
from backstride.model.form import FormReport
from backstride.model.history import History, Medicine, PainSettling, PainStart, Response, Treatment, TreatmentKind
from backstride.model.identifiers import FindingId
from backstride.model.plan_choice import PlanChoice
from backstride.model.preferences import Equipment, Preferences
from backstride.model.runner import Runner, Sex

__all__ = ["CaseFile", "case_from", "load_case"]

_FIRST_YEAR, _LAST_YEAR = 1900, 2199

LARGEST_CASE_FILE_BYTES = 4 * 2**20
KINDS_OF_SESSION: Mapping[str, Sport] = {
    **{sport.value: sport for sport in Sport},
    "run": Sport.RUNNING,
    "outdoor": Sport.RUNNING,
    "road": Sport.RUNNING,
    "treadmill": Sport.TREADMILL_RUNNING,
    "trail": Sport.TRAIL_RUNNING,
    "track": Sport.TRACK_RUNNING,
    "walk": Sport.WALKING,
    "hike": Sport.HIKING,
    "bike": Sport.CYCLING,
    "swim": Sport.SWIMMING,
    "gym": Sport.STRENGTH,
}


class _Strict(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a case file that refuses what it does not know."""


class RunnerFields(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who the runner is; everything is optional."""

    age_years: float | None = None
    sex: Sex = Sex.UNSPECIFIED
    height_cm: float | None = None
    country: str | None = None
    time_zone: str | None = None


class LogRow(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session typed by hand."""

    date: date
    minutes: float | None = None
    distance_km: float | None = None
    kind: str = "running"
    effort_0_to_10: float | None = None
    note: str = ""


class VideoRow(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A clip, or a keypoint file made from one."""

    path: str | None = None
    keypoints: str | None = None


class PreferenceFields(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a plan is fitted to; everything is optional. Weekdays count from 0, Monday."""

    equipment: tuple[Equipment, ...] | None = None
    minutes_per_session: int | None = None
    running_days: tuple[int, ...] | None = None


class MedicineRow(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A medicine and what it did."""

    name: str
    dose: str = ""
    how_often: str = ""
    response: Response | None = None


class TreatmentRow(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A treatment and how well it helped."""

    kind: TreatmentKind
    what: str = ""
    when: str = ""
    sessions: int | None = None
    response: Response | None = None


class HistoryFields(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is told to a clinician beside the interview; it changes no answer, and everything is optional."""

    pain_starts: PainStart | None = None
    pain_settles: PainSettling | None = None
    medicines: tuple[MedicineRow, ...] = ()
    no_medicines: bool = False
    treatments: tuple[TreatmentRow, ...] = ()
    no_treatment: bool = False
    work: str = ""
    worry: str = ""
    hope: str = ""


class CaseFile(_Strict, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The content of a case file. Paths are relative to the file."""

    runner: RunnerFields | None = None
    answers: dict[str, Any] | None = None
    activities: tuple[str, ...] | None = None
    log: tuple[LogRow, ...] | None = None
    video: tuple[VideoRow, ...] | None = None
    check_ins: tuple[CheckIn, ...] | None = None
    plan_choices: tuple[PlanChoice, ...] | None = None
    clearances: tuple[Clearance, ...] | None = None
    preferences: PreferenceFields | None = None
    note: str | None = None
    history: HistoryFields | None = None
    now: datetime | None = None


def load_case(path: str | Path, *, knowledge: Knowledge | None = None) -> Case:
    """Read a case file with all the files and clips it names. Nothing is stored.

    Raises
    ------
    CaseError
        If the file holds something unknown or impossible.
    FileError
        If the file, or a file it names, cannot be read.
    """
    path = Path(path)
    return case_from(_parsed(path), folder=path.parent, knowledge=knowledge or load_knowledge())


def _parsed(path: Path) -> object:
    text = _text(path)
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe, in C
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CaseError(f"this is not YAML or JSON ({error})", where=str(path), advice="mend that line") from error


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise FileError("this is a folder", where=str(path), advice="name the case file itself")
        if path.stat().st_size > LARGEST_CASE_FILE_BYTES:
            raise LimitError("a case file may hold 4 MB", where=str(path), advice="keep runs and clips in own files")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError("this is not a text file", where=str(path), advice="give a YAML or JSON file") from error
    except OSError as error:
        raise FileError("the case file cannot be read", where=str(path), advice="check name and folder") from error


def case_from(data: object, *, folder: Path, knowledge: Knowledge) -> Case:
    """Turn the content of a case file into a case.

    Parameters
    ----------
    data
        What the YAML or JSON held; None is an empty case.
    folder
        Where relative paths start.
    """
    try:
        fields = msgspec.convert({} if data is None else data, CaseFile)
    except (msgspec.ValidationError, ValueError) as error:
        raise CaseError(str(error), where="the case file", advice="correct that field") from error
    for day, where in _days_in(fields):
        _must_be_in_our_time(day, where)
    case = Case(
        runner=_runner(fields.runner or RunnerFields()),
        log=tuple(_logged(row, index) for index, row in enumerate(fields.log or ())),
        check_ins=fields.check_ins or (),
        plan_choices=fields.plan_choices or (),
        clearances=fields.clearances or (),
        note=fields.note or "",
        history=_history(fields.history or HistoryFields()),
        preferences=_preferences(fields.preferences or PreferenceFields()),
        now=None if fields.now is None else _utc(fields.now),
    )
    answers = (fields.answers or {}).items()
    case = case.with_answers(answer_from(FindingId(name), given, knowledge) for name, given in answers)
    case = _with_activities(case, [folder / name for name in fields.activities or ()])
    forms = tuple(_form(row, index, folder, case) for index, row in enumerate(fields.video or ()))
    return replace(case, forms=forms)


def _runner(fields: RunnerFields) -> Runner:
    return Runner(
        age_years=None if fields.age_years is None else _whole_years(fields.age_years),
        sex=fields.sex,
        height_cm=fields.height_cm,
        country=fields.country.upper() if fields.country else None,
        time_zone=fields.time_zone or "UTC",
    )


def _preferences(fields: PreferenceFields) -> Preferences:
    told = {name: value for name, value in msgspec.structs.asdict(fields).items() if value is not None}
    try:
        return Preferences(**told)
    except ValueError as error:
        raise CaseError(str(error), where="preferences", advice="correct that preference") from error


def _history(fields: HistoryFields) -> History | None:
    where = "history"
    try:
        medicines, treatments = [], []
        for index, medicine in enumerate(fields.medicines):
            where = f"history.medicines[{index}]"
            medicines.append(Medicine(**msgspec.structs.asdict(medicine)))
        for index, treatment in enumerate(fields.treatments):
            where = f"history.treatments[{index}]"
            treatments.append(Treatment(**msgspec.structs.asdict(treatment)))
        where = "history"
        rows = {"medicines": tuple(medicines), "treatments": tuple(treatments)}
        told = History(**{**msgspec.structs.asdict(fields), **rows})
    except ValueError as error:
        raise CaseError(str(error), where=where, advice="correct that field") from error
    return None if told.is_empty else told


def _whole_years(age_years: float) -> int:
    if not age_years.is_integer():
        raise CaseError(f"{age_years} is not a whole number", where="runner.age_years", advice="give whole years")
    return int(age_years)


def _utc(moment: datetime) -> datetime:
    _must_be_in_our_time(moment, "now")
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _must_be_in_our_time(day: date, where: str) -> None:
    """Refuse a day at the edges of the calendar, where no week before or after it can be counted."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        what = f"the year {day.year} is not between {_FIRST_YEAR} and {_LAST_YEAR}"
        raise CaseError(what, where=where, advice="correct that day")


def _days_in(fields: CaseFile) -> Iterator[tuple[date, str]]:
    """Give every day of a case file with the field that holds it."""
    for index, row in enumerate(fields.log or ()):
        yield row.date, f"log[{index}].date"
    for index, entry in enumerate(fields.check_ins or ()):
        yield entry.day, f"check_ins[{index}].day"
    for index, choice in enumerate(fields.plan_choices or ()):
        yield choice.day, f"plan_choices[{index}].day"


def _logged(row: LogRow, index: int) -> LoggedSession:
    kind = KINDS_OF_SESSION.get(row.kind.strip().lower())
    if kind is None:
        known = ", ".join(KINDS_OF_SESSION)
        raise CaseError(f"'{row.kind}' is not a kind of session", where=f"log[{index}]", advice=f"use one of {known}")
    rest: dict[str, Any] = msgspec.structs.asdict(row)
    try:
        return LoggedSession(**{**rest, "kind": kind})
    except ValueError as error:
        raise CaseError(str(error), where=f"log[{index}]", advice="correct that session") from error


def _with_activities(case: Case, paths: list[Path]) -> Case:
    if not paths:
        return case
    from backstride.service.importing import read_only

    for path in paths:
        _require_exists(path)
    intake = read_only(paths, zone=case.runner.time_zone)
    return replace(case, activities=tuple(intake.activities), warnings=(*case.warnings, *intake.warnings))


def _form(row: VideoRow, index: int, folder: Path, case: Case) -> FormReport:
    names = [name for name in (row.path, row.keypoints) if name]
    if len(names) != 1:
        raise CaseError("give path or keypoints", where=f"video[{index}]", advice="write {path: side.mp4}")
    path = folder / names[0]
    _require_exists(path)
    from backstride.service.filming import measure_clip

    return measure_clip(path, height_cm=case.runner.height_cm)


def _require_exists(path: Path) -> None:
    if not path.exists():
        raise FileError("this file does not exist", where=str(path), advice="check the name in the case file")
