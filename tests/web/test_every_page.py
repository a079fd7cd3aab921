"""No page is left out of what is looked at in a browser: axe, both themes, small phones, large letters, the policy."""

from pathlib import Path

from starlette.routing import Match, Mount, Route

from backstride.web.app import create_app

NO_PAGES = {
    "/service-worker.js": "a script",
    "/cases/{case}/next": "leads on to a page of the list",
    "/cases/{case}/jobs": "a part of the page of files, which holds it",
    "/cases/{case}/parcels/{parcel}": "answers a script",
    "/cases/{case}/form/{clip}/{file}": "a picture or a film",
    "/cases/{case}/plan/{file}": "a file to take along",
    "/cases/{case}/report.{kind}": "a file to take along",
    "/data/copies/{name}": "a file to take along",
    "/api/openapi.json": "for programs",
    "/api/catalogue/{part}": "for programs",
}
"""Addresses that are asked for but are no page, and what they are."""


def test_every_address_is_looked_at_or_is_no_page(tmp_path: Path, filled: dict[str, str]):
    routes = [one for one in create_app(tmp_path).routes if isinstance(one, Route) and "GET" in (one.methods or ())]
    opened = {address.partition("?")[0] for address in filled.values()}
    looked_at = {first_match(routes, address) for address in opened}

    assert {one.path for one in routes} - looked_at == NO_PAGES.keys()


def test_there_is_nothing_else_but_files():
    others = [one for one in create_app(Path("nowhere")).routes if not isinstance(one, Route)]

    assert [one.path for one in others if isinstance(one, Mount)] == ["/static"]
    assert len(others) == 1


def first_match(routes: list[Route], address: str) -> str:
    scope = {"type": "http", "method": "GET", "path": address, "headers": []}
    return next((one.path for one in routes if one.matches(scope)[0] is Match.FULL), "")
