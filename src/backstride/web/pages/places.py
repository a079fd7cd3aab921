"""How it feels in each marked place, and how strong it is: asked once after the body map, and whenever it changed."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.assess import Step
from backstride.figures.body_map import region
from backstride.model.pain_place import PainKind, PainPlace
from backstride.model.question import QuestionReason
from backstride.report.body_chart import KIND_WORDS
from backstride.service.episodes import Episode, next_step_of, refresh
from backstride.service.pain_marks import doubts_of_pains, mark_pains
from backstride.web.body_places import pains_in
from backstride.web.forms import text_of
from backstride.web.site import Site, episode_of, page, site_of

__all__ = ["show_feel", "take_feel"]


def show_feel(request: Request) -> Response:
    """Ask how it feels in each place; without a place there is nothing to ask."""
    episode = episode_of(request)
    if not episode.state.places:
        return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
    return page(
        request,
        "question_feel.html",
        case_id=episode.id,
        number=request.path_params["number"],
        then="trends" if request.query_params.get("then") == "trends" else "",
        pains=[_row(one) for one in episode.state.pains],
        kinds=[(kind.value, words) for kind, words in KIND_WORDS.items()],
    )


def take_feel(request: Request, fields: FormData) -> Response:
    """Keep what was said, and go on; a question that it opens again comes first."""
    site, episode = site_of(request), episode_of(request)
    if not text_of(fields, "skip"):
        pains = pains_in(fields, episode.state.places)
        episode = mark_pains(site.home, episode.id, pains, site.knowledge, now=site.now)
    number = request.path_params["number"]
    if text_of(fields, "then") == "trends" and not _opens_a_question(site, episode):
        return RedirectResponse(f"/cases/{episode.id}/trends#places", status_code=303)
    if number + 1 < len(episode.state.screens) and not _safety_is_open(site, episode):
        return RedirectResponse(f"/cases/{episode.id}/questions/{number + 1}", status_code=303)
    return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)


def _opens_a_question(site: Site, episode: Episode) -> bool:
    """Say whether what is marked puts a warning sign in doubt that has no fresh answer."""
    fresh = refresh(episode, site.knowledge, now=site.now)
    return not doubts_of_pains(episode.state.pains) <= set(fresh.case.answers)


def _safety_is_open(site: Site, episode: Episode) -> bool:
    fresh = refresh(episode, site.knowledge, now=site.now)
    taken: Step = next_step_of(site.home, fresh, site.knowledge, now=site.now)
    question = taken.next.question
    return question is not None and question.reason is QuestionReason.SAFETY


def _row(one: PainPlace) -> dict[str, Any]:
    return {
        "place": one.place,
        "label": region(one.place).label,
        "kind": one.kind.value if isinstance(one.kind, PainKind) else "",
        "given": {f"s-{one.place}": "" if one.strength_0_to_10 is None else str(one.strength_0_to_10)},
    }
