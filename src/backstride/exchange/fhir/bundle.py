"""The bundle: every resource at an address of its own, each reference to one that is there."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from backstride.exchange.fhir.appraisal import clinical_impression, flags, risk_assessment, service_request
from backstride.exchange.fhir.care import care_plan, goals
from backstride.exchange.fhir.coding import HL7, Resource, fragments
from backstride.exchange.fhir.hand_over import HandOver
from backstride.exchange.fhir.interview import questionnaire, questionnaire_response
from backstride.exchange.fhir.observations import observations
from backstride.exchange.fhir.visit_history import visit_history
from backstride.model.runner import Sex

__all__ = ["bundle"]

_GENDER = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.UNSPECIFIED: "unknown"}


def bundle(given: HandOver) -> Resource:
    """Give an answer as a FHIR R4 bundle of the kind "collection".

    It names nobody: the runner is a patient without a name, whom the clinic matches by hand.

    Sources
    -------
    hl7_fhir_r4
        FHIR 4.0.1, the release that clinics' systems take.
    """
    seen = observations(given)
    rests_on = ["answers", *(name for name, _ in seen)]
    aims = goals(given)
    named: list[tuple[str, Resource | None]] = [
        ("patient", {"resourceType": "Patient", "gender": _GENDER[given.case.runner.sex]}),
        ("device", _device(given)),
        ("questions", questionnaire(given.knowledge)),
        ("answers", questionnaire_response(given)),
        *visit_history(given),
        *seen,
        *flags(given),
        ("risk", risk_assessment(given, rests_on)),
        ("impression", clinical_impression(given, rests_on)),
        ("request", service_request(given)),
        *aims,
        ("care-plan", care_plan(given, [name for name, _ in aims])),
        ("report", _report(given)),
    ]
    held = [(name, resource) for name, resource in named if resource is not None]
    systems = [(f"codes-{code['name']}", code) for code in fragments(resource for _, resource in held)]
    made = [name for name, _ in held if name not in ("patient", "device", "questions", "history-questions")]
    entries = [*held, *systems, ("provenance", _provenance(given, made))]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": given.written_at,
        "entry": [{"fullUrl": given.address(name), "resource": resource} for name, resource in entries],
    }


def _device(given: HandOver) -> Resource:
    return {
        "resourceType": "Device",
        "deviceName": [{"name": "Backstride", "type": "user-friendly-name"}],
        "version": [{"value": given.assessment.engine}],
        "note": [{"text": given.disclaimer}],
    }


def _report(given: HandOver) -> Resource:
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "docStatus": "preliminary",
        "type": {"text": "Report for a clinician: back pain after running"},
        "subject": given.subject,
        "date": given.written_at,
        "author": [given.reference("device")],
        "content": [
            {
                "attachment": {
                    "contentType": "text/plain; charset=utf-8",
                    "data": b64encode(given.report.encode()).decode("ascii"),
                    "title": "Report for a clinician",
                    "creation": given.written_at,
                }
            }
        ],
    }


def _provenance(given: HandOver, made: Iterable[str]) -> Resource:
    known = given.assessment.knowledge
    assembler = {
        "system": f"{HL7}/provenance-participant-type",
        "code": "assembler",
        "display": "Assembler",
    }
    return {
        "resourceType": "Provenance",
        "target": [given.reference(name) for name in made],
        "recorded": given.written_at,
        "agent": [{"type": {"coding": [assembler]}, "who": given.reference("device")}],
        "entity": [
            {"role": "source", "what": {"display": f"Backstride knowledge {known.version}, SHA-256 {known.hash}"}},
            {"role": "source", "what": given.reference("answers")},
        ],
    }
