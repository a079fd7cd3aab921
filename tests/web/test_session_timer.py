"""The session's clock in a real browser: it starts, changes from part to part, pauses and ends."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chrome: Browser, full_app: str) -> Iterator[Page]:
    context = chrome.new_context(base_url=full_app)
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


@pytest.fixture
def walk(page: Page, filled: dict[str, str]) -> Page:
    """The first step of a session that is timed, made short: two timed parts and one at the runner's own pace."""
    page.route(re.compile(r"/session(\?|$)"), _with_phases)
    page.goto(filled["session"])
    return page


def _with_phases(route: Route) -> None:
    answer = route.fetch()
    text = answer.text()
    start = text.index('data-phases="') + len('data-phases="')
    phases = json.dumps([["Set 1 of 2", None], ["Rest", 5], ["Set 2 of 2", 3]]).replace('"', "&#34;")
    route.fulfill(response=answer, body=text[:start] + phases + text[text.index('"', start) :])


def test_a_part_at_your_own_pace_waits_and_timed_parts_follow_by_themselves(walk: Page):
    name, clock, go = walk.locator(".timer-name"), walk.locator(".timer-clock"), walk.locator(".timer-go")
    expect(name).to_have_text("Set 1 of 2")
    expect(clock).to_have_text("at your own pace")
    expect(walk.locator(".timer-next")).to_have_text("Next: Rest, 0:05")
    walk.clock.run_for(60_000)
    expect(name).to_have_text("Set 1 of 2")

    go.click()
    expect(name).to_have_text("Rest")
    walk.clock.run_for(2_100)
    expect(clock).to_have_text("0:03")

    walk.clock.run_for(3_200)
    expect(name).to_have_text("Set 2 of 2")
    walk.clock.run_for(3_200)
    expect(name).to_have_text("Well done")
    expect(clock).to_be_hidden()
    expect(go).to_have_text("Again")


def test_a_pause_keeps_the_seconds_that_are_left(walk: Page):
    name, clock, go = walk.locator(".timer-name"), walk.locator(".timer-clock"), walk.locator(".timer-go")
    go.click()
    walk.clock.run_for(2_100)
    go.click()
    expect(go).to_have_text("Go on")
    before = clock.text_content()
    walk.clock.run_for(30_000)
    expect(clock).to_have_text(before)
    expect(name).to_have_text("Rest")

    go.click()
    walk.clock.run_for(3_200)
    expect(name).to_have_text("Set 2 of 2")


def test_a_part_can_be_skipped_and_the_whole_begun_again(walk: Page):
    skip, go = walk.locator(".timer-skip"), walk.locator(".timer-go")
    for _ in range(3):
        skip.click()
    expect(walk.locator(".timer-name")).to_have_text("Well done")
    expect(skip).to_be_disabled()
    go.click()
    expect(walk.locator(".timer-name")).to_have_text("Set 1 of 2")


def test_without_script_the_dose_stands_there_and_the_link_goes_on(
    chrome: Browser, full_app: str, filled: dict[str, str]
):
    context = chrome.new_context(base_url=full_app, java_script_enabled=False)
    page = context.new_page()
    page.goto(filled["session"])
    expect(page.locator(".timer")).to_be_hidden()
    with page.expect_navigation():
        page.locator(".actions .btn.primary").click()
    expect(page.locator("header")).to_contain_text("2 of ")
    context.close()
