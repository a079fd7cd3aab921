"""Check-in, today, days, trends and the warning signs, in a browser without scripts."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Clock
from tests.web.filled_home import answered, answered_episode, diary, typed_runs
from tests.web.plain_browser import PlainBrowser

from backstride.model import CheckIn
from backstride.service.episodes import open_episode
from backstride.service.shelf import Shelf
from backstride.web.app import create_app


@pytest.fixture
def case(home: Path, clock: Clock) -> str:
    """An answered episode without a diary."""
    return begun(home, clock)


def begun(home: Path, clock: Clock, *check_ins: CheckIn) -> str:
    state = answered(clock.now)
    case = replace(state.case, log=typed_runs(clock.now.date() - timedelta(days=75)), check_ins=check_ins)
    return answered_episode(home, clock.now, replace(state, case=case)).id


def entries(home: Path, case: str) -> dict[str, CheckIn]:
    return {one.day.isoformat(): one for one in open_episode(home, case).case.check_ins}


def test_five_taps_are_a_check_in(browser: PlainBrowser, home: Path, case: str):
    browser.open(f"/cases/{case}/check-in")
    form = browser.form("/check-in")
    assert [name for name in form.names("radio") if "required" in str(form.fields)][:1] == ["pain_now_0_to_10"]
    browser.send(
        {"pain_now_0_to_10": 2, "pain_worst_0_to_10": 3, "morning_0_to_10": 1, "did": "as_planned"},
        action_ends="/check-in",
    )
    assert browser.path == f"/cases/{case}/today"
    kept = entries(home, case)
    assert kept["2026-11-22"].pain_worst_0_to_10 == 3
    assert kept["2026-11-22"].walk_minutes == 10
    assert kept["2026-11-21"].pain_next_morning_0_to_10 == 1
    assert "You have checked in today" in browser.text


def test_only_the_pain_is_needed(browser: PlainBrowser, home: Path, case: str):
    browser.open(f"/cases/{case}/check-in").send({}, action_ends="/check-in")
    assert browser.response.status_code == 400
    assert "How strong is your pain now?" in browser.text
    browser.send({"pain_now_0_to_10": 0}, action_ends="/check-in")
    assert entries(home, case)["2026-11-22"].pain_worst_0_to_10 is None


def test_what_does_not_fit_is_asked_about_and_nothing_typed_is_lost(browser: PlainBrowser, home: Path, case: str):
    odd = {"pain_now_0_to_10": 6, "pain_worst_0_to_10": 2, "note": "after the long drive"}
    browser.open(f"/cases/{case}/check-in").send(odd, action_ends="/check-in")
    assert "Which one is right?" in browser.text
    assert entries(home, case) == {}
    form = browser.form("/check-in")
    assert ("pain_worst_0_to_10", "2") in form.ticked()
    assert form.values("note") == ["after the long drive"]
    browser.send(odd, action_ends="/check-in", button="sure")
    assert entries(home, case)["2026-11-22"].note == "after the long drive"


def test_a_form_sent_twice_counts_once(browser: PlainBrowser, home: Path, case: str):
    browser.open(f"/cases/{case}/check-in")
    data = browser.form("/check-in").sent({"pain_now_0_to_10": 2})
    for _ in range(3):
        browser.client.post(f"/cases/{case}/check-in", data=data)
    browser.open(f"/cases/{case}/days")
    assert "Earlier versions" not in browser.text
    assert len(entries(home, case)) == 1


def test_a_day_can_be_written_late_and_changed_with_its_older_version_kept(
    browser: PlainBrowser, home: Path, case: str
):
    for score in (5, 3):
        browser.open(f"/cases/{case}/check-in?day=2026-11-10")
        browser.send({"pain_now_0_to_10": score}, action_ends="/check-in")
    assert entries(home, case)["2026-11-10"].pain_now_0_to_10 == 3
    browser.open(f"/cases/{case}/days")
    assert "Earlier versions" in browser.text
    assert "pain 5" in browser.text


def test_a_form_left_open_past_midnight_stays_the_day_it_was_opened_on(
    browser: PlainBrowser, home: Path, case: str, clock: Clock
):
    browser.open(f"/cases/{case}/check-in")
    clock.pass_hours(16)
    browser.send({"pain_now_0_to_10": 4}, action_ends="/check-in")
    assert list(entries(home, case)) == ["2026-11-22"]


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-01"])
def test_a_check_in_without_a_day_is_refused_in_plain_words(browser: PlainBrowser, home: Path, case: str, day: str):
    answer = browser.client.post(f"/cases/{case}/check-in", data={"pain_now_0_to_10": "3", "day": day})
    assert answer.status_code == 400
    assert "no day" in answer.text
    assert entries(home, case) == {}


@pytest.mark.parametrize("name", ["run_minutes", "pain_worst_0_to_10", "sleep_h", "cycle_day"])
@pytest.mark.parametrize("value", ["-4", "abc", "1e9", "nan"])
def test_an_impossible_number_is_refused_in_plain_words(
    browser: PlainBrowser, home: Path, case: str, name: str, value: str
):
    data = {"pain_now_0_to_10": "3", "day": "2026-11-22", "did": "else", name: value}
    answer = browser.client.post(f"/cases/{case}/check-in", data=data)
    assert answer.status_code == 400
    assert entries(home, case) == {}


def test_what_the_log_recorded_stands_in_the_form(browser: PlainBrowser, home: Path, clock: Clock):
    case = begun(home, clock)
    day = (clock.now.date() - timedelta(days=78)).isoformat()
    browser.open(f"/cases/{case}/check-in?day={day}")
    assert browser.form("/check-in").values("run_distance_km")[0]


def test_a_new_leg_symptom_stops_the_plan_and_asks_the_safety_questions(browser: PlainBrowser, home: Path, case: str):
    browser.open(f"/cases/{case}/check-in")
    browser.send({"pain_now_0_to_10": 2, "new": ["leg_symptom"]}, action_ends="/check-in")
    assert "/questions/" in browser.path
    browser.open(f"/cases/{case}/plan")
    assert browser.path == f"/cases/{case}/answer"


def test_a_warning_sign_from_any_page_leads_to_the_emergency_page(browser: PlainBrowser, home: Path, case: str):
    for page in ("plan", "check-in", "trends", "today", "answer", "files"):
        assert f"/cases/{case}/worry" in browser.open(f"/cases/{case}/{page}").page.links
    browser.open(f"/cases/{case}/worry")
    assert "Get emergency help now" in browser.text
    browser.send({"flag": ["saddle_numbness"]}, action_ends="/worry")
    assert browser.path == f"/cases/{case}/answer"
    assert "Emergency" in browser.text
    assert entries(home, case)["2026-11-22"].flags == ("saddle_numbness",)


def test_the_signs_open_from_pages_that_belong_to_no_answers(browser: PlainBrowser, case: str):
    assert "/worry" in browser.open("/evidence").page.links
    assert browser.open("/worry").path == f"/cases/{case}/worry"

    browser.open("/").send({"name": "Ana"}, action_ends="/runners")
    ana = next(form for form in browser.page.forms if form.action == "/cases" and form.values("runner") != ["own"])
    browser.client.post("/cases", data=ana.sent({}))
    assert "Whose back is it?" in browser.open("/worry").text
    assert f"/cases/{case}/worry" in browser.page.links


def test_someone_without_answers_sees_the_signs_and_goes_on_to_the_safety_questions(home: Path):
    browser = PlainBrowser(TestClient(create_app(home), base_url="http://127.0.0.1:8470"))
    browser.client.headers["accept-language"] = "en-US"
    browser.open("/worry")
    assert "Call 911" in browser.text
    assert "What you tick here is not kept" in browser.text

    assert browser.send(action_ends="/cases").path.endswith("/questions/0")


def test_nothing_that_is_no_sign_can_be_ticked(browser: PlainBrowser, home: Path, case: str):
    browser.client.post(f"/cases/{case}/worry", data={"flag": ["age_years", "<b>"]})
    assert entries(home, case) == {}


def test_after_a_stop_and_calm_answers_the_plan_can_begin_again(browser: PlainBrowser, home: Path, case: str):
    browser.open(f"/cases/{case}/check-in").send({"pain_now_0_to_10": 2, "new": ["limp"]}, action_ends="/check-in")
    browser.to_the_end()
    browser.open(f"/cases/{case}/today")
    assert "Your plan has stopped" in browser.text
    browser.send({"pain_now_0_to_10": 2, "sure": "1"}, action_ends="/begin-again")
    assert "Your plan has stopped" not in browser.text
    assert "For today" in browser.text


def test_a_change_can_be_taken_back_where_safety_allows(browser: PlainBrowser, home: Path, clock: Clock):
    today = clock.now.date()
    days = [
        CheckIn(day=today - timedelta(days=ago), pain_now_0_to_10=1, walk_minutes=30, pain_during_walk_0_to_10=1)
        for ago in (2, 1)
    ]
    case = begun(home, clock, *days)
    browser.open(f"/cases/{case}/today")
    assert "It has calmed down" in browser.text
    assert "Keep the plan as it was" in browser.text
    browser.send({}, action_ends="/today/keep")
    assert "You kept the plan as it was" in browser.text
    browser.send({}, action_ends="/today/keep")
    assert "You kept the plan as it was" not in browser.text


def test_trends_begin_empty_and_fill(browser: PlainBrowser, home: Path, case: str, clock: Clock):
    assert "begin with your first check-in" in browser.open(f"/cases/{case}/trends").text
    full = begun(home, clock, *diary(clock.now.date()))
    browser.open(f"/cases/{full}/trends")
    assert "Clearly better than at the start" in browser.text
    assert "Looking back" in browser.text
    assert "no clear link" in browser.text
    assert "Body map. Marked" in browser.text


def test_a_change_is_drawn_by_lot_shown_today_and_ended(browser: PlainBrowser, home: Path, case: str):
    browser.open(f"/cases/{case}/trends")
    browser.send({"what": "Standing up every half hour at work"}, action_ends="/trends/experiment")
    assert "shown then and not before" in browser.text
    assert "You are trying" in browser.open(f"/cases/{case}/today").text
    browser.open(f"/cases/{case}/trends").send({}, action_ends="/experiment/end")
    assert open_episode(home, case).state.experiment is None
    browser.client.post(f"/cases/{case}/trends/experiment", data={"what": "Leave out the pain rules"})
    assert open_episode(home, case).state.experiment is None


def test_own_activities_are_named_once_and_asked_monthly(browser: PlainBrowser, home: Path, case: str):
    browser.open(f"/cases/{case}/check-in").send({"name": ["Lift Mia", "The desk"]}, action_ends="/own-activities")
    assert "Lift Mia" in browser.text
    browser.send({"pain_now_0_to_10": 2, "activity-0": "4"}, action_ends="/check-in")
    (rated,) = entries(home, case)["2026-11-22"].own_activities
    assert (rated.name, rated.ability_0_to_10) == ("Lift Mia", 4)


def test_the_week_is_asked_about_once_a_week_and_shown(browser: PlainBrowser, home: Path, case: str):
    for day in ("2026-11-10", "2026-11-18"):
        browser.open(f"/cases/{case}/check-in?day={day}")
        browser.send({"pain_now_0_to_10": 2, "run_limited_days": "3"}, action_ends="/check-in")
    told = {day: one.run_limited_days for day, one in entries(home, case).items()}
    assert told == {"2026-11-10": 3, "2026-11-18": 3}
    trends = browser.open(f"/cases/{case}/trends").text
    assert "Days your back held you back" in trends
    assert "3 of 7" in trends


def test_runners_are_named_and_kept_apart(browser: PlainBrowser, home: Path, case: str):
    browser.open("/").send({"name": "Ana"}, action_ends="/runners")
    assert "Ana: start with safety" in browser.text
    ana = next(
        form
        for form in browser.page.forms
        if form.action == "/cases" and form.values("runner")[:1] not in ([], ["own"])
    )
    browser.response = browser.client.post("/cases", data=ana.sent({}))
    new = browser.path.split("/")[2]
    assert open_episode(home, new).shelf != Shelf.OWN
    assert browser.client.post("/cases", data={"runner": "nobody"}).status_code == 400
    assert browser.client.post("/runners", data={"name": "ana"}).status_code == 400
    browser.open("/").send({"name": "Tom"}, action_ends="/runners/own")
    assert "Tom: open today" in browser.text


def test_opening_the_app_weeks_later_shows_today_without_blame(browser: PlainBrowser, case: str, clock: Clock):
    clock.pass_hours(24 * 30)
    assert f"/cases/{case}/today" in browser.open("/").page.links
    browser.open(f"/cases/{case}/today")
    assert browser.response.status_code == 200
    assert not any(word in browser.text.lower() for word in ("streak", "missed", "you forgot"))
