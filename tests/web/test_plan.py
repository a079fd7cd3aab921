"""The plan on the page: a day with its exercises, and no plan where there must not be one."""

from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Clock
from tests.web.filled_home import alarm, begun, story


@pytest.fixture
def case(home: Path, clock: Clock) -> str:
    return f"/cases/{story(home, clock.now).id}"


class TestThePlan:
    def test_opens_on_today_with_doses_and_pictures(self, client: TestClient, case: str):
        text = client.get(f"{case}/plan").text

        assert "<h1>Sunday 22 November</h1>" in text
        assert "times" in text
        assert '<svg xmlns="http://www.w3.org/2000/svg" class="figure' in text
        assert "What we hold back" in text

    def test_opens_another_day(self, client: TestClient, case: str, clock: Clock):
        day = (clock.now + timedelta(days=3)).date().isoformat()
        assert "<h1>Wednesday 25 November</h1>" in client.get(f"{case}/plan?day={day}").text

    @pytest.mark.parametrize("day", ["", "tomorrow", "2026-99-99", "<script>"])
    def test_opens_today_when_the_day_cannot_be_read(self, client: TestClient, case: str, day: str):
        assert "<h1>Sunday 22 November</h1>" in client.get(f"{case}/plan", params={"day": day}).text

    def test_shows_each_exercise_in_motion_and_still(self, client: TestClient, case: str):
        text = client.get(f"{case}/exercises/cat_camel").text

        assert "<animate" in text
        assert "Show a still picture" in text

    def test_knows_no_exercise_of_another_name(self, client: TestClient, case: str):
        assert client.get(f"{case}/exercises/nothing").status_code == 404


class TestNoPlan:
    def test_in_an_emergency(self, client: TestClient, home: Path, clock: Clock):
        answer = client.get(f"/cases/{alarm(home, clock.now).id}/plan")

        assert answer.request.url.path.endswith("/answer")
        assert "Get emergency help now" in answer.text

    def test_while_safety_questions_are_open(self, client: TestClient, home: Path, clock: Clock):
        answer = client.get(f"/cases/{begun(home, clock.now, screens=3).id}/plan")

        assert "safety questions" in answer.text
        assert "What to do first" not in answer.text


class TestThePlanToTakeAlong:
    def test_has_a_calendar_workouts_text_and_a_sheet_for_the_coach(self, client: TestClient, case: str):
        calendar = client.get(f"{case}/plan/plan.ics")
        watch = client.get(f"{case}/plan/watch.zip")

        assert calendar.headers["content-type"].startswith("text/calendar")
        assert calendar.content.startswith(b"BEGIN:VCALENDAR")
        assert watch.content[:2] == b"PK"
        assert "For the coach" in client.get(f"{case}/plan/coach.txt").text
        assert "Week 1" in client.get(f"{case}/plan/plan.txt").text

    def test_a_calendar_taken_again_cancels_what_left_the_plan(self, client: TestClient, case: str):
        wish = {"equipment": ["chair"], "minutes": "25", "race-day": "", "race-km": ""}
        client.post(f"{case}/plan/fit", data=wish | {"day": ["0", "2", "4"]})
        assert "CANCELLED" not in client.get(f"{case}/plan/plan.ics").text
        client.post(f"{case}/plan/fit", data=wish | {"day": ["1", "3", "5"]})
        assert "STATUS:CANCELLED" in client.get(f"{case}/plan/plan.ics").text

    def test_a_plan_that_stopped_can_be_taken_out_of_the_calendar(self, client: TestClient, case: str):
        client.get(f"{case}/plan/plan.ics")
        client.post(f"{case}/check-in", data={"day": "2026-11-22", "pain_now_0_to_10": "2", "new": "leg_symptom"})
        emptied = client.get(f"{case}/plan/plan.ics")
        assert emptied.headers["content-type"].startswith("text/calendar")
        assert emptied.text.count("BEGIN:VEVENT") == emptied.text.count("STATUS:CANCELLED") > 0

    def test_has_a_week_on_paper(self, client: TestClient, case: str):
        text = client.get(f"{case}/plan/week").text

        assert text.count("<dt>") == 7
        assert "<dt>Sunday 22 November</dt>" in text

    def test_has_no_other_file(self, client: TestClient, case: str):
        assert client.get(f"{case}/plan/secrets.txt").status_code == 404

    @pytest.mark.parametrize("file", ["plan.ics", "watch.zip", "plan.txt", "coach.txt", "week"])
    def test_is_not_there_in_an_emergency(self, client: TestClient, home: Path, clock: Clock, file: str):
        answer = client.get(f"/cases/{alarm(home, clock.now).id}/plan/{file}")
        assert answer.request.url.path.endswith("/answer")


class TestFittingThePlan:
    @pytest.fixture
    def wish(self) -> dict[str, object]:
        return {"equipment": ["chair", "band"], "minutes": "35", "day": ["1", "5"], "race-day": "", "race-km": ""}

    def test_keeps_what_was_chosen_and_shows_it_again(self, client: TestClient, case: str, wish: dict[str, object]):
        answer = client.post(f"{case}/plan/fit", data=wish)
        assert answer.request.url.path == f"{case}/plan"

        text = client.get(f"{case}/plan/fit").text
        for field in ('value="band" checked', 'value="35" checked', 'name="day" value="5" checked'):
            assert field in text
        assert 'value="dumbbell" checked' not in text

    def test_judges_the_race(self, client: TestClient, case: str, wish: dict[str, object]):
        text = client.post(f"{case}/plan/fit", data=wish | {"race-day": "2026-12-13", "race-km": "42,2"}).text

        assert "Your race: 42.2 km on Sunday 13 December 2026" in text
        assert "Not advisable" in text

    @pytest.mark.parametrize(
        ("change", "line"),
        [
            ({"race-day": "2026-11-01", "race-km": "10"}, "the race is over"),
            ({"race-day": "2026-12-13"}, "the race cannot be read"),
            ({"race-day": "soon", "race-km": "10"}, "the race cannot be read"),
            ({"race-day": "2026-12-13", "race-km": "9999"}, "the race cannot be read"),
            ({"minutes": "4"}, "a value that cannot be"),
            ({"equipment": ["chair", "jetpack"]}, "a value that cannot be"),
            ({"day": ["9"]}, "a value that cannot be"),
        ],
    )
    def test_says_what_cannot_be_and_keeps_the_rest(
        self, client: TestClient, case: str, wish: dict[str, object], change: dict[str, object], line: str
    ):
        answer = client.post(f"{case}/plan/fit", data=wish | change)

        assert answer.status_code == 422
        assert line in answer.text
        assert 'value="chair" checked' in answer.text
