"""What to ask next: safety first by rule, then the story, then whatever tells most; and when to stop.

The order is fixed: age and sex; the safety screens, whatever the region; answers that contradict each other; the story
screens marked ``always``; screens on which an emergency or same-day rule still waits; then the screen with the most to
tell. Only an emergency ends it early.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from backstride.causes import infer
from backstride.interview.conflict import conflict_question
from backstride.interview.gain import finding_gains
from backstride.interview.screen import basics_question, question_for
from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import evaluate
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import Screen
from backstride.model.case import Case
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId, QuestionId
from backstride.model.question import Question, QuestionReason, StopReason
from backstride.model.verdict import Level, Verdict

__all__ = ["SAFETY_ANSWERS_LAST", "NextStep", "fresh_case", "next_step"]

SAFETY_ANSWERS_LAST = timedelta(hours=12)
"""Safety answers older than this are asked again (safety review)."""

SMALLEST_GAIN_BITS = 0.05
"""A screen that would tell less than this ends the interview."""

SMALLEST_ITEM_BITS = 0.005
"""An item that would tell less than this, and on which no rule waits, is left off its screen."""

OPEN_FACT_BITS = 0.3
"""What it is worth to settle a fact on which a rule still waits: running is only permitted when none does."""

MOST_STORY_QUESTIONS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Either a question or a reason to stop."""

    question: Question | None
    stop: StopReason | None


def fresh_case(case: Case, knowledge: Knowledge, *, now: datetime) -> Case:
    """Forget safety answers that are too old to rely on; answers without a time are kept."""
    old = [
        finding
        for finding, answer in case.answers.items()
        if answer.answered_at is not None
        and now - answer.answered_at > SAFETY_ANSWERS_LAST
        and finding in knowledge.findings
        and knowledge.findings[finding].safety
    ]
    return case.without_answers(old)


def next_step(
    case: Case,
    facts: Mapping[FindingId, Finding],
    verdict: Verdict,
    knowledge: Knowledge,
    *,
    confirmed: Collection[QuestionId] = (),
    basics: bool = True,
) -> NextStep:
    """Choose the next question, or say why there is none.

    Parameters
    ----------
    facts, verdict
        The case's facts with signs, and what triage made of them.
    confirmed
        Contradictions that were already asked again.
    basics
        Whether to ask for age and sex first; without them, the safety questions come at once.
    """
    if verdict.level is Level.EMERGENCY_NOW:
        return NextStep(question=None, stop=StopReason.EMERGENCY)
    if basics and case.runner.age_years is None:
        return _ask(basics_question())
    for screen in knowledge.manifest.safety_screens:
        missing = _missing(screen, case, facts, knowledge)
        if missing:
            return _ask(question_for(screen, missing, knowledge, reason=QuestionReason.SAFETY))
    conflict = conflict_question(case.answers, knowledge, confirmed)
    if conflict is not None:
        return _ask(conflict)
    for screen in knowledge.manifest.story_screens:
        missing = _missing(screen, case, facts, knowledge) if screen.always else ()
        if missing:
            return _ask(question_for(screen, missing, knowledge, reason=QuestionReason.INFORMATION))
    return _most_telling(case, facts, verdict, knowledge)


def _ask(question: Question) -> NextStep:
    return NextStep(question=question, stop=None)


def _missing(
    screen: Screen, case: Case, facts: Mapping[FindingId, Finding], knowledge: Knowledge
) -> tuple[FindingId, ...]:
    return tuple(
        FindingId(name)
        for name in screen.findings
        if name not in case.answers and _is_open(name, facts) and applies_to(knowledge.findings[name], case.runner)
    )


def _is_open(name: str, facts: Mapping[FindingId, Finding]) -> bool:
    fact = facts.get(FindingId(name))
    return fact is None or fact.origin is Origin.NOT_DONE


def _most_telling(case: Case, facts: Mapping[FindingId, Finding], verdict: Verdict, knowledge: Knowledge) -> NextStep:
    story = knowledge.manifest.story_screens
    open_screens = [(screen, missing) for screen in story if (missing := _missing(screen, case, facts, knowledge))]
    if not open_screens:
        return NextStep(question=None, stop=StopReason.NOTHING_LEFT)
    urgent = _with_urgent_facts(open_screens, facts, knowledge)
    if urgent is not None:
        screen, missing = urgent
        return _ask(question_for(screen, missing, knowledge, reason=QuestionReason.INFORMATION))
    if _asked_screens(story, case) >= MOST_STORY_QUESTIONS:
        return NextStep(question=None, stop=StopReason.LONG_ENOUGH)
    open_findings = {finding for _, missing in open_screens for finding in missing}
    gains = finding_gains(infer(facts, knowledge), knowledge, open_findings)
    worth = {finding: gains.get(finding, 0.0) + OPEN_FACT_BITS * (finding in verdict.open) for finding in open_findings}
    screen, missing = max(open_screens, key=lambda pair: sum(worth[finding] for finding in pair[1]))
    if sum(worth[finding] for finding in missing) < SMALLEST_GAIN_BITS:
        return NextStep(question=None, stop=StopReason.LITTLE_TO_GAIN)
    telling = tuple(finding for finding in missing if worth[finding] >= SMALLEST_ITEM_BITS) or missing
    gain = sum(gains.get(finding, 0.0) for finding in telling)
    return _ask(question_for(screen, telling, knowledge, reason=QuestionReason.INFORMATION, gain_bits=gain))


def _with_urgent_facts(
    open_screens: list[tuple[Screen, tuple[FindingId, ...]]],
    facts: Mapping[FindingId, Finding],
    knowledge: Knowledge,
) -> tuple[Screen, tuple[FindingId, ...]] | None:
    """Give the screen with most facts on which an emergency or same-day rule still waits, if there is one."""
    waiting = {
        finding
        for rule in knowledge.rules.values()
        if rule.level >= Level.SAME_DAY
        for finding in evaluate(knowledge.rule_expressions[rule.id], facts).unknown
    }
    counted = [(sum(finding in waiting for finding in missing), screen, missing) for screen, missing in open_screens]
    most, screen, missing = max(counted, key=lambda row: row[0])
    return (screen, missing) if most else None


def _asked_screens(screens: tuple[Screen, ...], case: Case) -> int:
    return sum(any(name in case.answers for name in screen.findings) for screen in screens)
