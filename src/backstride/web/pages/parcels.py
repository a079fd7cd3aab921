"""Files that arrive in pieces: announce one, ask how much is there, send a piece, throw it away.

The answers are for the script of the page of files; without scripts the plain form sends the same files in one go.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from backstride.jobs.parcel import (
    MisplacedPieceError,
    Parcel,
    announce_parcel,
    append_piece,
    drop_parcel,
    find_parcel,
)
from backstride.model.errors import FileError, LimitError, UserError
from backstride.web.forms import text_of
from backstride.web.site import episode_of, site_of
from backstride.web.upload import plain_name

__all__ = ["PIECE_BYTES", "announce", "drop", "take_piece", "tell_offset"]

PIECE_BYTES = 4 * 2**20
"""What the page sends at once; the last piece is smaller."""
_OFFSET = "upload-offset"


def announce(request: Request, fields: FormData) -> Response:
    """Make room for a file; too large a one is refused here, before anything is sent."""
    site, episode = site_of(request), episode_of(request)
    size, name = text_of(fields, "size"), plain_name(text_of(fields, "name"))
    try:
        if not (size.isascii() and size.isdigit()):
            raise FileError("the size of this file is not known", where=name, advice="choose it again")
        parcel = announce_parcel(site.home, case_id=episode.id, name=name, size_bytes=int(size[:15]))
    except UserError as error:
        return _refused(error)
    return _told(parcel, status=201)


def tell_offset(request: Request) -> Response:
    """Say how much of a file is there."""
    parcel = find_parcel(site_of(request).home, episode_of(request).id, request.path_params["parcel"])
    return _gone() if parcel is None else _told(parcel)


async def take_piece(request: Request) -> Response:
    """Take the next piece; one that does not fit is answered with how much is there."""
    parcel = await run_in_threadpool(_parcel, request)
    if parcel is None:
        return _gone()
    offset = request.headers.get(_OFFSET, "")
    if not (offset.isascii() and offset.isdigit()):
        return JSONResponse({"line": "This piece does not say where it belongs."}, status_code=400)
    data = bytearray()
    try:
        async for chunk in request.stream():
            data += chunk
            if len(data) > PIECE_BYTES:
                return JSONResponse({"line": "This piece is too large."}, status_code=413)
    except ClientDisconnect:
        return _told(parcel)
    return await run_in_threadpool(_append, request, parcel, bytes(data), int(offset[:15]))


def drop(request: Request, _fields: FormData) -> Response:
    """Throw away what has arrived of a file."""
    parcel = _parcel(request)
    if parcel is not None:
        drop_parcel(site_of(request).home, parcel)
    return RedirectResponse(f"/cases/{request.path_params['case']}/files#work", status_code=303)


def _append(request: Request, parcel: Parcel, data: bytes, offset_bytes: int) -> Response:
    try:
        taken = append_piece(site_of(request).home, parcel, data, offset_bytes=offset_bytes)
    except MisplacedPieceError as error:
        return JSONResponse({"offset": error.taken_bytes, "size": parcel.size_bytes}, status_code=409)
    except FileNotFoundError:
        return _gone()
    except UserError as error:
        return _refused(error)
    return JSONResponse({"offset": taken, "size": parcel.size_bytes})


def _parcel(request: Request) -> Parcel | None:
    return find_parcel(site_of(request).home, episode_of(request).id, request.path_params["parcel"])


def _told(parcel: Parcel, *, status: int = 200) -> Response:
    told = {"id": parcel.id, "offset": parcel.taken_bytes, "size": parcel.size_bytes}
    return JSONResponse(told, status_code=status)


def _gone() -> Response:
    return JSONResponse({"line": "What was sent before is not here any more. It begins anew."}, status_code=404)


def _refused(error: UserError) -> Response:
    status = 413 if isinstance(error, LimitError) else 422
    return JSONResponse({"line": error.line()}, status_code=status)
