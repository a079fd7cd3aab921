"""Vignettes: described runners with the urgency a good clinician would reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from msgspec import Struct

from backstride.model.errors import CaseError, FileError, LimitError
from backstride.model.runner import Runner, Sex
from backstride.model.verdict import Level

__all__ = ["Vignette", "load_vignettes", "read_strictly", "vignettes_from"]

LARGEST_FILE_BYTES = 16 * 2**20
_SEXES: Mapping[str, Sex] = {"m": Sex.MALE, "f": Sex.FEMALE, **{sex.value: sex for sex in Sex}}
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette:
    """One described runner.

    Parameters
    ----------
    group
        What kind of case it is, such as benign, serious, emergency or edge.
    wanted
        The level a good clinician would choose.
    minimum, maximum
        The lowest level that is still safe, and the highest that is still reasonable.
    """

    id: str
    group: str
    runner: Runner
    wanted: Level
    minimum: Level
    maximum: Level

    def __post_init__(self) -> None:
        """Keep the levels in order."""
        if not self.minimum <= self.wanted <= self.maximum:
            raise CaseError(
                f"the levels are out of order ({self.minimum}, {self.wanted}, {self.maximum})",
                where=f"vignette {self.id}",
                advice="write minimum_acceptable, required_urgency and maximum_reasonable from low to high",
            )


class _Row(Struct, frozen=True, kw_only=True):
    """The fields of a described case that are used here; others are left unread."""

    id: str
    age: int
    sex: str
    required_urgency: Level
    minimum_acceptable: Level
    maximum_reasonable: Level
    group: str = ""


class _File(Struct, frozen=True, kw_only=True):
    """A file of described cases."""

    cases: tuple[_Row, ...]


def load_vignettes(path: Path) -> tuple[Vignette, ...]:
    """Read a file of vignettes, YAML or JSON.

    Raises
    ------
    FileError
        If it cannot be read.
    CaseError
        If a case is incomplete or impossible.
    """
    return read_strictly(path, vignettes_from)


def vignettes_from(data: object) -> tuple[Vignette, ...]:
    """Turn the content of a vignette file into vignettes.

    Examples
    --------
    >>> row = {"id": "A1", "age": 40, "sex": "F", "required_urgency": "same_day"}
    >>> row |= {"minimum_acceptable": "within_days", "maximum_reasonable": "emergency_now"}
    >>> vignettes_from({"cases": [row]})[0].runner.sex.value
    'female'
    """
    rows = msgspec.convert(data, _File).cases
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise CaseError("this id is used twice", where=f"vignette {row.id}", advice="give each case its own id")
        seen.add(row.id)
    return tuple(_vignette(row) for row in rows)


def _vignette(row: _Row) -> Vignette:
    sex = _SEXES.get(row.sex.strip().lower())
    if sex is None:
        raise CaseError(f"'{row.sex}' is not a sex", where=f"vignette {row.id}", advice="write F, M or unspecified")
    return Vignette(
        id=row.id,
        group=row.group,
        runner=Runner(age_years=row.age, sex=sex),
        wanted=row.required_urgency,
        minimum=row.minimum_acceptable,
        maximum=row.maximum_reasonable,
    )


def read_strictly(path: Path, read: Callable[[Any], Read]) -> Read:
    """Read a YAML or JSON file and hand its content to a reader; every failure is one plain line.

    Raises
    ------
    FileError
        If the file cannot be read or is too large.
    CaseError
        If its content does not fit.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise LimitError("this file is larger than 16 MB", where=str(path), advice="split it")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError("this file cannot be read as text", where=str(path), advice="check its name") from error
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe, in C
        return read(data)
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError) as error:
        raise CaseError(f"this does not fit ({error})", where=str(path), advice="correct that place") from error
