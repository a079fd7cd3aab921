"""Whoever asks too often is told in plain words how long to wait, and everything else goes on."""

from dataclasses import replace
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.web.conftest import Clock

from backstride.web.app import create_app
from backstride.web.limits import LIMITS, wait_words
from backstride.web.security.rate_limit import Limit

FEW = 3
CASE = "/cases/0123456789abcdef"
ASKED = {
    "upload": [("POST", f"{CASE}/upload")],
    "made file": [("GET", f"{CASE}/report.pdf"), ("GET", f"{CASE}/plan/plan.ics")],
    "copy": [
        ("POST", "/data/everything"),
        ("POST", "/data/copies"),
        ("POST", "/data/upload"),
        ("POST", "/data/copies/daily-2026-11-22.zip/bring-back"),
    ],
    "demo": [("POST", "/demo")],
}
"""The pages that are limited; pairing and the interface for programs have tests of their own."""


@pytest.fixture
def strict(home: Path, clock: Clock) -> TestClient:
    """Give a visitor of an app that allows very little, so that a test needs few requests."""
    app = create_app(home, clock=clock, limits=[replace(limit, most=FEW) for limit in LIMITS])
    return TestClient(app, base_url="http://127.0.0.1:8470")


def limit_of(name: str) -> Limit:
    return next(limit for limit in LIMITS if limit.name == name)


def ask(client: TestClient, method: str, path: str) -> Response:
    # Nothing is sent along: each is refused for that, or is one too many.
    return client.request(method, path, follow_redirects=False)


def test_every_limit_has_a_test():
    assert {limit.name for limit in LIMITS} == {*ASKED, "pairing", "api"}


@pytest.mark.parametrize("name", [name for name in ASKED if name != "demo"])
def test_one_too_many_is_a_plain_page_that_says_when_it_works_again(strict: TestClient, clock: Clock, name: str):
    addresses = (ASKED[name] * FEW)[:FEW]
    statuses = [ask(strict, *address).status_code for address in addresses]
    answer = ask(strict, *ASKED[name][-1])
    wait_s = int(answer.headers["retry-after"])

    assert 429 not in statuses
    assert answer.status_code == 429
    assert "One moment, please" in answer.text
    assert limit_of(name).line in answer.text
    assert f"Try again in {wait_words(wait_s)}. Nothing is lost." in answer.text
    assert "Call your local emergency number" in answer.text
    clock.pass_hours(wait_s / 3600)
    assert ask(strict, *ASKED[name][-1]).status_code != 429


def test_the_made_up_runner_can_be_asked_for_only_so_often(strict: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("backstride.web.pages.demo.ready_demo", lambda *_, **__: ("0123456789abcdef", False))
    answers = [ask(strict, "POST", "/demo") for _ in range(FEW + 1)]

    assert [answer.status_code for answer in answers] == [303] * FEW + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert limit_of("demo").line in answers[-1].text


@pytest.mark.parametrize("name", ASKED)
def test_what_a_person_does_in_a_sitting_is_far_below(name: str):
    assert limit_of(name).most >= 20


def test_other_pages_and_other_devices_go_on(strict: TestClient):
    for _ in range(FEW + 1):
        refused = ask(strict, "POST", f"{CASE}/upload")
    other = TestClient(strict.app, base_url="http://127.0.0.1:8470", client=("127.0.0.2", 4711))

    assert refused.status_code == 429
    assert strict.get("/").status_code == 200
    assert ask(strict, "GET", f"{CASE}/report.pdf").status_code == 404
    assert ask(other, "POST", f"{CASE}/upload").status_code == 404


def test_a_clock_that_is_set_back_neither_locks_anyone_out_nor_lets_anyone_in(strict: TestClient, clock: Clock):
    clock.pass_hours(24)
    for _ in range(FEW):
        assert ask(strict, "POST", f"{CASE}/upload").status_code == 404
    clock.pass_hours(-24)
    refused = ask(strict, "POST", f"{CASE}/upload")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) <= limit_of("upload").fills_in_s

    clock.pass_hours(limit_of("upload").fills_in_s / 3600)
    assert ask(strict, "POST", f"{CASE}/upload").status_code == 404


def test_of_an_upload_that_was_one_too_many_nothing_is_stored(strict: TestClient, home: Path):
    case = strict.post("/cases", follow_redirects=False).headers["location"].split("/")[2]
    log = b"date,minutes\n2026-11-18,60\n"
    answers = [
        strict.post(f"/cases/{case}/upload", files=[("files", (f"{number}.csv", log + b"#" * number))])
        for number in range(FEW + 1)
    ]

    assert answers[-1].status_code == 429
    assert sorted(path.name for path in (home / "inbox").rglob("*.csv")) == [f"{number}.csv" for number in range(FEW)]
