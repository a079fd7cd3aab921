"""An app over an empty data folder, and visitors for it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.web.filled_home import fill
from tests.web.plain_browser import PlainBrowser

from backstride.web.app import create_app
from backstride.web.lan import Lan


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


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of the pages of the app that `full_app` runs."""
    return fill(tmp_path_factory.getbasetemp() / "filled")


@pytest.fixture(scope="session")
def full_app(tmp_path_factory: pytest.TempPathFactory, filled: dict[str, str]) -> Iterator[str]:
    """Address of an app in which every page has something to show."""
    lan = Lan(addresses=("192.168.1.5",), port=8470)
    lan.desk.new_code(datetime.now(UTC))
    with served(create_app(tmp_path_factory.getbasetemp() / "filled", lan=lan)) as address:
        yield address


@pytest.fixture(scope="session")
def closed_app(tmp_path_factory: pytest.TempPathFactory, filled: dict[str, str]) -> Iterator[str]:
    """Address of an app over the same data that is closed to the home network."""
    with served(create_app(tmp_path_factory.getbasetemp() / "filled")) as address:
        yield address


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """Answer on a free port of this machine meanwhile."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()
