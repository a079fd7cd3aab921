"""An app over an empty data folder, and visitors for it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.plain_browser import PlainBrowser

from backstride.web.app import create_app


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_hours(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def client(home: Path, clock: Clock) -> Iterator[TestClient]:
    with TestClient(create_app(home, clock=clock), base_url="http://127.0.0.1:8470") as client:
        yield client


@pytest.fixture
def browser(client: TestClient) -> PlainBrowser:
    return PlainBrowser(client)
