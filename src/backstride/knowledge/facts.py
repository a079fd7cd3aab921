"""From a case to facts: what rules and causes see, with each thing counted once.

A fact answered in words and also seen in the training files is one fact: the measured one lends its detail, the
answer its certainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import evaluate
from backstride.knowledge.schema import FindingText, FindingType
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId
from backstride.model.runner import Runner, Sex

__all__ = ["CaseFacts", "applies_to", "case_facts", "check_answer", "with_signs"]

AGE = FindingId("age_years")
SEX = FindingId("sex")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """The facts of a case, and notes about answers that were left aside."""

    facts: Mapping[FindingId, Finding]
    notes: tuple[str, ...] = ()


def case_facts(case: Case, knowledge: Knowledge, measured: Iterable[Finding] = ()) -> CaseFacts:
    """Gather everything a case says, signs included.

    Parameters
    ----------
    measured
        Findings from training, form and diary.

    Raises
    ------
    CaseError
        If an answer names an unknown finding or is impossible for it.
    """
    facts: dict[FindingId, Finding] = dict(_known_of(case.runner, knowledge))
    notes: list[str] = []
    for answer in case.answers.values():
        text = check_answer(answer, knowledge)
        if not applies_to(text, case.runner):
            if answer.state in (AnswerState.PRESENT, AnswerState.VALUE):
                notes.append(f"The answer about {text.label} was left out: it cannot apply to this runner.")
            continue
        if answer.state is not AnswerState.NOT_ASKED:
            facts[answer.finding] = Finding.from_answer(answer)
    facts.update(_implied(case.answers.values(), knowledge))
    for finding in measured:
        if finding.id in knowledge.findings:
            facts[finding.id], note = _counted_once(facts.get(finding.id), finding, knowledge)
            notes += [note] if note else []
    return CaseFacts(facts=with_signs(facts, knowledge), notes=tuple(notes))


@lru_cache(maxsize=64)
def _known_of(runner: Runner, knowledge: Knowledge) -> tuple[tuple[FindingId, Finding], ...]:
    """Give what the runner alone settles; worked out once, since every answer of an interview asks for it again."""
    return tuple(_from_runner(runner, knowledge))


def _from_runner(runner: Runner, knowledge: Knowledge) -> Iterable[tuple[FindingId, Finding]]:
    """Give age, sex, the absence of what cannot apply to this runner, and the self-tests as not done."""
    if runner.age_years is not None:
        yield AGE, _runner_fact(AGE, AnswerState.VALUE, float(runner.age_years))
    if runner.sex is not Sex.UNSPECIFIED:
        yield SEX, _runner_fact(SEX, AnswerState.VALUE, runner.sex.value)
    for text in knowledge.findings.values():
        finding = FindingId(text.id)
        if text.type is FindingType.YES_NO and not applies_to(text, runner):
            yield finding, _runner_fact(finding, AnswerState.ABSENT)
        elif text.optional:
            yield finding, Finding(id=finding, state=AnswerState.ABSENT, origin=Origin.NOT_DONE)


def _implied(answers: Iterable[Answer], knowledge: Knowledge) -> Iterable[tuple[FindingId, Finding]]:
    """Give the findings that a chosen option says are there, also against an answer of their own."""
    for answer in answers:
        for choice in knowledge.findings[answer.finding].choices:
            for name in choice.implies if choice.id == answer.value else ():
                finding = FindingId(name)
                yield (
                    finding,
                    Finding(id=finding, state=AnswerState.PRESENT, observed_at=answer.answered_at),
                )


def _runner_fact(finding: FindingId, state: AnswerState, value: float | str | None = None) -> Finding:
    return Finding(id=finding, state=state, value=value, origin=Origin.RUNNER)


def _counted_once(said: Finding | None, seen: Finding, knowledge: Knowledge) -> tuple[Finding, str]:
    if said is None or said.state not in (AnswerState.PRESENT, AnswerState.ABSENT):
        return seen, ""
    if said.state is seen.state:
        where = "training files" if seen.origin is Origin.TRAINING else "clip"
        note = f"{knowledge.label(seen.id).capitalize()}: you said so and your {where} show it; counted once."
        return replace(said, detail=seen.detail), note if seen.state is AnswerState.PRESENT else ""
    if seen.state is AnswerState.PRESENT:
        return seen, f"You said no to {knowledge.label(seen.id)}, but it was measured: {seen.detail}."
    return said, ""


def applies_to(text: FindingText, runner: Runner) -> bool:
    """Say whether a question can apply to a runner; what is not known about them leaves it open."""
    age_fits = runner.age_years is None or text.age_from_years <= runner.age_years <= text.age_to_years
    return age_fits and (runner.sex is Sex.UNSPECIFIED or runner.sex in text.sex)


def check_answer(answer: Answer, knowledge: Knowledge) -> FindingText:
    """Find the question an answer belongs to, and refuse an impossible answer.

    Raises
    ------
    CaseError
        If there is no such finding, or the answer does not fit it.
    """
    text = knowledge.findings.get(answer.finding)
    if text is None:
        raise CaseError(
            f"there is no finding called '{answer.finding}'",
            where="answers",
            advice="list the ids with 'backstride catalogue findings'",
        )
    problem = _misfit(answer, text)
    if problem:
        raise CaseError(problem, where=f"answers.{answer.finding}", advice=_what_fits(text))
    return text


def _misfit(answer: Answer, text: FindingText) -> str:
    if answer.state in (AnswerState.UNKNOWN, AnswerState.NOT_ASKED):
        return ""
    if text.type is FindingType.YES_NO:
        return "" if answer.state is not AnswerState.VALUE else f"'{answer.value}' is not an answer to this question"
    if answer.state is not AnswerState.VALUE:
        return f"'{answer.state}' is not an answer to this question"
    if text.type is FindingType.NUMBER:
        if not isinstance(answer.value, float):
            return f"'{answer.value}' is not a number"
        low, high = text.minimum or 0.0, text.maximum if text.maximum is not None else float("inf")
        return "" if low <= answer.value <= high else f"{answer.value:g} is outside {low:g} to {high:g}"
    options = {choice.id for choice in text.choices}
    return "" if answer.value in options else f"'{answer.value}' is not one of the options"


def _what_fits(text: FindingText) -> str:
    if text.type is FindingType.YES_NO:
        return "use present, absent or unknown"
    if text.type is FindingType.NUMBER:
        return f"give a number from {text.minimum:g} to {text.maximum:g}, or unknown"
    return "use one of: " + ", ".join(choice.id for choice in text.choices) + ", or unknown"


def with_signs(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Mapping[FindingId, Finding]:
    """Add every sign that the facts settle; a sign that is not known is left out."""
    signs: dict[FindingId, Finding] = {}
    for sign, expression in knowledge.sign_expressions.items():
        outcome = evaluate(expression, facts)
        if outcome.truth is not None:
            certainty = min((facts[finding].certainty for finding in outcome.because), default=1.0)
            state = AnswerState.PRESENT if outcome.truth else AnswerState.ABSENT
            signs[sign] = Finding(id=sign, state=state, certainty=certainty)
    return {**facts, **signs}
