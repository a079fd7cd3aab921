"""What the runner wrote for the visit: a questionnaire of its own, and its answers.

Medicines and treatments stay answers in the runner's words. A MedicationStatement or a Procedure would claim a
medicine or an operation that nobody has checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from backstride.exchange.fhir.coding import Own, Resource, own_concept
from backstride.exchange.fhir.hand_over import HandOver
from backstride.model.history import History, Medicine, PainSettling, PainStart, Response, Treatment, TreatmentKind

__all__ = ["visit_history"]

_ADDRESS = "https://backstride.invalid/fhir/Questionnaire/for-your-clinician"
_TEXTS = {
    "pain_starts": "When does the pain come?",
    "pain_settles": "How long after a run does it take to settle?",
    "no_medicines": "I take no medicines",
    "medicine": "Medicine",
    "name": "Name",
    "dose": "Dose",
    "how_often": "How often",
    "response": "What it did",
    "no_treatment": "I have had no treatment for this",
    "treatment": "Treatment so far",
    "kind": "Kind",
    "what": "Which one",
    "when": "When",
    "sessions": "How many times",
    "work": "What does your work or your day ask of your back?",
    "worry": "What worries you most?",
    "hope": "What do you hope for?",
}


def visit_history(given: HandOver) -> tuple[tuple[str, Resource], ...]:
    """Give the questionnaire and its answers; nothing where nothing was filled in."""
    history = given.case.history
    if history is None or history.is_empty:
        return ()
    response: Resource = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": _ADDRESS,
        "status": "completed",
        "subject": given.subject,
        "authored": given.written_at,
        "source": given.subject,
        "item": list(_told(history)),
    }
    return (("history-questions", _questionnaire()), ("history-answers", response))


def _questionnaire() -> Resource:
    return {
        "resourceType": "Questionnaire",
        "url": _ADDRESS,
        "name": "BackstrideForYourClinician",
        "title": "For your clinician",
        "status": "draft",
        "subjectType": ["Patient"],
        "description": "Filled in by the runner before a visit, if they like. It takes no part in any result.",
        "item": [
            _choice("pain_starts", PainStart),
            _choice("pain_settles", PainSettling),
            _question("no_medicines", "boolean"),
            _group("medicine", (_strings("name", "dose", "how_often"), [_choice("medicine.response", Response)])),
            _question("no_treatment", "boolean"),
            _group(
                "treatment",
                (
                    [_choice("treatment.kind", TreatmentKind)],
                    _strings("what", "when", of="treatment"),
                    [_question("treatment.sessions", "integer"), _choice("treatment.response", Response)],
                ),
            ),
            *(_question(name, "text") for name in ("work", "worry", "hope")),
        ],
    }


def _words(link: str) -> str:
    return _TEXTS[link.rpartition(".")[2]]


def _question(link: str, kind: str) -> Resource:
    return {"linkId": link, "text": _words(link), "type": kind}


def _choice(link: str, options: type[StrEnum]) -> Resource:
    return _question(link, "choice") | {"answerOption": [{"valueCoding": _coding(link, one)} for one in options]}


def _group(link: str, parts: Iterable[list[Resource]]) -> Resource:
    return _question(link, "group") | {"repeats": True, "item": [item for part in parts for item in part]}


def _strings(*names: str, of: str = "medicine") -> list[Resource]:
    return [_question(f"{of}.{name}", "string") for name in names]


def _coding(link: str, one: StrEnum) -> Resource:
    code = f"{link.rpartition('.')[2]}.{one.value}"
    coding: Resource = own_concept(Own.HISTORY, code, one.value.replace("_", " "))["coding"][0]
    return coding


def _told(history: History) -> Iterator[Resource]:
    yield from _answered("pain_starts", history.pain_starts)
    yield from _answered("pain_settles", history.pain_settles)
    yield from _answered("no_medicines", history.no_medicines or None)
    yield from (_rows("medicine", _medicine(one)) for one in history.medicines)
    yield from _answered("no_treatment", history.no_treatment or None)
    yield from (_rows("treatment", _treatment(one)) for one in history.treatments)
    for name, text in (("work", history.work), ("worry", history.worry), ("hope", history.hope)):
        yield from _answered(name, text)


def _medicine(one: Medicine) -> Iterator[Resource]:
    for name, text in (("name", one.name), ("dose", one.dose), ("how_often", one.how_often)):
        yield from _answered(f"medicine.{name}", text)
    yield from _answered("medicine.response", one.response)


def _treatment(one: Treatment) -> Iterator[Resource]:
    yield from _answered("treatment.kind", one.kind)
    for name, value in (("what", one.what), ("when", one.when), ("sessions", one.sessions)):
        yield from _answered(f"treatment.{name}", value)
    yield from _answered("treatment.response", one.response)


def _rows(link: str, items: Iterable[Resource]) -> Resource:
    return {"linkId": link, "text": _words(link), "item": list(items)}


def _answered(link: str, value: StrEnum | str | int | None) -> Iterator[Resource]:
    """Give the answer to a question; what was not filled in is not there."""
    held: Resource
    if isinstance(value, StrEnum):
        held = {"valueCoding": _coding(link, value)}
    elif isinstance(value, bool):
        held = {"valueBoolean": value}
    elif isinstance(value, int):
        held = {"valueInteger": value}
    elif value is not None and value.strip():
        held = {"valueString": value.strip()}
    else:
        return
    yield {"linkId": link, "text": _words(link), "answer": [held]}
