"""The load picture as a page of its own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.service.training_history import history_load, with_history
from backstride.web.site import episode_of, page, site_of
from backstride.web.training_view import training_summary

__all__ = ["show_training"]


def show_training(request: Request) -> Response:
    """Show the charts of the training with their tables."""
    site, episode = site_of(request), episode_of(request)
    case = with_history(site.home, episode.shelf, episode.case)
    training = training_summary(history_load(site.home, episode.shelf, case, now=site.now))
    if training is None:
        return RedirectResponse(f"/cases/{episode.id}/files", status_code=303)
    return page(request, "training.html", case_id=episode.id, training=training)
