from dataclasses import replace

import numpy as np
import pytest

from backstride.causes import infer
from backstride.evaluation import Evaluation, evaluate, evaluation_page
from backstride.evaluation.answer_map import Silence
from backstride.evaluation.baseline import Baseline, _exclusive_score, _ratio_score, baseline_orders
from backstride.evaluation.outcome import assessed, judged
from backstride.knowledge.facts import case_facts
from backstride.model.codec import to_builtins
from backstride.model.identifiers import CauseId
from backstride.model.verdict import Level
from tests.evaluation.made_up import KNOWLEDGE, mapped


@pytest.fixture(scope="module")
def result() -> Evaluation:
    return evaluate(mapped(), KNOWLEDGE, unmapped=("unread",), whole=True)


def test_each_case_gets_the_level_its_answers_prove(result: Evaluation):
    levels = {case.id: case.level for case in result.silence[Silence.NO].cases}

    assert levels == {"ache": Level.SELF_CARE, "legs": Level.EMERGENCY_NOW, "hot": Level.SAME_DAY}


def test_the_rules_that_fired_are_listed_with_the_case(result: Evaluation):
    legs = result.silence[Silence.NO].cases[1]

    assert legs.rules == ("numb_and_weak", "numb_alone")


def test_a_level_below_the_safe_one_is_counted_and_named():
    table = evaluate(mapped(legs={"numb": "present"}), KNOWLEDGE).silence[Silence.NO].urgency

    assert (table.under.hits, table.under_cases) == (1, ("legs",))


def test_a_missing_answer_may_lower_the_level_but_the_bracket_still_holds_it():
    table = evaluate(mapped(legs={"numb": "present"}), KNOWLEDGE).silence[Silence.NOT_ASKED].urgency

    assert (table.under_cases, table.bracket_under.hits) == (("legs",), 0)


def test_a_level_above_the_reasonable_one_is_counted_and_named():
    table = evaluate(mapped(ache={"fever": "present"}), KNOWLEDGE).silence[Silence.NO].urgency

    assert table.over_cases == ("ache",)


def test_the_level_rows_add_up_to_all_cases(result: Evaluation):
    rows = result.silence[Silence.NO].urgency.levels

    assert sum(row.exact.of for row in rows) == 3
    assert all(sum(row.given.values()) == row.exact.of for row in rows)


def test_contributors_take_no_place_among_the_sources():
    ache = replace(mapped()[0], right=frozenset({CauseId("long_run")}))
    found = judged(ache, ache.case(KNOWLEDGE, Silence.NO), KNOWLEDGE)

    assert "long_run" in found.causes
    assert (found.place, found.source_place) == (found.causes.index(CauseId("long_run")) + 1, None)


def test_a_case_without_a_right_cause_counts_as_missed(result: Evaluation):
    table = result.silence[Silence.NO].sources

    assert (result.without_cause, table.absent, table.top5.hits, table.top5.of) == (("hot",), 1, 2, 3)


@pytest.mark.parametrize("silence", Silence)
def test_the_shorter_way_gives_what_the_product_gives(silence: Silence):
    for each in mapped():
        case = each.case(KNOWLEDGE, silence)
        assert judged(each, case, KNOWLEDGE) == assessed(each, case, KNOWLEDGE)


def orders_of(number: int) -> dict[Baseline, list[CauseId]]:
    facts = case_facts(mapped()[number].case(KNOWLEDGE, Silence.NO), KNOWLEDGE).facts
    return baseline_orders(infer(facts, KNOWLEDGE), KNOWLEDGE)


def test_the_prior_alone_does_not_hear_the_findings():
    assert orders_of(0)[Baseline.PRIOR_ONLY] == orders_of(1)[Baseline.PRIOR_ONLY]


@pytest.mark.parametrize("baseline", [Baseline.INDEPENDENT_RATIOS, Baseline.EXCLUSIVE])
def test_the_other_baselines_follow_the_findings(baseline: Baseline):
    assert (orders_of(0)[baseline][0], orders_of(1)[baseline][0]) == ("strain", "nerve_thing")


def test_one_cause_with_one_finding_agrees_with_bayes_by_hand():
    case = mapped(ache={"low_back": "present", "bend": "present"})[0].case(KNOWLEDGE, Silence.NOT_ASKED)
    inference = infer(case_facts(case, KNOWLEDGE).facts, KNOWLEDGE)

    # Prior odds 1 to 4. Bend: 1 - 0.98 x 0.3 = 0.706 with strain, 0.02 without. The other source stays at 0.2.
    complaint_without = 1 - 0.95 * (1 - 0.2 * 0.99)
    complaint_with = 1 - 0.95 * (1 - 0.2 * 0.99) * 0.01
    by_hand = np.log(0.25 * 0.706 / 0.02 * complaint_with / complaint_without)
    assert _ratio_score(inference)[0] == pytest.approx(by_hand, rel=1e-6)
    strain, nerve = _exclusive_score(inference)[:2]
    assert strain - nerve == pytest.approx(np.log(0.706 / 0.02), rel=1e-6)


def test_the_same_files_give_the_same_tables(result: Evaluation):
    again = evaluate(mapped(), KNOWLEDGE, unmapped=("unread",), whole=True)

    assert to_builtins(again) == to_builtins(result)


def test_the_page_says_that_it_is_no_proof_and_names_what_is_missing(result: Evaluation):
    page = evaluation_page(result)

    assert "This is not proof" in page
    assert "part of no table: unread" in page
    assert "| hot | same_day | same_day |" in page


def test_a_short_evaluation_leaves_the_long_tables_out():
    short = evaluate(mapped(), KNOWLEDGE)

    assert (short.robustness, short.stability, short.interview) == ((), None, ())
    assert "Shaken" not in evaluation_page(short)


def test_no_mapped_case_at_all_gives_empty_tables():
    empty = evaluate((), KNOWLEDGE, unmapped=("unread",), whole=True)

    assert empty.silence[Silence.NO].sources.top3.share is None
    assert "none" in evaluation_page(empty)
