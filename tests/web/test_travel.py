"""A runner who flies, and a clock that is set back: days stay where they were lived, nothing is lost or twice."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.web.conftest import Clock
from tests.web.filled_home import after_weeks
from tests.web.plain_browser import PlainBrowser

from backstride.service.diary import day_versions
from backstride.service.episodes import open_episode

PAGES = ("today", "check-in", "trends", "days", "plan", "answer")


@pytest.fixture
def case(home: Path, clock: Clock) -> str:
    """Seventy days of diary in London, with an answer."""
    return after_weeks(home, clock.now).id


def check_in(browser: PlainBrowser, case: str, pain: str) -> None:
    browser.open(f"/cases/{case}/check-in").send({"pain_now_0_to_10": pain}, action_ends="/check-in")


def days_of(home: Path, case: str) -> list[date]:
    return [one.day for one in open_episode(home, case).case.check_ins]


def fly(browser: PlainBrowser, case: str, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    browser.open(f"/cases/{case}/today")
    assert f"Here it is the time of {zone.replace('_', ' ')} now" in browser.text
    browser.send(action_ends="/time-zone")


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_days_that_were_written_stay_and_none_is_there_twice(
    browser: PlainBrowser, home: Path, case: str, monkeypatch: pytest.MonkeyPatch, zone: str
):
    check_in(browser, case, "2")
    before = days_of(home, case)
    fly(browser, case, monkeypatch, zone)

    assert open_episode(home, case).case.runner.time_zone == zone
    assert "Here it is the time of" not in browser.text
    assert days_of(home, case) == before
    check_in(browser, case, "3")
    after = days_of(home, case)
    assert set(before) <= set(after)
    assert len(set(after)) == len(after) <= len(before) + 1


def test_a_flight_to_the_west_comes_back_to_the_day_that_was_written(
    browser: PlainBrowser, home: Path, case: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    fly(browser, case, monkeypatch, "Pacific/Auckland")
    clock.now = datetime(2026, 11, 22, 20, tzinfo=UTC)  # the morning of the 23rd there
    check_in(browser, case, "2")
    fly(browser, case, monkeypatch, "America/Los_Angeles")
    assert "Sunday 22 November" in browser.text
    assert "Check in: five taps" in browser.text
    clock.pass_hours(24)
    assert "You have checked in today" in browser.open(f"/cases/{case}/today").text
    assert days_of(home, case).count(date(2026, 11, 23)) == 1


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Europe/London"])
def test_a_machine_that_does_not_say_where_it_is_asks_nothing(
    browser: PlainBrowser, case: str, monkeypatch: pytest.MonkeyPatch, zone: str
):
    monkeypatch.setenv("TZ", zone)
    assert "Here it is the time of" not in browser.open(f"/cases/{case}/today").text
    browser.client.post(f"/cases/{case}/time-zone")
    assert "Here it is the time of" not in browser.text


def test_where_the_machine_does_not_know_its_place_the_phone_tells_it(
    browser: PlainBrowser, home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TZ", "UTC")
    browser.client.cookies.set("zone", "Pacific/Auckland")
    clock.now = datetime(2026, 11, 22, 20, tzinfo=UTC)  # the morning of the 23rd there
    case = browser.begin().path.split("/")[2]
    assert open_episode(home, case).case.runner.time_zone == "Pacific/Auckland"
    browser.to_the_end()
    check_in(browser, case, "2")
    assert days_of(home, case) == [date(2026, 11, 23)]

    browser.client.cookies.set("zone", "America/Los_Angeles")
    assert "Here it is the time of America/Los Angeles now" in browser.open(f"/cases/{case}/today").text
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert "Here it is the time of" not in browser.open(f"/cases/{case}/today").text


@pytest.mark.parametrize("told", ["Nowhere/Atall", "../../etc/passwd", "x" * 5000, "Etc/GMT+3"])
def test_a_zone_that_cannot_be_is_not_believed(
    browser: PlainBrowser, home: Path, monkeypatch: pytest.MonkeyPatch, told: str
):
    monkeypatch.setenv("TZ", "UTC")
    browser.client.cookies.set("zone", told)
    case = browser.begin().path.split("/")[2]
    before = open_episode(home, case).case.runner.time_zone
    browser.client.post(f"/cases/{case}/time-zone")

    assert open_episode(home, case).case.runner.time_zone == before
    assert before in {"UTC", "Etc/GMT+3"}


def test_a_browser_says_its_zone(chrome: Browser, full_app: str):
    context = chrome.new_context(base_url=full_app, timezone_id="America/Los_Angeles")
    page = context.new_page()
    page.goto("/about")
    said = {one["name"]: one["value"] for one in context.cookies()}
    context.close()

    assert said == {"zone": "America/Los_Angeles"}


def test_a_clock_that_is_set_back_loses_nothing(browser: PlainBrowser, home: Path, case: str, clock: Clock):
    check_in(browser, case, "2")
    before = days_of(home, case)
    clock.pass_hours(-24 * 9)
    assert {name: browser.open(f"/cases/{case}/{name}").response.status_code for name in PAGES} == dict.fromkeys(
        PAGES, 200
    )
    check_in(browser, case, "4")

    assert days_of(home, case) == before
    today = clock.now.date()
    assert len(day_versions(home, case, today)) == 1
    clock.pass_hours(24 * 9)
    assert "You have checked in today" in browser.open(f"/cases/{case}/today").text
    assert days_of(home, case)[-1] == today + timedelta(days=9)
