"""What a screen shows: its template, what was answered before, how far the interview is."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData

from backstride.figures.body_map import BOTH_SIDES, REGIONS, body_map_control
from backstride.knowledge.base import Knowledge
from backstride.model.answer import AnswerState
from backstride.model.question import Question, QuestionReason, QuestionType
from backstride.service.episodes import Episode
from backstride.web.body_places import place_of, spots_beside_map
from backstride.web.drawing import drawing
from backstride.web.question_form import places_in

__all__ = ["body_map_view", "given_answers", "progress_words", "rest_given", "template_of"]

_USUAL = ("low_back", "buttock", "mid_back", "upper_back")


def template_of(question: Question) -> str:
    """Name the part of the page that asks a question of this type."""
    if question.type is QuestionType.GROUP_MULTIPLE:
        return "ticks"
    return "body_map" if question.type is QuestionType.BODY_MAP else "items"


def given_answers(question: Question, episode: Episode, fields: FormData | None) -> dict[str, Any]:
    """Give what stands in the form: as just sent, or as answered before; nothing is ever filled in for anyone."""
    if fields is not None:
        ticked = {str(name): "present" for name in fields.getlist("tick")}
        return ticked | {
            str(item.id): _as_choice(fields.get(f"a-{item.id}")) for item in question.items if f"a-{item.id}" in fields
        }
    if question.reason is QuestionReason.BASICS:
        runner = episode.case.runner
        return {} if runner.age_years is None else {"age_years": runner.age_years, "sex": runner.sex.value}
    given: dict[str, Any] = {}
    for item in question.items:
        answer = episode.case.answers.get(item.id)
        if answer is not None:
            given[str(item.id)] = answer.state.value if answer.value is None else _as_choice(answer.value)
    return given


def _as_choice(value: object) -> object:
    """Write whole numbers as such, so that they match the buttons of a scale."""
    try:
        number = float(str(value))
    except ValueError:
        return value
    return int(number) if number.is_integer() else number


def rest_given(question: Question, episode: Episode, fields: FormData | None) -> str:
    """Give what was said of the items that were not ticked: ``no``, ``unsure`` or nothing yet."""
    if fields is not None:
        return str(fields.get("rest", ""))
    answers = [episode.case.answers.get(item.id) for item in question.items]
    states = {answer.state for answer in answers if answer is not None}
    if AnswerState.UNKNOWN in states:
        return "unsure"
    return "no" if AnswerState.ABSENT in states else ""


def progress_words(question: Question, number: int, knowledge: Knowledge) -> str:
    """Say where the interview stands, without pretending to know how long it will be."""
    if question.reason is QuestionReason.BASICS:
        return "About you"
    screens = [screen.id for screen in knowledge.manifest.safety_screens]
    if question.reason is QuestionReason.SAFETY and question.id in screens:
        return f"Safety, {screens.index(question.id) + 1} of {len(screens)}"
    return f"Question {number + 1}"


def body_map_view(
    question: Question, episode: Episode, fields: FormData | None, knowledge: Knowledge
) -> dict[str, Any]:
    """Give the map, the lists beside it and what is marked."""
    places = episode.state.places if fields is None else places_in(fields)
    usual = sorted(
        (one for one in REGIONS if place_of(one.id) in _USUAL), key=lambda one: _USUAL.index(place_of(one.id))
    )
    others = tuple(one for one in REGIONS if place_of(one.id) not in _USUAL)
    spots = spots_beside_map(question.items)
    return {
        "map": drawing(body_map_control()),
        "sides": drawing(body_map_control(views=BOTH_SIDES)),
        "usual": usual,
        "others": others,
        "others_open": any(one.id in places for one in others),
        "places": set(places),
        "spots": spots,
        "labels": {spot.id: knowledge.label(spot.id).capitalize() for spot in spots},
    }
