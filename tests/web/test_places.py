"""How it feels in each place: asked after the map, kept, shown in report and trends, changed later."""

from pathlib import Path

import pytest
from tests.web.conftest import Clock
from tests.web.plain_browser import PlainBrowser

from backstride.service.episodes import open_episode


@pytest.fixture
def map_screen(browser: PlainBrowser) -> PlainBrowser:
    """A visitor who has reached the body map."""
    browser.begin()
    for _ in range(30):
        if 'name="where"' in browser.text:
            return browser
        browser.say_no()
    raise AssertionError("there is no body map")


def mark(browser: PlainBrowser, *places: str) -> str:
    browser.send({"where": list(places)})
    return browser.path.split("/")[2]


def test_each_marked_place_is_asked_for_kind_and_strength(map_screen: PlainBrowser, home: Path):
    case = mark(map_screen, "low_back_left", "buttock_left")
    assert map_screen.path.endswith("/feel")
    assert "Low back, left" in map_screen.text
    map_screen.send(
        {"k-low_back_left": "ache", "s-low_back_left": "4", "k-buttock_left": "burning", "s-buttock_left": "6"}
    )

    assert "/questions/" in map_screen.path
    told = [(one.place, one.kind, one.strength_0_to_10) for one in open_episode(home, case).state.pains]
    assert told == [("low_back_left", "ache", 4), ("buttock_left", "burning", 6)]
    map_screen.to_the_end()
    report = map_screen.open(f"/cases/{case}/report").text
    assert "Buttock, left: burning, 6 of 10" in report
    trends = map_screen.open(f"/cases/{case}/trends").text
    assert "Low back, left: dull ache, 4 of 10" in trends
    assert "What changed in between" not in trends


def test_it_can_be_skipped_and_left_out(map_screen: PlainBrowser, home: Path):
    case = mark(map_screen, "low_back_left")
    map_screen.send(button="skip")

    assert open_episode(home, case).state.pains[0].kind is None
    assert "/questions/" in map_screen.path


def test_what_cannot_be_is_not_kept(map_screen: PlainBrowser, home: Path):
    case = mark(map_screen, "low_back_left")
    sent = {"k-low_back_left": "<script>", "s-low_back_left": "99", "k-neck": "ache"}
    map_screen.client.post(f"/cases/{case}/questions/9/feel", data=sent)

    (one,) = open_episode(home, case).state.pains
    assert (one.place, one.kind, one.strength_0_to_10) == ("low_back_left", None, None)


def test_numbness_on_the_map_leads_back_to_the_warning_sign(map_screen: PlainBrowser):
    mark(map_screen, "buttock_left")
    map_screen.send({"k-buttock_left": "numb"})

    assert "/questions/" in map_screen.path
    assert "saddle_numbness" in map_screen.form().values("shown")


def test_weeks_later_it_is_marked_again_and_the_change_is_shown(map_screen: PlainBrowser, clock: Clock):
    case = mark(map_screen, "low_back_left", "buttock_left")
    map_screen.send({"s-low_back_left": "6", "s-buttock_left": "5"})
    map_screen.to_the_end()
    clock.pass_hours(24 * 20)
    again = next(link for link in map_screen.open(f"/cases/{case}/trends").page.links if "then=trends" in link)
    map_screen.open(again)
    assert "low_back_left" in [value for name, value in map_screen.form().ticked() if name == "where"]
    map_screen.send({"where": ["low_back_left", "calf_left"]}).send({"s-low_back_left": "3"})
    assert map_screen.path.endswith("/trends")
    trends = map_screen.text

    assert "Low back, left: was 6 of 10, now 3." in trends
    assert "Buttock, left: not marked any more." in trends
    assert "Calf, left: new." in trends


def test_without_a_place_there_is_nothing_to_ask(map_screen: PlainBrowser):
    case = map_screen.path.split("/")[2]
    assert not map_screen.open(f"/cases/{case}/questions/9/feel").path.endswith("/feel")
