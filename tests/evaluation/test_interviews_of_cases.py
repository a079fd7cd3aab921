"""The interview with our own described runners: no urgency is lost, it is short, and the engine stays exact."""

from pathlib import Path

import numpy as np
import pytest

from backstride.causes import WIDEST_EXACT, infer
from backstride.evaluation.answer_map import MappedCase, Silence, load_mapped_cases
from backstride.evaluation.interview_trial import Transcript, hold_interview
from backstride.evaluation.outcome import judged
from backstride.evaluation.vignettes import load_vignettes
from backstride.interview import MOST_ITEMS, MOST_STORY_QUESTIONS
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from backstride.model.question import StopReason

HERE = Path(__file__).parent
EVERY_SO_MANY = 4


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def cases(knowledge: Knowledge) -> tuple[MappedCase, ...]:
    vignettes = load_vignettes(HERE / "own_cases.yaml")
    return load_mapped_cases(HERE / "own_map.yaml", vignettes, knowledge)[0]


@pytest.fixture(scope="module")
def held(cases: tuple[MappedCase, ...], knowledge: Knowledge) -> list[tuple[MappedCase, Transcript]]:
    return [(case, hold_interview(case, knowledge)) for case in cases[::EVERY_SO_MANY]]


def test_no_urgency_is_lost_beside_answering_everything(
    held: list[tuple[MappedCase, Transcript]], knowledge: Knowledge
) -> None:
    for case, talk in held:
        full = judged(case, case.case(knowledge, Silence.NO), knowledge)
        assert judged(case, talk.case, knowledge).level >= full.level, case.vignette.id


def test_the_interview_is_short(held: list[tuple[MappedCase, Transcript]]) -> None:
    further = [talk.further for _, talk in held if talk.stop is not StopReason.EMERGENCY]
    assert np.median(further) <= MOST_STORY_QUESTIONS
    assert max(further) <= MOST_STORY_QUESTIONS + 6


def test_an_interview_without_emergency_finds_the_source_like_answering_everything(
    held: list[tuple[MappedCase, Transcript]], knowledge: Knowledge
) -> None:
    to_the_end = [(case, talk) for case, talk in held if talk.stop is not StopReason.EMERGENCY]
    full = [judged(case, case.case(knowledge, Silence.NO), knowledge).source_place or 99 for case, _ in to_the_end]
    after = [judged(case, talk.case, knowledge).source_place or 99 for case, talk in to_the_end]
    assert sum(place <= 3 for place in after) >= sum(place <= 3 for place in full) - 0.15 * len(full)


def test_the_exact_engine_is_wide_enough_for_every_case(cases: tuple[MappedCase, ...], knowledge: Knowledge) -> None:
    for case in cases:
        for silence in Silence:
            inference = infer(case_facts(case.case(knowledge, silence), knowledge).facts, knowledge)
            assert inference.plan.width <= WIDEST_EXACT, case.vignette.id
            assert inference.is_exact


def test_no_screen_holds_more_than_a_dozen_boxes() -> None:
    assert MOST_ITEMS == 12
