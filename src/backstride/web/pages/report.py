"""The report for a clinician: on the page, and as a file."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.report.clinical_report import clinical_report
from backstride.report.referral import Reader, referral_text
from backstride.report.report_html import report_body
from backstride.service.answer import answer_of
from backstride.service.reporting import KINDS, report_bytes
from backstride.web.site import episode_of, page, site_of

__all__ = ["show_report", "take_report"]

_KIND_OF = {".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8", ".json": "application/json"}
_READERS = {
    Reader.DOCTOR: "your doctor",
    Reader.PHYSIOTHERAPIST: "a physiotherapist",
    Reader.SPORTS_DOCTOR: "a sports doctor",
    Reader.COACH: "your running coach",
    Reader.SHOE_SHOP: "a running shop",
}


def show_report(request: Request) -> Response:
    """Show the report, with a few lines for whoever reads it."""
    site, episode = site_of(request), episode_of(request)
    if episode.case.runner.age_years is None:
        return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
    answer = answer_of(site.home, episode, site.knowledge, now=site.now)
    report = clinical_report(
        episode.case, answer.assessment, site.knowledge, now=answer.assessed_at, pains=episode.state.pains
    )
    letters = [(name, referral_text(report, reader)) for reader, name in _READERS.items()]
    body = report_body(report, load=answer.assessment.load)
    told = episode.case.history is not None
    return page(request, "report.html", case_id=episode.id, body=body, letters=letters, told=told)


def take_report(request: Request) -> Response:
    """Give the report as a file."""
    site, episode = site_of(request), episode_of(request)
    kind = f".{request.path_params['kind']}"
    if kind not in KINDS or kind not in _KIND_OF or episode.case.runner.age_years is None:
        raise HTTPException(404)
    answer = answer_of(site.home, episode, site.knowledge, now=site.now)
    data = report_bytes(
        kind, episode.case, answer.assessment, site.knowledge, now=answer.assessed_at, pains=episode.state.pains
    )
    headers = {"content-disposition": f'attachment; filename="report{kind}"'}
    return Response(data, media_type=_KIND_OF[kind], headers=headers)
