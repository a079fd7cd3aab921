"""What every test can count on: no network, a data folder of its own, and where the material lies."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import no_network
import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OFFLINE = ROOT / "tests" / "offline"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HOME = pytest.StashKey[str]()
LONGEST_FIRST = (
    "web/test_browser.py",
    "web/test_accessibility.py",
    "service/test_filming.py",
    "video/test_first_look.py",
    "web/test_offline.py",
    "docs/test_every_block.py",
    "video/test_pose.py",
    "report/test_clinical_report.py",
    "intake/test_bad_files_page.py",
)
"""Files of many seconds: begun last, one of them would keep a single core busy while the others wait."""


def pytest_configure(config: pytest.Config) -> None:
    """Close the network and set the data folder before the first test module is imported."""
    no_network.block()
    home = tempfile.mkdtemp(prefix="backstride-tests-")
    config.stash[HOME] = home
    os.environ["BACKSTRIDE_HOME"] = home
    # Programs that a test starts obey the same two rules.
    os.environ["PYTHONPATH"] = str(OFFLINE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; all else stays in its order."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the data folder."""
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of test material beside the repository, or skip where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the test material (a folder `shared` beside the repository) is not here")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a real Chromium, or skip where there is none."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    return found


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Browser]:
    """A real Chromium without a window: one for all tests of a process, which cannot hold two."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
