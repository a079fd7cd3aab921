"""The answer: urgency first, and above an emergency question nothing else."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.model.verdict import Level
from backstride.service.answer import StoredAnswer, answer_of
from backstride.service.episodes import Episode
from backstride.web.answer_view import answer_context, urgency_context
from backstride.web.site import Site, episode_of, page, site_of

__all__ = ["show_answer"]


def show_answer(request: Request) -> Response:
    """Show the answer of an episode, as far as it may be shown."""
    site, episode = site_of(request), episode_of(request)
    if episode.case.runner.age_years is None:
        return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
    answer = answer_of(site.home, episode, site.knowledge, now=site.now)
    verdict = answer.assessment.triage
    if verdict.level is Level.EMERGENCY_NOW:
        return page(request, "emergency.html", **urgency_context(site, episode, answer))
    if verdict.may_be_urgent or (verdict.at_most is Level.EMERGENCY_NOW and answer.assessment.question is not None):
        return page(request, "answer_open.html", **urgency_context(site, episode, answer))
    return _whole(request, site, episode, answer)


def _whole(request: Request, site: Site, episode: Episode, answer: StoredAnswer) -> Response:
    return page(request, "answer.html", **answer_context(site, episode, answer))
