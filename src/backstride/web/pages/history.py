"""For your clinician: what a visit needs and no question of ours asks. Never in the way of the questions or of help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.knowledge.base import Knowledge
from backstride.model.answer import AnswerState
from backstride.model.errors import UserError
from backstride.model.history import LONGEST_DETAIL, LONGEST_NAME, LONGEST_STORY, MOST_ROWS, History
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level
from backstride.report.history_words import KIND_OF_TREATMENT, RESPONSE_WORDS, SETTLE_WORDS, START_WORDS
from backstride.service.answer import answer_of
from backstride.service.episodes import Episode, change_history, refresh
from backstride.web.forms import text_of
from backstride.web.history_form import GivenHistory, given_from, given_in, history_in
from backstride.web.site import Site, episode_of, page, site_of

__all__ = ["remove_history", "show_history", "write_history"]

ASKED_OF_MEDICINES = (
    "anticoagulant", "steroids_long", "immunosuppressed", "fever_masked_by_tablets", "oestrogen_medicine",
    "anti_inflammatory_use", "too_many_painkillers",
)  # fmt: skip
ASKED_OF_TREATMENT = ("spine_procedure_recent", "needling_near_ribs_recent", "back_operation")
"""Questions of the interview that a medicine or a treatment may bear on; nothing is guessed from a name."""
_SAID = {AnswerState.PRESENT: "yes", AnswerState.ABSENT: "no", AnswerState.UNKNOWN: "not sure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBefore:
    """A question of the interview, how it was answered, and where that can be changed."""

    label: str
    said: str
    address: str


def show_history(request: Request) -> Response:
    """Show the form; where help may be needed now, that comes first."""
    site, episode = site_of(request), episode_of(request)
    if episode.case.runner.age_years is None:
        return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
    verdict = answer_of(site.home, episode, site.knowledge, now=site.now).assessment.triage
    if verdict.at_most is Level.EMERGENCY_NOW or verdict.may_be_urgent:
        return RedirectResponse(f"/cases/{episode.id}/answer", status_code=303)
    return _form(request, given_from(episode.case.history), saved=bool(request.query_params.get("saved")))


def write_history(request: Request, fields: FormData) -> Response:
    """Keep what was written, and show it again with room for more."""
    site, episode = site_of(request), episode_of(request)
    given = given_in(fields)
    try:
        change_history(site.home, episode.id, history_in(given), now=site.now)
    except UserError as error:
        return _form(request, given, problem=error.line())
    add = text_of(fields, "add")
    room = f"&add={add}#add-{add}" if add in ("medicine", "treatment") else ""
    return RedirectResponse(f"/cases/{episode.id}/history?saved=1{room}", status_code=303)


def remove_history(request: Request, _: FormData) -> Response:
    """Take everything out again."""
    site, episode = site_of(request), episode_of(request)
    change_history(site.home, episode.id, History(), now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/history?saved=1", status_code=303)


def _form(request: Request, given: GivenHistory, *, problem: str = "", saved: bool = False) -> Response:
    site, episode = site_of(request), episode_of(request)
    asked, stale = _asked(site, episode)
    return page(
        request,
        "history.html",
        status=422 if problem else 200,
        case_id=episode.id,
        given=given,
        problem=problem,
        saved=saved,
        is_kept=episode.case.history is not None,
        add=request.query_params.get("add", ""),
        most=MOST_ROWS,
        starts=[(one.value, words) for one, words in START_WORDS.items()],
        settles=[(one.value, words) for one, words in SETTLE_WORDS.items()],
        responses=[(one.value, words) for one, words in RESPONSE_WORDS.items()],
        kinds=[(one.value, words) for one, words in KIND_OF_TREATMENT.items()],
        longest={"name": LONGEST_NAME, "detail": LONGEST_DETAIL, "story": LONGEST_STORY},
        asked=asked,
        stale=stale,
    )


def _asked(site: Site, episode: Episode) -> tuple[list[AskedBefore], list[str]]:
    """Give the questions that have an answer of today, and those of the safety questions that have none."""
    fresh = refresh(episode, site.knowledge, now=site.now)
    found, names = list(_answered(fresh, site.knowledge)), (*ASKED_OF_MEDICINES, *ASKED_OF_TREATMENT)
    safety = {name for screen in site.knowledge.manifest.safety_screens for name in screen.findings}
    stale = [site.knowledge.label(name) for name in names if name in safety and name not in fresh.case.answers]
    return found, stale


def _answered(episode: Episode, knowledge: Knowledge) -> Iterator[AskedBefore]:
    where = {item.id: number for number, screen in enumerate(episode.state.screens) for item in screen.question.items}
    for name in map(FindingId, (*ASKED_OF_MEDICINES, *ASKED_OF_TREATMENT)):
        answer = episode.case.answers.get(name)
        if answer is not None and name in where and answer.state in _SAID:
            yield AskedBefore(
                label=knowledge.label(name),
                said=_SAID[answer.state],
                address=f"/cases/{episode.id}/questions/{where[name]}",
            )
