"""For your clinician: filled in by who likes to, kept, shown in the report; it never stands in the way of help."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.report.test_history_in_report import HOSTILE, yes_alone
from tests.web.filled_home import alarm, begun, told
from tests.web.plain_browser import PlainBrowser

from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.history import History, Medicine, PainStart, Response, Treatment, TreatmentKind
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level
from backstride.service.episodes import EpisodeState, change_history, open_episode, replace_state, start_episode
from backstride.service.shelf import Shelf
from backstride.web.pages.history import ASKED_OF_MEDICINES, ASKED_OF_TREATMENT

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@cache
def answered() -> EpisodeState:
    return demo_state(NOW)


@pytest.fixture
def case(home: Path) -> str:
    """Somebody who has answered everything."""
    return start_episode(home, shelf=Shelf.OWN, now=NOW, state=answered()).id


@pytest.fixture
def form(browser: PlainBrowser, case: str) -> PlainBrowser:
    return browser.open(f"/cases/{case}/history")


def test_what_is_written_is_kept_and_stands_in_the_report(form: PlainBrowser, home: Path, case: str):
    form.send(
        {
            "pain_starts": "from_15_to_30_min",
            "m1-name": "ibuprofen",
            "m1-dose": "400 mg",
            "m1-response": "better",
            "t1-kind": "needles",
            "t1-sessions": "3",
            "worry": "a slipped disc",
        },
        action_ends="/history",
    )
    assert open_episode(home, case).case.history == History(
        pain_starts=PainStart.FROM_15_TO_30_MIN,
        medicines=(Medicine(name="ibuprofen", dose="400 mg", response=Response.BETTER),),
        treatments=(Treatment(kind=TreatmentKind.NEEDLES, sessions=3),),
        worry="a slipped disc",
    )
    assert "Saved. It stands in" in form.text
    report = form.open(f"/cases/{case}/report").text
    assert "ibuprofen, 400 mg (better with it)" in report
    assert "Not filled in: settles after a run, what work asks of the back, hopes for." in report
    assert "Change what you wrote" in report


def test_rows_are_added_and_emptied_one_by_one(form: PlainBrowser, home: Path, case: str):
    form.response = form.client.post(f"/cases/{case}/history", data={"m1-name": "aspirin", "add": "medicine"})
    assert '<details class="add" id="add-medicine" open>' in form.text
    form.send({"m2-name": "paracetamol"}, action_ends="/history")
    assert [one.name for one in open_episode(home, case).case.history.medicines] == ["aspirin", "paracetamol"]
    form.client.post(f"/cases/{case}/history", data={"m1-name": "", "m2-name": "paracetamol"})
    assert [one.name for one in open_episode(home, case).case.history.medicines] == ["paracetamol"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"m1-dose": "1 g"}, "Medicine 1: a medicine needs a name"),
        ({"m1-name": "a", "m2-name": "b" * 81}, "Medicine 2: name has 81 characters"),
        ({"m1-name": "a", "no_medicines": "1"}, "Medicines: you ticked none, and named one"),
        ({"t1-when": "May"}, "Treatment 1: the kind is missing"),
        ({"t1-kind": "magic"}, "Treatment 1: "),
        ({"t1-kind": "other", "t1-sessions": "some"}, "Treatment 1: how many times is not a whole number"),
        ({"t1-kind": "other", "no_treatment": "1"}, "Treatment: you ticked none, and named one"),
        ({"hope": "a\x00b"}, "hope holds a character that is not text"),
        ({"pain_starts": "soon"}, "soon"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    browser: PlainBrowser, home: Path, case: str, sent: dict[str, str], said: str
):
    browser.response = browser.client.post(f"/cases/{case}/history", data={**sent, "work": "kept in the form"})
    assert browser.response.status_code == 422
    assert said in browser.text
    assert "kept in the form" in browser.text
    assert open_episode(home, case).case.history is None


def test_words_with_a_hook_in_them_stay_words(form: PlainBrowser, case: str):
    data = {f"m{number}-name": words for number, words in enumerate(HOSTILE, 1)} | {"hope": '</textarea>"><b id=x>'}
    form.client.post(f"/cases/{case}/history", data=data)
    for page in ("history", "report"):
        read = form.open(f"/cases/{case}/{page}").page
        assert [tag for tag, given in read.elements if given.get("id") == "x"] == []
        assert "<script>alert" not in form.text


def test_questions_about_medicines_are_led_to_and_nothing_is_guessed(form: PlainBrowser, home: Path, case: str):
    form.send({"m1-name": "warfarin"}, action_ends="/history")
    assert open_episode(home, case).case.answers[FindingId("anticoagulant")].state is AnswerState.ABSENT
    assert "Blood thinner or bleeding illness: <b>no</b>" in form.text
    asked = [link for link in form.page.links if "/questions/" in link]
    assert asked
    assert any("anticoagulant" in form.open(link).form().values("shown") for link in asked)


def test_every_question_it_leads_to_is_there():
    assert set(ASKED_OF_MEDICINES + ASKED_OF_TREATMENT) <= set(load_knowledge().findings)


def test_everything_on_the_page_can_be_taken_out(form: PlainBrowser, home: Path, case: str):
    change_history(home, case, told(), now=NOW)
    form.open(f"/cases/{case}/history").send(action_ends="/history/remove")
    assert open_episode(home, case).case.history is None
    assert "Take out everything" not in form.text


def test_help_comes_first(browser: PlainBrowser, home: Path):
    urgent, early = alarm(home, NOW), begun(home, NOW, screens=3)
    fresh = start_episode(home, shelf=Shelf.OWN, now=NOW)
    assert browser.open(f"/cases/{urgent.id}/history").path.endswith("/answer")
    assert "/history" not in "".join(browser.page.links)
    assert browser.open(f"/cases/{early.id}/history").path.endswith("/answer")
    assert "/questions/" in browser.open(f"/cases/{fresh.id}/history").path


def test_it_is_offered_on_the_answer_and_before_a_visit_and_not_on_every_day(
    browser: PlainBrowser, home: Path, case: str
):
    address = f"/cases/{case}/history"
    assert address in browser.open(f"/cases/{case}/answer").page.links
    assert address in browser.open(f"/cases/{case}/report").page.links
    assert address not in browser.open(f"/cases/{case}/today").page.links
    state = open_episode(home, case).state
    rules = load_knowledge().rules.values()
    soon = next(one for one in rules if one.level is Level.WITHIN_DAYS and yes_alone(one, load_knowledge()))
    visit = Answer.of(FindingId(next(iter(soon.fires.answers))), state=AnswerState.PRESENT, at=NOW)
    replace_state(home, case, replace(state, case=state.case.with_answers([visit])), now=NOW)
    assert address in browser.open(f"/cases/{case}/today").page.links


@pytest.mark.browser
def test_it_is_filled_in_by_keyboard_alone(chrome: Browser, full_app: str, filled: dict[str, str]):
    context = chrome.new_context(base_url=full_app)
    page = context.new_page()
    page.goto(filled["history"])
    page.locator("details.add").first.locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator("#m2-name").wait_for(state="visible")
    page.keyboard.press("Tab")
    page.keyboard.type("paracetamol")
    for _ in range(4):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#m2-name").input_value() == "paracetamol"
    page.locator("#m3-name").wait_for(state="visible")
    page.locator("#m2-name").fill("")
    with page.expect_navigation():
        page.locator("#hope").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert page.locator("#m2-name").is_hidden()
    context.close()
