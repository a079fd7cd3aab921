"""The training page: the last months or a year that can be chosen without JavaScript, with pain laid over it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from tests.web.filled_home import typed_runs

from backstride.jobs.demo_ready import demo_state
from backstride.model.activity import LoggedSession
from backstride.model.check_in import CheckIn
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def address(home: Path) -> str:
    """A case with runs of two years and a week of pain."""
    earlier = tuple(LoggedSession(date=TODAY - timedelta(days=days), distance_km=7.0) for days in range(420, 330, -3))
    hurts = tuple(CheckIn(day=TODAY - timedelta(days=days), pain_worst_0_to_10=4.0) for days in range(8, 2, -1))
    state = demo_state(NOW)
    case = replace(state.case, log=(*earlier, *typed_runs(TODAY)), check_ins=hurts)
    episode = start_episode(home, shelf=Shelf.OWN, now=NOW, state=replace(state, case=case))
    return f"/cases/{episode.id}/training"


def test_the_last_months_come_first_and_each_picture_has_its_table(client: TestClient, address: str):
    page = client.get(address).text
    for heading in (
        "Week by week",
        "Every day of 2026",
        "Each run against your longest",
        "The longest run of each week",
    ):
        assert f"<h2>{heading}</h2>" in page
    assert page.count("Show as a table") == page.count('<section class="card')
    assert '<a href="' + address + '" aria-current="page">Last months</a>' in page


def test_a_year_is_chosen_by_a_plain_link(client: TestClient, address: str):
    links = re.findall(r'href="([^"]+\?year=\d+)"', client.get(address).text)
    assert [link.rpartition("=")[2] for link in links] == ["2026", "2025"]
    page = client.get(links[1]).text
    assert "<h1>Your training in 2025</h1>" in page
    assert "<h2>Every day of 2025</h2>" in page
    assert "19.0 km in one run" not in page


@pytest.mark.parametrize("year", ["1999", "", "two", "20255", "-1", "²"])
def test_a_year_without_runs_shows_the_last_months(client: TestClient, address: str, year: str):
    assert "One run was clearly longer than usual" in client.get(f"{address}?year={year}").text


def test_the_diarys_pain_is_laid_over_the_days_and_the_weeks(client: TestClient, address: str):
    page = client.get(address).text
    assert "Km a week, and pain" in page
    assert "pain, larger is worse" in page
    assert "pain 4</title>" in page


def test_without_a_diary_there_is_no_pain(client: TestClient, home: Path):
    state = demo_state(NOW)
    state = replace(state, case=replace(state.case, log=typed_runs(TODAY), check_ins=()))
    episode = start_episode(home, shelf=Shelf.OWN, now=NOW, state=state)
    assert "larger is worse" not in client.get(f"/cases/{episode.id}/training").text


def test_months_without_a_run_are_not_drawn_as_an_empty_chart(client: TestClient, home: Path):
    long_ago = tuple(LoggedSession(date=TODAY - timedelta(days=days), distance_km=7.0) for days in range(420, 330, -3))
    state = demo_state(NOW)
    state = replace(state, case=replace(state.case, log=long_ago))
    episode = start_episode(home, shelf=Shelf.OWN, now=NOW, state=state)
    page = client.get(f"/cases/{episode.id}/training").text
    assert "<h2>Week by week</h2>" not in page
    assert "<h2>Every day of 2025</h2>" in page


def test_no_picture_is_wider_than_a_phone(chrome: Browser, full_app: str, filled: dict[str, str]):
    context = chrome.new_context(base_url=full_app, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(filled["training"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
