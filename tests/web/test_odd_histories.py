"""Whatever training history someone has, each page opens: one run, runs years apart, walks alone, no distances."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Clock

from backstride.jobs.demo_ready import demo_state
from backstride.model.activity import LoggedSession, Sport
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf

PAGES = ("answer", "training", "what-if", "plan", "today", "trends", "report", "report.pdf", "files")


def run(today: date, days_ago: int, *, km: float | None = 11.0, minutes: float | None = None) -> LoggedSession:
    return LoggedSession(date=today - timedelta(days=days_ago), distance_km=km, minutes=minutes)


HISTORIES = {
    "one run": lambda today: (run(today, 3),),
    "runs years apart": lambda today: (run(today, 4000), run(today, 900), run(today, 3)),
    "the last run a year ago": lambda today: tuple(run(today, days) for days in range(500, 380, -3)),
    "two runs a day": lambda today: tuple(run(today, days // 2) for days in range(20)),
    "minutes alone": lambda today: tuple(run(today, days, km=None, minutes=40) for days in range(60, 0, -4)),
    "walks alone": lambda today: tuple(replace(run(today, days), kind=Sport.WALKING) for days in range(60, 0, -4)),
}


@pytest.mark.parametrize("history", HISTORIES)
def test_every_page_opens(client: TestClient, home: Path, clock: Clock, history: str):
    state = demo_state(clock.now)
    state = replace(state, case=replace(state.case, log=HISTORIES[history](clock.now.date())))
    case = start_episode(home, shelf=Shelf.OWN, now=clock.now, state=state).id

    assert {page: client.get(f"/cases/{case}/{page}").status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
