"""Triage holds to its floor rules, whatever the answers."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.knowledge.base import Knowledge
from backstride.knowledge.example import fact_of
from backstride.knowledge.facts import with_signs
from backstride.model import Clearance, Level, Permission, Verdict
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.triage import triage
from tests.knowledge.small import small_knowledge

SMALL = small_knowledge()
FLAGS = ("numb", "weak", "fever")
answers = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from([True, False, "unknown"]) for name in (*FLAGS, "stiff")},
        "score": st.one_of(st.just("unknown"), st.integers(0, 10)),
        "age_years": st.integers(18, 90),
    },
)


sure_answers = st.fixed_dictionaries(
    {}, optional={**{name: st.booleans() for name in (*FLAGS, "stiff")}, "score": st.integers(0, 10)}
)


def facts_of(written: dict[str, object], knowledge: Knowledge = SMALL) -> dict[FindingId, Finding]:
    plain = {FindingId(name): fact_of(name, value) for name, value in written.items()}  # type: ignore[arg-type]
    return dict(with_signs(plain, knowledge))


def judged(written: dict[str, object], **more: object) -> Verdict:
    return triage(facts_of(written), SMALL, **more)  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(answers, st.sampled_from(FLAGS))
def test_adding_a_red_flag_never_lowers_the_level(written: dict[str, object], flag: str) -> None:
    assert judged({**written, flag: True}).level >= judged({**written, flag: False}).level
    without = {name: value for name, value in written.items() if name != flag}
    assert judged({**written, flag: True}).level >= judged(without).level


@settings(max_examples=300, deadline=None)
@given(sure_answers, st.sampled_from(FLAGS))
def test_a_missing_answer_brackets_both_completions(written: dict[str, object], flag: str) -> None:
    without = {name: value for name, value in written.items() if name != flag}
    bracket = judged(without)
    for completion in (True, False):
        completed = judged({**without, flag: completion})
        assert bracket.level <= completed.level
        assert completed.level <= bracket.at_most


@settings(max_examples=200, deadline=None)
@given(answers, st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(written: dict[str, object], dice: Random) -> None:
    rows = list(written.items())
    dice.shuffle(rows)
    assert judged(dict(rows)) == judged(written)


def test_nothing_asked_is_the_widest_bracket_and_permits_nothing() -> None:
    verdict = judged({})
    assert (verdict.level, verdict.at_most) == (Level.SELF_CARE, Level.EMERGENCY_NOW)
    assert verdict.permission is Permission.NONE
    assert set(verdict.open) >= {"numb", "weak", "fever"}


def test_a_case_may_be_urgent_while_an_urgent_fact_was_not_asked() -> None:
    assert judged({}).may_be_urgent
    assert judged({"numb": False, "weak": False, "score": 3}).may_be_urgent
    assert not judged({"numb": False, "weak": False, "fever": False, "score": 3}).may_be_urgent
    assert not judged({"fever": True}).may_be_urgent


def test_all_denied_is_settled_self_care_with_full_permission() -> None:
    verdict = judged({"numb": False, "weak": False, "fever": False, "score": 3, "age_years": 40})
    assert verdict.is_settled
    assert (verdict.level, verdict.permission) == (Level.SELF_CARE, Permission.FULL)


def test_unsure_about_an_urgent_fact_raises_to_routine_and_says_which() -> None:
    verdict = judged({"numb": False, "weak": False, "fever": "unknown", "score": 3, "age_years": 40})
    assert verdict.level is Level.ROUTINE_CLINICIAN
    assert verdict.at_most is Level.SAME_DAY
    assert verdict.unsure == ("fever",)
    assert verdict.open == ()


def test_unsure_about_what_cannot_matter_any_more_changes_nothing() -> None:
    verdict = judged({"numb": False, "weak": "unknown", "fever": False, "score": 3, "age_years": 40})
    assert verdict.level is Level.SELF_CARE
    assert verdict.unsure == ()


def test_the_strictest_permission_of_the_rules_holds() -> None:
    verdict = judged({"numb": True, "weak": False, "fever": False, "score": 3, "age_years": 72})
    assert verdict.level is Level.WITHIN_DAYS
    assert verdict.permission is Permission.WALK_STRENGTH
    assert [hit.id for hit in verdict.rules] == ["old", "numb_alone"]


def test_an_incomplete_rule_set_never_says_self_care() -> None:
    unfinished = small_knowledge(complete_rules=False)
    settled = {"numb": False, "weak": False, "fever": False, "score": 3, "age_years": 40}
    assert triage(facts_of(settled, unfinished), unfinished).level is Level.ROUTINE_CLINICIAN


LEAVE = Clearance(by="Dr Sole", given_on=date(2026, 5, 1), scope=Permission.MODIFIED_RUNNING, until=date(2026, 6, 1))
FLAGGED: dict[str, object] = {"numb": True, "weak": False, "fever": False, "score": 3, "age_years": 40}


def test_a_clearance_permits_what_it_says_while_it_lasts() -> None:
    assert judged(FLAGGED).permission is Permission.WALK_STRENGTH
    cleared = judged(FLAGGED, clearances=[LEAVE], today=date(2026, 5, 20))
    assert cleared.permission is Permission.MODIFIED_RUNNING
    assert judged(FLAGGED, clearances=[LEAVE], today=date(2026, 6, 2)).permission is Permission.WALK_STRENGTH


@pytest.mark.parametrize(("day", "holds"), [(20, False), (30, True)])
def test_a_flag_newer_than_the_clearance_voids_it(day: int, *, holds: bool) -> None:
    month = 5 if day == 20 else 4
    facts = facts_of(FLAGGED)
    numb = FindingId("numb")
    facts[numb] = Finding(id=numb, state=facts[numb].state, observed_at=datetime(2026, month, day, tzinfo=UTC))
    verdict = triage(facts, SMALL, clearances=[LEAVE], today=date(2026, 5, 25))
    assert (verdict.permission is Permission.MODIFIED_RUNNING) is holds


def test_a_clearance_never_covers_a_same_day_flag() -> None:
    urgent = {**FLAGGED, "fever": True}
    assert judged(urgent, clearances=[LEAVE], today=date(2026, 5, 20)).permission is Permission.NONE


def test_a_rule_that_fired_says_what_and_why_and_what_to_do() -> None:
    [hit, *_] = judged({**FLAGGED, "fever": True}).rules
    rule = SMALL.rules["fever_now"]
    assert (hit.id, hit.level, hit.because) == ("fever_now", rule.level, ("fever",))
    assert (hit.name, hit.reason, hit.action, hit.tell) == (rule.name, rule.reason, rule.action, rule.tell)


def test_what_is_missing_is_named_most_urgent_first() -> None:
    assert judged({"numb": True, "stiff": False}).open[0] == "weak"
    assert judged({"numb": True, "weak": False, "fever": False, "score": 2}).open == ("age_years",)


def test_the_latest_clearance_counts() -> None:
    later = Clearance(by="Dr Sole", given_on=date(2026, 5, 10), scope=Permission.NO_IMPACT, until=date(2026, 5, 30))
    for order in ([LEAVE, later], [later, LEAVE]):
        assert judged(FLAGGED, clearances=order, today=date(2026, 5, 20)).permission is Permission.NO_IMPACT


def test_a_clearance_does_not_help_while_something_urgent_is_open() -> None:
    still_open = {name: value for name, value in FLAGGED.items() if name != "fever"}
    verdict = judged(still_open, clearances=[LEAVE], today=date(2026, 5, 20))
    assert verdict.at_most is Level.SAME_DAY
    assert verdict.permission is Permission.NONE


def test_a_flag_of_the_clearances_own_day_was_known_to_who_gave_it() -> None:
    facts = facts_of(FLAGGED)
    numb = FindingId("numb")
    facts[numb] = Finding(id=numb, state=facts[numb].state, observed_at=datetime(2026, 5, 1, tzinfo=UTC))
    verdict = triage(facts, SMALL, clearances=[LEAVE], today=date(2026, 5, 25))
    assert verdict.permission is Permission.MODIFIED_RUNNING
