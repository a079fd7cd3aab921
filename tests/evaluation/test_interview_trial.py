from backstride.evaluation.interview_trial import Order, hold_interview, interview_trial
from backstride.model.answer import AnswerState
from backstride.model.identifiers import FindingId
from tests.evaluation.made_up import KNOWLEDGE, mapped


def quiet(_: str) -> None:
    pass


def test_the_runner_answers_only_what_is_asked():
    talk = hold_interview(mapped()[0], KNOWLEDGE)

    assert talk.case.answers[FindingId("bend")].state is AnswerState.PRESENT
    assert FindingId("onset") not in talk.case.answers


def test_what_the_description_cannot_say_is_answered_not_sure():
    talk = hold_interview(mapped(ache={"low_back": "present"})[0], KNOWLEDGE)

    assert talk.case.answers[FindingId("score")].state is AnswerState.UNKNOWN


def test_an_emergency_ends_the_interview_at_once_and_brings_up_less():
    legs = hold_interview(mapped()[1], KNOWLEDGE)

    assert (legs.questions, legs.chosen) == (1, 0)


def test_contradictory_answers_are_asked_again_and_the_interview_still_ends():
    both = mapped(ache={"bend": "present", "lean": "present"})[0]

    assert hold_interview(both, KNOWLEDGE).questions < 20


def test_every_order_asks_as_many_screens_as_ours_and_no_urgency_is_lost():
    rows = interview_trial(mapped(), KNOWLEDGE, seed=5, progress=quiet)

    assert [row.order for row in rows] == list(Order)
    assert {row.questions_median for row in rows} == {rows[0].questions_median}
    assert all(row.urgency_lower == () and row.under == () for row in rows)


def test_the_growth_of_the_ranking_starts_before_the_first_chosen_screen_and_ends_where_the_interview_ends():
    ours = interview_trial(mapped(), KNOWLEDGE, seed=5, progress=quiet)[0]

    assert ours.growth[0].screens == 0
    assert ours.growth[-1].top3 == ours.top3_to_the_end
    assert all(grown.top1.hits <= grown.top3.hits for grown in ours.growth)
