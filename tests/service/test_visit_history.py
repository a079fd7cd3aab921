"""What a runner tells a clinician: it changes no answer, is read strictly from a file, handed on, and really erased."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from fhir.resources.R4B.bundle import Bundle
from jsonschema import Draft202012Validator

from backstride.assess import assess
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.model.case import Case
from backstride.model.errors import InputError
from backstride.model.history import History, Medicine, PainStart, Response, Treatment, TreatmentKind
from backstride.service.answer import answer_of
from backstride.service.case_file import load_case
from backstride.service.episodes import change_history, erase_episode, open_episode, start_episode
from backstride.service.fhir_bundle import fhir_bundle
from backstride.service.schemas import SHAPES, schema_of
from backstride.service.shelf import Shelf
from tests.report.test_history_in_report import HOSTILE, TOLD

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
SECRET = "heron-by-the-lake"
WHOLE = """
runner: {age_years: 38, sex: male}
history:
  pain_starts: next_morning
  medicines: [{name: ibuprofen, dose: 400 mg, how_often: twice a day, response: better}]
  treatments: [{kind: physiotherapy, when: spring 2026, sessions: 6, response: same}]
  worry: |
    Two lines,
    as they were written.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_changes_no_answer() -> None:
    case = demo_state(NOW).case
    told = replace(case, history=replace(TOLD, medicines=(Medicine(name="warfarin"),), worry="numb between the legs"))
    assert assess(told, KNOWLEDGE, NOW) == assess(case, KNOWLEDGE, NOW)


def test_an_answer_that_was_given_stays_with_its_date(tmp_path: Path) -> None:
    started = start_episode(tmp_path, shelf=Shelf.OWN, now=NOW, state=demo_state(NOW))
    episode = open_episode(tmp_path, started.id)
    given = answer_of(tmp_path, episode, KNOWLEDGE, now=NOW)
    days_later = NOW + timedelta(days=5)
    changed = change_history(tmp_path, episode.id, TOLD, now=days_later)
    assert open_episode(tmp_path, episode.id).case.history == TOLD
    assert answer_of(tmp_path, changed, KNOWLEDGE, now=days_later) == given


def test_an_empty_one_is_none_at_all(tmp_path: Path) -> None:
    episode = start_episode(tmp_path, shelf=Shelf.OWN, now=NOW)
    change_history(tmp_path, episode.id, TOLD, now=NOW)
    assert change_history(tmp_path, episode.id, History(), now=NOW).case.history is None


@pytest.mark.parametrize("way", ["changed", "erased"])
def test_what_is_taken_out_is_gone_to_the_last_byte(tmp_path: Path, way: str) -> None:
    episode = start_episode(tmp_path, shelf=Shelf.OWN, now=NOW)
    change_history(tmp_path, episode.id, History(hope=SECRET * 20), now=NOW)
    assert SECRET.encode() in _bytes_in(tmp_path)
    if way == "erased":
        erase_episode(tmp_path, episode.id)
    else:
        change_history(tmp_path, episode.id, History(), now=NOW)
    assert SECRET.encode() not in _bytes_in(tmp_path)


def _bytes_in(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def test_a_case_file_carries_it(tmp_path: Path) -> None:
    told = load_case(written(tmp_path, WHOLE)).history
    assert told == History(
        pain_starts=PainStart.NEXT_MORNING,
        medicines=(Medicine(name="ibuprofen", dose="400 mg", how_often="twice a day", response=Response.BETTER),),
        treatments=(
            Treatment(kind=TreatmentKind.PHYSIOTHERAPY, when="spring 2026", sessions=6, response=Response.SAME),
        ),
        worry="Two lines,\nas they were written.\n",
    )


@pytest.mark.parametrize("text", ["history: {}", "history:", "history: {medicines: []}"])
def test_a_case_file_with_an_empty_one_has_none(tmp_path: Path, text: str) -> None:
    assert load_case(written(tmp_path, text)).history is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{pain_starts: soon}", "$.history.pain_starts"),
        ("{medicine: [{name: a}]}", "medicine"),
        ("{medicines: [{name: a}, {dose: 1 mg}]}", "$.history.medicines[1]"),
        ("{medicines: [{name: a}, {name: ' '}]}", "history.medicines[1]: a medicine needs a name"),
        ("{medicines: [{name: a, dose: 400}]}", "$.history.medicines[0].dose"),
        ("{medicines: [{name: a, response: great}]}", "$.history.medicines[0].response"),
        ("{treatments: [{kind: magic}]}", "$.history.treatments[0].kind"),
        ("{treatments: [{kind: other, sessions: 501}]}", "history.treatments[0]: sessions is 501, not 1 to 500"),
        ("{no_medicines: true, medicines: [{name: a}]}", "history: no_medicines is said, and a medicine is named"),
        (f"{{work: {'w' * 401}}}", "history: work has 401 characters, at most 400"),
        ('{hope: "a\\0b"}', "history: hope holds a character that is not text"),
    ],
)
def test_what_cannot_be_used_is_refused_with_field_and_reason(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(InputError) as refused:
        load_case(written(tmp_path, f"history: {text}\n"))
    assert named in refused.value.line()
    assert "\n" not in refused.value.line()


def test_the_published_schema_allows_it_and_a_case_without_it() -> None:
    judge = Draft202012Validator(schema_of(SHAPES["case"]))
    told = json.loads(msgspec.json.encode(TOLD))
    assert list(judge.iter_errors({"history": told})) == []
    assert list(judge.iter_errors({"runner": {"age_years": 38}})) == []
    assert list(judge.iter_errors({"history": {"pain_starts": "soon"}})) != []


def bundle_of(history: History | None) -> dict[str, object]:
    case = Case(history=history)
    return json.loads(fhir_bundle(case, assess(case, KNOWLEDGE, NOW), KNOWLEDGE, now=NOW))


def test_a_clinics_system_gets_it_as_a_questionnaire_of_its_own() -> None:
    told = replace(TOLD, worry=HOSTILE[1], hope="\n".join(HOSTILE))
    bundle = bundle_of(told)
    Bundle.model_validate(bundle)
    held = [entry["resource"] for entry in bundle["entry"]]
    asked = next(one for one in held if one.get("title") == "For your clinician")
    (given,) = [one for one in held if one.get("questionnaire") == asked["url"]]
    links = {item["linkId"]: item for group in asked["item"] for item in (group, *group.get("item", ()))}
    rows = [item for group in given["item"] for item in group.get("item", (group,))]
    assert {row["linkId"] for row in rows} <= set(links)
    values = {row["linkId"]: next(iter(row["answer"][0].values())) for row in rows}
    assert values["medicine.name"] == "ibuprofen"
    assert values["treatment.sessions"] == 6
    assert values["worry"] == HOSTILE[1]
    for row in rows:
        offered = [one["valueCoding"] for one in links[row["linkId"]].get("answerOption", ())]
        assert not offered or values[row["linkId"]] in offered


def test_without_one_a_clinics_system_gets_no_second_questionnaire() -> None:
    assert sum(entry["resource"]["resourceType"] == "Questionnaire" for entry in bundle_of(None)["entry"]) == 1
