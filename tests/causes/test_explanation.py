"""What speaks for a cause, what against, and what one more answer would change."""

import numpy as np
import pytest

from backstride.causes.explanation import MOST_FLIPS, MOST_SHOWN, Pulls, evidence_of, flips_of, leave_one_out
from backstride.causes.inference import AfterAnswer, Inference
from backstride.model import AnswerState
from tests.causes.small_case import NETWORK, SMALL, TOLD, counted, facts_of, inferred, log_odds
from tests.causes.wide_case import wide

STRAIN, NERVE, LONG_RUN = (NETWORK.causes.index(name) for name in ("strain", "nerve_thing", "long_run"))


def test_a_pull_is_how_far_the_log_odds_fall_without_that_answer() -> None:
    inference = inferred()
    pulls = leave_one_out(inference)
    everything = log_odds(counted(TOLD)[0])
    assert sorted(NETWORK.findings[column] for column in pulls.columns) == ["bend", "numb", "stiff"]
    for index, column in enumerate(pulls.columns):
        left = {name: state for name, state in TOLD.items() if name != NETWORK.findings[column]}
        # A circumstance's own odds stay in the prior: only what the finding shows is left out here.
        without = log_odds(counted(left, prior=inference.prior)[0])
        assert pulls.log_odds[index] == pytest.approx(everything - without, abs=1e-9)


def test_without_answers_nothing_pulls() -> None:
    pulls = leave_one_out(inferred({}))
    assert pulls.columns == ()
    assert pulls.log_odds.shape == (0, len(NETWORK.causes))


def test_in_a_case_too_wide_for_the_exact_engine_each_answer_pulls_as_if_alone() -> None:
    inference = wide(inferred())
    pulls = leave_one_out(inference)
    bend, numb = (pulls.columns.index(NETWORK.column[name]) for name in ("bend", "numb"))
    leak, usual = 0.02, 0.7
    assert pulls.log_odds[bend, STRAIN] == pytest.approx(np.log((1 - (1 - leak) * (1 - usual)) / leak))
    assert pulls.log_odds[numb, NERVE] == pytest.approx(np.log(1 - usual))
    assert pulls.log_odds[bend, NERVE] == pytest.approx(0.0)


def test_evidence_is_split_by_its_sign_with_the_strongest_first() -> None:
    inference = inferred()
    facts = facts_of(TOLD)
    pulls = leave_one_out(inference)
    speaks_for, against = evidence_of("strain", pulls, inference, facts, SMALL)
    assert {item.finding: item.present for item in speaks_for} == {"bend": True, "numb": False}
    assert speaks_for[0].strength == pytest.approx(
        pulls.log_odds[pulls.columns.index(NETWORK.column["bend"]), STRAIN], abs=5e-4
    )
    for_nerve, against_nerve = evidence_of("nerve_thing", pulls, inference, facts, SMALL)
    assert for_nerve == ()
    assert {item.finding: item.present for item in against_nerve} == {"numb": False, "bend": True}
    strengths = [abs(item.strength) for item in against_nerve]
    assert strengths == sorted(strengths, reverse=True)
    assert all(item.strength < 0 for item in (*against, *against_nerve))


def test_a_circumstance_adds_the_logarithm_of_its_odds() -> None:
    inference = inferred()
    pulls = leave_one_out(inference)
    speaks_for, _ = evidence_of("long_run", pulls, inference, facts_of(TOLD), SMALL)
    shown = pulls.log_odds[pulls.columns.index(NETWORK.column["stiff"]), LONG_RUN]
    (stiff,) = (item for item in speaks_for if item.finding == "stiff")
    assert stiff.strength == pytest.approx(shown + np.log(3.0), abs=5e-4)


@pytest.mark.parametrize(("pull", "is_shown"), [(0.1, True), (0.0999, False), (-0.1, True), (-0.0999, False)])
def test_what_hardly_pulls_is_left_out(pull: float, *, is_shown: bool) -> None:
    column = NETWORK.column["bend"]
    pulls = Pulls((column,), np.full((1, len(NETWORK.causes)), pull))
    both = evidence_of("nerve_thing", pulls, inferred(), facts_of({"bend": AnswerState.PRESENT}), SMALL)
    assert (len(both[0]) + len(both[1]) == 1) is is_shown
    assert MOST_SHOWN == 12


def test_the_stronger_answer_comes_first_whatever_its_name() -> None:
    columns = tuple(NETWORK.column[name] for name in ("bend", "lean", "numb"))
    pulls = Pulls(columns, np.repeat([[0.2], [-0.5], [0.9]], len(NETWORK.causes), axis=1))
    speaks_for, against = evidence_of("nerve_thing", pulls, inferred(), facts_of(TOLD), SMALL)
    assert [item.finding for item in (*speaks_for, *against)] == ["numb", "bend", "lean"]


def ahead(present: list[float], absent: list[float]) -> tuple[AfterAnswer, Inference]:
    inference = inferred()
    count, causes = len(present), len(NETWORK.causes)
    columns = tuple(NETWORK.column[name] for name in ("bend", "lean", "numb", "stiff", "bad_pain")[:count])
    if_present, if_absent = np.full((count, causes), 0.5), np.full((count, causes), 0.5)
    if_present[:, STRAIN], if_absent[:, STRAIN] = present, absent
    return AfterAnswer(columns, np.full(count, 0.5), if_present, if_absent), inference


def test_the_answers_that_would_change_most_come_first_and_few_are_named() -> None:
    after, inference = ahead([0.3, 0.9, 0.2, 0.1, 0.65], [0.5, 0.1, 0.31, 0.5, 0.35])
    flips = flips_of("strain", after, inference)
    assert [flip.finding for flip in flips] == ["lean", "stiff", "bad_pain", "bend"]
    assert len(flips) == MOST_FLIPS
    assert (flips[0].if_present, flips[0].if_absent) == (0.9, 0.1)
    assert flips_of("nerve_thing", after, inference) == ()


def test_an_answer_that_would_change_little_is_not_named() -> None:
    after, inference = ahead([0.75, 0.59], [0.65 - 1e-12, 0.5])
    assert [flip.finding for flip in flips_of("strain", after, inference)] == ["bend"]
    nothing, _ = ahead([], [])
    assert flips_of("strain", nothing, inference) == ()
