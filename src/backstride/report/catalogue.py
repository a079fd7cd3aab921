"""The knowledge base as lists for other programs."""

from __future__ import annotations

from typing import Any

import msgspec

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import FindingText, FindingType, Rule, encode_hook

__all__ = ["catalogue_rows"]


def catalogue_rows(knowledge: Knowledge, part: str) -> list[dict[str, Any]]:
    """Give one part of the knowledge base as plain rows.

    Parameters
    ----------
    part
        ``findings``, ``causes``, ``rules``, ``exercises``, ``advice`` or ``sources``.
    """
    if part == "findings":
        return [_finding(text) for text in knowledge.findings.values()]
    if part == "causes":
        return [
            {
                "id": cause.id,
                "name": cause.name,
                "clinical_name": cause.clinical_name,
                "aliases": list(cause.aliases),
                "kind": cause.kind.value,
                "urgency": cause.urgency.value,
                "permission": cause.permission.value,
                "summary": cause.summary,
            }
            for cause in knowledge.causes.values()
        ]
    if part == "rules":
        return [_rule(rule) for rule in knowledge.rules.values()]
    if part == "advice":
        return [msgspec.to_builtins(item, enc_hook=encode_hook) for item in knowledge.advice.values()]
    if part == "sources":
        return [{"id": name, **msgspec.to_builtins(source)} for name, source in knowledge.sources.items()]
    return []


def _finding(text: FindingText) -> dict[str, Any]:
    types = {FindingType.YES_NO: "single", FindingType.NUMBER: "scale", FindingType.CHOICE: "choice"}
    choices = [{"id": choice.id, "text": choice.text} for choice in text.choices]
    if text.type is FindingType.YES_NO:
        choices = [
            {"id": "present", "text": "Yes"},
            {"id": "absent", "text": "No"},
            {"id": "unknown", "text": "Not sure"},
        ]
    return {
        "id": text.id,
        "label": text.label,
        "question": text.question,
        "why": text.why,
        "type": types[text.type],
        "choices": choices,
        "minimum": text.minimum,
        "maximum": text.maximum,
        "unit": text.unit,
        "region": text.region,
        "safety": text.safety,
        "default_when_unmentioned": text.default_when_unmentioned,
        "how_to_check": text.how_to_check,
        "sex": [member.value for member in text.sex],
        "age_from_years": text.age_from_years,
        "age_to_years": text.age_to_years,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(rule, enc_hook=encode_hook)
    return row
