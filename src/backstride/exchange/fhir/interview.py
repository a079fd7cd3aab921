"""The interview: what could be asked (Questionnaire) and what was answered (QuestionnaireResponse)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from backstride.exchange.fhir.coding import ASKED_UNKNOWN, NO, YES, Own, Resource, own_concept
from backstride.exchange.fhir.hand_over import HandOver, instant
from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import FindingText, FindingType
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId

__all__ = ["questionnaire", "questionnaire_response", "value_of"]

_ADDRESS = "https://backstride.invalid/fhir/Questionnaire/back-pain-after-running"
_STATES = {AnswerState.PRESENT: YES, AnswerState.ABSENT: NO, AnswerState.UNKNOWN: ASKED_UNKNOWN}
_OTHERS = "other_questions"


def questionnaire(knowledge: Knowledge) -> Resource:
    """Give every question that the interview may choose from, in the order of its screens."""
    return {
        "resourceType": "Questionnaire",
        "url": _ADDRESS,
        "version": knowledge.manifest.version,
        "name": "BackstrideInterview",
        "title": "Back pain after running",
        "status": "draft",
        "subjectType": ["Patient"],
        "description": "The interview chooses from these questions; it does not ask all of them.",
        "item": [
            {
                "linkId": link,
                "text": title,
                "type": "group",
                "item": [_question(knowledge.findings[name]) for name in names],
            }
            for link, title, names in _groups(knowledge)
        ],
    }


@lru_cache(maxsize=2)
def _groups(knowledge: Knowledge) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Put every finding under the first screen that asks it, and what is on no screen last."""
    left = dict.fromkeys(knowledge.findings)
    groups = []
    for screen in (*knowledge.manifest.safety_screens, *knowledge.manifest.story_screens):
        names = tuple(name for name in screen.findings if name in left)
        for name in names:
            del left[name]
        if names:
            groups.append((screen.id, screen.title, names))
    if left:
        groups.append((_OTHERS, "Other questions", tuple(left)))
    return tuple(groups)


def _question(text: FindingText) -> Resource:
    unit = f" ({text.unit})" if text.type is FindingType.NUMBER and text.unit else ""
    question: Resource = {
        "linkId": text.id,
        "code": own_concept(Own.FINDING, text.id, text.label)["coding"],
        "text": text.question + unit,
        "type": "decimal" if text.type is FindingType.NUMBER else "choice",
    }
    if text.type is FindingType.YES_NO:
        question["answerOption"] = [{"valueCoding": coding} for coding in _STATES.values()]
    elif text.type is FindingType.CHOICE:
        question["answerOption"] = [{"valueCoding": _option(text, choice.id)} for choice in text.choices] + [
            {"valueCoding": ASKED_UNKNOWN}
        ]
    return question


def _option(text: FindingText, chosen: str) -> Resource:
    words = next((choice.text for choice in text.choices if choice.id == chosen), chosen)
    coding: Resource = own_concept(Own.OPTION, f"{text.id}.{chosen}", words)["coding"][0]
    return coding


def questionnaire_response(given: HandOver) -> Resource:
    """Give what was answered. What was not asked is not there; "not sure" is an answer of its own."""
    done = given.assessment.question is None
    groups = [
        {"linkId": link, "text": title, "item": items}
        for link, title, names in _groups(given.knowledge)
        if (items := list(_answers(given, names)))
    ]
    response: Resource = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{_ADDRESS}|{given.knowledge.manifest.version}",
        "status": "completed" if done else "in-progress",
        "subject": given.subject,
        "authored": _authored(given),
        "source": given.subject,
    }
    return response | ({"item": groups} if groups else {})


def _authored(given: HandOver) -> str:
    moments = [answer.answered_at for answer in given.case.answers.values() if answer.answered_at is not None]
    return instant(max(moments)) if moments else given.written_at


def _answers(given: HandOver, names: tuple[str, ...]) -> Iterator[Resource]:
    for name in names:
        fact = given.facts.get(FindingId(name))
        if fact is None or fact.origin is not Origin.ANSWER or fact.state is AnswerState.NOT_ASKED:
            continue
        text = given.knowledge.findings[name]
        yield {"linkId": name, "text": text.question, "answer": [_answer(text, fact)]}


def _answer(text: FindingText, fact: Finding) -> Resource:
    if isinstance(fact.value, float | int):
        return {"valueDecimal": float(fact.value)}
    return {"valueCoding": value_of(text, fact)}


def value_of(text: FindingText, fact: Finding) -> Resource:
    """Give a finding that is not a number as a code: yes, no, asked but unknown, or the chosen option."""
    return _option(text, fact.value) if isinstance(fact.value, str) else _STATES[fact.state]
