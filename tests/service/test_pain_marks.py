"""Kind and strength on the body map: they add findings, they open questions again, they never weaken an answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from backstride.assess import step
from backstride.figures.body_map import REGIONS
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.compiled import load_knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.identifiers import FindingId
from backstride.model.pain_place import PainKind, PainPlace
from backstride.model.question import QuestionReason
from backstride.service.episodes import EpisodeState
from backstride.service.pain_marks import INTENSITY, doubts_of_pains, findings_of_pains, with_pains

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SADDLE = FindingId("saddle_numbness")


@cache
def answered() -> EpisodeState:
    """The whole interview, answered with no to every warning sign."""
    return demo_state(NOW)


@cache
def before_the_map() -> EpisodeState:
    """The same one as it was before anything beside the warning signs was asked."""
    whole = answered()
    screens = tuple(one for one in whole.screens if one.question.reason is not QuestionReason.INFORMATION)
    asked = {item.id for screen in screens for item in screen.question.items}
    answers = {name: one for name, one in whole.case.answers.items() if name in asked}
    return replace(whole, screens=screens, case=replace(whole.case, answers=answers))


def pain(place: str, kind: PainKind | None = None, strength: int | None = None) -> PainPlace:
    return PainPlace(place=place, kind=kind, strength_0_to_10=strength)


def marked(state: EpisodeState, *pains: PainPlace, hours: float = 0.0) -> EpisodeState:
    return with_pains(state, pains, load_knowledge(), now=NOW + timedelta(hours=hours))


def state_of(state: EpisodeState, name: str) -> AnswerState | None:
    answer = state.case.answers.get(FindingId(name))
    return None if answer is None else answer.state


def with_answer(state: EpisodeState, answer: Answer) -> EpisodeState:
    return replace(state, case=state.case.with_answers([answer]))


def test_every_finding_that_a_mark_stands_for_or_puts_in_doubt_is_known():
    every = [pain(one.id, kind) for one in REGIONS for kind in PainKind]
    assert findings_of_pains(every) | doubts_of_pains(every) <= set(load_knowledge().findings)


@pytest.mark.parametrize(
    ("place", "kind", "finding"),
    [
        ("low_back_left", PainKind.ACHE, "pain_dull_ache"),
        ("low_back_left", PainKind.STIFF, "pain_tight_stiff"),
        ("buttock_left", PainKind.SHOOTING, "pain_electric"),
        ("calf_left", PainKind.NUMB, "leg_numbness"),
        ("foot_right", PainKind.TINGLING, "leg_tingling"),
        ("arm_left", PainKind.NUMB, "arm_numbness_or_tingling"),
        ("low_back_left", PainKind.TINGLING, "local_tingling_over_spot"),
    ],
)
def test_a_kind_becomes_the_finding_that_would_have_been_asked(place: str, kind: PainKind, finding: str):
    assert state_of(marked(before_the_map(), pain(place, kind)), finding) is AnswerState.PRESENT


def test_a_mark_says_yes_where_a_screen_said_no_and_never_the_other_way_round():
    no = with_answer(answered(), Answer.of(FindingId("leg_numbness"), state=AnswerState.ABSENT, at=NOW))
    yes = with_answer(answered(), Answer.of(FindingId("leg_numbness"), state=AnswerState.PRESENT, at=NOW))

    assert state_of(marked(no, pain("calf_left", PainKind.NUMB)), "leg_numbness") is AnswerState.PRESENT
    assert state_of(marked(yes, pain("calf_left", PainKind.ACHE)), "leg_numbness") is AnswerState.PRESENT


@pytest.mark.parametrize(
    ("pains", "doubted"),
    [
        ([pain("buttock_left", PainKind.NUMB)], "saddle_numbness"),
        ([pain("groin_left", PainKind.TINGLING)], "saddle_numbness"),
        ([pain("sacrum", PainKind.NUMB)], "saddle_numbness"),
        ([pain("calf_left", PainKind.TINGLING), pain("foot_right", PainKind.NUMB)], "leg_symptoms_both_sides_new"),
        ([pain("calf_left", PainKind.NUMB)], "nerve_symptoms_new_3_days"),
        ([pain("abdomen", PainKind.NUMB)], "band_numbness_trunk"),
    ],
)
def test_a_no_to_a_warning_sign_is_asked_again_when_the_map_contradicts_it(pains: list[PainPlace], doubted: str):
    before = answered()
    assert state_of(before, doubted) is AnswerState.ABSENT
    after = marked(before, *pains)
    question = step(after.case, load_knowledge(), NOW).next.question

    assert state_of(after, doubted) is None
    assert question is not None
    assert question.reason is QuestionReason.SAFETY
    assert {item.id for item in question.items} <= doubts_of_pains(pains)


def test_the_answer_given_then_stands_and_is_not_asked_for_ever():
    asked_again = marked(answered(), pain("buttock_left", PainKind.NUMB))
    told = with_answer(asked_again, Answer.of(SADDLE, state=AnswerState.ABSENT, at=NOW))

    assert state_of(told, SADDLE) is AnswerState.ABSENT


@pytest.mark.parametrize("state", [AnswerState.PRESENT, AnswerState.UNKNOWN])
def test_a_yes_or_a_not_sure_to_a_warning_sign_stays(state: AnswerState):
    before = with_answer(answered(), Answer.of(SADDLE, state=state, at=NOW))
    assert state_of(marked(before, pain("buttock_left", PainKind.NUMB)), SADDLE) is state


def test_no_mark_lowers_how_urgent_it_is_or_could_be():
    knowledge = load_knowledge()
    flags = [SADDLE, FindingId("leg_weakness"), FindingId("fever_now")]
    for flag in (None, *flags):
        state = answered()
        if flag is not None:
            state = with_answer(state, Answer.of(flag, state=AnswerState.PRESENT, at=NOW))
        before = step(state.case, knowledge, NOW).verdict
        for kind in PainKind:
            after = step(marked(state, *(pain(one.id, kind, 3) for one in REGIONS)).case, knowledge, NOW).verdict
            assert after.level >= before.level, (flag, kind)
            assert after.at_most >= before.at_most, (flag, kind)


class TestStrength:
    def test_of_every_place_answers_how_strong_the_pain_is(self):
        after = marked(before_the_map(), pain("low_back_left", strength=4), pain("buttock_left", strength=7))
        assert after.case.answers[INTENSITY].value == 7

    def test_of_some_places_only_leaves_the_question_open(self):
        after = marked(before_the_map(), pain("low_back_left", strength=4), pain("buttock_left"))
        assert INTENSITY not in after.case.answers

    @pytest.mark.parametrize(("told", "on_map", "stays"), [(9.0, 4, True), (4.0, 4, True), (3.0, 8, False)])
    def test_never_lowers_what_was_told_and_is_asked_again_when_it_is_higher(
        self, told: float, on_map: int, *, stays: bool
    ):
        before = with_answer(answered(), Answer.number(INTENSITY, told, at=NOW))
        after = marked(before, pain("low_back_left", strength=on_map))

        assert (INTENSITY in after.case.answers) is stays
        assert not stays or after.case.answers[INTENSITY].value == told

    def test_can_be_put_right_on_the_map_itself(self):
        first = marked(before_the_map(), pain("low_back_left", strength=8))
        assert marked(first, pain("low_back_left", strength=3)).case.answers[INTENSITY].value == 3
        assert INTENSITY not in marked(first, pain("low_back_left")).case.answers


class TestTakenBack:
    def test_a_finding_that_only_the_map_gave_is_asked_about_again(self):
        first = marked(before_the_map(), pain("calf_left", PainKind.NUMB))
        after = marked(replace(first, places=()), pain("calf_left", PainKind.ACHE))

        assert state_of(after, "leg_numbness") is None
        assert state_of(after, "pain_dull_ache") is AnswerState.PRESENT


class TestMarks:
    def test_of_one_look_replace_each_other_and_older_ones_stay(self):
        state = marked(before_the_map(), pain("neck", strength=6))
        state = marked(state, pain("neck", strength=5), hours=1)
        state = marked(state, pain("neck", strength=2), hours=100)

        assert [marks.pains[0].strength_0_to_10 for marks in state.marks] == [5, 2]
        assert state.pains == (pain("neck", strength=2),)
        assert state.places == ("neck",)

    def test_an_episode_from_before_has_places_without_a_kind(self):
        assert EpisodeState(places=("neck",)).pains == (pain("neck"),)
