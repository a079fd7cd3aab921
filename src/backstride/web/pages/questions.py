"""The interview, one screen a page: show it, read its form, go on to what comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.assess import Step
from backstride.knowledge.base import Knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.errors import UserError
from backstride.model.question import Question, QuestionReason, QuestionType
from backstride.model.runner import Runner
from backstride.model.verdict import Level
from backstride.service.episodes import Episode, ScreenReply, change_runner, next_step_of, refresh, reply
from backstride.service.pain_marks import mark_pains
from backstride.web.body_places import sides_from_places
from backstride.web.forms import text_of
from backstride.web.local_place import COUNTRY_NAMES
from backstride.web.question_form import answers_in, asks_which, named_unsure, places_in
from backstride.web.question_view import body_map_view, given_answers, progress_words, rest_given, template_of
from backstride.web.site import Site, episode_of, page, site_of
from backstride.web.wording import alert_of

__all__ = ["answer_question", "name_unsure", "show_question", "show_unsure"]


def show_question(request: Request) -> Response:
    """Show a screen: an answered one with its answers, or the next one."""
    site, number = site_of(request), request.path_params["number"]
    stored = episode_of(request)
    episode = refresh(stored, site.knowledge, now=site.now)
    taken = next_step_of(site.home, episode, site.knowledge, now=site.now)
    question = _question(episode, number, taken)
    if question is None:
        return _on(episode)
    return _screen(request, episode, number, question, step=taken, renewed=episode is not stored)


def answer_question(request: Request, fields: FormData) -> Response:
    """Take a screen's answers, and go on."""
    site, number = site_of(request), request.path_params["number"]
    episode = refresh(episode_of(request), site.knowledge, now=site.now)
    taken = next_step_of(site.home, episode, site.knowledge, now=site.now)
    question = _question(episode, number, taken)
    if question is None or question.id != text_of(fields, "question"):
        return _on(episode)
    question = _as_shown(question, fields)
    try:
        answers = answers_in(question, fields)
        places = places_in(fields) if question.type is QuestionType.BODY_MAP else None
        given = ScreenReply(
            number=number,
            question_id=question.id,
            answers=answers,
            places=places,
            beside=_beside(places, site.knowledge),
        )
        saved = reply(site.home, episode.id, given, site.knowledge, now=site.now)
        if question.reason is QuestionReason.BASICS:
            saved = _with_country(site, saved, text_of(fields, "country"))
    except UserError as error:
        return _screen(request, episode, number, question, step=taken, fields=fields, problem=error)
    if question.type is QuestionType.BODY_MAP:
        return _after_map(request, saved, number)
    if asks_which(question, fields):
        return RedirectResponse(f"/cases/{episode.id}/questions/{number}/unsure", status_code=303)
    return _after(saved, number)


def show_unsure(request: Request) -> Response:
    """Ask which items of an answered screen "not sure about some" meant."""
    episode, number, question = _answered(request)
    if question is None or not _open_items(question, episode):
        return _on(episode)
    return _unsure(request, episode, number, question)


def name_unsure(request: Request, fields: FormData) -> Response:
    """Take which items the person is not sure about."""
    site = site_of(request)
    episode, number, question = _answered(request)
    if question is None:
        return _on(episode)
    try:
        answers = named_unsure(question, _open_items(question, episode), fields)
    except UserError as error:
        return _unsure(request, episode, number, question, problem=error)
    given = ScreenReply(number=number, question_id=question.id, answers=answers)
    saved = reply(site.home, episode.id, given, site.knowledge, now=site.now)
    return _after(saved, number)


def _answered(request: Request) -> tuple[Episode, int, Question | None]:
    site, number = site_of(request), request.path_params["number"]
    episode = refresh(episode_of(request), site.knowledge, now=site.now)
    screens = episode.state.screens
    return episode, number, screens[number].question if number < len(screens) else None


def _open_items(question: Question, episode: Episode) -> set[str]:
    answers = episode.case.answers
    present = {item.id for item in question.items if item.id in answers and _is_present(answers[item.id])}
    return {item.id for item in question.items if item.id not in present}


def _is_present(answer: Answer) -> bool:
    return answer.state is AnswerState.PRESENT


def _after(saved: Episode, number: int) -> Response:
    if number + 1 < len(saved.state.screens):
        return RedirectResponse(f"/cases/{saved.id}/questions/{number + 1}", status_code=303)
    return _on(saved)


def _after_map(request: Request, saved: Episode, number: int) -> Response:
    """Keep the marks as they are now, and ask how it feels in each place."""
    site = site_of(request)
    saved = mark_pains(site.home, saved.id, saved.state.pains, site.knowledge, now=site.now)
    then = "?then=trends" if request.query_params.get("then") == "trends" else ""
    if saved.state.places:
        return RedirectResponse(f"/cases/{saved.id}/questions/{number}/feel{then}", status_code=303)
    return _after(saved, number)


def _beside(places: tuple[str, ...] | None, knowledge: Knowledge) -> dict[str, str]:
    sides = sides_from_places(places or ())
    return {finding: state for finding, state in sides.items() if finding in knowledge.findings}


def _on(episode: Episode) -> Response:
    return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)


def _question(episode: Episode, number: int, taken: Step) -> Question | None:
    screens = episode.state.screens
    if number < len(screens):
        return screens[number].question
    return taken.next.question if number == len(screens) else None


def _as_shown(question: Question, fields: FormData) -> Question:
    shown = set(fields.getlist("shown"))
    items = tuple(item for item in question.items if item.id in shown)
    if not items:
        raise HTTPException(400, "That form did not come from this page, so nothing was saved.")
    return replace(question, items=items)


def _with_country(site: Site, episode: Episode, country: str) -> Episode:
    def moved(runner: Runner) -> Runner:
        return replace(runner, country=country if country in COUNTRY_NAMES else None)

    return change_runner(site.home, episode.id, moved, now=site.now)


def _frame(site: Site, episode: Episode, number: int, question: Question) -> dict[str, Any]:
    """Give what every screen of the interview shows around its question."""
    is_safety = question.reason in (QuestionReason.SAFETY, QuestionReason.BASICS)
    return {
        "case_id": episode.id,
        "number": number,
        "question": question,
        "step": 0 if is_safety else 1,
        "is_safety": question.reason is QuestionReason.SAFETY,
        "progress": progress_words(question, number, site.knowledge),
    }


def _screen(
    request: Request,
    episode: Episode,
    number: int,
    question: Question,
    *,
    step: Step,
    fields: FormData | None = None,
    problem: UserError | None = None,
    renewed: bool = False,
) -> Response:
    site = site_of(request)
    kind = template_of(question)
    context = _frame(site, episode, number, question) | {
        "back": f"/cases/{episode.id}/questions/{number - 1}" if number else "/",
        "kind": kind,
        "then": "?then=trends" if request.query_params.get("then") == "trends" else "",
        "given": given_answers(question, episode, fields),
        "rest": rest_given(question, episode, fields),
        "problem": _line(problem),
        "alert": alert_of(step.verdict) if step.verdict.level >= Level.SAME_DAY else None,
        "renewed": renewed,
        "skip": _skip_words(question),
        "countries": sorted(COUNTRY_NAMES.items(), key=lambda pair: pair[1]),
        "country": episode.case.runner.country or "",
    }
    if kind == "body_map":
        context |= body_map_view(question, episode, fields, site.knowledge)
    return page(request, "question.html", status=422 if problem else 200, **context)


def _unsure(
    request: Request, episode: Episode, number: int, question: Question, *, problem: UserError | None = None
) -> Response:
    return page(
        request,
        "question_unsure.html",
        status=422 if problem else 200,
        **_frame(site_of(request), episode, number, question),
        open_items=_open_items(question, episode),
        problem=_line(problem),
    )


def _line(problem: UserError | None) -> str:
    return f"{problem.what[:1].upper()}{problem.what[1:]}. Next: {problem.advice}." if problem else ""


def _skip_words(question: Question) -> str:
    if question.reason is QuestionReason.BASICS or question.type is QuestionType.GROUP_MULTIPLE:
        return ""
    if question.type is QuestionType.BODY_MAP:
        return "I cannot point to one place"
    return "Not sure: skip this"
