"""What is asked: plain, one idea each, each on one screen, and able to hold what outside things rely on."""

import re
from collections import Counter

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import applies_to
from backstride.knowledge.schema import FindingText, FindingType, Region, Screen
from backstride.model.runner import Runner, Sex

FEWEST = 170
MOST_ON_A_SCREEN = 13
LONGEST_LABEL = 90
MEASURED = {
    "low_cadence_measured",
    "overstride_measured",
    "high_vertical_oscillation_measured",
    "trunk_lean_backward_measured",
    "forward_trunk_lean_measured",
    "pelvic_drop_measured",
    "contact_balance_uneven_measured",
}
RELIED_ON = {
    "pain_worse_bending_forward": FindingType.YES_NO,
    "pain_intensity_0_to_10": FindingType.NUMBER,
    "leg_numbness": FindingType.YES_NO,
    "onset": FindingType.CHOICE,
    "session_much_longer_than_recent": FindingType.YES_NO,
    "sudden_weekly_volume_increase": FindingType.YES_NO,
    "recent_return_after_break": FindingType.YES_NO,
    "many_days_in_a_row": FindingType.YES_NO,
    "more_downhill_than_usual": FindingType.YES_NO,
    "new_hill_or_speed_work": FindingType.YES_NO,
    "no_recent_running": FindingType.YES_NO,
}


def screens(knowledge: Knowledge) -> tuple[Screen, ...]:
    return (*knowledge.manifest.safety_screens, *knowledge.manifest.story_screens)


def shown(screen: Screen, runner: Runner, knowledge: Knowledge) -> list[FindingText]:
    texts = [knowledge.findings[name] for name in screen.findings]
    return [text for text in texts if applies_to(text, runner)]


def test_there_are_enough_findings(knowledge: Knowledge) -> None:
    assert len(knowledge.findings) >= FEWEST


@pytest.mark.parametrize("name", sorted(RELIED_ON))
def test_what_other_parts_rely_on_is_there(name: str, knowledge: Knowledge) -> None:
    assert knowledge.findings[name].type is RELIED_ON[name]


def test_onset_can_be_gradual(knowledge: Knowledge) -> None:
    assert "gradual" in {choice.id for choice in knowledge.findings["onset"].choices}


def test_pain_intensity_runs_from_0_to_10(knowledge: Knowledge) -> None:
    scale = knowledge.findings["pain_intensity_0_to_10"]
    assert (scale.minimum, scale.maximum) == (0, 10)


def test_every_region_can_be_marked_on_the_body_map(knowledge: Knowledge) -> None:
    marked = {text.region for text in knowledge.findings.values() if text.body_map}
    assert {region.value for region in Region} <= marked


def test_each_finding_stands_on_one_screen_but_measured_ones_on_none(knowledge: Knowledge) -> None:
    placed = Counter(name for screen in screens(knowledge) for name in screen.findings)
    assert set(placed) == set(knowledge.findings) - MEASURED
    assert max(placed.values()) == 1


def test_silence_says_nothing_about_what_is_measured_or_tried(knowledge: Knowledge) -> None:
    for text in knowledge.findings.values():
        if text.id in MEASURED or text.id.startswith("test_"):
            assert not text.default_when_unmentioned, text.id


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
@pytest.mark.parametrize("age_years", [15, 35, 52, 70])
def test_a_screen_asked_as_a_whole_is_never_long(age_years: int, sex: Sex, knowledge: Knowledge) -> None:
    """A later theme may be longer: the interview shows the most telling dozen of it."""
    runner = Runner(age_years=age_years, sex=sex)
    opening = (screen for screen in knowledge.manifest.story_screens if screen.always)
    for screen in (*knowledge.manifest.safety_screens, *opening):
        visible = shown(screen, runner, knowledge)
        if not all(text.body_map for text in visible):
            assert len(visible) <= MOST_ON_A_SCREEN, screen.id


@pytest.mark.parametrize("sex", [Sex.FEMALE, Sex.MALE])
def test_a_safety_screen_has_twelve_boxes_at_most(sex: Sex, knowledge: Knowledge) -> None:
    runner = Runner(age_years=35, sex=sex)
    for screen in knowledge.manifest.safety_screens:
        assert len(shown(screen, runner, knowledge)) <= 12, screen.id


def test_a_question_holds_one_idea(knowledge: Knowledge) -> None:
    for text in knowledge.findings.values():
        assert "and/or" not in text.question, text.id
        assert text.question.count("?") <= 1, text.id


def test_a_question_is_a_question_in_plain_letters(knowledge: Knowledge) -> None:
    for text in knowledge.findings.values():
        assert "?" in text.question or text.id.startswith("pain_duration"), text.id
        assert not re.search(r"[;–—]", text.question + text.why), text.id


def test_a_label_fits_in_a_list(knowledge: Knowledge) -> None:
    for text in knowledge.findings.values():
        assert len(text.label) <= LONGEST_LABEL, text.id
        assert not text.label.endswith("."), text.id


def test_each_self_test_says_how_to_do_it(knowledge: Knowledge) -> None:
    for text in knowledge.findings.values():
        if text.id.startswith("test_"):
            assert text.how_to_check, text.id


def test_no_self_test_asks_for_a_hop(knowledge: Knowledge) -> None:
    assert "Do not try it" in knowledge.findings["test_hop"].how_to_check


def test_a_contradiction_is_named_from_both_sides(knowledge: Knowledge) -> None:
    pairs = {(text.id, other) for text in knowledge.findings.values() for other in text.contradicts}
    assert {(other, name) for name, other in pairs} == pairs


def test_every_yes_no_finding_has_a_background(knowledge: Knowledge) -> None:
    for text in knowledge.findings.values():
        assert (text.background is not None) == (text.type is FindingType.YES_NO), text.id


def test_every_emergency_number_is_a_short_number(knowledge: Knowledge) -> None:
    numbers = knowledge.manifest.emergency_numbers
    assert numbers["default"] == "112"
    assert all(number.isdigit() and len(number) <= 4 for number in numbers.values())
