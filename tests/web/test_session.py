"""The session player: one step a screen, an end, and a way out of what hurts."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Clock
from tests.web.filled_home import alarm, story

from backstride.knowledge.compiled import load_knowledge
from backstride.service.answer import answer_of
from backstride.service.episodes import open_episode


@pytest.fixture
def case(home: Path, clock: Clock) -> str:
    return f"/cases/{story(home, clock.now).id}"


def exercise_on(text: str) -> str:
    found = re.search(r'name="exercise" value="(\w+)"', text)
    assert found
    return found.group(1)


def test_each_step_has_its_dose_picture_and_timer_and_leads_on_to_the_end(client: TestClient, case: str):
    count = int(re.search(r"1 of (\d+)", client.get(f"{case}/session").text).group(1))
    assert count > 3
    for at in range(count):
        text = client.get(f"{case}/session?at={at}").text
        assert f"at={at + 1}" in text
        assert 'data-phases="[[' in text
    assert "<h1>Done</h1>" in client.get(f"{case}/session?at={count}").text


def test_what_hurts_is_swapped_and_can_be_taken_back(client: TestClient, case: str, home: Path):
    name = exercise_on(client.get(f"{case}/session?at=2").text)
    after = client.post(f"{case}/session/swap", data={"exercise": name, "at": "2", "day": "2026-11-22"})
    assert after.request.url.path == f"{case}/session"
    assert exercise_on(after.text) != name
    assert open_episode(home, case.split("/")[2]).case.preferences.leave_out == (name,)

    assert "Left out because they hurt" in client.get(f"{case}/plan/fit").text
    client.post(f"{case}/session/swap", data={"exercise": name, "back": "1"})
    assert open_episode(home, case.split("/")[2]).case.preferences.leave_out == ()


def test_fitting_the_plan_does_not_bring_back_what_hurt(client: TestClient, case: str, home: Path):
    name = exercise_on(client.get(f"{case}/session?at=2").text)
    client.post(f"{case}/session/swap", data={"exercise": name, "at": "2"})
    client.post(f"{case}/plan/fit", data={"equipment": "chair", "minutes": "25"})
    assert open_episode(home, case.split("/")[2]).case.preferences.leave_out == (name,)


def test_a_warning_sign_leads_to_the_safety_questions(client: TestClient, case: str):
    name = exercise_on(client.get(f"{case}/session?at=2").text)
    answer = client.post(f"{case}/session/swap", data={"exercise": name, "at": "2", "sign": "1"})
    assert answer.request.url.path == f"{case}/questions/1"


def test_an_exercise_that_does_not_exist_is_not_found(client: TestClient, case: str):
    assert client.post(f"{case}/session/swap", data={"exercise": "flying"}).status_code == 404


@pytest.mark.parametrize("at", ["-1", "x", "99999999999", "²"])
def test_a_strange_place_opens_the_first_step(client: TestClient, case: str, at: str):
    assert "1 of " in client.get(f"{case}/session", params={"at": at}).text


def test_there_is_no_session_in_an_emergency(client: TestClient, home: Path, clock: Clock):
    answer = client.get(f"/cases/{alarm(home, clock.now).id}/session")
    assert answer.request.url.path.endswith("/answer")


class TestAroundARun:
    @pytest.fixture
    def run_day(self, case: str, home: Path, clock: Clock) -> str:
        episode = open_episode(home, case.split("/")[2])
        plan = answer_of(home, episode, load_knowledge(), now=clock.now).assessment.plan
        assert plan is not None
        return next(str(one.day) for week in plan.weeks for one in week.sessions if one.run is not None)

    @pytest.mark.parametrize(("part", "end"), [("before", "You are warm"), ("after", "That was")])
    def test_what_comes_before_and_after_is_a_small_session_that_begins_with_a_walk(
        self, client: TestClient, case: str, run_day: str, part: str, end: str
    ):
        first = client.get(f"{case}/session?day={run_day}&part={part}").text
        count = int(re.search(r"1 of (\d+)", first).group(1))
        assert "<h1>Walking</h1>" in first
        assert "<animate" in first
        assert "<h1>Run</h1>" not in first
        for at in range(1, count):
            text = client.get(f"{case}/session?day={run_day}&part={part}&at={at}").text
            assert f"part={part}&amp;at={at + 1}" in text
            assert exercise_on(text)
        assert end in client.get(f"{case}/session?day={run_day}&part={part}&at={count}").text

    def test_the_warm_up_ends_at_the_run(self, client: TestClient, case: str, run_day: str):
        count = int(re.search(r"1 of (\d+)", client.get(f"{case}/session?day={run_day}&part=before").text).group(1))
        end = client.get(f"{case}/session?day={run_day}&part=before&at={count}").text
        onward = re.search(r'href="([^"]+)">The run<', end)
        assert onward
        assert "<h1>Run</h1>" in client.get(onward.group(1).replace("&amp;", "&")).text

    def test_the_plan_offers_them_on_the_day_of_a_run_only(self, client: TestClient, case: str, run_day: str):
        assert "part=before" in client.get(f"{case}/plan?day={run_day}").text
        assert "part=before" not in client.get(f"{case}/plan").text

    def test_the_run_itself_has_a_moving_runner(self, client: TestClient, case: str, run_day: str):
        pages = [client.get(f"{case}/session?day={run_day}&at={at}").text for at in range(4)]
        assert any("<h1>Run</h1>" in page and "<animate" in page for page in pages)

    def test_a_day_without_a_run_has_nothing_around_it(self, client: TestClient, case: str):
        assert "There is no run" in client.get(f"{case}/session?part=before").text


def test_the_end_of_todays_session_leads_to_the_check_in(client: TestClient, case: str):
    main = client.get(f"{case}/session?at=99").text.split("</main>")[0]
    assert f'href="{case}/check-in"' in main
    main = client.get(f"{case}/session?at=99&day=2026-11-25").text.split("</main>")[0]
    assert f'href="{case}/check-in"' not in main
