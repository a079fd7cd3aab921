"""A screen's form, read into answers: what is ticked, what is said of the rest, what is left out."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import FormData

from backstride.figures.body_map import REGIONS
from backstride.model.errors import CaseError
from backstride.model.question import Item, Question, QuestionReason, QuestionType
from backstride.web.body_places import answers_from_places
from backstride.web.forms import text_of

__all__ = ["answers_in", "asks_which", "named_unsure", "places_in"]

_REST = {"no": "absent", "unsure": "unknown"}


def asks_which(question: Question, fields: FormData) -> bool:
    """Say whether "not sure about some" still leaves open which ones."""
    left_open = [item for item in question.items if item.id not in fields.getlist("tick")]
    return question.type is QuestionType.GROUP_MULTIPLE and text_of(fields, "rest") == "unsure" and len(left_open) > 1


def answers_in(question: Question, fields: FormData) -> dict[str, object]:
    """Read the answer to every item that was on the screen.

    Raises
    ------
    CaseError
        If nothing was answered, or a number is no number.
    """
    if text_of(fields, "skip") and question.reason is not QuestionReason.BASICS:
        return {str(item.id): "unknown" for item in question.items}
    if question.type is QuestionType.GROUP_MULTIPLE:
        return dict(_ticked(question, fields))
    if question.type is QuestionType.BODY_MAP:
        return dict(_touched(question, fields))
    return _said(question, fields)


def places_in(fields: FormData) -> tuple[str, ...]:
    """Read the regions touched on the body map, in the order of the map."""
    touched = set(fields.getlist("where"))
    return tuple(one.id for one in REGIONS if one.id in touched)


def _ticked(question: Question, fields: FormData) -> dict[str, str]:
    ticked, rest = set(fields.getlist("tick")), text_of(fields, "rest")
    if rest not in _REST and not all(item.id in ticked for item in question.items):
        raise CaseError(
            "please say something about the ones you did not tick",
            advice="choose 'None of these', 'No to all the others' or 'I am not sure about some'",
        )
    return {str(item.id): "present" if item.id in ticked else _REST[rest] for item in question.items}


def named_unsure(question: Question, open_items: Collection[str], fields: FormData) -> dict[str, object]:
    """Read which items "not sure about some" meant; the others are a no.

    Parameters
    ----------
    open_items
        The items that were not ticked.

    Raises
    ------
    CaseError
        If none is named.
    """
    unsure = set(fields.getlist("unsure"))
    everything = bool(text_of(fields, "all_unsure"))
    if not unsure and not everything:
        raise CaseError("no box is ticked", advice="tick at least one, or choose the last button")
    return {
        str(item.id): ("unknown" if everything or item.id in unsure else "absent")
        if item.id in open_items
        else "present"
        for item in question.items
    }


def _touched(question: Question, fields: FormData) -> dict[str, str]:
    places, spots = places_in(fields), [str(name) for name in fields.getlist("tick")]
    if not places and not spots:
        raise CaseError("no place is marked yet", advice="touch the map, use the list, or choose the last button")
    return answers_from_places(places, spots, question.items)


def _said(question: Question, fields: FormData) -> dict[str, object]:
    answers: dict[str, object] = {}
    for item in question.items:
        written = text_of(fields, f"a-{item.id}")
        if written:
            answers[str(item.id)] = written if item.choices else _number(item, written)
    if question.reason is QuestionReason.BASICS:
        return answers
    if not answers:
        raise CaseError("nothing is chosen yet", advice="choose an answer, or skip the question")
    return {str(item.id): answers.get(str(item.id), "unknown") for item in question.items}


def _number(item: Item, written: str) -> float:
    try:
        return float(written.replace(",", "."))
    except ValueError as error:
        raise CaseError(
            f"'{written[:20]}' is not a number", where=item.text, advice="use digits, such as 38"
        ) from error
