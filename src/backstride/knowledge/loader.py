"""Read the reviewable YAML files into one knowledge base."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from backstride.knowledge.base import Knowledge
from backstride.knowledge.exercise import Demand, Exercise
from backstride.knowledge.schema import (
    Advice,
    Cause,
    FindingText,
    Manifest,
    Rule,
    Sign,
    Source,
    decode_hook,
)
from backstride.model.errors import KnowledgeError

__all__ = ["FOLDER", "load_yaml"]

FOLDER = Path(__file__).parent
"""The folder of the product's own knowledge files."""

Record = TypeVar("Record", FindingText, Sign, Rule, Cause, Advice, Demand, Exercise)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(folder: Path = FOLDER) -> Knowledge:
    """Read every knowledge file of a folder.

    Raises
    ------
    KnowledgeError
        If a file breaks the schema, names a record twice or is named unlike its record; the message names the file,
        the field and the reason.
    """
    return Knowledge(
        findings=_records(folder / "findings", FindingText),
        signs=_records(folder / "signs", Sign),
        rules=_records(folder / "rules", Rule),
        causes=_records(folder / "causes", Cause),
        advice=_records(folder / "advice", Advice),
        sources=_convert(_read(folder / "sources.yaml"), dict[str, Source], where="sources.yaml"),
        manifest=_convert(_read(folder / "manifest.yaml"), Manifest, where="manifest.yaml"),
        demands=_records(folder / "demands", Demand),
        exercises=_records(folder / "exercises", Exercise),
    )


def _records(folder: Path, kind: type[Record]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for path in _files(folder):
        where = f"{folder.name}/{path.name}"
        record = _convert(_read(path), kind, where=where)
        if record.id != path.stem:
            raise KnowledgeError(f"the record calls itself '{record.id}'", where=where, advice="name both alike")
        if record.id in records:
            raise KnowledgeError(f"'{record.id}' is there twice", where=where, advice="keep one")
        records[record.id] = record
    return records


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.rglob("*.yaml"), key=lambda path: path.stem)


def _read(path: Path) -> Any:  # noqa: ANN401 - untyped until the schema has seen it
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C
    except OSError as error:
        raise KnowledgeError("the file cannot be read", where=path.name, advice="restore it") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"this is not YAML: {error}", where=path.name, advice="mend the line it names") from error


def _convert(data: Any, kind: Any, *, where: str) -> Any:  # noqa: ANN401 - the kind decides
    try:
        return msgspec.convert(data, kind, dec_hook=decode_hook)
    except (msgspec.ValidationError, ValueError) as error:
        raise KnowledgeError(str(error), where=where, advice="correct that field") from error
