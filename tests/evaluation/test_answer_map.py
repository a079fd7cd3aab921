from typing import Any

import pytest

from backstride.evaluation.answer_map import Silence, mapped_cases_from
from backstride.evaluation.vignettes import vignettes_from
from backstride.model.answer import AnswerState
from backstride.model.errors import CaseError
from backstride.model.identifiers import FindingId
from tests.evaluation.made_up import KNOWLEDGE, MAP, VIGNETTES, mapped


def state_of(silence: Silence, finding: str) -> AnswerState:
    answers = mapped()[0].case(KNOWLEDGE, silence).answers
    return answers[FindingId(finding)].state if finding in answers else AnswerState.NOT_ASKED


@pytest.mark.parametrize(
    ("silence", "state"),
    [
        (Silence.NO, AnswerState.ABSENT),
        (Silence.NOT_SURE, AnswerState.UNKNOWN),
        (Silence.NOT_ASKED, AnswerState.NOT_ASKED),
    ],
)
def test_silence_about_a_symptom_is_read_in_three_ways(silence: Silence, state: AnswerState):
    assert state_of(silence, "numb") is state


@pytest.mark.parametrize("silence", Silence)
def test_what_was_said_is_kept_however_silence_is_read(silence: Silence):
    assert state_of(silence, "bend") is AnswerState.PRESENT


@pytest.mark.parametrize("silence", Silence)
def test_what_cannot_apply_or_needs_a_test_stays_unasked(silence: Silence):
    assert state_of(silence, "pregnant") is AnswerState.NOT_ASKED


def test_silence_about_a_choice_is_never_read_as_no():
    assert state_of(Silence.NO, "onset") is AnswerState.NOT_ASKED


def test_vignettes_without_answers_are_named():
    _, unmapped = mapped_cases_from(MAP, vignettes_from(VIGNETTES), KNOWLEDGE)

    assert unmapped == ("unread",)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"answers": {"nobody": {}}, "causes": {}}, "no such vignette"),
        ({"answers": {"ache": {"nonsense": "present"}}, "causes": {}}, "case ache.*no finding called 'nonsense'"),
        ({"answers": {"ache": {"score": 99}}, "causes": {}}, "case ache.*outside"),
        ({"answers": {"ache": {}}, "causes": {"ache": ["nonsense"]}}, "no cause called 'nonsense'"),
    ],
)
def test_a_map_that_names_what_does_not_exist_is_refused(changed: dict[str, Any], complaint: str):
    with pytest.raises(CaseError, match=complaint):
        mapped_cases_from(changed, vignettes_from(VIGNETTES), KNOWLEDGE)
