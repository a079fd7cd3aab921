"""The what-if page: how big a step a planned run is; never above an urgent question, never where running must wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.filled_home import emergency_fact, typed_runs

from backstride.cli.what_if_command import what_if_text
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.check_in import CheckIn
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level, Permission
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf
from backstride.training import load_series, what_if
from backstride.training.pain_days import unusual_days

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
ASK = {"km": "16", "on": "2026-11-24"}


def address(home: Path, **changed: object) -> str:
    """Put a case with typed runs into a data folder."""
    state = demo_state(NOW)
    fields: dict[str, Any] = {"log": typed_runs(TODAY), **changed}
    case = replace(state.case, **fields)
    episode = start_episode(home, shelf=Shelf.OWN, now=NOW, state=replace(state, case=case))
    return f"/cases/{episode.id}/what-if"


def test_the_run_that_came_before_the_pain_does_not_set_the_measure(client: TestClient, home: Path):
    page = client.get(address(home), params=ASK).text
    assert "16 km on Tuesday 24 November: a medium step, 1.6 times your longest run" in page
    assert "One run of these 30 days hurt, or came just before the pain" in page
    assert "What your answers allow:" in page


def test_page_and_terminal_say_the_same(client: TestClient, home: Path):
    page = client.get(address(home), params=ASK | {"race_km": "21,1", "race_on": "2026-12-20"}).text
    series = load_series([], typed_runs(TODAY), until=TODAY)
    plan = what_if(
        series, distance_km=16.0, on=TODAY + timedelta(days=2), race=(21.1, TODAY + timedelta(days=28)),
        painful_days=unusual_days(series.sessions, (), pain_since=TODAY - timedelta(days=10)),
    )  # fmt: skip
    for line in what_if_text(plan).rstrip("\n").split("\n"):
        assert line.rstrip(".") in page


def test_a_run_that_hurt_by_the_diary_is_left_out(client: TestClient, home: Path):
    longest = max(typed_runs(TODAY)[-12:-1], key=lambda one: one.distance_km or 0.0)
    hurt = CheckIn(day=longest.date, run_minutes=60, pain_during_run_0_to_10=5)
    page = client.get(address(home, check_ins=(hurt,)), params=ASK).text
    assert "2 runs of these 30 days hurt" in page


def test_where_running_must_wait_nothing_is_compared(client: TestClient, home: Path):
    answers = dict(demo_state(NOW).case.answers)
    rule = next(
        rule
        for rule in load_knowledge().rules.values()
        if rule.level is Level.WITHIN_DAYS
        and rule.permission < Permission.MODIFIED_RUNNING
        and set(rule.fires.answers.values()) == {True}
    )
    for name in map(FindingId, rule.fires.answers):
        answers[name] = Answer.of(name, state=AnswerState.PRESENT, at=NOW)
    page = client.get(address(home, answers=answers), params=ASK).text
    assert "<h1>Not now</h1>" in page
    assert "times your longest run" not in page
    assert ">Compare</button>" not in page


def test_an_urgent_answer_leads_back_to_the_answer(client: TestClient, home: Path):
    fact = FindingId(emergency_fact())
    answers = dict(demo_state(NOW).case.answers) | {fact: Answer.of(fact, state=AnswerState.PRESENT, at=NOW)}
    response = client.get(address(home, answers=answers), params=ASK, follow_redirects=False)
    assert (response.status_code, response.headers["location"].rpartition("/")[2]) == (303, "answer")


def test_without_runs_the_page_of_files_comes_first(client: TestClient, home: Path):
    response = client.get(address(home, log=()), follow_redirects=False)
    assert response.headers["location"].endswith("/files")


def test_without_age_the_questions_come_first(client: TestClient, home: Path):
    episode = start_episode(home, shelf=Shelf.OWN, now=NOW, state=replace(demo_state(NOW), case=Case()))
    response = client.get(f"/cases/{episode.id}/what-if", follow_redirects=False)
    assert response.headers["location"].endswith("/next")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"km": "far"}, "&#39;far&#39; is no distance"),
        ({"km": "-3"}, "is no distance"),
        ({"km": "inf"}, "is no distance"),
        ({"km": "10", "on": "Sunday"}, "&#39;Sunday&#39; is not a day"),
        ({"km": "10", "on": "2020-01-01"}, "give a day from 22 November on"),
        ({"km": "10", "on": "2026-11-29", "race_km": "42"}, "a race needs its length and its day"),
        ({"km": "10", "on": "2026-11-29", "race_km": "42", "race_on": "2026-11-29"}, "cannot be planned"),
        ({"km": "<b>"}, "&#39;&lt;b&gt;&#39; is no distance"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(client: TestClient, home: Path, fields: dict[str, str], words: str):
    response = client.get(address(home), params=fields)
    assert response.status_code == 400
    assert words in response.text


def test_training_and_plan_lead_here(client: TestClient, home: Path):
    here = address(home)
    for page in ("training", "plan"):
        assert f'href="{here}"' in client.get(here.replace("what-if", page)).text
