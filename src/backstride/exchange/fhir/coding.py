"""Codes and amounts as FHIR writes them: our own code systems, and the few public codes that we use.

Our own systems have addresses under a reserved name that never resolves, because nobody has published them yet. No
SNOMED code is used: our evidence tables hold none, and a guessed code would be worse than our own.

Sources
-------
loinc
    72514-3 pain severity, 0 to 10; 30525-0 age; 8302-2 body height.
hl7_terminology
    v2-0532 (expanded yes and no), flag-category, provenance-participant-type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

__all__ = [
    "AGE",
    "ASKED_UNKNOWN",
    "BODY_HEIGHT",
    "HL7",
    "NO",
    "PAIN_SEVERITY",
    "YES",
    "Own",
    "Resource",
    "concept",
    "fragments",
    "own_concept",
    "quantity",
]

Resource = dict[str, Any]
"""A FHIR resource or element, as JSON will write it."""

HL7 = "http://terminology.hl7.org/CodeSystem"
_OURS = "https://backstride.invalid/fhir/CodeSystem"
_LOINC = "http://loinc.org"
_UCUM = "http://unitsofmeasure.org"
_DECIMALS = 4


class Own(StrEnum):
    """Our own code systems, each with the ids of one kind of record."""

    FINDING = "finding"
    OPTION = "option"
    CAUSE = "cause"
    RULE = "rule"
    URGENCY = "urgency"
    MEASURE = "measure"
    HISTORY = "history"


def _coding(system: str, code: str, display: str) -> Resource:
    return {"system": system, "code": code, "display": display}


PAIN_SEVERITY = _coding(_LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
AGE = _coding(_LOINC, "30525-0", "Age")
BODY_HEIGHT = _coding(_LOINC, "8302-2", "Body height")
YES = _coding(f"{HL7}/v2-0532", "Y", "Yes")
NO = _coding(f"{HL7}/v2-0532", "N", "No")
ASKED_UNKNOWN = _coding(f"{HL7}/v2-0532", "ASKU", "asked but unknown")


def concept(coding: Resource, text: str = "") -> Resource:
    """Wrap a code as a concept, with the words that a person reads."""
    return {"coding": [coding], "text": text or coding["display"]}


def own_concept(kind: Own, code: str, words: str) -> Resource:
    """Give a record of our knowledge as a concept.

    Examples
    --------
    >>> own_concept(Own.FINDING, "leg_numbness", "numb leg")["coding"][0]["code"]
    'leg_numbness'
    """
    return concept(_coding(f"{_OURS}/{kind.value}", code, words))


def quantity(value: float, unit: str, ucum: str) -> Resource:
    """Give an amount with its unit in words and as a UCUM code.

    Examples
    --------
    >>> quantity(4.0, "of 10", "{score}")["value"]
    4.0
    """
    return {"value": round(float(value), _DECIMALS), "unit": unit, "system": _UCUM, "code": ucum}


def fragments(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """Give our own code systems as far as the resources use them, so that a reader finds every code explained."""
    used: dict[str, dict[str, str]] = {}
    for resource in resources:
        for coding in _codings(resource):
            used.setdefault(coding["system"], {})[coding["code"]] = coding["display"]
    return tuple(
        {
            "resourceType": "CodeSystem",
            "url": system,
            "name": f"Backstride{system.rpartition('/')[2].title()}",
            "status": "draft",
            "content": "fragment",
            "concept": [{"code": code, "display": used[system][code]} for code in sorted(used[system])],
        }
        for system in sorted(used)
    )


def _codings(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if str(value.get("system", "")).startswith(_OURS) and "code" in value:
            yield value
        for held in value.values():
            yield from _codings(held)
    elif isinstance(value, list):
        for held in value:
            yield from _codings(held)
