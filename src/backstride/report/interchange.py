"""Assessments and questions in the JSON shapes that other programs rely on."""

from __future__ import annotations

from typing import Any

from backstride.model.assessment import Assessment
from backstride.model.codec import to_builtins
from backstride.model.form import FormReport
from backstride.model.plan import Plan
from backstride.model.question import Question
from backstride.model.ranking import Evidence, RankedCause
from backstride.model.verdict import Verdict

__all__ = ["assessment_json", "form_json", "plan_json", "question_json"]


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """Give an assessment in its published shape; causes are always there, in emergencies too."""
    return {
        "triage": _triage(assessment.triage),
        "causes": [_cause(cause) for cause in assessment.ranking.causes],
        "something_else": assessment.ranking.something_else,
        "statement": assessment.ranking.statement.value,
        "method": {"name": assessment.ranking.method, "error99": assessment.ranking.error99},
        "conflict": assessment.ranking.conflict,
        "question": question_json(assessment.question) if assessment.question else None,
        "stop_reason": assessment.stop_reason.value if assessment.stop_reason else None,
        "load": to_builtins(assessment.load),
        "form": form_json(assessment.form) if assessment.form else None,
        "plan": plan_json(assessment.plan) if assessment.plan else None,
        "findings": to_builtins([finding for finding in assessment.findings if finding.origin != "answer"]),
        "notes": list(assessment.notes),
        "knowledge": {"version": assessment.knowledge.version, "hash": assessment.knowledge.hash},
        "engine": assessment.engine,
    }


def _triage(verdict: Verdict) -> dict[str, Any]:
    return {
        "level": verdict.level.value,
        "at_most": verdict.at_most.value,
        "rules": [to_builtins(hit) for hit in verdict.rules],
        "unsure": list(verdict.unsure),
        "open": list(verdict.open),
        "permission": verdict.permission.value,
    }


def _cause(cause: RankedCause) -> dict[str, Any]:
    return {
        "id": cause.id,
        "name": cause.name,
        "kind": cause.kind.value,
        "probability": cause.probability,
        "interval90": list(cause.interval90),
        "for": [_evidence(item) for item in cause.for_],
        "against": [_evidence(item) for item in cause.against],
        "would_change": to_builtins(cause.would_change),
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {"finding": item.finding, "strength": item.strength, "present": item.present}


def question_json(question: Question) -> dict[str, Any]:
    """Give a question in its published shape."""
    return {
        "id": question.id,
        "text": question.text,
        "why": question.why,
        "type": question.type.value,
        "items": [to_builtins(item) for item in question.items],
        "reason": question.reason.value,
        "gain_bits": question.gain_bits,
    }


def form_json(form: FormReport) -> dict[str, Any]:
    """Give a form report in its published shape."""
    shape: dict[str, Any] = to_builtins(form)
    return shape


def plan_json(plan: Plan) -> dict[str, Any]:
    """Give a plan in its published shape."""
    shape: dict[str, Any] = to_builtins(plan)
    return shape
