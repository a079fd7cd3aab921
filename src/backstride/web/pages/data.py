"""Your data: what is stored, take it away, copy it, bring a copy back, erase it. All of it works without scripts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from backstride.jobs.board import clear_jobs, stop_all
from backstride.jobs.parcel import drop_parcels
from backstride.model.errors import FileError, InputError, UserError
from backstride.service.daily_copy import daily_copies_are_on, switch_daily_copies
from backstride.service.data_care import back_up, export_everything, on_its_way
from backstride.service.episodes import list_episodes
from backstride.service.erasing import copies_erased, erase_person, erase_records
from backstride.service.restoring import BroughtBack, bring_back
from backstride.service.runners import Person, list_people
from backstride.service.stored_data import BackupFile, list_backups
from backstride.web.data_view import copy_named, data_context, person_name, size_words
from backstride.web.forms import text_of
from backstride.web.site import Site, page, site_of
from backstride.web.upload import take_files

__all__ = [
    "ask_bring_back",
    "ask_erase_data",
    "bring_copy_back",
    "bring_file_back",
    "erase_data",
    "make_copy",
    "remove_copy",
    "show_data",
    "switch_daily",
    "take_copy",
    "take_everything",
]

_SHORTEST_PASSPHRASE = 8
_SAID = {
    "copied": "A copy is made. It lies in the list below.",
    "removed": "The copy is gone.",
    "daily-on": "The app makes a copy a day from now on.",
    "daily-off": "The app makes no copies by itself any more. Those that are there stay.",
    "back": "The copy is brought back. What was here before is the newest copy in the list below.",
    "back-without": "The copy is brought back. Some training files of its sessions are not here any more: import them "
    "again when you can. What was here before is the newest copy in the list below.",
    "erased": "Erased. It is gone from this machine.",
}
EVERYONE = "everyone"


def show_data(request: Request) -> Response:
    """Show what is stored, and what can be done with it."""
    return _page(request, said=_SAID.get(request.query_params.get("said", ""), ""))


def take_everything(request: Request, fields: FormData) -> Response:
    """Give everything in open formats as one file; it is removed here once it is sent."""
    site = site_of(request)
    with contextlib.ExitStack() as until_sent:
        try:
            folder = until_sent.enter_context(on_its_way(site.home))
            word = _new_passphrase(fields)
            name = f"backstride-{site.now:%Y-%m-%d}.zip"
            file = export_everything(site.home, folder / name, now=site.now, passphrase=word)
        except UserError as error:
            return _page(request, problem=error.line(), at="take")
        return _download(file, then=until_sent.pop_all().close)


def make_copy(request: Request, fields: FormData) -> Response:
    """Copy everything into a file in the data folder."""
    site = site_of(request)
    try:
        back_up(site.home, now=site.now, passphrase=_new_passphrase(fields))
    except UserError as error:
        return _page(request, problem=error.line(), at="copy")
    return _to("copied", "#copies")


def switch_daily(request: Request, fields: FormData) -> Response:
    """Turn the copies that the app makes by itself on or off."""
    on = text_of(fields, "on") == "1"
    try:
        switch_daily_copies(site_of(request).home, on=on)
    except UserError as error:
        return _page(request, problem=error.line(), at="copy")
    return _to("daily-on" if on else "daily-off", "#copies")


def take_copy(request: Request) -> Response:
    """Give a copy to keep somewhere else."""
    return _download(_copy(request).path)


def remove_copy(request: Request, _fields: FormData) -> Response:
    """Remove one copy."""
    _copy(request).path.unlink(missing_ok=True)
    return _to("removed", "#copies")


def ask_bring_back(request: Request) -> Response:
    """Ask before a copy takes the place of what is there."""
    return _ask_bring_back(request, _copy(request))


def bring_copy_back(request: Request, fields: FormData) -> Response:
    """Bring one of the listed copies back."""
    site, copy = site_of(request), _copy(request)
    try:
        done = bring_back(site.home, copy.path, now=site.now, passphrase=text_of(fields, "passphrase") or None)
    except UserError as error:
        return _ask_bring_back(request, copy, problem=_line(error))
    return _to_copies(done)


async def bring_file_back(request: Request) -> Response:
    """Bring back a copy that was kept somewhere else."""
    site = site_of(request)
    until_done = contextlib.ExitStack()
    folder = await run_in_threadpool(until_done.enter_context, on_its_way(site.home))
    try:
        upload = await take_files(request, folder)
        if len(upload.files) != 1:
            raise FileError("no copy was chosen", advice="choose the one file that was made as a copy")
        word = upload.fields.get("passphrase") or None
        done = await run_in_threadpool(bring_back, site.home, upload.files[0], now=site.now, passphrase=word)
    except UserError as error:
        return await run_in_threadpool(_page, request, problem=_line(error), at="bring")
    finally:
        await run_in_threadpool(until_done.close)
    return _to_copies(done)


def ask_erase_data(request: Request) -> Response:
    """Ask before a person's data, or everyone's, is removed."""
    return _ask_erase(request)


def erase_data(request: Request, fields: FormData) -> Response:
    """Remove a person's data, or everyone's, with the copies that hold it."""
    site, person = site_of(request), _person(request)
    if text_of(fields, "sure") != "1":
        return _ask_erase(request, problem="Tick the box first. Nothing was erased.")
    try:
        _erase(site, person)
    except UserError as error:
        return _ask_erase(request, problem=error.line())
    answer = page(request, "data_erased.html", name="" if person is None else person_name(person))
    if person is None:
        # Pages and waiting entries that this browser kept go as well, where it is told over a safe connection.
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _erase(site: Site, person: Person | None) -> None:
    shelves = [one.shelf for one in list_people(site.home) if person in (None, one)]
    cases = None if person is None else [one.id for it in shelves for one in list_episodes(site.home, shelf=it)]
    if not stop_all(site.home, cases):
        raise InputError(
            "work on your files is still being stopped, so nothing was erased", advice="try again in a minute"
        )
    if person is None:
        erase_records(site.home)
    else:
        with copies_erased(site.home):
            for case in cases or ():
                clear_jobs(site.home, case)
                drop_parcels(site.home, case)
            erase_person(site.home, person.shelf)


def _ask_erase(request: Request, *, problem: str = "") -> Response:
    site, person = site_of(request), _person(request)
    status = 422 if problem else 200
    return page(
        request,
        "data_erase.html",
        status=status,
        problem=problem,
        place=request.path_params["who"],
        name="" if person is None else person_name(person),
        copies=len(list_backups(site.home)),
        shared=len(list_people(site.home)) > 1,
        copied_daily=daily_copies_are_on(site.home),
    )


def _person(request: Request) -> Person | None:
    """Find whose data is meant; None for everyone's."""
    wanted = request.path_params["who"]
    if wanted == EVERYONE:
        return None
    found = next((one for one in list_people(site_of(request).home) if one.shelf.value == wanted), None)
    if found is None:
        raise HTTPException(404)
    return found


def _copy(request: Request) -> BackupFile:
    found = copy_named(site_of(request).home, request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return found


def _ask_bring_back(request: Request, copy: BackupFile, *, problem: str = "") -> Response:
    return page(
        request,
        "data_bring_back.html",
        status=422 if problem else 200,
        problem=problem,
        name=copy.path.name,
        size=size_words(copy.size_bytes),
        is_locked=copy.is_locked,
        is_daily=copy.is_daily,
    )


def _page(request: Request, *, said: str = "", problem: str = "", at: str = "") -> Response:
    context = data_context(site_of(request))
    return page(request, "data.html", status=422 if problem else 200, said=said, problem=problem, at=at, **context)


def _to(said: str, place: str) -> Response:
    return RedirectResponse(f"/data?said={said}{place}", status_code=303)


def _to_copies(done: BroughtBack) -> Response:
    return _to("back-without" if done.missing_files else "back", "#copies")


def _new_passphrase(fields: FormData) -> str | None:
    word = text_of(fields, "passphrase")
    if word and len(word) < _SHORTEST_PASSPHRASE:
        raise InputError(f"this passphrase is shorter than {_SHORTEST_PASSPHRASE} letters", advice="take a few words")
    if word != text_of(fields, "again"):
        raise InputError("the two passphrases are not the same", advice="type them once more")
    return word or None


def _download(file: Path, *, then: Callable[[], object] | None = None) -> Response:
    # The zip is packed already: sent as it is, not packed once more.
    headers = {"Content-Encoding": "identity", "Cache-Control": "no-store"}
    task = None if then is None else BackgroundTask(then)
    return FileResponse(
        file, filename=file.name, media_type="application/octet-stream", headers=headers, background=task
    )


def _line(error: UserError) -> str:
    """Say what went wrong without the folder in which an upload lay meanwhile."""
    where = Path(error.where).name if error.where else ""
    told = f"{where}: {error.what}" if where else error.what
    return f"{told}. Next: {error.advice}."
