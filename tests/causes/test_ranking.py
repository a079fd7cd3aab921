"""The ranking a person sees: order, what none of the causes explains, surprise, and the honest statement."""

from dataclasses import replace
from itertools import product

import msgspec
import numpy as np
import pytest

from backstride.causes import infer, rank_causes
from backstride.causes.inference import after_answers
from backstride.causes.interval import intervals90
from backstride.causes.network import COMPLAINT, case_prior
from backstride.causes.ranking import something_else, statement_of
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from backstride.knowledge.schema import Group
from backstride.model import Answer, AnswerState, Case, Runner, Sex
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.ranking import CauseKind, Statement
from backstride.model.verdict import Level
from tests.causes.brute_force import brute_force
from tests.causes.small_case import NETWORK, SMALL, TOLD, counted, facts_of, inferred, log_odds, seen_in
from tests.causes.wide_case import wide


def test_causes_come_by_probability_with_name_kind_and_range() -> None:
    ranking = rank_causes(facts_of(TOLD), SMALL)
    wanted = dict(zip(NETWORK.causes, counted(TOLD)[0].tolist(), strict=True))
    assert {cause.id: cause.probability for cause in ranking.causes} == pytest.approx(wanted, abs=1e-6)
    chances = [cause.probability for cause in ranking.causes]
    assert chances == sorted(chances, reverse=True)
    for cause in ranking.causes:
        assert cause.name == SMALL.causes[cause.id].name
        assert cause.kind is SMALL.causes[cause.id].kind
        assert 0 <= cause.interval90[0] <= cause.probability <= cause.interval90[1] <= 1
    strain = next(cause for cause in ranking.causes if cause.id == "strain")
    assert strain.for_[0].finding == "bend"
    assert ranking.method == "exact"
    assert ranking.error99 == 0.0


def test_ranges_are_those_of_drawing_the_numbers_rounded_outward() -> None:
    facts = facts_of(TOLD)
    wanted = dict(zip(NETWORK.causes, intervals90(inferred(), facts, SMALL).tolist(), strict=True))
    for cause in rank_causes(facts, SMALL).causes:
        assert cause.interval90 == pytest.approx(wanted[cause.id], abs=1.1e-6)
        assert cause.interval90[0] <= wanted[cause.id][0]
        assert cause.interval90[1] >= wanted[cause.id][1]


def test_what_would_change_the_first_cause_most_is_looked_for_among_all_open_questions() -> None:
    knowledge = load_knowledge()
    case = Case(runner=Runner(age_years=40, sex=Sex.FEMALE)).with_answers(
        Answer.of(FindingId(name), state=AnswerState.PRESENT) for name in ("pain_low_back", "leg_nerve_pain")
    )
    inference = infer(case_facts(case, knowledge).facts, knowledge)
    ranking = rank_causes(case_facts(case, knowledge).facts, knowledge)
    row = inference.network.causes.index(ranking.causes[0].id)
    open_columns = [at for at in range(len(inference.network.findings)) if at not in inference.evidence.carried]
    after = after_answers(inference, open_columns)
    reach = float(np.abs(after.if_present[:, row] - after.if_absent[:, row]).max())
    first = ranking.causes[0].would_change[0]
    assert abs(first.if_present - first.if_absent) == pytest.approx(reach, abs=1e-3)


def test_when_everything_is_known_no_further_answer_would_change_the_ranking() -> None:
    told = {name: AnswerState.PRESENT for name in SMALL.findings if name in NETWORK.column}
    sign = Finding(id=FindingId("bad_pain"), state=AnswerState.PRESENT)
    facts = {**facts_of({"low_back": AnswerState.PRESENT, **told}), sign.id: sign}
    ranking = rank_causes(facts, SMALL)
    assert {cause.id: cause.probability for cause in ranking.causes} == pytest.approx(
        dict(zip(NETWORK.causes, infer(facts, SMALL).probability.tolist(), strict=True)), abs=1e-6
    )
    assert all(cause.would_change == () for cause in ranking.causes)


def test_the_probability_of_what_was_seen_is_counted_right() -> None:
    ranking = rank_causes(facts_of(TOLD), SMALL)
    assert ranking.log_evidence == pytest.approx(np.log(counted(TOLD)[1]), abs=1e-6)


def test_something_else_is_the_share_of_patterns_without_any_diagnosis() -> None:
    inference = inferred()
    prior = inference.prior.copy()
    _, everything = counted(TOLD)
    no_diagnosis = prior.copy()
    no_diagnosis[NETWORK.is_diagnosis] = 0.0
    _, without = counted(TOLD, prior=no_diagnosis)
    wanted = without * np.prod(1 - prior[NETWORK.is_diagnosis]) / everything
    assert something_else(inference) == pytest.approx(wanted, rel=1e-6)
    assert 0.001 < wanted < 0.5
    assert rank_causes(facts_of(TOLD), SMALL).something_else == pytest.approx(wanted, abs=1e-6)


def test_something_else_of_a_sampled_case_takes_causes_one_by_one() -> None:
    inference = wide(inferred())
    chances = [
        chance
        for chance, cause in zip(inference.probability, SMALL.causes.values(), strict=True)
        if cause.kind is CauseKind.DIAGNOSIS
    ]
    assert something_else(inference) == pytest.approx(np.prod([1 - chance for chance in chances]))


def surprise(told: dict) -> float:
    """How much likelier the answers are one by one than together, by counting."""
    prior = case_prior(facts_of(told), SMALL)[0]
    together = np.log(brute_force(prior, NETWORK.weight, NETWORK.leak, seen_in(told))[1])
    alone = [brute_force(prior, NETWORK.weight, NETWORK.leak, {at: seen})[1] for at, seen in seen_in(told).items()]
    return float(np.sum(np.log(alone)) - together)


@pytest.mark.parametrize("states", list(product((AnswerState.PRESENT, AnswerState.ABSENT), repeat=2)), ids="-".join)
def test_answers_that_do_not_go_together_are_surprising(states: tuple[AnswerState, AnswerState]) -> None:
    told = {"low_back": AnswerState.PRESENT, **dict(zip(("numb", "lean"), states, strict=True))}
    assert rank_causes(facts_of(told), SMALL).conflict == pytest.approx(surprise(told), abs=1e-5)


def test_numb_and_leaning_go_together_in_a_nerve_case_but_not_numb_and_bending() -> None:
    both = {"low_back": AnswerState.PRESENT, "numb": AnswerState.PRESENT, "lean": AnswerState.PRESENT}
    mixed = {"low_back": AnswerState.PRESENT, "numb": AnswerState.PRESENT, "bend": AnswerState.PRESENT}
    assert rank_causes(facts_of(both), SMALL).conflict < rank_causes(facts_of(mixed), SMALL).conflict


def test_the_kind_with_most_diagnoses_at_work_speaks() -> None:
    bending = {"low_back": AnswerState.PRESENT, "bend": AnswerState.PRESENT, "numb": AnswerState.ABSENT}
    numb = {"low_back": AnswerState.PRESENT, "numb": AnswerState.PRESENT, "lean": AnswerState.PRESENT}
    assert statement_of(inferred(bending), SMALL) is Statement.MECHANICAL
    assert statement_of(inferred(numb), SMALL) is Statement.NERVE


@pytest.mark.parametrize(
    ("group", "urgency", "said"),
    [
        (Group.MECHANICAL, Level.SAME_DAY, Statement.MECHANICAL),
        (Group.LOAD, Level.SELF_CARE, Statement.MECHANICAL),
        (Group.NERVE, Level.SELF_CARE, Statement.NERVE),
        (Group.VISCERAL, Level.SELF_CARE, Statement.MECHANICAL),
        (Group.VISCERAL, Level.ROUTINE_CLINICIAN, Statement.CLINICIAN),
    ],
)
def test_a_diagnosis_speaks_for_what_it_asks_for(group: Group, urgency: Level, said: Statement) -> None:
    strain = msgspec.structs.replace(SMALL.causes["strain"], group=group, urgency=urgency)
    other = replace(SMALL, causes={**SMALL.causes, "strain": strain}, hash="other")
    bending = {"low_back": AnswerState.PRESENT, "bend": AnswerState.PRESENT, "numb": AnswerState.ABSENT}
    assert statement_of(inferred(bending), other) is said


def test_a_complaint_alone_is_no_surprise() -> None:
    assert rank_causes(facts_of({}), SMALL).conflict == pytest.approx(0.0, abs=1e-9)
    assert COMPLAINT in NETWORK.findings
    assert np.isfinite(log_odds(counted({})[0])).all()
