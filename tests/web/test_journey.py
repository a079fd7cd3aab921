"""The whole way from the first page to the answer, by forms alone."""

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.web.conftest import Clock
from tests.web.filled_home import emergency_fact
from tests.web.plain_browser import PlainBrowser

from backstride.store.opening import open_shared_store


class TestTheFirstPage:
    def test_says_what_it_is_and_what_it_is_not(self, browser: PlainBrowser):
        assert "Why does your back hurt after running?" in browser.text
        assert "It is not a medical device" in browser.text

    def test_has_nothing_to_go_on_with_at_first(self, browser: PlainBrowser):
        assert "Your answers so far" not in browser.text

    def test_offers_to_go_on_where_one_stopped(self, browser: PlainBrowser):
        browser.begin().say_no()
        stopped = browser.path
        browser.open("/")
        assert "Go on where I stopped" in browser.text

        browser.open(next(link for link in browser.page.links if link.endswith("/next")))
        assert browser.path == stopped


class TestTheInterview:
    def test_begins_with_age_and_sex_and_goes_on_with_safety(self, browser: PlainBrowser):
        browser.open("/").send(action_ends="/cases")
        assert "How old are you?" in browser.text

        browser.send({"a-age_years": 38, "a-sex": "male"})
        assert "Safety, 1 of" in browser.text

    def test_ticks_nothing_in_advance(self, browser: PlainBrowser):
        browser.begin()
        for _ in range(6):
            assert browser.form().ticked() == []
            browser.say_no()

    def test_does_not_take_silence_for_a_no(self, browser: PlainBrowser):
        browser.begin()
        here = browser.path
        browser.send()

        assert browser.response.status_code == 422
        assert browser.path == here
        assert "say something about the ones you did not tick" in browser.text

    def test_keeps_what_was_ticked_when_something_is_missing(self, browser: PlainBrowser):
        browser.begin()
        first = browser.form().values("tick")[0]
        browser.send({"tick": [first]})

        assert ("tick", first) in browser.form().ticked()

    def test_says_why_it_asks_on_every_screen(self, browser: PlainBrowser):
        browser.begin()
        for _ in range(12):
            assert "Why we ask" in browser.text
            browser.say_no()

    def test_leads_to_the_files_and_then_to_an_answer(self, browser: PlainBrowser):
        browser.begin().to_the_end()
        assert browser.path.endswith("/files")

        browser.open(next(link for link in browser.page.links if link.endswith("/answer")))
        assert browser.response.status_code == 200
        assert "The likely source" in browser.text
        assert "What to do first" in browser.text

    def test_an_impossible_age_is_told_in_one_line_and_keeps_what_was_typed(self, browser: PlainBrowser):
        browser.open("/").send(action_ends="/cases").send({"a-age_years": "380", "a-sex": "male"})

        assert browser.response.status_code == 422
        assert "380 years is not possible" in browser.text
        assert 'value="380"' in browser.text

    def test_a_screen_can_be_skipped_with_not_sure(self, browser: PlainBrowser):
        browser.begin()
        while 'name="skip"' not in browser.text:
            browser.say_no()
            assert "/questions/" in browser.path
        number = browser.path
        browser.send(button="skip")

        assert browser.response.status_code == 200
        assert browser.path != number


class TestNotSure:
    def test_asks_which_ones_and_counts_the_others_as_no(self, browser: PlainBrowser):
        browser.begin()
        browser.send({"rest": "unsure"})
        assert "Which ones are you not sure about?" in browser.text
        offered = browser.form().values("unsure")

        browser.send({"unsure": [offered[1]]})
        assert browser.response.status_code == 200
        browser.open(browser.path.rpartition("/")[0] + "/1")
        assert ("rest", "unsure") in browser.form().ticked()

    def test_needs_at_least_one_name(self, browser: PlainBrowser):
        browser.begin()
        browser.send({"rest": "unsure"}).send()

        assert browser.response.status_code == 422
        assert "No box is ticked" in browser.text

    def test_raises_the_answer_above_self_care(self, browser: PlainBrowser):
        browser.begin()
        browser.send({"rest": "unsure"}).send(button="all_unsure").to_the_end()
        browser.open(f"/cases/{browser.path.split('/')[2]}/answer")

        assert "You were not sure about" in browser.text
        assert "You can start to look after this yourself" not in browser.text


class TestAnEmergency:
    @pytest.fixture
    def alarmed(self, browser: PlainBrowser) -> PlainBrowser:
        return browser.begin().send({"tick": [emergency_fact()], "rest": "no"})

    def test_ends_the_interview_at_once(self, alarmed: PlainBrowser):
        assert alarmed.path.endswith("/answer")
        assert "Get emergency help now" in alarmed.text
        assert "Say this" in alarmed.text

    def test_shows_no_cause_plan_or_reassurance(self, alarmed: PlainBrowser):
        for word in ("The likely source", "What to do first", "Is this normal", "about 4 in 10", "Add your training"):
            assert word not in alarmed.text

    def test_shows_the_number_of_the_country(self, alarmed: PlainBrowser):
        case = alarmed.path.split("/")[2]
        alarmed.open(f"/cases/{case}/questions/0").send({"a-age_years": 38, "a-sex": "male", "country": "US"})
        alarmed.open(f"/cases/{case}/answer")

        assert 'href="tel:911"' in alarmed.text

    def test_a_wrong_answer_can_be_put_right(self, alarmed: PlainBrowser):
        back = next(link for link in alarmed.page.links if "/questions/" in link)
        alarmed.open(back)
        assert ("tick", emergency_fact()) in alarmed.form().ticked()

        alarmed.send({"rest": "no"})
        assert "/questions/2" in alarmed.path

    def test_no_cause_is_shown_while_a_safety_question_is_open(self, browser: PlainBrowser):
        browser.begin().say_no()
        browser.open(f"/cases/{browser.path.split('/')[2]}/answer")

        assert "safety questions" in browser.text
        assert "The likely source" not in browser.text


class TestGoingBack:
    def test_shows_a_screen_again_with_its_answers(self, browser: PlainBrowser):
        browser.begin()
        first = browser.form().values("tick")[-1]
        browser.send({"tick": [first], "rest": "no"})
        if "/questions/" not in browser.path:
            pytest.skip("the last fact of the first screen is an emergency by itself")
        browser.open(browser.path.rpartition("/")[0] + "/1")

        assert set(browser.form().ticked()) == {("tick", first), ("rest", "no")}

    def test_a_form_sent_twice_changes_nothing(self, browser: PlainBrowser):
        browser.begin()
        form, action = browser.form().sent({"rest": "no"}), browser.form().action
        browser.client.post(action, data=form)
        browser.client.post(action, data=form)
        browser.open(f"/cases/{action.split('/')[2]}/next")

        assert browser.path.endswith("/questions/2")

    def test_on_a_full_disk_an_answer_is_said_not_to_be_saved_and_can_be_sent_again(
        self, browser: PlainBrowser, home: Path
    ):
        case = browser.begin().path.split("/")[2]
        with open_shared_store(home).connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        first = browser.path
        for _ in range(20):  # Some room is left in the pages there are.
            browser.say_no()
            if browser.response.status_code != 200:
                break
        assert "the disk is full, so this was not saved" in browser.text.lower()
        assert "what was stored before is safe" in browser.text.lower()

        open_shared_store(home).dispose()  # What is opened anew knows no limit.
        assert browser.open(first).response.status_code == 200
        assert browser.open(f"/cases/{case}/next").say_no().response.status_code == 200

    def test_a_form_of_another_tab_that_is_behind_leads_to_where_the_interview_is(self, browser: PlainBrowser):
        browser.begin()
        stale = browser.form().sent({"rest": "no"}) | {"question": ["something_else"]}
        answer = browser.client.post(browser.form().action, data=stale)

        assert answer.status_code == 200
        assert answer.request.url.path == browser.path

    def test_a_screen_that_does_not_exist_yet_leads_to_the_one_that_is_open(self, browser: PlainBrowser):
        browser.begin()
        here = browser.path
        assert browser.open(here.rpartition("/")[0] + "/40").path == here


class TestAnotherDay:
    def test_asks_the_safety_questions_again_and_keeps_the_rest(self, browser: PlainBrowser, clock: Clock):
        browser.begin()
        for _ in range(12):
            browser.say_no()
        clock.pass_hours(13)
        browser.open(f"/cases/{browser.path.split('/')[2]}/next")

        assert "Safety, 1 of" in browser.text
        assert "we ask the safety questions again" in browser.text

    def test_an_answer_stays_as_it_was_given_and_says_how_old_it_is(self, browser: PlainBrowser, clock: Clock):
        browser.begin().to_the_end()
        address = f"/cases/{browser.path.split('/')[2]}/answer"
        browser.open(address)
        clock.pass_hours(30)
        browser.open(address)

        assert "This answer is from yesterday" in browser.text
        assert "The likely source" in browser.text


class TestErasing:
    def test_asks_first_and_then_leaves_nothing(self, browser: PlainBrowser):
        browser.begin().say_no()
        case = browser.path.split("/")[2]
        browser.open(f"/cases/{case}/erase")
        assert "This cannot be undone" in browser.text

        browser.send(action_ends="/erase")
        assert "gone from this machine" in browser.text
        assert browser.open(f"/cases/{case}/answer").response.status_code == 404
        assert "Your answers so far" not in browser.open("/").text

    def test_the_back_button_after_erasing_gives_a_page_not_a_crash(self, browser: PlainBrowser):
        browser.begin()
        form, action = browser.form().sent({"rest": "no"}), browser.form().action
        browser.open(f"/cases/{action.split('/')[2]}/erase").send(action_ends="/erase")
        answer = browser.client.post(action, data=form)

        assert answer.status_code == 404
        assert "may have been erased" in answer.text


class TestTypedSessions:
    def test_become_the_load_picture(self, browser: PlainBrowser):
        browser.begin().to_the_end()
        days = ["2026-11-01", "2026-11-04", "2026-11-08", "2026-11-12"]
        rows = {f"day-{i}": day for i, day in enumerate(days)} | {f"km-{i}": "8" for i in range(4)}
        browser.send(rows, action_ends="/log")
        browser.send({"day-0": "2026-11-18", "km-0": "19"}, action_ends="/log")
        browser.open(f"/cases/{browser.path.split('/')[2]}/training")

        assert "One run was far longer than usual" in browser.text
        assert "19.0 km" in browser.text
        assert "<table>" in browser.text

    @pytest.mark.parametrize(
        ("row", "line"),
        [
            ({"km-0": "10"}, "the day is missing"),
            ({"day-0": "2026-11-20", "km-0": "ten"}, "is not a number"),
            ({"day-0": "2026-11-20", "km-0": "-3"}, "cannot be"),
            ({"day-0": "2026-11-20", "km-0": "1e9"}, "cannot be"),
            ({"day-0": "2030-01-01", "minutes-0": "30"}, "this day cannot be"),
            ({}, "no session is filled in"),
        ],
    )
    def test_what_cannot_be_is_told_in_one_line(self, browser: PlainBrowser, row: dict[str, object], line: str):
        browser.begin().open(f"/cases/{browser.path.split('/')[2]}/files").send(row, action_ends="/log")

        assert browser.response.status_code == 422
        assert line in browser.text

    def test_can_be_taken_out_again(self, browser: PlainBrowser):
        browser.begin().open(f"/cases/{browser.path.split('/')[2]}/files")
        browser.send({"day-0": "2026-11-18", "km-0": "19"}, action_ends="/log")
        assert "run, 19 km" in browser.text

        browser.send(action_ends="/log/remove")
        assert "run, 19 km" not in browser.text
