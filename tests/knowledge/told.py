"""What triage tells a described runner: what a person would have mentioned and did not is absent."""

from collections.abc import Mapping

from backstride.knowledge.base import Knowledge
from backstride.knowledge.example import fact_of
from backstride.knowledge.facts import applies_to, with_signs
from backstride.knowledge.schema import FindingType
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.runner import Runner, Sex
from backstride.model.verdict import Verdict
from backstride.triage import triage


def everything_else(runner: Runner, knowledge: Knowledge, state: AnswerState) -> dict[FindingId, Finding]:
    """Answer each symptom or event that a person would have mentioned."""
    return {
        FindingId(text.id): Finding(id=FindingId(text.id), state=state)
        for text in knowledge.findings.values()
        if text.type is FindingType.YES_NO and text.default_when_unmentioned and applies_to(text, runner)
    }


def told(case: Mapping[str, object], knowledge: Knowledge, rest: AnswerState = AnswerState.ABSENT) -> Verdict:
    age, sex = case["runner"]  # type: ignore[misc]  # a pair in the table
    runner = Runner(age_years=age, sex=Sex(sex))
    facts = everything_else(runner, knowledge, rest)
    for name, written in {**case["answers"], "age_years": age, "sex": sex}.items():  # type: ignore[dict-item]
        facts[FindingId(name)] = fact_of(name, written)
    return triage(with_signs(facts, knowledge), knowledge)
