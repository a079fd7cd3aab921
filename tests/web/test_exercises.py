"""Browsing the exercises: found by words, region and things, one in full, and what is not for this runner now."""

import gzip
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Clock
from tests.web.filled_home import alarm, begun, story

from backstride.knowledge.compiled import load_knowledge
from backstride.web.exercise_view import NOTHING, found

EXERCISES = load_knowledge().exercises
A_FIRST_PAGE_BYTES = 60_000


@pytest.fixture
def case(home: Path, clock: Clock) -> str:
    return f"/cases/{story(home, clock.now).id}"


def names_on(text: str, base: str = "/exercises") -> list[str]:
    return re.findall(rf'ex-card[^>]*><a href="{base}/(\w+)"', text)


class TestTheShelf:
    def test_page_after_page_holds_every_exercise_once_with_its_picture(self, client: TestClient):
        seen: list[str] = []
        for number in range(1, 8):
            text = client.get(f"/exercises?page={number}").text
            names = names_on(text)
            assert text.count("<svg xmlns") == len(names)
            seen += names
        assert sorted(seen) == sorted(EXERCISES)

    def test_a_page_is_light(self, client: TestClient):
        for address in ("/exercises", "/exercises?region=leg", "/exercises/prone_press_up"):
            assert len(gzip.compress(client.get(address).content)) < A_FIRST_PAGE_BYTES * 0.75

    def test_words_find_names_other_names_and_what_is_trained(self, client: TestClient):
        assert "anti_rotation_press" in names_on(client.get("/exercises?q=pallof").text)
        assert "calf_raise" in names_on(client.get("/exercises?q=CALF+raise").text)

    def test_region_and_thing_narrow_it_down_together(self, client: TestClient):
        text = client.get("/exercises?region=trunk&have=ball").text
        assert names_on(text) == [one.id for one in found(EXERCISES.values(), thing="ball") if one.region == "trunk"]
        assert '<option value="ball" selected>' in text

    def test_nothing_needed_means_nothing_needed(self):
        assert all(not one.equipment for one in found(EXERCISES.values(), thing=NOTHING))

    def test_what_does_not_exist_is_said(self, client: TestClient):
        assert "Nothing fits" in client.get("/exercises?q=flying+carpet").text

    @pytest.mark.parametrize("query", ["page=0", "page=-3", "page=99999999", "page=²", "region=<b>&have=x", "q=%00"])
    def test_a_strange_question_still_shows_exercises_or_says_that_nothing_fits(self, client: TestClient, query: str):
        answer = client.get(f"/exercises?{query}")
        assert answer.status_code == 200
        assert names_on(answer.text) or "Nothing fits" in answer.text

    def test_words_are_shown_as_text(self, client: TestClient):
        assert "<script>alert" not in client.get("/exercises", params={"q": "<script>alert(1)</script>"}).text

    @pytest.mark.parametrize("address", ["/", "/about"])
    def test_is_linked_from_the_first_pages(self, client: TestClient, address: str):
        assert 'href="/exercises"' in client.get(address).text


class TestOneExercise:
    def test_moves_and_says_how_how_much_for_whom_and_how_sure(self, client: TestClient):
        for name, exercise in EXERCISES.items():
            text = client.get(f"/exercises/{name}").text
            assert "<animate" in text
            for heading in ("How to do it", "How much", "Who should leave it out", "How sure is this?"):
                assert f"<h2>{heading}</h2>" in text
            for other in (*exercise.easier, *exercise.harder):
                assert f'href="/exercises/{other}"' in text

    def test_names_who_should_leave_it_out(self, client: TestClient):
        assert "a bone that may be under strain" in client.get("/exercises/single_leg_hop").text

    def test_that_does_not_exist_is_not_found(self, client: TestClient):
        assert client.get("/exercises/flying").status_code == 404


class TestWithARunner:
    def test_what_is_not_for_them_now_says_why(self, client: TestClient, case: str):
        text = client.get(f"{case}/exercises?region=plyometric").text
        assert len(names_on(text, f"{case}/exercises")) == text.count("<b>Not for you now.</b>") > 0
        one = client.get(f"{case}/exercises/single_leg_hop").text
        assert "<h2>Not for you now</h2>" in one

    def test_nothing_of_the_plan_is_marked_as_not_for_them(self, client: TestClient, case: str):
        planned = set(re.findall(rf'href="{case}/exercises/(\w+)"', client.get(f"{case}/plan").text))
        assert planned
        for name in planned:
            assert "Not for you now</h2>" not in client.get(f"{case}/exercises/{name}").text

    def test_what_they_left_out_because_it_hurt_is_marked(self, client: TestClient, case: str):
        client.post(f"{case}/session/swap", data={"exercise": "cat_camel"})
        assert "You left it out because it hurt" in client.get(f"{case}/exercises/cat_camel").text

    def test_is_linked_from_the_plan(self, client: TestClient, case: str):
        assert f'href="{case}/exercises"' in client.get(f"{case}/plan").text

    def test_is_not_shown_before_something_urgent(self, client: TestClient, home: Path, clock: Clock):
        for episode in (alarm(home, clock.now), begun(home, clock.now, screens=3)):
            for address in ("exercises", "exercises/cat_camel"):
                answer = client.get(f"/cases/{episode.id}/{address}")
                assert answer.request.url.path.endswith("/answer")
