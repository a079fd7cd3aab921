"""What a clinician reads: one page that can be trusted because every number names its source, and everything behind it.

The same model is drawn as a page, as a PDF and as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import FindingText
from backstride.model.answer import AnswerState
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadSeries
from backstride.model.pain_place import PainPlace
from backstride.model.plan import Plan
from backstride.model.ranking import CauseKind, RankedCause
from backstride.model.runner import Runner
from backstride.model.verdict import Level
from backstride.report.body_chart import pain_words, places_of_findings
from backstride.report.cause_words import statement_words, would_change
from backstride.report.course import adherence, asked_on, day_pattern, timeline
from backstride.report.diary_words import diary_words
from backstride.report.form_measures import ReportMeasure, form_lines, form_measures
from backstride.report.history_words import history_words
from backstride.report.report_evidence import ReportCause, ReportRule, SourceNumbers, cause_told, rules_told
from backstride.report.wording import NO_ANSWERS_EXCLUDE, NOT_A_DIAGNOSIS, STATE_WORDS, headline

__all__ = ["ClinicalReport", "SafetyLine", "clinical_report"]

_MOST_CAUSES, _MOST_ADDING = 4, 4
_LIKELY = 0.1
_NOT_RANKED = "Not ranked: the answers point to an emergency, or do not yet settle that there is none."
_STORY = {
    "Course": ("basics_of_pain", "pain_behaviour"),
    "Place and feel": ("body_map", "place_and_feel"),
    "Worse and better": ("worse_and_better", "morning_and_joints"),
    "Nerve and bone": ("nerve_signs", "bone_signs"),
    "Health, medicines, cycle": ("health", "illness"),
    "Training": ("training_change", "running_life"),
    "Work, sleep and worries": ("daily_load", "mind_and_sleep"),
    "Self-checks": ("self_tests",),
}
_SAFETY_NAMES = {
    "safety_nerves": "Bladder, bowel, saddle, legs",
    "safety_heart": "Heart and great vessels",
    "safety_lungs": "Lungs",
    "safety_infection": "Infection and cancer",
    "safety_cord_head": "Cord, head and neck",
    "safety_injury_bone": "Injury and bone",
    "safety_effort_belly": "Effort, heat, belly",
    "safety_private": "Pregnancy, medicines, safety at home",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLine:
    """One family of warning signs: what was asked, and what was answered."""

    family: str
    asked: int
    present: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalReport:
    """Everything the page, the PDF and the text show.

    Parameters
    ----------
    regions
        Regions of the body map, each with how strongly to mark it.
    story
        Heading and lines of what was answered with yes or a value, and what spoke against.
    timeline
        What happened when, in order.
    pattern
        Part of the day, and what was answered about it.
    safety
        The log of warning signs; ``asked_on`` says when.
    pain_days
        Day of the diary and its worst pain, None where none was rated.
    answers
        Every answer by screen, as label and answer, for the appendix.
    questions
        What the visit could settle.
    told
        What the runner wrote for the visit, under every heading there is; no line where it was not filled in.
    to_tell
        The headings that were not filled in.
    sources
        Of each number, in order: citation, where to find it, whether the publication was seen, and that in words.
    """

    made_at: str
    runner: str
    title: str
    action: str
    rules: tuple[ReportRule, ...]
    regions: Mapping[str, float]
    story: tuple[tuple[str, tuple[str, ...]], ...]
    timeline: tuple[str, ...]
    pattern: tuple[tuple[str, str], ...]
    safety: tuple[SafetyLine, ...]
    asked_on: str
    statement: str
    causes: tuple[ReportCause, ...]
    adding: tuple[ReportCause, ...]
    load: tuple[str, ...]
    form: tuple[str, ...]
    measures: tuple[ReportMeasure, ...]
    programme: tuple[str, ...]
    diary: tuple[str, ...]
    pain_days: tuple[tuple[str, float | None], ...]
    questions: tuple[str, ...]
    told: tuple[tuple[str, tuple[str, ...]], ...]
    to_tell: tuple[str, ...]
    note: str
    answers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    sources: tuple[tuple[str, str, bool, str], ...]
    limits: tuple[str, ...]
    version: str


def clinical_report(
    case: Case,
    assessment: Assessment,
    knowledge: Knowledge,
    *,
    now: datetime,
    pains: tuple[PainPlace, ...] = (),
) -> ClinicalReport:
    """Put the report together.

    Parameters
    ----------
    pains
        Places a person marked on the body map.
    """
    facts = {one.id: one for one in assessment.findings}
    # What follows from age and sex, or from a self-test that nobody did, was not said by anyone.
    said = {name: one for name, one in facts.items() if one.origin not in (Origin.RUNNER, Origin.NOT_DONE)}
    sources = SourceNumbers(knowledge)
    title, action = headline(assessment.triage)
    # Nothing that could soothe stands beside an emergency, or a question that could still be one.
    urgent = assessment.triage.at_most is Level.EMERGENCY_NOW
    diagnoses = [] if urgent else _shown(assessment, CauseKind.DIAGNOSIS, _MOST_CAUSES)
    adding = [] if urgent else _shown(assessment, CauseKind.CONTRIBUTOR, _MOST_ADDING)
    present = [name for name, one in facts.items() if one.state is AnswerState.PRESENT]
    version = assessment.knowledge
    told = tuple(history_words(case.history))
    return ClinicalReport(
        made_at=f"{now:%d %B %Y}",
        runner=_runner(case.runner),
        title=title,
        action=action,
        rules=tuple(rules_told(assessment, knowledge, sources)),
        regions=places_of_findings(present, pains),
        story=(*_marked(pains), *_story(said, knowledge)),
        timeline=tuple(timeline(case, facts, assessment.load, knowledge, now=now)),
        pattern=tuple(day_pattern(said, knowledge)),
        safety=tuple(_safety(facts, knowledge)),
        asked_on=asked_on(case, knowledge),
        statement=_NOT_RANKED if urgent else statement_words(assessment.ranking, knowledge),
        causes=tuple(cause_told(one, knowledge, sources) for one in diagnoses),
        adding=tuple(cause_told(one, knowledge, sources) for one in adding),
        load=tuple(_load(assessment.load)),
        form=tuple(form_lines(assessment.form)),
        measures=tuple(form_measures(assessment.form)),
        programme=tuple(_programme(assessment.plan)),
        diary=(*diary_words(case.check_ins), *adherence(case)),
        pain_days=tuple((f"{one.day}", one.pain_worst_0_to_10) for one in case.check_ins),
        questions=tuple(_questions(assessment, diagnoses, knowledge)),
        told=told,
        to_tell=tuple(heading for heading, lines in told if not lines),
        note=case.note,
        answers=tuple(_answers(said, knowledge)),
        sources=sources.listed(),
        limits=(NO_ANSWERS_EXCLUDE, NOT_A_DIAGNOSIS),
        version=f"Knowledge {version.version} ({version.hash[:12]}), program {assessment.engine}",
    )


def _marked(pains: tuple[PainPlace, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    told = [one for one in pains if one.kind is not None or one.strength_0_to_10 is not None]
    if told:
        yield "Marked on the body map, at its worst these days", tuple(pain_words(one) for one in told)


def _runner(runner: Runner) -> str:
    age = "age not given" if runner.age_years is None else f"{runner.age_years:g} years"
    height = "" if runner.height_cm is None else f", {runner.height_cm:g} cm"
    return f"{age}, {runner.sex.value}{height}"


def _shown(assessment: Assessment, kind: CauseKind, most: int) -> list[RankedCause]:
    of_kind = [cause for cause in assessment.ranking.causes if cause.kind is kind]
    likely = [cause for cause in of_kind if cause.probability >= _LIKELY]
    return (likely or (of_kind[:2] if kind is CauseKind.DIAGNOSIS else []))[:most]


def _story(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    screens = {screen.id: screen for screen in knowledge.manifest.story_screens}
    for heading, names in _STORY.items():
        findings = [name for screen in names if screen in screens for name in screens[screen].findings]
        lines = [line for name in findings if (line := _line(facts.get(FindingId(name)), knowledge))]
        if lines:
            yield heading, tuple(lines)


def _line(fact: Finding | None, knowledge: Knowledge) -> str:
    """Say a fact that is there; the label alone when it was answered with yes."""
    if fact is None or fact.state not in (AnswerState.PRESENT, AnswerState.VALUE):
        return ""
    label = knowledge.label(fact.id)
    return label if fact.state is AnswerState.PRESENT else f"{label}: {_value(fact, knowledge)}"


def _value(fact: Finding, knowledge: Knowledge) -> str:
    text: FindingText | None = knowledge.findings.get(fact.id)
    if isinstance(fact.value, str) and text is not None:
        return next((choice.text for choice in text.choices if choice.id == fact.value), fact.value)
    unit = f" {text.unit}" if text is not None and text.unit else ""
    if text is not None and (text.minimum, text.maximum) == (0, 10):
        unit = " of 10"
    return f"{fact.value:g}{unit}" if isinstance(fact.value, float | int) else str(fact.value)


def _safety(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Iterator[SafetyLine]:
    for screen in knowledge.manifest.safety_screens:
        by_state: dict[AnswerState, list[str]] = {}
        for name in screen.findings:
            fact = facts.get(FindingId(name))
            if fact is not None and fact.origin is Origin.RUNNER:
                continue  # It cannot apply to this runner.
            by_state.setdefault(AnswerState.NOT_ASKED if fact is None else fact.state, []).append(knowledge.label(name))
        not_asked = by_state.pop(AnswerState.NOT_ASKED, [])
        yield SafetyLine(
            family=_SAFETY_NAMES.get(screen.id, screen.title),
            asked=sum(map(len, by_state.values())),
            present=tuple(by_state.get(AnswerState.PRESENT, ())),
            unsure=tuple(by_state.get(AnswerState.UNKNOWN, ())),
            not_asked=tuple(not_asked),
        )


def _load(load: LoadSeries | None) -> Iterator[str]:
    if load is None or not load.sessions:
        return
    first, last = load.sessions[0].local_date, load.sessions[-1].local_date
    yield f"{len(load.sessions)} sessions from {first:%d %B %Y} to {last:%d %B %Y}."
    yield from (finding.detail for finding in load.findings if finding.detail)


def _programme(plan: Plan | None) -> Iterator[str]:
    if plan is None:
        return
    yield STATE_WORDS[plan.state]
    for item in plan.withheld[:3]:
        yield f"Held back: {item.what}. {item.why}"
    if plan.weeks:
        first = plan.weeks[0]
        kinds = [session.kind.value for session in first.sessions]
        sums = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
        yield f"First week: {sums}; stage {first.stage.value}; {len(plan.weeks)} weeks laid out."


def _questions(assessment: Assessment, causes: list[RankedCause], knowledge: Knowledge) -> Iterator[str]:
    """Give what the visit could settle: the doubts about safety first, then what a clinician would do next."""
    if assessment.triage.unsure:
        labels = "; ".join(knowledge.label(name) for name in assessment.triage.unsure[:6])
        yield f"The runner was not sure about: {labels}."
    for cause in causes[:3]:
        step = knowledge.causes[cause.id].clinician_next
        if step:
            yield f"{cause.name}: {step}"
    yield from (f"Would change the ranking: {line}." for line in would_change(causes[:2], knowledge)[:3])


def _answers(
    facts: Mapping[FindingId, Finding], knowledge: Knowledge
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    words = {AnswerState.PRESENT: "yes", AnswerState.ABSENT: "no", AnswerState.UNKNOWN: "not sure"}
    for screen in (*knowledge.manifest.safety_screens, *knowledge.manifest.story_screens):
        rows = []
        for name in screen.findings:
            fact = facts.get(FindingId(name))
            if fact is None or fact.state is AnswerState.NOT_ASKED:
                continue
            said = words.get(fact.state) or _value(fact, knowledge)
            rows.append((knowledge.label(name), said))
        if rows:
            yield screen.title, tuple(rows)
