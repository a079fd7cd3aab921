"""The rules as a specification: each on its own case and near miss, and the presentations a clinician would check."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from backstride.knowledge.base import Knowledge
from backstride.knowledge.example import example_facts
from backstride.knowledge.expression import leaves
from backstride.knowledge.loader import FOLDER
from backstride.knowledge.schema import Grade
from backstride.model.answer import AnswerState
from backstride.model.verdict import Level, Permission
from backstride.triage import triage
from tests.knowledge.told import told

RULES = sorted(path.stem for path in (FOLDER / "rules").rglob("*.yaml"))
SPECIFICATION = yaml.safe_load((Path(__file__).parent / "presentations.yaml").read_text(encoding="utf-8"))
DRUGS_TO_TAKE = ("take aspirin", "take ibuprofen", "take paracetamol", "take a painkiller")
PROMISES = ("rule out", "ruled out", "you are safe")
ENGINE_ROWS = {"RF-META-01", "RF-META-02"}
"""Rows that are behaviour of triage itself: an unanswered question blocks self-care; the highest rule decides."""


@pytest.mark.parametrize("name", RULES)
def test_each_rule_fires_on_its_own_case(name: str, knowledge: Knowledge) -> None:
    rule = knowledge.rules[name]
    verdict = triage(example_facts(rule.fires, knowledge), knowledge)
    assert name in {hit.id for hit in verdict.rules}
    assert verdict.level >= rule.level
    assert verdict.permission <= rule.permission


@pytest.mark.parametrize("name", RULES)
def test_each_rule_stays_silent_on_its_near_miss(name: str, knowledge: Knowledge) -> None:
    rule = knowledge.rules[name]
    verdict = triage(example_facts(rule.near_miss, knowledge), knowledge)
    assert name not in {hit.id for hit in verdict.rules}


@pytest.mark.parametrize("case", SPECIFICATION["presentations"], ids=lambda case: case["story"])
def test_each_presentation_gets_its_level(case: Mapping[str, object], knowledge: Knowledge) -> None:
    assert told(case, knowledge).level == case["level"]


@pytest.mark.parametrize("case", SPECIFICATION["presentations"], ids=lambda case: case["story"])
def test_not_sure_about_the_rest_never_lowers_a_presentation(case: Mapping[str, object], knowledge: Knowledge) -> None:
    verdict = told(case, knowledge, AnswerState.UNKNOWN)
    assert verdict.level >= Level(str(case["level"]))
    assert verdict.level >= Level.ROUTINE_CLINICIAN


@pytest.mark.parametrize("case", SPECIFICATION["populations"], ids=lambda case: case["story"])
def test_each_population_has_its_decided_answer(case: Mapping[str, object], knowledge: Knowledge) -> None:
    verdict = told(case, knowledge)
    assert verdict.level == case["level"]
    assert not case["rule"] or case["rule"] in {hit.id for hit in verdict.rules}


def test_every_row_of_the_table_is_a_rule_or_triage_itself(knowledge: Knowledge, shared: Path) -> None:
    table = yaml.safe_load((shared / "evidence" / "clinical" / "red_flags.yaml").read_text(encoding="utf-8"))
    rows = {row["id"] for row in table["rules"]}
    used = {row for rule in knowledge.rules.values() for row in rule.table}
    assert rows - used == ENGINE_ROWS
    assert used <= rows


def test_a_verified_rule_keeps_the_grade_of_its_row(knowledge: Knowledge, shared: Path) -> None:
    table = yaml.safe_load((shared / "evidence" / "clinical" / "red_flags.yaml").read_text(encoding="utf-8"))
    seen = {row["id"] for row in table["rules"] if row["status"] == "V"}
    for rule in knowledge.rules.values():
        assert not rule.verified or set(rule.table) & seen, rule.id
        assert rule.verified or rule.grade not in (Grade.A, Grade.B), rule.id


def test_an_emergency_allows_nothing_and_says_what_to_say(knowledge: Knowledge) -> None:
    for rule in knowledge.rules.values():
        if rule.level >= Level.SAME_DAY:
            assert rule.permission is Permission.NONE, rule.id
            assert rule.tell, rule.id


def test_an_emergency_never_suggests_a_drug(knowledge: Knowledge) -> None:
    for rule in (rule for rule in knowledge.rules.values() if rule.level is Level.EMERGENCY_NOW):
        words = f"{rule.reason} {rule.action} {rule.tell}".lower()
        assert not any(drug in words for drug in DRUGS_TO_TAKE), rule.id


def test_every_action_says_what_to_do_and_never_what_is_ruled_out(knowledge: Knowledge) -> None:
    for rule in knowledge.rules.values():
        words = f"{rule.reason} {rule.action}".lower()
        assert not any(promise in words for promise in PROMISES), rule.id


def test_every_fact_of_a_rule_can_be_asked(knowledge: Knowledge) -> None:
    manifest = knowledge.manifest
    asked = {name for screen in (*manifest.safety_screens, *manifest.story_screens) for name in screen.findings}
    for rule in knowledge.rules.values():
        names = set(leaves(knowledge.rule_expressions[rule.id])) - {"age_years", "sex"}
        assert names <= asked, rule.id
