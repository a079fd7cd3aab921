"""Which advice fits a case: only what its condition asks for, and never what something may speak against."""

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.plan.advice_steps import fits
from tests.plan.made_cases import facts_of


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("advice", "reason"),
    [
        ("medicine_ibuprofen", "anticoagulant"),
        ("medicine_ibuprofen", "heartburn_or_ulcer"),
        ("step_heat", "leg_numbness"),
        ("step_cold_if_you_like", "leg_numbness"),
    ],
)
def test_advice_is_left_out_where_something_speaks_against_it_or_the_runner_is_not_sure(
    knowledge: Knowledge, advice: str, reason: str
) -> None:
    item = knowledge.advice[advice]
    assert fits(item, facts_of(knowledge))
    assert not fits(item, facts_of(knowledge, **{reason: True}))
    assert not fits(item, facts_of(knowledge, **{reason: "unknown"}))


def test_what_was_never_asked_keeps_no_advice_away(knowledge: Knowledge) -> None:
    asked = facts_of(knowledge)
    unasked = {name: fact for name, fact in asked.items() if name != "heat_or_humid_run"}
    assert fits(knowledge.advice["medicine_ibuprofen"], unasked)


def test_advice_for_a_condition_waits_for_it_to_be_told(knowledge: Knowledge) -> None:
    bound = next(one for one in knowledge.advice.values() if one.when is not None)
    assert not fits(bound, {})
