"""The form picture as a page of its own, the pictures of a kept clip, and how to film one."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from backstride.figures import filming_figure
from backstride.model.form import FormReport
from backstride.service.episodes import Episode
from backstride.service.kept_clips import FILM, KEY_PICTURES, kept_picture
from backstride.service.training_history import with_history
from backstride.web.dates import day_words
from backstride.web.drawing import drawing
from backstride.web.form_view import form_summary
from backstride.web.site import episode_of, page, site_of

__all__ = ["show_filming", "show_form", "show_form_picture"]

_MOMENTS = {"contact.png": "Landing", "mid_stance.png": "Middle of the step", "toe_off.png": "Leaving the ground"}
_NOT_THERE = 404


def show_form(request: Request) -> Response:
    """Show what a clip showed: the latest, or the one that ``?clip=`` numbers from one."""
    site, episode = site_of(request), episode_of(request)
    forms = episode.case.forms
    if not forms:
        return RedirectResponse(f"/cases/{episode.id}/files", status_code=303)
    number = _number(request, len(forms))
    form = forms[number - 1]
    case = with_history(site.home, episode.shelf, episode.case)
    summary = form_summary(
        form,
        before=_like(forms[: number - 1], form),
        runs=case.activities,
        height_cm=case.runner.height_cm,
    )
    pictures, film = _kept(request, episode, form)
    clips = [(place, _name(one, place)) for place, one in enumerate(forms, start=1)]
    return page(
        request,
        "form.html",
        case_id=episode.id,
        form=summary,
        number=number,
        clips=clips,
        pictures=pictures,
        film=film,
    )


def show_form_picture(request: Request) -> Response:
    """Send a picture or the slowed film of a kept clip.

    Raises
    ------
    HTTPException
        If there is none.
    """
    site, episode = site_of(request), episode_of(request)
    path = kept_picture(site.home, episode.id, request.path_params["clip"], request.path_params["file"])
    if path is None:
        raise HTTPException(_NOT_THERE)
    kind = "video/webm" if path.suffix == ".webm" else "image/png"
    # Said aloud so that it is not compressed again: parts of a film are asked for by their place in the file.
    return FileResponse(path, media_type=kind, headers={"Content-Encoding": "identity"})


def show_filming(request: Request) -> Response:
    """Show how to film a run."""
    episode = episode_of(request)
    return page(request, "filming.html", case_id=episode.id, picture=drawing(filming_figure()))


def _number(request: Request, most: int) -> int:
    text = request.query_params.get("clip", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) <= len("20") else most
    return min(max(wanted, 1), most)


def _like(earlier: tuple[FormReport, ...], form: FormReport) -> FormReport | None:
    """Give the latest earlier clip from the same side that could be measured."""
    return next((one for one in reversed(earlier) if one.view is form.view and one.events), None)


def _kept(request: Request, episode: Episode, form: FormReport) -> tuple[list[tuple[str, str]], str]:
    if not form.clip:
        return [], ""
    home = site_of(request).home
    address = f"/cases/{episode.id}/form/{form.clip}"

    def is_there(name: str) -> bool:
        return kept_picture(home, episode.id, form.clip, name) is not None

    pictures = [(f"{address}/{name}", _MOMENTS[name]) for name in KEY_PICTURES if is_there(name)]
    return pictures, f"{address}/{FILM}" if is_there(FILM) else ""


def _name(form: FormReport, number: int) -> str:
    day = f", {day_words(form.filmed_at.date())}" if form.filmed_at is not None else ""
    return f"Clip {number}{day}"
