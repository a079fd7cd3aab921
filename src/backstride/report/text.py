"""An assessment as plain text: urgency first, then what to do, then causes with their evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from backstride.knowledge.base import Knowledge
from backstride.model.assessment import Assessment
from backstride.model.load import LoadBand, LoadSeries, LoadSession
from backstride.model.ranking import CauseKind, Evidence, RankedCause
from backstride.model.verdict import Level
from backstride.report.cause_words import chance_line, checks_at_home, statement_words, would_change
from backstride.report.form_text import form_lines
from backstride.report.wording import (
    LEVEL_TITLE,
    NO_ANSWERS_EXCLUDE,
    NOT_A_DIAGNOSIS,
    PERMISSION_WORDS,
    SAMPLED,
    STATE_WORDS,
    STOP_WORDS,
    chance_word,
    headline,
    in_ten,
    strength_word,
)

__all__ = ["assessment_text"]

_WIDTH = 96
_LIKELY_SHOWN = 0.1
_MOST_CAUSES = 5


def assessment_text(assessment: Assessment, knowledge: Knowledge) -> str:
    """Write an assessment for a terminal. No cause is shown above an emergency or an open emergency question."""
    parts = [*_urgency(assessment, knowledge)]
    emergency_open = assessment.triage.at_most is Level.EMERGENCY_NOW
    if not emergency_open:
        parts += [*_source(assessment, knowledge), *_load(assessment.load), *form_lines(assessment.form)]
    parts += [*_plan(assessment)]
    parts += [*_next(assessment)]
    parts += ["", *(f"Note: {note}" for note in assessment.notes)]
    version = assessment.knowledge
    parts += ["", NOT_A_DIAGNOSIS, f"Knowledge {version.version} ({version.hash[:12]}), engine {assessment.engine}."]
    return "\n".join(_wrapped(parts)) + "\n"


def _wrapped(lines: list[str]) -> Iterator[str]:
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()) + (2 if line.lstrip()[:2] in ("+ ", "- ", "? ", "* ") else 0))
        yield from textwrap.wrap(line, _WIDTH, subsequent_indent=indent) or [""]


def _heading(text: str) -> list[str]:
    return ["", text, "-" * len(text)]


def _urgency(assessment: Assessment, knowledge: Knowledge) -> Iterator[str]:
    verdict = assessment.triage
    title, action = headline(verdict)
    yield title.upper()
    yield action
    if verdict.at_most is Level.EMERGENCY_NOW:
        yield f"Emergency number: {assessment.emergency_number}."
    for hit in verdict.rules:
        yield f"* {hit.name}: {hit.reason} {hit.action}"
        if hit.tell:
            yield f'  Say: "{hit.tell}"'
        yield f"  Because: {', '.join(knowledge.label(finding) for finding in hit.because)}."
    if not verdict.is_settled:
        yield f"Not settled: what is missing could still raise this to: {LEVEL_TITLE[verdict.at_most].lower()}."
    if verdict.unsure:
        yield "You were not sure about: " + "; ".join(knowledge.label(finding) for finding in verdict.unsure) + "."
    if verdict.open:
        yield f"Not asked yet: {len(verdict.open)} things that could matter for how soon you should be seen."
    yield NO_ANSWERS_EXCLUDE
    yield f"For now: {_allowed(assessment)}"


def _allowed(assessment: Assessment) -> str:
    """Say what the body may do; the plan may hold back more than the rules permit, never less."""
    plan = assessment.plan
    return STATE_WORDS[plan.state] if plan and plan.weeks else PERMISSION_WORDS[assessment.triage.permission]


def _source(assessment: Assessment, knowledge: Knowledge) -> Iterator[str]:
    ranking = assessment.ranking
    diagnoses = [cause for cause in ranking.causes if cause.kind is CauseKind.DIAGNOSIS]
    contributors = [cause for cause in ranking.causes if cause.kind is CauseKind.CONTRIBUTOR]
    yield from _heading("The likely source")
    yield statement_words(ranking, knowledge)
    main = _worth_showing(diagnoses)
    for cause in main:
        yield from _cause(cause, knowledge)
    yield f"Something else that is not on our list: {in_ten(ranking.something_else)}."
    yield "Several can be true together, so these do not add up to 10 in 10."
    if ranking.method == "sampled":
        yield f"{SAMPLED} They may be off by up to {max(1, round(100 * ranking.error99))} in 100."
    shown = [cause for cause in contributors if cause.probability >= _LIKELY_SHOWN][:_MOST_CAUSES]
    if shown:
        yield from _heading("What probably adds to it")
        for cause in shown:
            yield from _cause(cause, knowledge)
    changes, checks = would_change([*main, *shown], knowledge), checks_at_home(main, knowledge)
    if changes:
        yield from _heading("What would change this")
        yield from (f"? {line}" for line in changes)
    if checks:
        yield from _heading("What you can check yourself")
        yield from (f"? {line}" for line in checks)


def _worth_showing(causes: list[RankedCause]) -> list[RankedCause]:
    likely = [cause for cause in causes if cause.probability >= _LIKELY_SHOWN]
    return (likely or causes[:2])[:_MOST_CAUSES]


def _cause(cause: RankedCause, knowledge: Knowledge) -> Iterator[str]:
    low, high = cause.interval90
    yield f"{cause.name}: {chance_word(cause.probability)} ({chance_line(cause.probability, low, high)})"
    for item in cause.for_[:4]:
        yield f"  + {_said(item, knowledge)} ({strength_word(item.strength)} for)"
    for item in cause.against[:3]:
        yield f"  - {_said(item, knowledge)} ({strength_word(item.strength)} against)"


def _said(item: Evidence, knowledge: Knowledge) -> str:
    label = knowledge.label(item.finding)
    return label if item.present else f"{label}: no"


def _load(load: LoadSeries | None) -> Iterator[str]:
    if load is None or not load.sessions:
        return
    yield from _heading("Your training")
    last = load.sessions[-1]
    stood_out = max(load.sessions[-12:], key=lambda session: session.ratio_to_longest_30d or 0.0)
    yield f"Latest session: {_session(last)}."
    if stood_out.ratio_to_longest_30d is not None and stood_out.band is not LoadBand.REFERENCE:
        yield f"The one that stood out: {_session(stood_out)}."
    for finding in load.findings:
        if finding.detail:
            yield f"* {finding.detail}"


def _session(session: LoadSession) -> str:
    size = f"{session.distance_m / 1000:.1f} km" if session.distance_m else f"{session.minutes or 0:.0f} min"
    if session.ratio_to_longest_30d is None:
        return f"{size} on {session.local_date}; too few runs in the 30 days before to compare with"
    return f"{size} on {session.local_date}; {session.ratio_to_longest_30d:.2f} times the longest of the 30 days before"


def _plan(assessment: Assessment) -> Iterator[str]:
    plan = assessment.plan
    if plan is None:
        return
    if plan.today:
        yield from _heading("First steps")
        for step in plan.today:
            yield f"* {step.text}" + (f" {step.why}" if step.why else "")
    if plan.withheld:
        yield from _heading("What we hold back")
        for item in plan.withheld:
            yield f"* {item.what}: {item.why}"


def _next(assessment: Assessment) -> Iterator[str]:
    question = assessment.question
    if question is not None:
        yield from _heading("Next question")
        yield f"{question.text} ({question.why})"
        for item in question.items:
            yield f"  ? {item.text}"
    elif assessment.stop_reason is not None:
        yield ""
        yield STOP_WORDS[assessment.stop_reason]
