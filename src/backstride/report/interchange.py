"""Assessments and questions in the JSON shapes that other programs rely on.

The shapes are typed, so their JSON Schemas are generated from them (:mod:`backstride.report.schemas`).
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from backstride.model.assessment import Assessment, KnowledgeVersion
from backstride.model.finding import Finding, Origin
from backstride.model.form import FormReport
from backstride.model.load import LoadSeries
from backstride.model.plan import Plan
from backstride.model.question import Question, StopReason
from backstride.model.ranking import CauseKind, Evidence, Flip, RankedCause, Statement
from backstride.model.verdict import Verdict

__all__ = ["AssessmentShape", "assessment_json", "form_json", "plan_json", "question_json"]


_MEASURED = frozenset({Origin.TRAINING, Origin.FORM, Origin.DIARY})


class CauseShape(Struct, frozen=True, kw_only=True):
    """One cause with its evidence."""

    id: str
    name: str
    kind: CauseKind
    probability: float
    interval90: tuple[float, float]
    for_: tuple[Evidence, ...] = msgspec.field(name="for")
    against: tuple[Evidence, ...]
    would_change: tuple[Flip, ...]


class MethodShape(Struct, frozen=True, kw_only=True):
    """How the probabilities were reached."""

    name: str
    error99: float


class AssessmentShape(Struct, frozen=True, kw_only=True):
    """The answer to a case."""

    triage: Verdict
    emergency_number: str
    causes: tuple[CauseShape, ...]
    something_else: float
    statement: Statement
    method: MethodShape
    conflict: float
    question: Question | None
    stop_reason: StopReason | None
    load: LoadSeries | None
    form: FormReport | None
    plan: Plan | None
    measured: tuple[Finding, ...]
    notes: tuple[str, ...]
    knowledge: KnowledgeVersion
    engine: str


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """Give an assessment in its published shape; causes are always there, in emergencies too."""
    ranking = assessment.ranking
    shape = AssessmentShape(
        triage=assessment.triage,
        emergency_number=assessment.emergency_number,
        causes=tuple(_cause(cause) for cause in ranking.causes),
        something_else=ranking.something_else,
        statement=ranking.statement,
        method=MethodShape(name=ranking.method, error99=ranking.error99),
        conflict=ranking.conflict,
        question=assessment.question,
        stop_reason=assessment.stop_reason,
        load=assessment.load,
        form=assessment.form,
        plan=assessment.plan,
        measured=tuple(finding for finding in assessment.findings if finding.origin in _MEASURED),
        notes=assessment.notes,
        knowledge=assessment.knowledge,
        engine=assessment.engine,
    )
    written: dict[str, Any] = msgspec.to_builtins(shape)
    return written


def _cause(cause: RankedCause) -> CauseShape:
    return CauseShape(
        id=cause.id,
        name=cause.name,
        kind=cause.kind,
        probability=cause.probability,
        interval90=cause.interval90,
        for_=cause.for_,
        against=cause.against,
        would_change=cause.would_change,
    )


def question_json(question: Question) -> dict[str, Any]:
    """Give a question in its published shape."""
    written: dict[str, Any] = msgspec.to_builtins(question)
    return written


def form_json(form: FormReport) -> dict[str, Any]:
    """Give a form report in its published shape."""
    written: dict[str, Any] = msgspec.to_builtins(form)
    return written


def plan_json(plan: Plan) -> dict[str, Any]:
    """Give a plan in its published shape."""
    written: dict[str, Any] = msgspec.to_builtins(plan)
    return written
