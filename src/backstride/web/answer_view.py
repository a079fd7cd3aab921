"""What the page of the answer shows, in words and drawings."""

from __future__ import annotations

from typing import Any

from backstride.figures import urgency_token
from backstride.jobs.board import jobs_of
from backstride.knowledge.base import Knowledge
from backstride.model.answer import AnswerState
from backstride.model.assessment import Assessment
from backstride.model.counted import counted
from backstride.model.plan import Plan
from backstride.model.ranking import CauseKind
from backstride.plan.advice_steps import fits
from backstride.report.cause_words import statement_words, would_change
from backstride.report.wording import (
    LEVEL_ACTION,
    LEVEL_TITLE,
    PERMISSION_WORDS,
    STATE_WORDS,
    STOP_WORDS,
)
from backstride.service.answer import StoredAnswer
from backstride.service.episodes import Episode
from backstride.service.shelf import Shelf
from backstride.web.cause_view import cause_rows
from backstride.web.dates import moment_words
from backstride.web.emergency_number import emergency_number
from backstride.web.form_view import form_summary
from backstride.web.site import Site
from backstride.web.training_view import training_summary
from backstride.web.wording import LEVEL_NAME

__all__ = ["answer_context", "urgency_context"]

_LIKELY = 0.3
_SHOWN = 0.07
_MOST_CAUSES = 4
_MOST_NORMAL = 3


def urgency_context(site: Site, episode: Episode, answer: StoredAnswer) -> dict[str, Any]:
    """Give the part of the page that comes before everything else."""
    verdict, knowledge = answer.assessment.triage, site.knowledge
    top = [hit for hit in verdict.rules if hit.level is verdict.level]
    return {
        "case_id": episode.id,
        "is_demo": episode.shelf == Shelf.DEMO,
        "level": verdict.level,
        "token": urgency_token(verdict.level),
        "name": LEVEL_NAME[verdict.level],
        "title": LEVEL_TITLE[verdict.level],
        "action": LEVEL_ACTION[verdict.level],
        "actions": list(dict.fromkeys(hit.action for hit in top)),
        "reasons": [(hit.reason, [knowledge.label(finding) for finding in hit.because]) for hit in top],
        "tells": list(dict.fromkeys(hit.tell for hit in top if hit.tell)),
        "rules": [_rule(hit, knowledge) for hit in verdict.rules],
        "unsure": [knowledge.label(finding) for finding in verdict.unsure],
        "at_most": LEVEL_NAME[verdict.at_most],
        "permission": PERMISSION_WORDS[verdict.permission],
        "number": emergency_number(knowledge, episode.case.runner.country),
        "assessed": moment_words(answer.assessed_at, episode.case.runner.time_zone, now=site.now),
        "is_old": (site.now - answer.assessed_at).total_seconds() > 12 * 3600,
        "last_screen": len(episode.state.screens) - 1,
        "has_question": answer.assessment.question is not None,
    }


def _rule(hit: Any, knowledge: Knowledge) -> dict[str, Any]:  # noqa: ANN401
    rule = knowledge.rules.get(hit.id)
    sources = () if rule is None else rule.source
    return {
        "id": "" if rule is None else rule.id,
        "name": hit.name,
        "level": LEVEL_NAME[hit.level],
        "because": ", ".join(knowledge.label(finding) for finding in hit.because),
        "grade": "" if rule is None else rule.grade.value,
        "verified": rule is not None and rule.verified,
        "sources": [knowledge.sources[source].cite for source in sources if source in knowledge.sources],
    }


def answer_context(site: Site, episode: Episode, answer: StoredAnswer) -> dict[str, Any]:
    """Give everything the whole answer shows."""
    assessment, knowledge = answer.assessment, site.knowledge
    ranking = assessment.ranking
    diagnoses = [cause for cause in ranking.causes if cause.kind is CauseKind.DIAGNOSIS]
    adding = [cause for cause in ranking.causes if cause.kind is CauseKind.CONTRIBUTOR]
    main = [cause for cause in diagnoses if cause.probability >= _LIKELY][:_MOST_CAUSES] or diagnoses[:2]
    also = [cause for cause in diagnoses if cause not in main and cause.probability >= _SHOWN][:_MOST_CAUSES]
    adds = [cause for cause in adding if cause.probability >= _LIKELY / 2][:_MOST_CAUSES]
    details = {one.id: one.detail for one in assessment.findings if one.detail and one.state is AnswerState.PRESENT}
    first = knowledge.causes.get(main[0].id) if main else None
    return urgency_context(site, episode, answer) | {
        "statement": statement_words(ranking, knowledge),
        "main": cause_rows(main, knowledge, details),
        "adds": cause_rows(adds, knowledge, details),
        "also": cause_rows(also, knowledge, details),
        "something_else": ranking.something_else,
        "changes": would_change([*main, *also], knowledge),
        "normal": _normal(assessment, knowledge),
        "outlook": "" if first is None else first.outlook,
        "summary": "" if first is None else first.summary,
        "clinician_next": "" if first is None else first.clinician_next,
        "training": training_summary(assessment.load),
        "form": form_summary(assessment.form),
        "plan": _plan(assessment.plan, knowledge),
        "stop": "" if assessment.stop_reason is None else STOP_WORDS[assessment.stop_reason],
        "notes": assessment.notes,
        "warnings": episode.case.warnings,
        "jobs_open": any(job.state.is_open for job in jobs_of(site.home, episode.id)),
        "counts": _counts(assessment, episode),
        "knowledge": assessment.knowledge,
        "engine": assessment.engine,
    }


def _normal(assessment: Assessment, knowledge: Knowledge) -> list[str]:
    """Choose what fits this case from what is known about the course of back pain."""
    facts = {finding.id: finding for finding in assessment.findings}
    fitting = [advice for advice in knowledge.advice.values() if advice.topic == "normal" and fits(advice, facts)]
    return [advice.text for advice in sorted(fitting, key=lambda advice: (advice.order, advice.id))[:_MOST_NORMAL]]


def _plan(plan: Plan | None, knowledge: Knowledge) -> dict[str, Any] | None:
    if plan is None:
        return None
    steps = [
        {
            "text": step.text,
            "why": step.why,
            "sources": [knowledge.sources[name].cite for name in step.sources if name in knowledge.sources],
        }
        for step in plan.today
    ]
    return {"steps": steps, "withheld": plan.withheld, "state": STATE_WORDS[plan.state], "has_weeks": bool(plan.weeks)}


def _counts(assessment: Assessment, episode: Episode) -> str:
    parts = [counted(len(episode.case.answers), "answer")]
    if assessment.load is not None:
        parts.append(counted(len(assessment.load.sessions), "run"))
    if episode.case.forms:
        parts.append("one clip" if len(episode.case.forms) == 1 else f"{len(episode.case.forms)} clips")
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
