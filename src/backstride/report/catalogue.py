"""The knowledge base as lists for other programs."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import Cause, FindingText, FindingType, written
from backstride.model.question import Choice
from backstride.model.ranking import CauseKind
from backstride.model.runner import Sex
from backstride.model.verdict import Level, Permission

__all__ = ["CauseRow", "FindingRow", "catalogue_rows"]

_TYPES = {FindingType.YES_NO: "single", FindingType.NUMBER: "scale", FindingType.CHOICE: "choice"}
_YES_NO = (Choice(id="present", text="Yes"), Choice(id="absent", text="No"), Choice(id="unknown", text="Not sure"))


class FindingRow(Struct, frozen=True, kw_only=True):
    """One askable finding."""

    id: str
    label: str
    question: str
    why: str
    type: str
    choices: tuple[Choice, ...]
    minimum: float | None
    maximum: float | None
    unit: str
    region: str
    safety: bool
    default_when_unmentioned: bool
    how_to_check: str
    sex: tuple[Sex, ...]
    age_from_years: int
    age_to_years: int


class CauseRow(Struct, frozen=True, kw_only=True):
    """One cause or contributor."""

    id: str
    name: str
    clinical_name: str
    aliases: tuple[str, ...]
    kind: CauseKind
    urgency: Level
    permission: Permission
    summary: str


def catalogue_rows(knowledge: Knowledge, part: str) -> list[dict[str, Any]]:
    """Give one part of the knowledge base as plain rows.

    Parameters
    ----------
    part
        ``findings``, ``causes``, ``rules``, ``exercises``, ``advice`` or ``sources``.
    """
    rows: dict[str, list[Any]] = {
        "findings": [_finding(text) for text in knowledge.findings.values()],
        "causes": [_cause(cause) for cause in knowledge.causes.values()],
        "rules": list(knowledge.rules.values()),
        "exercises": list(knowledge.exercises.values()),
        "advice": list(knowledge.advice.values()),
        "sources": [{"id": name, **msgspec.to_builtins(source)} for name, source in knowledge.sources.items()],
    }
    return [written(row) for row in rows[part]]


def _finding(text: FindingText) -> FindingRow:
    options = tuple(Choice(id=choice.id, text=choice.text) for choice in text.choices)
    return FindingRow(
        id=text.id,
        label=text.label,
        question=text.question,
        why=text.why,
        type=_TYPES[text.type],
        choices=_YES_NO if text.type is FindingType.YES_NO else options,
        minimum=text.minimum,
        maximum=text.maximum,
        unit=text.unit,
        region=text.region,
        safety=text.safety,
        default_when_unmentioned=text.default_when_unmentioned,
        how_to_check=text.how_to_check,
        sex=text.sex,
        age_from_years=text.age_from_years,
        age_to_years=text.age_to_years,
    )


def _cause(cause: Cause) -> CauseRow:
    return CauseRow(
        id=cause.id,
        name=cause.name,
        clinical_name=cause.clinical_name,
        aliases=cause.aliases,
        kind=cause.kind,
        urgency=cause.urgency,
        permission=cause.permission,
        summary=cause.summary,
    )
