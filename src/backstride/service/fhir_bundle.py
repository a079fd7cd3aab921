"""An answer as a FHIR R4 bundle for a clinic's own system."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec

from backstride.exchange.fhir import HandOver, bundle
from backstride.knowledge.base import Knowledge
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.codec import encode_json
from backstride.model.verdict import Level
from backstride.report.cause_words import statement_words
from backstride.report.clinical_report import clinical_report
from backstride.report.report_text import report_text
from backstride.report.wording import NOT_A_DIAGNOSIS, STATE_WORDS, headline

__all__ = ["fhir_bundle"]

_NOT_RANKED = (
    "Neither causes nor a plan are told: the answers point to an emergency, or do not yet settle that there is none."
)


def fhir_bundle(case: Case, assessment: Assessment, knowledge: Knowledge, *, now: datetime) -> bytes:
    """Write a case and its answer as FHIR R4 JSON; the same case, answer and moment give the same bytes.

    Parameters
    ----------
    now
        Aware moment of the answer.

    Raises
    ------
    ValueError
        If the moment has no time zone.
    """
    verdict, plan = assessment.triage, assessment.plan
    title, action = headline(verdict)
    urgent = verdict.level is Level.EMERGENCY_NOW or verdict.may_be_urgent
    digest = hashlib.sha256(b"\0".join((encode_json(case), encode_json(assessment), now.isoformat().encode())))
    given = HandOver(
        case=case,
        assessment=assessment,
        knowledge=knowledge,
        now=now,
        mark=digest.hexdigest(),
        title=title,
        action=action,
        statement=statement_words(assessment.ranking, knowledge),
        not_ranked=_NOT_RANKED if urgent else "",
        plan_state="" if plan is None else STATE_WORDS[plan.state],
        disclaimer=NOT_A_DIAGNOSIS,
        report=report_text(clinical_report(case, assessment, knowledge, now=now)),
    )
    return msgspec.json.encode(bundle(given)) + b"\n"
