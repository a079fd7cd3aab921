"""Pair a phone or tablet: its own page over the home network, and the page of this machine that gives the code."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.service.paired_devices import PAIRING_LASTS, forget_device, list_devices, pair_device
from backstride.web.dates import local_day, moment_words
from backstride.web.forms import text_of
from backstride.web.lan import Lan
from backstride.web.local_place import local_time_zone
from backstride.web.security.pairing import DEVICE_COOKIE, Guess, is_this_machine
from backstride.web.site import page, site_of

__all__ = ["forget", "make_code", "pair", "show_devices", "show_pair"]

_LONGEST_CODE = 12
_LINES = {
    Guess.WRONG: "This is not the code. Look again at the screen of the other machine.",
    Guess.OVER: "This code no longer works. Each works once, for ten minutes. Make a new one on the other machine.",
}


def show_pair(request: Request) -> Response:
    """Ask for the code; a scanned picture has filled it in. Nothing is used up before the button is pressed."""
    _lan(request)
    return _pair_page(request, code=request.query_params.get("code", "")[:_LONGEST_CODE])


def pair(request: Request, fields: FormData) -> Response:
    """Let a device in that knows the code."""
    site, lan = site_of(request), _lan(request)
    guess = lan.desk.take(text_of(fields, "code")[:_LONGEST_CODE], site.now)
    if guess is not Guess.RIGHT:
        return _pair_page(request, problem=_LINES[guess])
    _device, token = pair_device(site.home, text_of(fields, "name"), now=site.now)
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(
        DEVICE_COOKIE, token, max_age=int(PAIRING_LASTS.total_seconds()), httponly=True, samesite="lax", path="/"
    )
    return answer


def show_devices(request: Request) -> Response:
    """Show this machine's user how to use a phone, the code to scan, and which devices may come in."""
    site = site_of(request)
    if site.lan is not None and not is_this_machine(request.scope):
        return page(
            request,
            "failure.html",
            status=403,
            title="Only on the other machine",
            what="Devices are paired and forgotten on the machine where Backstride runs.",
            advice="Open this page there.",
        )
    code = site.lan.desk.code(site.now) if site.lan else None
    zone = local_time_zone()
    devices = [
        (device, moment_words(device.paired_at, zone, now=site.now), local_day(device.seen_at, zone))
        for device in list_devices(site.home, now=site.now)
    ]
    return page(
        request,
        "devices.html",
        lan=site.lan,
        code=code,
        ends=moment_words(code.ends_at, zone, now=site.now) if code else "",
        picture=site.lan.picture(code) if site.lan and code else "",
        devices=devices,
    )


def make_code(request: Request, _fields: FormData) -> Response:
    """Make a fresh code."""
    _this_machine(request)
    _lan(request).desk.new_code(site_of(request).now)
    return RedirectResponse("/devices", status_code=303)


def forget(request: Request, _fields: FormData) -> Response:
    """Keep a device out from now on."""
    _this_machine(request)
    site = site_of(request)
    forget_device(site.home, request.path_params["device"], now=site.now)
    return RedirectResponse("/devices", status_code=303)


def _pair_page(request: Request, *, code: str = "", problem: str = "") -> Response:
    return page(request, "pair.html", status=400 if problem else 200, code=code, problem=problem)


def _lan(request: Request) -> Lan:
    """Give the home network's side; without one there is nothing to pair."""
    lan = site_of(request).lan
    if lan is None:
        raise HTTPException(404)
    return lan


def _this_machine(request: Request) -> None:
    if site_of(request).lan is not None and not is_this_machine(request.scope):
        raise HTTPException(403)
