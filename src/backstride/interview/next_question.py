"""What to ask next: safety first by rule, then the story, then whatever tells most; and when to stop.

The order is fixed: age and sex; the safety screens, whatever the region; answers that contradict each other; the story
screens marked ``always``; signs of which one more would make a case urgent; then the theme with most to tell, a dozen
items at a time. The last questions are kept for what rules still wait for. Only an emergency ends it early.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backstride.causes import infer
from backstride.interview.closer_look import (
    MORE_SIGNS,
    MOST_ITEMS,
    Theme,
    most_telling_theme,
    one_answer_away,
    pending_rules,
    waited_for,
)
from backstride.interview.conflict import conflict_question
from backstride.interview.gain import finding_gains
from backstride.interview.screen import basics_question, question_for
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import Screen
from backstride.model.case import Case
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId, QuestionId
from backstride.model.question import Question, QuestionReason, StopReason
from backstride.model.verdict import Level, Verdict

__all__ = ["MOST_STORY_QUESTIONS", "SAFETY_ANSWERS_LAST", "NextStep", "fresh_case", "next_step"]

SAFETY_ANSWERS_LAST = timedelta(hours=12)
"""Safety answers older than this are asked again (safety review)."""

SMALLEST_GAIN_BITS = 0.05
"""When the best theme would tell less than this, and no rule waits for an answer, the interview ends."""

MOST_STORY_QUESTIONS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Either a question or a reason to stop."""

    question: Question | None
    stop: StopReason | None


def fresh_case(case: Case, knowledge: Knowledge, *, now: datetime) -> Case:
    """Forget safety answers that are too old to rely on; answers without a time are kept.

    An answer from further ahead than that was given while the clock was wrong, so its age is not known either.
    """
    old = [
        finding
        for finding, answer in case.answers.items()
        if answer.answered_at is not None
        and abs(now - answer.answered_at) > SAFETY_ANSWERS_LAST
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
    themes = [
        Theme(screen=screen, items=missing)
        for screen in knowledge.manifest.story_screens
        if (missing := _missing(screen, case, facts, knowledge))
    ]
    if not themes:
        return NextStep(question=None, stop=StopReason.NOTHING_LEFT)
    items = {item for theme in themes for item in theme.items}
    pending = pending_rules(facts, knowledge, items)
    urgent = one_answer_away(pending, facts, knowledge, items)
    if urgent:
        return _ask_signs((*urgent, *waited_for(pending, items, above=Level.WITHIN_DAYS)), case, knowledge)
    waiting = waited_for(pending, items, above=Level.highest(hit.level for hit in verdict.rules))
    left = MOST_STORY_QUESTIONS - _asked(case, knowledge)
    if left <= 0 and not waiting:
        return NextStep(question=None, stop=StopReason.LONG_ENOUGH)
    gains = finding_gains(infer(facts, knowledge), knowledge, items)
    theme, worth = most_telling_theme(themes, gains, waiting)
    if waiting and (len(waiting) > (left - 1) * MOST_ITEMS or worth < SMALLEST_GAIN_BITS):
        return _ask_signs((*waiting, *sorted(items, key=lambda item: (-gains.get(item, 0.0), item))), case, knowledge)
    if worth < SMALLEST_GAIN_BITS:
        return NextStep(question=None, stop=StopReason.LITTLE_TO_GAIN)
    gain = sum(gains.get(item, 0.0) for item in theme.items)
    again = any(name in case.answers for name in theme.screen.findings)
    return _ask(_part(theme.screen, theme.items, case, knowledge, again=again, gain_bits=gain))


def _ask_signs(ordered: Sequence[FindingId], case: Case, knowledge: Knowledge) -> NextStep:
    """Ask what rules wait for across all themes, filled up with what comes next, in the written order."""
    chosen = set(list(dict.fromkeys(ordered))[:MOST_ITEMS])
    later = _later_findings(knowledge)
    signs = tuple(name for name in later if name in chosen)
    return _ask(_part(MORE_SIGNS, signs, case, knowledge, again=not case.answers.keys().isdisjoint(later)))


def _later_findings(knowledge: Knowledge) -> tuple[FindingId, ...]:
    """List what the screens after the opening hold, in the written order."""
    screens = (screen for screen in knowledge.manifest.story_screens if not screen.always)
    return tuple(FindingId(name) for screen in screens for name in screen.findings)


def _part(
    screen: Screen,
    items: tuple[FindingId, ...],
    case: Case,
    knowledge: Knowledge,
    *,
    again: bool,
    gain_bits: float = 0.0,
) -> Question:
    """Put one part of a theme as a question; a later part says so, and has an id of its own."""
    question = question_for(screen, items, knowledge, reason=QuestionReason.INFORMATION, gain_bits=gain_bits)
    if not again:
        return question
    text = question.text if len(items) == 1 else f"A few more. {question.text}"
    return replace(question, id=QuestionId(f"{screen.id}_{_asked(case, knowledge) + 1}"), text=text)


def _asked(case: Case, knowledge: Knowledge) -> int:
    """Count the story questions that were asked, as far as the answers tell."""
    story = knowledge.manifest.story_screens
    opening = sum(any(name in case.answers for name in screen.findings) for screen in story if screen.always)
    later = sum(name in case.answers for name in _later_findings(knowledge))
    return opening + -(-later // MOST_ITEMS)
