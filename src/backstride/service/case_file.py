"""A case file: YAML or JSON with answers, files, typed sessions and videos, read strictly.

Unknown keys, unknown findings and impossible values are refused with one plain line; a case that is empty or
contradicts itself is not an error, it only leads to a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from backstride.interview import answer_from
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model.activity import LoggedSession, Sport
from backstride.model.case import Case
from backstride.model.check_in import CheckIn
from backstride.model.clearance import Clearance
from backstride.model.errors import CaseError, FileError, LimitError
from backstride.model.form import FormReport
from backstride.model.identifiers import FindingId
from backstride.model.runner import Runner, Sex

__all__ = ["case_from", "load_case"]

LARGEST_CASE_FILE_BYTES = 4 * 2**20
_KEYS = ("runner", "answers", "activities", "log", "video", "check_ins", "clearances", "note", "now")
_RUNNER_KEYS = ("age_years", "sex", "height_cm", "country", "time_zone")
_KINDS: Mapping[str, Sport] = {
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
Value = TypeVar("Value")


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
    try:
        if path.is_dir():
            raise FileError("this is a folder", where=str(path), advice="name the case file itself")
        if path.stat().st_size > LARGEST_CASE_FILE_BYTES:
            raise LimitError(
                "a case file may hold 4 MB", where=str(path), advice="keep runs and clips in their own files"
            )
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError("this is not a text file", where=str(path), advice="give a YAML or JSON case file") from error
    except OSError as error:
        raise FileError(
            "the case file cannot be read", where=str(path), advice="check the name and the folder"
        ) from error
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe, in C
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = str(error).replace("\n", " ")
        raise CaseError(f"this is not YAML or JSON ({line})", where=str(path), advice="mend that line") from error


def case_from(data: object, *, folder: Path, knowledge: Knowledge) -> Case:
    """Turn the content of a case file into a case.

    Parameters
    ----------
    data
        What the YAML or JSON held; None is an empty case.
    folder
        Where relative paths start.
    """
    fields = _mapping({} if data is None else data, "the case", _KEYS)
    runner = _runner(fields.get("runner"))
    case = Case(
        runner=runner,
        log=tuple(_logged(row, index) for index, row in enumerate(_list(fields, "log"))),
        check_ins=tuple(
            _converted(row, CheckIn, f"check_ins[{i}]") for i, row in enumerate(_list(fields, "check_ins"))
        ),
        clearances=tuple(
            _converted(row, Clearance, f"clearances[{i}]") for i, row in enumerate(_list(fields, "clearances"))
        ),
        note=str(fields.get("note") or ""),
        now=_moment(fields.get("now")),
    )
    answers = _mapping(fields.get("answers") or {}, "answers", None)
    case = case.with_answers(answer_from(FindingId(str(name)), given, knowledge) for name, given in answers.items())
    case = _with_activities(case, [folder / str(name) for name in _list(fields, "activities")])
    return _with_forms(case, _list(fields, "video"), folder)


def _mapping(data: object, where: str, known: Sequence[str] | None) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise CaseError("names with values were expected", where=where, advice="write 'name: value' lines")
    for key in data:
        if known is not None and key not in known:
            raise CaseError(f"'{key}' is not known here", where=where, advice=f"use {', '.join(known)}")
    return {str(key): value for key, value in data.items()}


def _list(fields: Mapping[str, Any], name: str) -> list[Any]:
    rows = fields.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise CaseError("a list was expected", where=name, advice="start each entry with a dash")
    return rows


def _runner(data: object) -> Runner:
    fields = _mapping({} if data is None else data, "runner", _RUNNER_KEYS)
    sex = fields.get("sex", Sex.UNSPECIFIED.value)
    if sex not in {member.value for member in Sex}:
        raise CaseError(f"'{sex}' is not an option", where="runner.sex", advice="use female, male or unspecified")
    age = _whole(fields.get("age_years"), "runner.age_years")
    height = fields.get("height_cm")
    if height is not None and (isinstance(height, bool) or not isinstance(height, int | float)):
        raise CaseError(f"'{height}' is not a number", where="runner.height_cm", advice="give centimetres")
    return Runner(
        age_years=age,
        sex=Sex(sex),
        height_cm=None if height is None else float(height),
        country=None if fields.get("country") is None else str(fields["country"]).upper(),
        time_zone=str(fields.get("time_zone") or "UTC"),
    )


def _whole(value: object, where: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise CaseError(f"'{value}' is not a whole number", where=where, advice="give a whole number, such as 38")
    return int(value)


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError as error:
            raise CaseError(f"'{value}' is not a moment", where="now", advice="write 2026-11-22T09:00:00Z") from error
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, 12, tzinfo=UTC)
    raise CaseError(f"'{value}' is not a moment", where="now", advice="write 2026-11-22T09:00:00Z")


def _logged(row: object, index: int) -> LoggedSession:
    where = f"log[{index}]"
    fields = _mapping(row, where, ("date", "minutes", "distance_km", "km", "kind", "effort_0_to_10", "note"))
    kind = str(fields.pop("kind", "running")).strip().lower()
    if kind not in _KINDS:
        raise CaseError(f"'{kind}' is not a kind of session", where=where, advice=f"use one of {', '.join(_KINDS)}")
    if "km" in fields:
        fields["distance_km"] = fields.pop("km")
    return _converted({**fields, "kind": _KINDS[kind].value}, LoggedSession, where)


def _converted(row: object, kind: type[Value], where: str) -> Value:
    try:
        return msgspec.convert(row, kind)
    except (msgspec.ValidationError, ValueError) as error:
        raise CaseError(str(error), where=where, advice="correct that field") from error


def _with_activities(case: Case, paths: list[Path]) -> Case:
    if not paths:
        return case
    from backstride.service.importing import read_only

    for path in paths:
        _require_exists(path)
    intake = read_only(paths, zone=case.runner.time_zone)
    return replace(case, activities=tuple(intake.activities), warnings=(*case.warnings, *intake.warnings))


def _require_exists(path: Path) -> None:
    if not path.exists():
        raise FileError("this file does not exist", where=str(path), advice="check the name in the case file")


def _with_forms(case: Case, rows: list[Any], folder: Path) -> Case:
    return replace(case, forms=tuple(_form(row, index, folder, case) for index, row in enumerate(rows)))


def _form(row: object, index: int, folder: Path, case: Case) -> FormReport:
    fields = _mapping(row, f"video[{index}]", ("path", "keypoints"))
    if len(fields) != 1:
        raise CaseError("give either path or keypoints", where=f"video[{index}]", advice="write {path: side.mp4}")
    path = folder / str(next(iter(fields.values())))
    _require_exists(path)
    from backstride.service.filming import measure_clip

    return measure_clip(path, height_cm=case.runner.height_cm)
