"""The FHIR bundle is accepted by judges that are not ours, soothes nobody beside an emergency, and never varies."""

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backstride.assess import assess
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.schema import FindingText, FindingType
from backstride.model import Answer, AnswerState, Case
from backstride.model.identifiers import FindingId
from backstride.model.runner import Runner, Sex
from backstride.service.fhir_bundle import fhir_bundle
from tests.report.test_clinical_report import demo, everything_yes, longest_case
from tests.report.test_history_in_report import TOLD

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
ALWAYS = {
    "Patient",
    "Questionnaire",
    "QuestionnaireResponse",
    "RiskAssessment",
    "ClinicalImpression",
    "DocumentReference",
    "Provenance",
}
NPM_VALIDATOR = "fhir@4.12.0"
JUDGE = """
const { Fhir } = require("fhir");
const judge = new Fhir();
for (const file of process.argv.slice(2)) {
  const found = judge.validate(JSON.parse(require("fs").readFileSync(file)), { errorOnUnexpected: true });
  if (!found.valid) {
    console.log(file, JSON.stringify(found.messages.filter((one) => one.severity === "error").slice(0, 5)));
    process.exitCode = 1;
  }
}
"""


def cases(knowledge: Knowledge) -> dict[str, Case]:
    return {
        "demo": demo(),
        "empty": Case(),
        "emergency": everything_yes(knowledge, urgent=True),
        "soon": everything_yes(knowledge, urgent=False),
        "told": Case(history=TOLD),
    }


@cache
def demo_bytes() -> bytes:
    case = demo()
    return fhir_bundle(case, assess(case, KNOWLEDGE, NOW), KNOWLEDGE, now=NOW)


@cache
def emergency_bytes() -> bytes:
    case, assessment = longest_case(urgent=True)
    return fhir_bundle(case, assessment, KNOWLEDGE, now=NOW)


def written(case: Case) -> dict[str, object]:
    return json.loads(fhir_bundle(case, assess(case, KNOWLEDGE, NOW), KNOWLEDGE, now=NOW))


def resources(bundle: dict[str, object], kind: str) -> list[dict[str, object]]:
    held = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in held if one["resourceType"] == kind]


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "reference" in value:
            yield value["reference"]
        for held in value.values():
            yield from references(held)
    elif isinstance(value, list):
        for held in value:
            yield from references(held)


@pytest.mark.parametrize("made", [demo_bytes, emergency_bytes])
def test_a_bundle_is_valid_and_every_reference_leads_somewhere(made: Callable[[], bytes]) -> None:
    bundle = json.loads(made())
    Bundle.model_validate(bundle)
    kinds = Counter(entry["resource"]["resourceType"] for entry in bundle["entry"])
    assert set(kinds) >= ALWAYS
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)
    assert set(references(bundle)) <= set(addresses)


def test_a_broken_bundle_is_refused() -> None:
    bundle = written(Case())
    resources(bundle, "RiskAssessment")[0].pop("status")
    with pytest.raises(ValueError, match="status"):
        Bundle.model_validate(bundle)


def test_the_demo_runner_brings_every_kind_that_a_calm_case_has() -> None:
    bundle = json.loads(demo_bytes())
    kinds = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert kinds >= ALWAYS | {"Observation", "Goal", "CarePlan", "CodeSystem"}
    assert "ServiceRequest" not in kinds
    (risk,) = resources(bundle, "RiskAssessment")
    chances = [one["probabilityDecimal"] for one in risk["prediction"]]
    assert chances == sorted(chances, reverse=True)


def test_beside_an_emergency_there_is_a_request_and_neither_a_cause_nor_a_plan() -> None:
    bundle = json.loads(emergency_bytes())
    (request,) = resources(bundle, "ServiceRequest")
    assert (request["priority"], request["intent"], request["status"]) == ("stat", "proposal", "draft")
    assert resources(bundle, "Flag")
    assert not resources(bundle, "CarePlan")
    assert not resources(bundle, "Goal")
    assert "prediction" not in resources(bundle, "RiskAssessment")[0]


def test_unsure_is_an_answer_and_not_asked_is_none() -> None:
    unsure = Answer.of(FindingId("saddle_numbness"), state=AnswerState.UNKNOWN, at=NOW)
    bundle = written(Case().with_answers([unsure]))
    (response,) = resources(bundle, "QuestionnaireResponse")
    (group,) = response["item"]
    (item,) = group["item"]
    assert item["linkId"] == "saddle_numbness"
    assert item["answer"][0]["valueCoding"]["code"] == "ASKU"


def test_every_answered_question_is_one_of_the_questionnaire() -> None:
    bundle = json.loads(demo_bytes())
    (asked,) = resources(bundle, "Questionnaire")
    (told,) = resources(bundle, "QuestionnaireResponse")
    links = [item["linkId"] for group in asked["item"] for item in (group, *group["item"])]
    assert len(links) == len(set(links))
    assert {item["linkId"] for group in told["item"] for item in group["item"]} <= set(links)


def test_only_our_own_codes_and_a_few_public_ones_are_used() -> None:
    bundle = demo_bytes().decode()
    assert "snomed" not in bundle.lower()


def test_the_same_case_gives_the_same_bytes() -> None:
    first, second = (fhir_bundle(case, assess(case, KNOWLEDGE, NOW), KNOWLEDGE, now=NOW) for case in (Case(), Case()))
    assert first == second
    later = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert fhir_bundle(Case(), assess(Case(), KNOWLEDGE, NOW), KNOWLEDGE, now=later) != first


def _given(text: FindingText) -> st.SearchStrategy[Answer]:
    name = FindingId(text.id)
    unsure = st.just(Answer.of(name, state=AnswerState.UNKNOWN))
    if text.type is FindingType.NUMBER:
        low, high = text.minimum or 0.0, text.maximum or 100.0
        return st.one_of(unsure, st.floats(low, high).map(lambda value: Answer.number(name, value, at=NOW)))
    if text.type is FindingType.CHOICE:
        options = st.sampled_from([choice.id for choice in text.choices])
        return st.one_of(unsure, options.map(lambda option: Answer.option(name, option, at=NOW)))
    states = st.sampled_from([AnswerState.PRESENT, AnswerState.ABSENT, AnswerState.UNKNOWN])
    return states.map(lambda state: Answer.of(name, state=state, at=NOW))


@st.composite
def generated_cases(draw: st.DrawFn) -> Case:
    runner = Runner(
        age_years=draw(st.one_of(st.none(), st.integers(0, 110))),
        sex=draw(st.sampled_from(list(Sex))),
        height_cm=draw(st.one_of(st.none(), st.floats(80, 250))),
    )
    texts = draw(st.lists(st.sampled_from(list(KNOWLEDGE.findings.values())), max_size=12, unique_by=lambda t: t.id))
    return Case(runner=runner).with_answers([draw(_given(text)) for text in texts])


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(generated_cases())
def test_whatever_is_answered_the_bundle_is_valid(case: Case) -> None:
    Bundle.model_validate(written(case))


@pytest.mark.prove
def test_a_second_validator_accepts_the_bundles(tmp_path: Path) -> None:
    """The npm library holds the R4 definitions and, other than the first judge, the required codes."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("no Node on this machine")
    install = ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", NPM_VALIDATOR]
    if subprocess.run(install, cwd=tmp_path, check=False, capture_output=True, timeout=300).returncode != 0:
        pytest.skip(f"{NPM_VALIDATOR} cannot be had from npm here")
    files = []
    for name, case in cases(KNOWLEDGE).items():
        files.append(tmp_path / f"{name}.json")
        files[-1].write_bytes(fhir_bundle(case, assess(case, KNOWLEDGE, NOW), KNOWLEDGE, now=NOW))
    broken = json.loads(files[0].read_bytes())
    resources(broken, "Observation")[0]["status"] = "finished-ish"
    (tmp_path / "broken.json").write_text(json.dumps(broken))
    (tmp_path / "judge.js").write_text(JUDGE)

    def judged(*paths: Path) -> subprocess.CompletedProcess[str]:
        command = ["node", "judge.js", *map(os.fspath, paths)]
        return subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=300)

    assert judged(*files).stdout == ""
    assert "finished-ish" in judged(tmp_path / "broken.json").stdout
