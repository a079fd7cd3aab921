import numpy as np
import pytest

from backstride.causes import cause_network
from backstride.evaluation.robustness import (
    DECISIVE_KEPT_SHARES,
    SHARES,
    Damage,
    damaged,
    decisive_answers,
    robustness,
)
from backstride.evaluation.stability import shaken_weights, stability
from backstride.model.answer import AnswerState
from backstride.model.identifiers import FindingId
from tests.evaluation.made_up import KNOWLEDGE, mapped

ANSWERS = mapped()[0].answers


def quiet(_: str) -> None:
    pass


def test_no_damage_changes_nothing():
    assert damaged(ANSWERS, Damage.FLIPPED, 0.0, np.random.default_rng(1)) == ANSWERS


def test_a_flip_turns_yes_into_no_and_leaves_numbers_alone():
    after = damaged(ANSWERS, Damage.FLIPPED, 1.0, np.random.default_rng(1))

    assert after[FindingId("bend")].state is AnswerState.ABSENT
    assert after[FindingId("score")] == ANSWERS[FindingId("score")]


def test_a_dropped_answer_is_not_asked_rather_than_no():
    after = damaged(ANSWERS, Damage.DROPPED, 1.0, np.random.default_rng(1))

    assert {answer.state for answer in after.values()} == {AnswerState.NOT_ASKED}


def test_dropping_answers_never_pushes_the_top_of_the_bracket_below_what_is_safe():
    rows = robustness(mapped(), KNOWLEDGE, seed=3, progress=quiet)

    assert len(rows) == len(SHARES) + len(DECISIVE_KEPT_SHARES)
    assert all(row.bracket_under.hits == 0 for row in rows if row.damage is Damage.DROPPED)


def test_flipped_red_flags_do_show_as_too_low():
    rows = robustness(mapped() * 20, KNOWLEDGE, seed=3, progress=quiet)

    assert rows[len(SHARES) - 1].under.hits > 0


def test_with_the_decisive_answers_kept_nothing_is_ever_too_low():
    rows = [row for row in robustness(mapped() * 20, KNOWLEDGE, seed=3, progress=quiet) if row.decisive_kept]

    assert {(row.damage, row.share) for row in rows} >= set(SHARES)
    assert [row.under.hits for row in rows] == [0] * len(rows)


def test_a_spared_answer_is_never_hit():
    after = damaged(ANSWERS, Damage.DROPPED, 1.0, np.random.default_rng(1), spared=frozenset({FindingId("bend")}))

    assert after[FindingId("bend")] == ANSWERS[FindingId("bend")]
    assert after[FindingId("score")].state is AnswerState.NOT_ASKED


def test_the_decisive_answers_are_those_of_the_rules_at_the_highest_level_only():
    ache, legs, hot = (decisive_answers(case, KNOWLEDGE) for case in mapped())

    assert ache == frozenset()
    assert legs == {"numb", "weak"}
    assert hot == {"fever"}


def test_where_doubt_alone_decided_the_doubt_is_decisive():
    doubtful = mapped(ache={"low_back": "present", "fever": "unknown"})[0]

    assert decisive_answers(doubtful, KNOWLEDGE) == {"fever"}


def test_shaken_odds_are_three_times_more_or_less():
    weight = cause_network(KNOWLEDGE).weight
    shaken = shaken_weights(weight, np.random.default_rng(1))
    moved = (weight > 0) & (np.arange(weight.shape[1]) < weight.shape[1] - 1)

    odds = (shaken / (1 - shaken))[moved] / (weight / (1 - weight))[moved]
    assert np.all(np.isclose(odds, 3.0) | np.isclose(odds, 1 / 3))
    assert np.array_equal(shaken[~moved], weight[~moved])


def test_a_clear_case_keeps_its_source_on_top_under_shaken_weights():
    result = stability(mapped()[:2], KNOWLEDGE, seed=3, progress=quiet)

    assert (result.cases, result.left_out) == (2, ())
    assert result.same_top_share == pytest.approx(1.0)
