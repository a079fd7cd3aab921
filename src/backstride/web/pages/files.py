"""Add training files, a clip or typed sessions; watch the work being done; stop it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.jobs.board import REGION, JobWork, inbox_of, is_waiting, jobs_of, put_up, stop
from backstride.jobs.parcel import find_parcel, take_parcel
from backstride.jobs.state import JobKind
from backstride.model.errors import CaseError, FileError, UserError
from backstride.model.runner import Runner
from backstride.service.episodes import Episode, add_sessions, change_runner, open_episode, remove_session
from backstride.service.upload_kind import HEAD_BYTES, UploadKind, upload_kind
from backstride.web.dates import local_day
from backstride.web.files_view import PLACES, files_context
from backstride.web.forms import text_of
from backstride.web.log_form import sessions_in
from backstride.web.site import Site, episode_of, page, site_of
from backstride.web.upload import Upload, take_files

__all__ = ["add_log", "remove_log", "set_height", "show_files", "show_jobs", "stop_job", "take_upload"]


_PARCELS = "parcels"
"""Field that names the files of a form that arrived in pieces."""


def show_files(request: Request) -> Response:
    """Show what can be added, what was added, and what is being worked on."""
    return _files(request, episode_of(request))


def show_jobs(request: Request) -> Response:
    """Show the part of the page that changes while jobs are running."""
    return page(request, "jobs.html", **files_context(site_of(request), episode_of(request)))


async def take_upload(request: Request) -> Response:
    """Write the files to disk, tell what they are, and put jobs on the board."""
    episode = await run_in_threadpool(episode_of, request)
    site = site_of(request)
    folder = await run_in_threadpool(inbox_of, site.home)
    try:
        upload = await take_files(request, folder)
        upload = await run_in_threadpool(_with_parcels, site, episode, folder, upload)
        await run_in_threadpool(_put_up, site, episode, folder, upload)
    except UserError as error:
        await run_in_threadpool(shutil.rmtree, folder, ignore_errors=True)
        return await run_in_threadpool(_files, request, episode, problem=error.line())
    return RedirectResponse(f"/cases/{episode.id}/files#work", status_code=303)


def _with_parcels(site: Site, episode: Episode, folder: Path, upload: Upload) -> Upload:
    """Add the files that arrived in pieces before; those that are gone were added by the same form sent twice."""
    named = [name for name in upload.fields.get(_PARCELS, "").split(",") if name]
    found = [parcel for name in named if (parcel := find_parcel(site.home, episode.id, name)) is not None]
    taken = [path for parcel in found if (path := take_parcel(site.home, parcel, folder)) is not None]
    return Upload((*upload.files, *taken), upload.fields)


def _put_up(site: Site, episode: Episode, folder: Path, upload: Upload) -> None:
    if not upload.files and upload.fields.get(_PARCELS):
        folder.rmdir()
        return
    if not upload.files:
        raise FileError("no file was chosen", advice="choose a file first, then press the button")
    kinds = {path: _kind(path) for path in upload.files}
    _refuse_useless(kinds)
    if upload.fields.get("height_cm"):
        _set_height(site, episode.id, upload.fields["height_cm"])
    fresh = [path for path in upload.files if not is_waiting(site.home, episode.id, path)]
    clips = [path for path in fresh if kinds[path] is UploadKind.CLIP]
    for clip in clips:
        own = inbox_of(site.home)
        clip.rename(own / clip.name)
        place = PLACES.get(upload.fields.get("place", ""), "")
        options = {REGION: place} if place else {}
        work = JobWork(folder=own.name, keep=upload.fields.get("keep") == "1", options=options)
        put_up(site.home, case_id=episode.id, kind=JobKind.CLIP, title=clip.name, work=work)
    training = [path for path in fresh if path not in clips]
    if not training:
        shutil.rmtree(folder)
        return
    title = training[0].name if len(training) == 1 else f"{len(training)} training files"
    put_up(site.home, case_id=episode.id, kind=JobKind.IMPORT, title=title, work=JobWork(folder=folder.name))


def _kind(path: Path) -> UploadKind:
    with path.open("rb") as file:
        return upload_kind(file.read(HEAD_BYTES))


def _refuse_useless(kinds: dict[Path, UploadKind]) -> None:
    """Refuse an upload in which nothing can be used; a bad file among good ones is named by the import."""
    if any(kind in (UploadKind.TRAINING, UploadKind.CLIP) for kind in kinds.values()):
        return
    path, kind = next(iter(kinds.items()))
    if kind is UploadKind.EMPTY:
        raise FileError("this file is empty", where=path.name, advice="export it again, then send the new copy")
    raise FileError(
        "this is neither a training file nor a video",
        where=path.name,
        advice="send a FIT, TCX, GPX, CSV or zip file, or an MP4 or MOV clip",
    )


def add_log(request: Request, fields: FormData) -> Response:
    """Add sessions typed by hand."""
    site, episode = site_of(request), episode_of(request)
    try:
        sessions = sessions_in(fields, today=local_day(site.now, episode.case.runner.time_zone))
        add_sessions(site.home, episode.id, sessions, now=site.now)
    except UserError as error:
        return _files(request, episode, problem=error.line(), typed=fields)
    return _back(episode, "typed")


def remove_log(request: Request, fields: FormData) -> Response:
    """Take a typed session out again."""
    site, episode = site_of(request), episode_of(request)
    number = text_of(fields, "number")
    if number.isdigit() and int(number) < len(episode.case.log):
        remove_session(site.home, episode.id, episode.case.log[int(number)], now=site.now)
    return _back(episode, "typed")


def set_height(request: Request, fields: FormData) -> Response:
    """Note the runner's height, which turns bounce into centimetres."""
    site, episode = site_of(request), episode_of(request)
    try:
        _set_height(site, episode.id, text_of(fields, "height_cm"))
    except UserError as error:
        return _files(request, episode, problem=error.line())
    return _back(episode, "clip")


def _set_height(site: Site, episode_id: str, written: str) -> None:
    try:
        height_cm = float(written.replace(",", "."))
    except ValueError as error:
        raise CaseError(
            f"'{written[:20]}' is not a height", where="height", advice="give centimetres, such as 178"
        ) from error

    def grown(runner: Runner) -> Runner:
        return replace(runner, height_cm=height_cm)

    change_runner(site.home, episode_id, grown, now=site.now)


def stop_job(request: Request, _fields: FormData) -> Response:
    """Ask a job to stop."""
    site, episode = site_of(request), episode_of(request)
    wanted = request.path_params["job"]
    if any(job.id == wanted for job in jobs_of(site.home, episode.id)):
        stop(site.home, wanted)
    return _back(episode, "work")


def _back(episode: Episode, place: str) -> Response:
    return RedirectResponse(f"/cases/{episode.id}/files#{place}", status_code=303)


def _files(request: Request, episode: Episode, *, problem: str = "", typed: FormData | None = None) -> Response:
    site = site_of(request)
    context = files_context(site, open_episode(site.home, episode.id), typed=typed)
    return page(request, "files.html", status=422 if problem else 200, problem=problem, **context)
