"""The line protocol as a program sees it: one question a line, errors in place, and always an end."""

import io
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.cli.line_protocol import run_protocol
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.identifiers import FindingId
from tests.knowledge.small import small_knowledge

KNOWLEDGE = load_knowledge()
SMALL = small_knowledge()
WOMAN = Case(runner=Runner(age_years=40, sex=Sex.FEMALE))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
NONE = {"answers": {}, "none": True}

Line = dict[str, Any]


class Wire:
    """Standard input and output of a program that talks to the interview."""

    def __init__(self, lines: bytes) -> None:
        self.stdin = io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8")
        self.stdout = io.StringIO()


def spoken(lines: bytes, case: Case = WOMAN, knowledge: Knowledge = SMALL) -> list[Line]:
    wire = Wire(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", wire.stdin)
        patch.setattr("sys.stdout", wire.stdout)
        run_protocol(case, knowledge)
    return [json.loads(line) for line in wire.stdout.getvalue().splitlines()]


def said(*lines: object, case: Case = WOMAN, knowledge: Knowledge = SMALL) -> list[Line]:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    return spoken(text.encode(), case, knowledge)


def questions(lines: list[Line]) -> list[Line]:
    return [line for line in lines if "items" in line]


def present(lines: list[Line]) -> set[str]:
    return {one["finding"] for cause in lines[-1]["assessment"]["causes"] for one in cause["for"] if one["present"]}


def test_every_question_holds_what_the_contract_names() -> None:
    for question in questions(said(*[NONE] * 30, case=Case(), knowledge=KNOWLEDGE)):
        assert {"id", "text", "why", "type", "items", "reason"} <= set(question)
        assert question["type"] in ("single", "group_single", "group_multiple", "scale", "choice", "body_map")
        for item in question["items"]:
            assert {"id", "text", "choices"} <= set(item)


def test_none_of_these_ends_with_done_and_a_reason() -> None:
    last = said(*[NONE] * 60, knowledge=KNOWLEDGE)[-1]
    assert last["done"] is True
    assert last["reason"] in ("little_to_gain", "long_enough", "nothing_left")


def test_leaving_everything_out_also_ends_with_done() -> None:
    lines = said(*[{"answers": {}}] * 60, knowledge=KNOWLEDGE)
    assert lines[-1]["done"] is True
    assert lines[-1]["reason"] != "input_ended"


def test_no_question_comes_twice() -> None:
    asked = [question["id"] for question in questions(said(*[NONE] * 60, knowledge=KNOWLEDGE))]
    assert len(asked) == len(set(asked))


def test_a_bad_line_gets_an_error_and_the_same_question() -> None:
    lines = said("{", {"answers": {"nobody": 1}}, {"answers": {"numb": "very"}}, "[]", NONE)
    first = lines[0]
    for at in range(4):
        assert set(lines[1 + 2 * at]) == {"error"}
        assert lines[2 + 2 * at] == first
    assert questions(lines)[5]["reason"] == "information"


def test_giving_an_earlier_item_again_changes_it_and_the_question_stays() -> None:
    lines = said(NONE, {"answers": {"fever": "present"}}, *[NONE] * 9)
    asked = questions(lines)
    assert asked[1]["id"] == asked[2]["id"]
    assert lines[-1]["assessment"]["triage"]["level"] == "same_day"


def test_an_earlier_item_may_be_changed_along_with_an_answer() -> None:
    lines = said(NONE, {"answers": {"fever": "present", "low_back": "present"}}, *[NONE] * 9)
    asked = [question["id"] for question in questions(lines)]
    assert len(asked) == len(set(asked))
    assert lines[-1]["assessment"]["triage"]["level"] == "same_day"


def test_a_change_can_take_an_emergency_back() -> None:
    """An emergency ends the talk, so that only an answer short of it can be changed."""
    lines = said({"answers": {"numb": "present", "weak": "absent"}}, {"answers": {"numb": "absent"}}, *[NONE] * 9)
    assert lines[-1]["assessment"]["triage"]["level"] != "emergency_now"


def test_age_can_be_put_right_later() -> None:
    start = {"answers": {"age_years": 83, "sex": "female"}}
    lines = said(start, {"answers": {"age_years": 38}}, *[NONE] * 9, case=Case())
    asked = questions(lines)
    assert asked[1]["id"] == asked[2]["id"]
    assert lines[-1]["done"] is True


def test_a_note_is_kept_and_never_read_for_danger() -> None:
    lines = said({"answers": {}, "note": "numb between the legs and weak"}, *[NONE] * 9)
    asked = questions(lines)
    assert asked[0] == asked[1]
    assert lines[-1]["assessment"]["triage"]["level"] == "self_care"


def test_contradictory_answers_are_asked_again_once() -> None:
    told = WOMAN.with_answers(Answer.of(FindingId(name), state=AnswerState.PRESENT) for name in ("bend", "lean"))
    lines = said(*[{"answers": {}}] * 12, case=told)
    assert [one["reason"] for one in questions(lines)].count("confirm_conflict") == 1


def test_old_safety_answers_are_asked_again_and_the_story_is_kept() -> None:
    early = NOW - timedelta(hours=13)
    answers = [Answer.of(FindingId(name), state=AnswerState.ABSENT, at=early) for name in ("numb", "weak", "fever")]
    told = [Answer.of(FindingId("low_back"), state=AnswerState.PRESENT, at=early)]
    case = Case(runner=WOMAN.runner, now=NOW).with_answers([*answers, *told])
    asked = questions(said(*[NONE] * 9, case=case))
    assert asked[0]["reason"] == "safety"
    assert "low_back" not in {item["id"] for question in asked for item in question["items"]}


anything = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"{}", b"null", b"[[[[", b'{"answers": null}', b'{"answers": {"numb": {}}}', b"\xff", b"1e999"]),
    st.dictionaries(
        st.sampled_from(["numb", "weak", "fever", "bend", "score", "low_back", "age_years", "sex", "x", ""]),
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
            st.sampled_from(["present", "absent", "unknown"]), st.lists(st.integers(), max_size=2),
        ),
        max_size=4,
    ).map(lambda answers: json.dumps({"answers": answers}).encode()),
    st.just(json.dumps(NONE).encode()),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(anything, max_size=14), st.booleans())
def test_any_lines_at_all_are_answered_and_the_talk_ends(lines: list[bytes], is_new: bool) -> None:
    heard = spoken(b"\n".join(lines), Case() if is_new else WOMAN)
    assert heard[-1]["done"] is True
    assert [line for line in heard[:-1] if "done" in line] == []
    for before, after in pairwise(heard):
        if "error" in before:
            assert "\n" not in before["error"]
            assert "items" in after


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from([NONE, {"answers": {}}, {"answers": {}, "note": "x"}]), min_size=80, max_size=80))
def test_a_runner_who_answers_by_chance_comes_to_an_end(replies: list[Line]) -> None:
    lines = said(*replies, knowledge=KNOWLEDGE)
    assert lines[-1]["reason"] != "input_ended"
    assert len({question["id"] for question in questions(lines)}) < 40
