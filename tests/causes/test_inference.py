"""What must hold for a whole case: unsure changes nothing, order changes nothing, names change nothing."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.causes import infer, rank_causes
from backstride.causes.inference import after_answers, screened
from backstride.causes.network import COMPLAINT, case_prior, cause_network
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from backstride.knowledge.schema import Cause, Frequency, Grade
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId
from backstride.model.ranking import CauseKind
from tests.causes.brute_force import brute_force
from tests.knowledge.small import small_knowledge

KNOWLEDGE = load_knowledge()
SMALL = small_knowledge()
RUNNER = Runner(age_years=40, sex=Sex.FEMALE)
SHOWN = [name for name in cause_network(KNOWLEDGE).findings if name in KNOWLEDGE.findings]
STATES = (AnswerState.PRESENT, AnswerState.ABSENT, AnswerState.UNKNOWN)

some_answers = st.dictionaries(st.sampled_from(SHOWN), st.sampled_from(STATES), max_size=8)


def facts_of(states: Mapping[str, AnswerState], knowledge: Knowledge = KNOWLEDGE) -> Mapping[FindingId, Finding]:
    answers = (Answer.of(FindingId(name), state=state) for name, state in states.items())
    return case_facts(Case(runner=RUNNER).with_answers(answers), knowledge).facts


def chances(states: Mapping[str, AnswerState], knowledge: Knowledge = KNOWLEDGE) -> dict[str, float]:
    inference = infer(facts_of(states, knowledge), knowledge)
    return dict(zip(inference.network.causes, inference.probability.tolist(), strict=True))


@settings(max_examples=30, deadline=None)
@given(some_answers, st.lists(st.sampled_from(SHOWN), max_size=5))
def test_not_sure_is_exactly_as_good_as_not_asked(states: dict[str, AnswerState], unsure: list[str]) -> None:
    more = {**dict.fromkeys(unsure, AnswerState.UNKNOWN), **states}
    assert chances(more) == chances(states)


@settings(max_examples=30, deadline=None)
@given(some_answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(states: dict[str, AnswerState], dice: Random) -> None:
    shuffled = list(states.items())
    dice.shuffle(shuffled)
    assert chances(dict(shuffled)) == pytest.approx(chances(states), abs=1e-12)


@settings(max_examples=20, deadline=None)
@given(some_answers)
def test_other_names_for_the_causes_change_nothing(states: dict[str, AnswerState]) -> None:
    turned = sorted(KNOWLEDGE.causes, reverse=True)
    new_name = {old: f"cause_{place}" for place, old in enumerate(turned)}
    renamed = {new_name[old]: KNOWLEDGE.causes[old] for old in turned}
    other = chances(states, replace(KNOWLEDGE, causes=renamed))
    for old, chance in chances(states).items():
        assert other[new_name[old]] == pytest.approx(chance, abs=1e-10)


@settings(max_examples=20, deadline=None)
@given(some_answers)
def test_a_new_cause_connected_to_nothing_changes_no_other(states: dict[str, AnswerState]) -> None:
    some = next(cause for cause in KNOWLEDGE.causes.values() if cause.kind is CauseKind.CONTRIBUTOR)
    alone = Cause(
        id="unconnected", name="Nothing", kind=CauseKind.CONTRIBUTOR, group=some.group, urgency=some.urgency,
        permission=some.permission, summary="Nothing.", prior=some.prior,
    )  # fmt: skip
    more = chances(states, replace(KNOWLEDGE, causes={**KNOWLEDGE.causes, "unconnected": alone}))
    more.pop("unconnected")
    assert more == pytest.approx(chances(states), abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["bend", "lean", "stiff", "numb", "weak"]), st.sampled_from(STATES)))
def test_a_whole_case_equals_adding_up_every_pattern_of_causes(states: dict[str, AnswerState]) -> None:
    facts, network = facts_of(states, SMALL), cause_network(SMALL)
    seen = {network.column[COMPLAINT]: (0.0, 1.0)}
    for name, fact in facts.items():
        if name in network.column and fact.origin is not Origin.RUNNER and fact.state in STATES[:2]:
            seen[network.column[name]] = (0.0, 1.0) if fact.state is AnswerState.PRESENT else (1.0, 0.0)
    wanted, total = brute_force(case_prior(facts, SMALL)[0], network.weight, network.leak, seen)
    inference = infer(facts, SMALL)
    assert inference.probability == pytest.approx(wanted, abs=1e-10)
    assert inference.log_evidence == pytest.approx(np.log(total), abs=1e-9)


def test_a_look_ahead_is_what_the_answer_then_brings() -> None:
    base = {"pain_low_back": AnswerState.PRESENT, "pain_worse_bending_forward": AnswerState.PRESENT}
    inference = infer(facts_of(base), KNOWLEDGE)
    column = inference.network.column["leg_nerve_pain"]
    ahead = after_answers(inference, [column])
    for state, found in ((AnswerState.PRESENT, ahead.if_present), (AnswerState.ABSENT, ahead.if_absent)):
        after = chances({**base, "leg_nerve_pain": state})
        assert found[0] == pytest.approx(list(after.values()), abs=1e-9)
    mixed = ahead.chance_present[0] * ahead.if_present[0] + (1 - ahead.chance_present[0]) * ahead.if_absent[0]
    assert mixed == pytest.approx(inference.probability, abs=1e-9)


def test_the_quick_look_ahead_is_exact_before_the_first_answer_couples_causes() -> None:
    small = infer(facts_of({}, SMALL), SMALL)
    column = small.network.column["bend"]
    quick = screened(small, [column])
    mixed = quick.chance_present[0] * quick.if_present[0] + (1 - quick.chance_present[0]) * quick.if_absent[0]
    assert mixed == pytest.approx(small.probability, abs=1e-12)


def test_two_causes_of_one_finding_explain_each_other_away() -> None:
    """Once a known slipped disc explains the leg pain, another nerve cause of it gains less from that pain."""
    pain = {"pain_low_back": AnswerState.PRESENT, "leg_nerve_pain": AnswerState.PRESENT}
    told = {**pain, "known_disc_herniation": AnswerState.PRESENT}
    before, after = chances(pain), chances(told)
    assert after["lumbar_disc_radiculopathy"] > before["lumbar_disc_radiculopathy"]
    assert after["lumbar_radiculopathy_foraminal"] < before["lumbar_radiculopathy_foraminal"]


def entangled() -> Knowledge:
    """Every cause of the product brings about twenty more findings, so that no order keeps the frontier narrow."""
    rng = np.random.default_rng(3)
    names = [name for name in SHOWN if KNOWLEDGE.findings[name].background is not None][:22]
    often = Frequency(freq="sometimes", source=("expert",), grade=Grade.EXPERT)
    causes = {}
    for cause in KNOWLEDGE.causes.values():
        more = {name: often for name in names if rng.random() < 0.5}
        fields = {field: getattr(cause, field) for field in cause.__struct_fields__}
        causes[cause.id] = Cause(**{**fields, "shows": {**cause.shows, **more}})
    return replace(KNOWLEDGE, causes=causes)


def test_a_case_too_wide_for_the_exact_engine_is_sampled_and_says_how_far_it_may_be_off() -> None:
    knowledge = entangled()
    names = [name for name in SHOWN if KNOWLEDGE.findings[name].background is not None][:22]
    facts = facts_of(dict.fromkeys(names, AnswerState.PRESENT), knowledge)
    ranking = rank_causes(facts, knowledge)
    assert ranking.method == "sampled"
    assert 0 < ranking.error99 < 0.2
    for cause in ranking.causes:
        assert cause.interval90[0] <= cause.probability <= cause.interval90[1]
