"""The training as a page of its own: what stands out, and pictures of the last months or of a year."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.diary.pain_trend import day_pain
from backstride.model.case import Case
from backstride.service.training_history import history_load, with_history
from backstride.training.signals import SIGNALS
from backstride.web.site import episode_of, page, site_of
from backstride.web.training_pictures import training_pictures
from backstride.web.training_view import training_summary

__all__ = ["show_training"]


def show_training(request: Request) -> Response:
    """Show the charts of the training with their tables; ``?year=2025`` shows that year."""
    site, episode = site_of(request), episode_of(request)
    case = with_history(site.home, episode.shelf, episode.case)
    load = history_load(site.home, episode.shelf, case, now=site.now)
    training = training_summary(load)
    if load is None or training is None:
        return RedirectResponse(f"/cases/{episode.id}/files", status_code=303)
    pictures = training_pictures(load, year=_year(request), pain_0_to_10=_pain_by_day(case))
    return page(request, "training.html", case_id=episode.id, training=training, pictures=pictures, signals=SIGNALS)


def _year(request: Request) -> int | None:
    text = request.query_params.get("year", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("2026") else None


def _pain_by_day(case: Case) -> dict[date, float]:
    """Give the worst pain that the diary notes for each day."""
    return {one.day: level for one in case.check_ins if (level := day_pain(one)) is not None}
