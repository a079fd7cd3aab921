"""No group of runners meets a dead end: whom to see is said, and what to do meanwhile, or what is asked next."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from backstride.assess import assess
from backstride.interview import answer_from
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import FindingType
from backstride.model.answer import Answer, AnswerState
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.identifiers import FindingId
from backstride.model.question import QuestionReason
from backstride.model.runner import Runner, Sex
from backstride.model.verdict import Level, Permission

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
POPULATIONS = yaml.safe_load((Path(__file__).parent / "presentations.yaml").read_text(encoding="utf-8"))["populations"]
BASICS = {"onset": "gradual", "pain_intensity_0_to_10": 3, "pain_duration_weeks": 2}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def whole_answer(case: Mapping[str, object], knowledge: Knowledge) -> Assessment:
    """Assess a runner who has answered everything: what is not in the story is denied."""
    age, sex = case["runner"]  # type: ignore[misc]  # a pair in the table
    runner = Runner(age_years=age, sex=Sex(sex))
    written = {**BASICS, **case["answers"]}  # type: ignore[dict-item]
    said = {FindingId(name): answer_from(FindingId(name), given, knowledge) for name, given in written.items()}
    denied = (
        Answer.of(FindingId(text.id), state=AnswerState.ABSENT)
        for text in knowledge.findings.values()
        if text.id not in said and text.type is FindingType.YES_NO and applies_to(text, runner)
    )
    return assess(Case(runner=runner, answers=said).with_answers(denied), knowledge, NOW)


@pytest.mark.parametrize("case", POPULATIONS, ids=lambda case: case["story"])
def test_nobody_meets_a_dead_end(case: Mapping[str, object], knowledge: Knowledge) -> None:
    answer = whole_answer(case, knowledge)
    plan = answer.plan

    assert plan is not None
    assert plan.today, "there is something to do today"
    assert all(held.why for held in plan.withheld), "what is held back says why"
    if answer.triage.level > Level.SELF_CARE:
        assert plan.today[0].text == answer.triage.rules[0].action, "whom to see comes first"
    if answer.triage.at_most < Level.SAME_DAY:
        assert answer.triage.permission > Permission.NONE
        assert len(plan.today) > 3, "and meanwhile this"


def test_nonsense_is_asked_again(knowledge: Knowledge) -> None:
    nonsense = next(case for case in POPULATIONS if str(case["story"]).startswith("Nonsense"))
    question = whole_answer(nonsense, knowledge).question

    assert question is not None
    assert question.reason is QuestionReason.CONFIRM_CONFLICT
