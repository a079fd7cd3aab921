"""The form picture as a page of its own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.web.form_view import form_summary
from backstride.web.site import episode_of, page

__all__ = ["show_form"]


def show_form(request: Request) -> Response:
    """Show what the latest clip showed."""
    episode = episode_of(request)
    form = form_summary(episode.case.forms[-1] if episode.case.forms else None)
    if form is None:
        return RedirectResponse(f"/cases/{episode.id}/files", status_code=303)
    return page(request, "form.html", case_id=episode.id, form=form)
