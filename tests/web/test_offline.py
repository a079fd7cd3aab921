"""Without a connection: the last seen plan opens, advice comes at once, a check-in waits and is sent once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.web.filled_home import after_weeks

from backstride.knowledge.compiled import load_knowledge
from backstride.service.answer import answer_of
from backstride.service.diary import day_versions
from backstride.service.episodes import open_episode

pytestmark = pytest.mark.browser


@pytest.fixture
def case(full_app: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An episode of its own in the running app."""
    assert full_app
    now = datetime.now(UTC)
    home = tmp_path_factory.getbasetemp() / "filled"
    episode = after_weeks(home, now)
    answer_of(home, open_episode(home, episode.id), load_knowledge(), now=now)
    return episode.id


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "filled"


@pytest.fixture
def phone(chrome: Browser, full_app: str) -> Iterator[BrowserContext]:
    # Waiting for a condition evaluates text in the page, which the page's policy forbids; other tests hold the policy.
    context = chrome.new_context(
        base_url=full_app, viewport={"width": 390, "height": 800}, locale="en-GB", bypass_csp=True
    )
    yield context
    context.close()


def visited(phone: BrowserContext, case: str) -> Page:
    """Open the pages once, as a runner would who uses the app, until they are kept."""
    page = phone.new_page()
    page.goto(f"/cases/{case}/today")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    for name in ("today", "plan", "check-in", "worry"):
        page.goto(f"/cases/{case}/{name}")
    return page


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value='{value}']").check(force=True)


def waiting(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter(it => it.startsWith('backstride-waiting-')).length"))


def test_the_last_seen_plan_and_the_advice_open_without_a_connection(phone: BrowserContext, case: str):
    page = visited(phone, case)
    phone.set_offline(True)
    page.goto(f"/cases/{case}/plan")
    assert page.locator("h1").count() == 1
    assert page.locator(".days").is_visible()
    page.goto(f"/cases/{case}/worry")
    now = page.get_by_role("heading", name="Get emergency help now")
    assert not now.is_visible()
    tick(page, "flag", "saddle_numbness")
    assert now.is_visible()
    page.goto("/about")
    assert "Backstride cannot be reached" in page.content()
    assert "emergency number" in page.content()


def test_a_check_in_waits_and_is_sent_once_when_the_app_is_back(phone: BrowserContext, case: str, home: Path):
    page = visited(phone, case)
    today = datetime.now(UTC).date()
    before = len(day_versions(home, case, today))
    phone.set_offline(True)
    page.goto(f"/cases/{case}/check-in")
    tick(page, "pain_now_0_to_10", "3")
    page.get_by_role("button", name="Save").click()
    page.wait_for_function("document.querySelector('.queue-line').textContent.includes('Kept on this device')")
    assert waiting(page) == 1
    assert len(day_versions(home, case, today)) == before

    phone.set_offline(False)
    other = phone.new_page()
    other.goto(f"/cases/{case}/today")
    page.reload()
    for one in (page, other):
        one.wait_for_function(
            "Object.keys(localStorage).filter(it => it.startsWith('backstride-waiting-')).length === 0"
        )
    versions = day_versions(home, case, today)
    assert len(versions) == before + 1
    assert versions[-1].check_in.pain_now_0_to_10 == 3


def test_a_save_with_the_app_there_goes_on_to_today(phone: BrowserContext, case: str, home: Path):
    page = visited(phone, case)
    page.goto(f"/cases/{case}/check-in")
    tick(page, "pain_now_0_to_10", "2")
    page.get_by_role("button", name="Save").dblclick()
    page.wait_for_url("**/today?saved=*")
    assert len(day_versions(home, case, datetime.now(UTC).date())) == 1


def test_a_question_back_is_shown_on_the_page_and_can_be_answered(phone: BrowserContext, case: str):
    page = visited(phone, case)
    page.goto(f"/cases/{case}/check-in")
    tick(page, "pain_now_0_to_10", "6")
    tick(page, "pain_worst_0_to_10", "2")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Which one is right?").wait_for()
    page.get_by_role("button", name="It is right as it is").click()
    page.wait_for_url("**/today?saved=*")


def test_what_was_kept_goes_when_the_answers_are_erased(phone: BrowserContext, case: str):
    page = visited(phone, case)
    page.goto(f"/cases/{case}/erase")
    with page.expect_navigation():
        page.get_by_role("button", name="Erase").click()
    page.wait_for_function(
        """async (prefix) => {
            const kept = await (await caches.open("backstride-pages-1")).keys();
            return !kept.some(it => new URL(it.url).pathname.startsWith(prefix));
        }""",
        arg=f"/cases/{case}/",
    )
    phone.set_offline(True)
    page.goto(f"/cases/{case}/today")
    assert "Backstride cannot be reached" in page.content()


def test_it_can_be_installed(phone: BrowserContext, full_app: str):
    page = phone.new_page()
    page.goto("/")
    link = page.locator("link[rel=manifest]").get_attribute("href")
    manifest = page.request.get(full_app + str(link)).json()
    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    for icon in manifest["icons"]:
        assert page.request.get(full_app + icon["src"]).ok
    worker = page.request.get(full_app + "/service-worker.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.headers["cache-control"] == "no-cache"
