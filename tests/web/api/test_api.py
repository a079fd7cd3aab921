"""The programs' side: what the command line answers, over HTTP, behind the same guards."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.web.conftest import Clock

from backstride.assess import assess
from backstride.knowledge.compiled import load_knowledge
from backstride.report.interchange import assessment_json, plan_json
from backstride.service.case_file import case_from
from backstride.web.api.openapi import EXAMPLES, PARTS, openapi
from backstride.web.api.reference import api_page
from backstride.web.app import create_app
from backstride.web.limits import LIMITS
from backstride.web.security.body_size import LARGEST_FORM_BYTES

CASE = EXAMPLES["/api/assess"]


@pytest.fixture
def api(home: Path, clock: Clock) -> TestClient:
    return TestClient(create_app(home, clock=clock), base_url="http://127.0.0.1:8470")


def as_sent(value: object) -> object:
    return json.loads(msgspec.json.encode(value))


def problem_of(answer: Response) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == answer.status_code
    assert "\n" not in told["detail"]
    assert told["detail"].endswith(".")
    return told


class TestAnswers:
    def test_a_case_gets_the_answer_that_the_command_line_gives(self, api: TestClient):
        knowledge = load_knowledge()
        case = case_from(CASE, folder=Path(), knowledge=knowledge)
        answer = assess(case, knowledge, case.now)

        assert api.post("/api/assess", json=CASE).json() == as_sent(assessment_json(answer))
        assert api.post("/api/plan", json=CASE).json() == as_sent(plan_json(answer.plan))

    def test_nothing_is_stored(self, api: TestClient, home: Path):
        for address, body in EXAMPLES.items():
            assert api.post(address, json=body).status_code == 200
        assert not home.exists() or list(home.iterdir()) == []

    def test_an_empty_case_is_no_error(self, api: TestClient):
        assert api.post("/api/assess", json={}).json()["question"] is not None

    def test_an_emergency_is_said_with_causes_and_without_a_plan_to_run(self, api: TestClient):
        body = {"runner": {"age_years": 40}, "answers": {"saddle_numbness": "present", "urinary_retention": "present"}}
        known = {name: value for name, value in body["answers"].items() if name in load_knowledge().findings}
        assert known
        answer = api.post("/api/assess", json={**body, "answers": known}).json()
        assert answer["triage"]["level"] == "emergency_now"
        assert answer["causes"]

    def test_load_shows_the_run_that_was_far_too_long(self, api: TestClient):
        series = api.post("/api/load", json=EXAMPLES["/api/load"]).json()
        assert series["sessions"][-1]["band"] == "moderate"
        assert series["sessions"][-1]["ratio_to_longest_30d"] == pytest.approx(1.9)

    @pytest.mark.parametrize("part", PARTS)
    def test_lists_hold_everything_there_is(self, api: TestClient, part: str):
        rows = api.get(f"/api/catalogue/{part}").json()
        assert {row["id"] for row in rows} == set(getattr(load_knowledge(), part))


class TestAnInterview:
    def test_goes_on_with_what_was_answered_and_ends(self, api: TestClient):
        case: dict[str, Any] = {"runner": {"age_years": 38, "sex": "male"}, "answers": {}}
        asked: list[str] = []
        confirmed: list[str] = []
        for _ in range(70):
            step = api.post("/api/question", json={"case": case, "confirmed": confirmed}).json()
            question = step["question"]
            if question is None:
                break
            asked.append(question["reason"])
            if question["reason"] == "confirm_conflict":
                confirmed.append(question["id"])
            case["answers"] |= {item["id"]: calm(item) for item in question["items"]}

        assert step["stop_reason"] in {"nothing_left", "little_to_gain", "long_enough"}
        assert asked[0] == "safety"
        assert api.post("/api/assess", json=case).json()["question"] is None

    def test_begins_with_age_and_sex(self, api: TestClient):
        assert api.post("/api/question", json={}).json()["question"]["reason"] == "basics"

    def test_stops_at_an_emergency(self, api: TestClient):
        from tests.web.filled_home import emergency_fact

        case = {"runner": {"age_years": 38, "sex": "male"}, "answers": {emergency_fact(): "present"}}
        step = api.post("/api/question", json={"case": case}).json()
        assert (step["question"], step["stop_reason"], step["triage"]["level"]) == (None, "emergency", "emergency_now")


def calm(item: dict[str, Any]) -> object:
    offered = [choice["id"] for choice in item["choices"]]
    if not offered:
        return item["minimum"] or 0
    return "absent" if "absent" in offered else offered[0]


BAD_BODIES = {
    "an unknown finding": {"answers": {"not_a_finding": "present"}},
    "an impossible value": {"answers": {"pain_intensity_0_to_10": 11}},
    "an impossible age": {"runner": {"age_years": 300}},
    "an unknown field": {"colour": "red"},
    "a file of this machine": {"activities": ["/etc/passwd"]},
    "a clip of this machine": {"video": [{"path": "/etc/passwd"}]},
    "a day before there were watches": {"log": [{"date": "0001-01-01", "minutes": 30}]},
    "a day at the end of time": {"log": [{"date": "9999-12-31", "minutes": 30}]},
    "a moment that no calendar reaches": {"now": "0001-01-01T00:00:00Z"},
    "a list instead of a case": [],
    "a number instead of a case": 7,
    "a zone that is a path": {"runner": {"time_zone": "../../etc/passwd"}},
    "an endless distance": {"log": [{"date": "2026-11-01", "distance_km": 1e400}]},
}


class TestWhatCannotBe:
    @pytest.mark.parametrize("name", BAD_BODIES)
    def test_is_said_in_one_plain_sentence(self, api: TestClient, name: str):
        body = json.dumps(BAD_BODIES[name]).replace("Infinity", "1e400")
        answer = api.post("/api/assess", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422
        problem_of(answer)

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"note": "' + b"x" * 99 + b"\xed\xa0\x80" + b'"}']
    )
    def test_a_body_that_is_no_json_is_refused(self, api: TestClient, body: bytes):
        answer = api.post("/api/assess", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422
        assert "openapi.json" in problem_of(answer)["detail"]

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
    def test_another_kind_of_body_is_refused(self, api: TestClient, kind: str):
        assert problem_of(api.post("/api/assess", content=b"{}", headers={"content-type": kind}))["status"] == 415

    def test_no_sessions_have_no_load(self, api: TestClient):
        assert problem_of(api.post("/api/load", json={"sessions": []}))["status"] == 422

    def test_a_day_to_look_until_has_limits_too(self, api: TestClient):
        body = {**EXAMPLES["/api/load"], "until": "9999-12-31"}
        assert problem_of(api.post("/api/load", json=body))["status"] == 422

    def test_forty_years_of_runs_are_answered(self, api: TestClient, clock: Clock):
        first = clock.now.date() - timedelta(days=39 * 365)
        sessions = [{"date": str(first + timedelta(days=20 * n)), "distance_km": 8} for n in range(700)]
        assert len(api.post("/api/load", json={"sessions": sessions}).json()["sessions"]) == 700

    def test_unknown_addresses_and_methods(self, api: TestClient):
        assert problem_of(api.get("/api/nothing"))["status"] == 404
        assert problem_of(api.get("/api/catalogue/nothing"))["status"] == 404
        assert problem_of(api.get("/api/assess"))["status"] == 405

    def test_a_mistake_of_ours_names_its_place_and_nothing_else(self, home: Path, monkeypatch: pytest.MonkeyPatch):
        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError("secret: numbness")

        monkeypatch.setattr("backstride.web.api.endpoints.assess", broken)
        answer = TestClient(create_app(home), base_url="http://127.0.0.1").post("/api/assess", json={})
        assert "secret" not in problem_of(answer)["detail"]
        assert answer.status_code == 500


class TestTheSameGuards:
    def test_a_page_of_another_site_gets_nothing(self, api: TestClient):
        for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}):
            assert problem_of(api.post("/api/assess", json={}, headers=headers))["status"] == 403

    def test_a_foreign_name_gets_nothing(self, api: TestClient):
        assert problem_of(api.get("/api/openapi.json", headers={"host": "evil.example"}))["status"] == 400

    def test_a_large_body_is_refused(self, api: TestClient):
        answer = api.post("/api/assess", json={"note": "x" * LARGEST_FORM_BYTES})
        assert problem_of(answer)["status"] == 413

    def test_a_program_that_never_stops_has_to_wait_and_is_told_how_long(self, home: Path, clock: Clock):
        limit = next(limit for limit in LIMITS if limit.name == "api")
        assert limit.most >= 300
        app = create_app(home, clock=clock, limits=[replace(limit, most=5)])
        api = TestClient(app, base_url="http://127.0.0.1")

        statuses = [api.get("/api/nothing").status_code for _ in range(6)]
        answer = api.get("/api/catalogue/causes")
        assert statuses == [404] * 5 + [429]
        assert int(answer.headers["retry-after"]) >= 1
        assert "Try again in" in problem_of(answer)["detail"]
        assert api.get("/").status_code == 200
        clock.pass_hours(0.01)
        assert api.get("/api/catalogue/causes").status_code == 200


class TestTheDescription:
    def test_is_served_and_published(self, api: TestClient, root: Path):
        published = json.loads((root / "schemas" / "openapi.json").read_text(encoding="utf-8"))
        assert api.get("/api/openapi.json").json() == published

    def test_has_a_page_for_people(self, root: Path):
        assert (root / "docs" / "reference" / "api.md").read_text(encoding="utf-8") == api_page()

    def test_describes_every_address_there_is(self, home: Path):
        paths = {
            (route.path, method)
            for route in create_app(home).routes
            if getattr(route, "path", "").startswith("/api/") and route.path != "/api/openapi.json"
            for method in route.methods - {"HEAD"}
        }
        described = {(path, method.upper()) for path, one in openapi()["paths"].items() for method in one}
        listed = {path for path, _ in described if path.startswith("/api/catalogue/")}
        assert {path.rpartition("/")[2] for path in listed} == set(PARTS)
        assert {one for one in described if one[0] not in listed} == {one for one in paths if "{" not in one[0]}

    def test_its_shapes_are_valid_and_its_examples_fit_them(self):
        schemas = openapi()["components"]["schemas"]
        for schema in schemas.values():
            jsonschema.Draft202012Validator.check_schema(schema)
        for path, example in EXAMPLES.items():
            wanted = openapi()["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
            whole = {**wanted, "components": {"schemas": schemas}}
            jsonschema.Draft202012Validator(whole).validate(example)

    def test_says_that_it_is_no_diagnosis(self):
        assert "does not replace a clinician" in openapi()["info"]["description"]

    def test_names_no_file_of_this_machine(self):
        assert {"activities", "video"}.isdisjoint(openapi()["components"]["schemas"]["Case"]["properties"])


def test_the_moment_is_the_apps_own_when_none_is_sent(api: TestClient, clock: Clock):
    clock.now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    body = {"runner": {"age_years": 38}, "log": [{"date": str(date(2026, 11, 21)), "minutes": 30}]}
    assert api.post("/api/assess", json=body).json()["load"]["days"][-1]["date"] == "2026-11-22"
