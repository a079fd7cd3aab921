"""How urgent it is and what it may be: Flag, ServiceRequest, RiskAssessment, ClinicalImpression.

Causes are a risk assessment and never a condition: no answer of ours is a diagnosis. Nothing is ordered: a request is a
proposal that a person has to take up.
"""

from __future__ import annotations

from collections.abc import Sequence

from backstride.exchange.fhir.coding import HL7, Own, Resource, concept, own_concept
from backstride.exchange.fhir.hand_over import HandOver
from backstride.model.ranking import Evidence, RankedCause
from backstride.model.verdict import Level, RuleHit

__all__ = ["clinical_impression", "flags", "risk_assessment", "service_request"]

_PRIORITY = {
    Level.ROUTINE_CLINICIAN: "routine",
    Level.WITHIN_DAYS: "urgent",
    Level.SAME_DAY: "asap",
    Level.EMERGENCY_NOW: "stat",
}
_SAFETY = {"system": f"{HL7}/flag-category", "code": "safety", "display": "Safety"}
_EXPLAINING = 6


def flags(given: HandOver) -> tuple[tuple[str, Resource], ...]:
    """Give one flag for each rule that fired, and one for doubts about safety that are still open."""
    verdict = given.assessment.triage
    found = [(f"flag-{hit.id}", _flag(given, _rule(given, hit))) for hit in verdict.rules]
    if not verdict.is_settled:
        waiting = [given.knowledge.label(name) for name in (*verdict.unsure, *verdict.open)]
        words = f"Not settled; could be as urgent as: {verdict.at_most.value.replace('_', ' ')}"
        text = f"{words}. Waits for: {'; '.join(waiting)}" if waiting else words
        not_settled = own_concept(Own.URGENCY, "not_settled", "urgency not settled") | {"text": text}
        found.append(("flag-not-settled", _flag(given, not_settled)))
    return tuple(found)


def _flag(given: HandOver, code: Resource) -> Resource:
    return {
        "resourceType": "Flag",
        "status": "active",
        "category": [concept(_SAFETY)],
        "code": code,
        "subject": given.subject,
        "period": {"start": given.written_at},
        "author": given.reference("device"),
    }


def _rule(given: HandOver, hit: RuleHit) -> Resource:
    because = ", ".join(given.knowledge.label(name) for name in hit.because)
    words = given.knowledge.rules[hit.id].name
    return own_concept(Own.RULE, hit.id, words) | {"text": f"{words} ({hit.level.value}): {because}"}


def service_request(given: HandOver) -> Resource | None:
    """Propose a visit; None where nothing we know asks for one."""
    verdict = given.assessment.triage
    if verdict.level not in _PRIORITY:
        return None
    request: Resource = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "priority": _PRIORITY[verdict.level],
        "code": own_concept(Own.URGENCY, verdict.level.value, given.title),
        "subject": given.subject,
        "authoredOn": given.written_at,
        "requester": given.reference("device"),
        "patientInstruction": given.action,
    }
    reasons = [_rule(given, hit) for hit in verdict.rules]
    return request | ({"reasonCode": reasons} if reasons else {})


def risk_assessment(given: HandOver, basis: Sequence[str]) -> Resource:
    """Give the chance of each cause, or why no causes are told.

    Parameters
    ----------
    basis
        Names of the resources it rests on.
    """
    done = given.assessment.question is None and not given.not_ranked
    note = given.not_ranked or (
        "Chances never set the urgency. Several causes can be true together, so they do not add up to 1. "
        f"{given.disclaimer}"
    )
    risk: Resource = {
        "resourceType": "RiskAssessment",
        "status": "final" if done else "preliminary",
        "subject": given.subject,
        "occurrenceDateTime": given.written_at,
        "performer": given.reference("device"),
        "method": {"text": f"Leaky noisy-or network, {given.assessment.ranking.method}; expert and published numbers."},
        "basis": [given.reference(name) for name in basis],
        "note": [{"text": note}],
    }
    ranked = () if given.not_ranked else given.assessment.ranking.causes
    return risk | ({"prediction": [_prediction(given, cause) for cause in ranked]} if ranked else {})


def _prediction(given: HandOver, cause: RankedCause) -> Resource:
    low, high = cause.interval90
    reasons = [f"{cause.kind.value}; 90 % range {low:.2f} to {high:.2f}"]
    for word, evidence in (("for", cause.for_), ("against", cause.against)):
        if evidence:
            reasons.append(f"{word}: " + ", ".join(_said(given, one) for one in evidence[:_EXPLAINING]))
    return {
        "outcome": own_concept(Own.CAUSE, cause.id, cause.name),
        "probabilityDecimal": round(cause.probability, 4),
        "rationale": ". ".join(reasons),
    }


def _said(given: HandOver, one: Evidence) -> str:
    label = given.knowledge.label(one.finding)
    return label if one.present else f"no {label}"


def clinical_impression(given: HandOver, looked_at: Sequence[str]) -> Resource:
    """Sum the answer up, with the rules that fired as its findings."""
    verdict = given.assessment.triage
    statement = "" if given.not_ranked else f" {given.statement}"
    impression: Resource = {
        "resourceType": "ClinicalImpression",
        "status": "completed" if given.assessment.question is None else "in-progress",
        "description": f"Made by a program from the runner's own answers. {given.disclaimer}",
        "subject": given.subject,
        "effectiveDateTime": given.written_at,
        "date": given.written_at,
        "investigation": [
            {"code": {"text": "What it rests on"}, "item": [given.reference(name) for name in looked_at]}
        ],
        "summary": f"{given.title}. {given.action}{statement}",
        "prognosisReference": [given.reference("risk")],
    }
    if verdict.rules:
        impression["finding"] = [{"itemCodeableConcept": _rule(given, hit)} for hit in verdict.rules]
    notes = [{"text": line} for line in given.assessment.notes if line]
    return impression | ({"note": notes} if notes else {})
