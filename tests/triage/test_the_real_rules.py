"""The product's own rules hold to the floor rules, on generated cases over every finding they read."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.example import fact_of
from backstride.knowledge.expression import Unsure, leaves, parts_of
from backstride.knowledge.facts import with_signs
from backstride.knowledge.schema import FindingType, Rule
from backstride.model import Level, Permission, Verdict
from backstride.model.identifiers import FindingId
from backstride.triage import triage

KNOWLEDGE = load_knowledge()
READ = sorted({leaf for rule in KNOWLEDGE.rule_expressions.values() for leaf in leaves(rule)})
YES_NO = [name for name in READ if name in KNOWLEDGE.findings and KNOWLEDGE.findings[name].type is FindingType.YES_NO]
ASKED_FOR_DOUBT = {
    part.finding for rule in KNOWLEDGE.rule_expressions.values() for part in parts_of(rule) if isinstance(part, Unsure)
}
Written = dict[str, bool | float | str]

few_present = st.sets(st.sampled_from(YES_NO), max_size=6)
few_open = st.sets(st.sampled_from(YES_NO), max_size=12)
numbers = st.fixed_dictionaries(
    {
        "age_years": st.integers(16, 90),
        "pain_intensity_0_to_10": st.integers(0, 10),
        "pain_duration_weeks": st.sampled_from([0.5, 2, 5, 8, 30]),
    }
)


def written(present: set[str], left_open: set[str], values: dict[str, float]) -> Written:
    absent = {name: False for name in YES_NO if name not in left_open}
    return {**absent, **values, **dict.fromkeys(present, True)}


def judged(answers: Written) -> Verdict:
    facts = {FindingId(name): fact_of(name, value) for name, value in answers.items()}
    return triage(with_signs(facts, KNOWLEDGE), KNOWLEDGE)


@settings(max_examples=150, deadline=None)
@given(few_present, few_open, numbers, st.sampled_from(YES_NO))
def test_adding_a_finding_never_lowers_the_level(
    present: set[str], left_open: set[str], values: dict[str, float], flag: str
) -> None:
    answers = written(present - {flag}, left_open - {flag}, values)
    assert judged({**answers, flag: True}).level >= judged(answers).level


@settings(max_examples=150, deadline=None)
@given(few_present, few_open, numbers, st.sampled_from(YES_NO))
def test_an_answer_not_asked_brackets_both_completions(
    present: set[str], left_open: set[str], values: dict[str, float], flag: str
) -> None:
    answers = written(present, left_open, values)
    del_flag = {name: value for name, value in answers.items() if name != flag}
    bracket = judged(del_flag)
    for completion in (True, False):
        completed = judged({**del_flag, flag: completion})
        assert bracket.level <= completed.level <= bracket.at_most


@settings(max_examples=100, deadline=None)
@given(few_present, numbers, st.sampled_from(YES_NO))
def test_not_sure_never_counts_as_no(present: set[str], values: dict[str, float], doubt: str) -> None:
    answers = written(present - {doubt}, set(), values)
    unsure = judged({**answers, doubt: "unknown"})
    assert unsure.level >= judged({**answers, doubt: False}).level
    assert unsure.at_most >= judged({**answers, doubt: True}).level or doubt in ASKED_FOR_DOUBT


@settings(max_examples=60, deadline=None)
@given(few_present, few_open, numbers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    present: set[str], left_open: set[str], values: dict[str, float], dice: Random
) -> None:
    rows = list(written(present, left_open, values).items())
    before = judged(dict(rows))
    dice.shuffle(rows)
    assert judged(dict(rows)) == before


@settings(max_examples=100, deadline=None)
@given(few_present, few_open, numbers)
def test_running_is_permitted_only_when_nothing_is_open_above_self_care(
    present: set[str], left_open: set[str], values: dict[str, float]
) -> None:
    verdict = judged(written(present, left_open, values))
    if verdict.permission >= Permission.MODIFIED_RUNNING:
        assert verdict.at_most is Level.SELF_CARE
    if verdict.at_most >= Level.SAME_DAY:
        assert verdict.permission is Permission.NONE


@pytest.mark.parametrize("rule", KNOWLEDGE.rules.values(), ids=lambda rule: rule.id)
def test_no_rule_suggests_a_drug_by_itself(rule: Rule) -> None:
    advised = re.search(
        r"\b(take|use|try) (an? |some |your |one )?(aspirin|ibuprofen|paracetamol|painkiller)", rule.action
    )
    assert advised is None
