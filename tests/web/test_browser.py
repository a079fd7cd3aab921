"""The whole journey in a real Chromium, against the app as a person starts it, with the network closed."""

import os
import re
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.app_process import running_app, wait_for
from tests.web.filled_home import emergency_fact

from backstride.demo.clip import write_clip
from backstride.demo.history import write_history
from backstride.jobs.board import jobs_of
from backstride.jobs.state import JobState
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf
from backstride.web.site import utc_now

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LONGEST_MS = 240_000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser-home")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with running_app(home) as address:
        yield address


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last four months of the made-up runner's history, zipped as a watch's export would be."""
    folder = tmp_path_factory.mktemp("history")
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in write_history(folder, now=utc_now())[-50:]:
            archive.write(file, file.name)
    return path


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "side.mp4"
    write_clip(path, seed=1, seconds=5.0)
    return path


def visitor(chrome: Browser, address: str, *, scripts: bool) -> Page:
    context = chrome.new_context(
        base_url=address, viewport=PHONE, has_touch=True, locale="en-GB", java_script_enabled=scripts
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def touch(page: Page, region: str) -> None:
    """Touch a place of the drawn body, where its outline is."""
    outline = page.locator(f".map-control path.r-{region}").first
    outline.scroll_into_view_if_needed()
    box = outline.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def send(page: Page, name: str | re.Pattern[str] = "Continue") -> None:
    """Press a button that sends the form, and wait for the page it leads to: a click alone does not wait."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def answer_screen(page: Page) -> None:
    """Answer the screen that is open, as someone with a simple sore back would."""
    if page.locator(".map-control").count():
        touch(page, "low_back_left")
        expect(page.locator("#where-low_back_left")).to_be_checked()
    elif page.locator("input[name=rest]").count():
        page.locator("label:has(input[name=rest][value=no])").click()
    else:
        for group in page.locator("fieldset").all():
            options = group.locator("label")
            calm = group.locator("label:has(input[value=absent])")
            (calm if calm.count() else options).first.click()
        for field in page.locator(".unit input").all():
            field.fill("2")
    send(page)


def answer_all(page: Page) -> None:
    page.goto("/")
    send(page, re.compile("safety"))
    page.locator("#a-age_years").fill("38")
    page.locator("label:has(input[value=male])").click()
    send(page)
    for _ in range(60):
        if "/questions/" not in page.url:
            return
        answer_screen(page)
    raise AssertionError("the interview does not end")


def test_a_runner_on_a_phone_gets_from_the_first_page_to_an_answer_with_files_and_a_clip(
    chrome: Browser, address: str, export: Path, clip: Path, root: Path
):
    page = visitor(chrome, address, scripts=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    answer_all(page)
    expect(page).to_have_url(re.compile("/files"))

    page.locator("input[name=files]").first.set_input_files(export)
    send(page, "Add these files")
    expect(page.locator(".job-title", has_text="export.zip")).to_be_visible()
    page.locator("#clip input[name=files]").set_input_files(clip)
    page.locator("#height_cm").fill("178")
    send(page, "Measure this clip")
    expect(page.locator(".job", has_text="side.mp4")).to_contain_text("measures from", timeout=LONGEST_MS)
    expect(page.locator(".job", has_text="export.zip")).to_contain_text("new sessions")

    page.get_by_role("link", name="Show my answer").click()
    expect(page.locator("main section").first).to_have_attribute("aria-label", "How urgent")
    for heading in ("The likely source", "One run was", "What to do first"):
        expect(page.get_by_role("heading", name=re.compile(heading))).to_be_visible()
    expect(page.locator("#form figure svg").first).to_be_visible()
    expect(page.locator(".cause .interval").first).to_be_visible()
    pictures = root / "out" / "journey"
    pictures.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=pictures / "answer-390.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.screenshot(path=pictures / "answer-1280.png", full_page=True)
    page.context.close()

    assert said == []


def test_everything_works_without_scripts(chrome: Browser, address: str, tmp_path: Path):
    log = tmp_path / "runs.csv"
    days = "\n".join(f"2026-10-{day:02},{40 + day},{6 + day % 3}" for day in range(1, 29, 3))
    log.write_text(f"date,minutes,distance_km\n{days}\n", encoding="utf-8")
    page = visitor(chrome, address, scripts=False)
    answer_all(page)

    page.locator("input[name=files]").first.set_input_files(log)
    send(page, "Add these files")
    # The page loads itself again while work is going on.
    expect(page.locator(".job", has_text="runs.csv")).to_contain_text("new sessions", timeout=LONGEST_MS)
    page.get_by_role("link", name="Show my answer").click()
    expect(page.get_by_role("heading", name="The likely source")).to_be_visible()
    page.context.close()


def test_an_emergency_shows_what_to_do_and_nothing_else(chrome: Browser, address: str):
    page = visitor(chrome, address, scripts=True)
    page.goto("/")
    send(page, re.compile("safety"))
    page.locator("#a-age_years").fill("38")
    page.locator("label:has(input[value=male])").click()
    send(page)
    page.locator(f"label:has(input[value={emergency_fact()}])").click()
    page.locator("label:has(input[name=rest][value=no])").click()
    send(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Get emergency help now")
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    assert page.locator(".cause").count() == 0
    page.get_by_role("link", name="An answer was wrong").click()
    expect(page.locator(f"input[name=tick][value={emergency_fact()}]")).to_be_checked()
    page.context.close()


@pytest.mark.skipif(os.name == "nt", reason="workers are found by a tool of Unix")
def test_the_app_stays_up_when_the_worker_is_killed_in_the_middle_of_a_clip(
    chrome: Browser, address: str, home: Path, clip: Path
):
    page = visitor(chrome, address, scripts=True)
    case = start_episode(home, shelf=Shelf.OWN, now=utc_now()).id
    page.goto(f"/cases/{case}/files")
    page.locator("#clip input[name=files]").set_input_files(clip)
    send(page, "Measure this clip")
    expect(page.locator(".job", has_text="side.mp4")).to_be_visible()
    wait_for(lambda: jobs_of(home, case)[0].state is not JobState.WAITING)
    for pid in workers_of(home):
        os.kill(pid, signal.SIGKILL)

    assert page.goto("/").status == 200
    page.goto(f"/cases/{case}/files")
    expect(page.locator(".job", has_text="side.mp4")).to_contain_text("measures from", timeout=LONGEST_MS)
    page.context.close()


def workers_of(home: Path) -> list[int]:
    listed = subprocess.check_output(["ps", "-eo", "pid,args"], text=True).splitlines()
    return [int(line.split()[0]) for line in listed if "backstride.jobs.worker" in line and str(home) in line]
