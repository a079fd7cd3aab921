"""Other ways to use the app: by keyboard alone, and over a connection that breaks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from backstride.jobs.board import jobs_of
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf
from backstride.web.pages.parcels import PIECE_BYTES
from backstride.web.site import utc_now

pytestmark = pytest.mark.browser

MOST_TABS = 60
LONGEST_MS = 60_000


@pytest.fixture
def phone(chrome: Browser, full_app: str) -> Iterator[BrowserContext]:
    # What the service worker takes charge of cannot be held up by a route of the test; other tests hold the worker.
    context = chrome.new_context(
        base_url=full_app, viewport={"width": 390, "height": 800}, locale="en-GB", service_workers="block"
    )
    yield context
    context.close()


@pytest.fixture
def home(full_app: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert full_app
    return tmp_path_factory.getbasetemp() / "filled"


@pytest.fixture
def case(home: Path) -> str:
    return start_episode(home, shelf=Shelf.OWN, now=utc_now()).id


def tab_to(page: Page, wanted: str) -> None:
    """Press the tab key until the focus is on something; what cannot be reached fails."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            visible = page.evaluate(
                "() => { const it = document.activeElement.closest('label') ?? document.activeElement;"
                " const look = getComputedStyle(it);"
                " return look.outlineStyle !== 'none' || look.boxShadow !== 'none'; }"
            )
            assert visible, f"one cannot see that {wanted} has the focus"
            return
    raise AssertionError(f"the tab key does not reach {wanted}")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def answer_by_keyboard(page: Page) -> None:
    """Answer the screen that is open with the keys a person would press."""
    if page.locator(".map-control").count():
        tab_to(page, "#where-low_back_left")
        page.keyboard.press("Space")
    elif page.locator("input[name=rest]").count():
        tab_to(page, "input[name=rest]")
        page.keyboard.press("Space")
    elif page.locator("select[name^='k-']").count():
        tab_to(page, "select")
        page.keyboard.press("ArrowDown")
    else:
        for field in page.locator("main fieldset").all():
            first = field.locator("input[type=radio]").first
            if first.count():
                tab_to(page, f"input[name='{first.get_attribute('name')}']")
                page.keyboard.press("Space")
        for field in page.locator(".unit input").all():
            tab_to(page, f"#{field.get_attribute('id')}")
            page.keyboard.type("2")
    tab_to(page, "button[type=submit]:not([name])")
    press(page, "Enter")


@pytest.mark.prove
def test_the_journey_to_an_answer_and_a_check_in_needs_no_mouse(phone: BrowserContext, case: str):
    page = phone.new_page()
    page.goto(f"/cases/{case}/next")
    tab_to(page, "#a-age_years")
    page.keyboard.type("38")
    tab_to(page, "input[name=a-sex]")
    page.keyboard.press("Space")
    tab_to(page, "button[type=submit]:not([name])")
    press(page, "Enter")
    for _ in range(60):
        if "/questions/" not in page.url:
            break
        answer_by_keyboard(page)
    expect(page).to_have_url(re.compile("/files|/answer"))
    page.goto(f"/cases/{case}/answer")
    expect(page.locator("main section").first).to_have_attribute("aria-label", "How urgent")
    page.goto(f"/cases/{case}/check-in")
    tab_to(page, "input[name=pain_now_0_to_10]")
    page.keyboard.press("Space")
    tab_to(page, "main button[type=submit]")
    press(page, "Enter")
    expect(page).to_have_url(re.compile("/today|/next|/questions/|/answer"))


TOUCHED = """() => [...document.querySelectorAll('.map-control svg path.region')].flatMap(path => {
    const box = path.getBBox(), middle = path.ownerSVGElement.createSVGPoint();
    [middle.x, middle.y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (!path.isPointInFill(middle)) return [];
    const place = middle.matrixTransform(path.getScreenCTM());
    const hit = document.elementFromPoint(place.x, place.y);
    return [[[...path.classList].find(one => one.startsWith('r-')).slice(2), hit.closest('label')?.htmlFor ?? '']];
})"""
"""Each drawn region whose middle lies inside it, and the field that a touch there would tick."""


def test_a_touch_in_the_middle_of_a_region_ticks_that_region(phone: BrowserContext, filled: dict[str, str]):
    page = phone.new_page()
    page.set_viewport_size({"width": 390, "height": 2400})
    page.goto(filled["question-body_map"])
    page.locator(".map-control summary, details:has(.map-control) summary").first.click()
    touched = page.evaluate(TOUCHED)

    assert {"low_back_centre", "mid_back_centre", "low_back_left", "abdomen"} <= {name for name, _ in touched}
    assert [(name, field) for name, field in touched if field != f"where-{name}"] == []


class TestALargeFile:
    @pytest.fixture
    def film(self, tmp_path: Path) -> Path:
        """A file that looks like a film and takes three pieces."""
        path = tmp_path / "run.mp4"
        path.write_bytes(b"\0\0\0\x20ftypisom" + bytes(2 * PIECE_BYTES + 1000))
        return path

    def choose(self, page: Page, film: Path) -> None:
        page.locator("#clip input[name=files]").set_input_files(film)
        page.get_by_role("button", name="Measure this clip").click()

    def test_goes_on_by_itself_after_the_connection_broke(
        self, phone: BrowserContext, home: Path, case: str, film: Path
    ):
        page = phone.new_page()
        page.goto(f"/cases/{case}/files")
        sent: list[str] = []

        def break_second(route: Route) -> None:
            sent.append(route.request.headers["upload-offset"])
            if len(sent) == 2:
                route.abort()
            else:
                route.continue_()

        page.route(
            "**/parcels/*", lambda route: break_second(route) if route.request.method == "PUT" else route.continue_()
        )
        self.choose(page, film)
        expect(page.locator(".job-title", has_text="run.mp4")).to_be_visible(timeout=LONGEST_MS)

        assert sent == ["0", str(PIECE_BYTES), str(PIECE_BYTES), str(2 * PIECE_BYTES)]
        assert [job.title for job in jobs_of(home, case)] == ["run.mp4"]

    def test_goes_on_after_the_page_was_loaded_again(self, phone: BrowserContext, home: Path, case: str, film: Path):
        page = phone.new_page()
        page.goto(f"/cases/{case}/files")
        page.route(
            "**/parcels/*",
            lambda route: (
                route.abort()
                if route.request.headers.get("upload-offset") != "0" and route.request.method == "PUT"
                else route.continue_()
            ),
        )
        self.choose(page, film)
        expect(page.locator("#clip .upload-line")).to_contain_text("The connection is lost", timeout=LONGEST_MS)
        page.goto(f"/cases/{case}/files")
        expect(page.locator(".job", has_text="run.mp4")).to_contain_text("49 of 100 sent")
        page.unroute("**/parcels/*")
        offsets: list[str] = []
        page.on("request", lambda it: offsets.append(it.headers["upload-offset"]) if it.method == "PUT" else None)
        self.choose(page, film)
        expect(page.locator(".job-state", has_text="Waiting")).to_be_visible(timeout=LONGEST_MS)

        assert offsets[0] == str(PIECE_BYTES)
        assert len(jobs_of(home, case)) == 1

    def test_can_be_stopped_and_thrown_away(self, phone: BrowserContext, home: Path, case: str, film: Path):
        page = phone.new_page()
        page.goto(f"/cases/{case}/files")
        page.route("**/parcels/*", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())
        self.choose(page, film)
        expect(page.locator("#clip .upload-line")).to_contain_text("The connection is lost", timeout=LONGEST_MS)
        page.locator("#clip").get_by_role("button", name="Stop sending").click()
        expect(page.locator("#clip .upload-line")).to_contain_text("Stopped")
        page.reload()
        with page.expect_navigation():
            page.get_by_role("button", name="Throw away").click()
        expect(page.locator(".job", has_text="run.mp4")).to_have_count(0)

        assert jobs_of(home, case) == ()
