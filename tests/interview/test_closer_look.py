"""What a chosen screen asks: what a rule waits for first, then the most telling dozen of one theme."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from backstride.assess import step
from backstride.causes import infer
from backstride.interview import MOST_ITEMS, apply_reply
from backstride.interview.closer_look import (
    Theme,
    most_telling_theme,
    one_answer_away,
    pending_rules,
    waited_for,
)
from backstride.interview.gain import cause_weights, finding_gains
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.facts import case_facts
from backstride.knowledge.schema import Screen
from backstride.model import Answer, AnswerState, Case, Question, QuestionReason, Runner, Sex, StopReason
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level
from tests.knowledge.small import small_knowledge

KNOWLEDGE = load_knowledge()
SMALL = small_knowledge()
Reply = Callable[[Question], dict[str, object]]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MAN = Case(runner=Runner(age_years=38, sex=Sex.MALE))


def ids(*names: str) -> tuple[FindingId, ...]:
    return tuple(FindingId(name) for name in names)


def theme(name: str, *items: str) -> Theme:
    return Theme(screen=Screen(id=name, title="Any?", why="Made up.", findings=()), items=ids(*items))


GAINS = {FindingId("one"): 0.1, FindingId("two"): 0.1, FindingId("three"): 0.15}


def benign(question: Question) -> dict[str, object]:
    """Answer as a runner with a plain sore low back would."""
    said: dict[str, object] = {}
    for item in question.items:
        if item.id == "onset":
            said[item.id] = "gradual"
        elif item.choices == ():
            said[item.id] = 1
        elif item.id == "pain_low_back":
            said[item.id] = "present"
        else:
            said[item.id] = "absent"
    return said


def unsure(_: Question) -> dict[str, object]:
    return {}


def talk(case: Case, reply: Reply = benign) -> tuple[Case, list[Question], StopReason | None]:
    asked: list[Question] = []
    while (taken := step(case, KNOWLEDGE, NOW).next).question is not None:
        asked.append(taken.question)
        case = apply_reply(case, taken.question, reply(taken.question), KNOWLEDGE)
    return case, asked, taken.stop


def test_the_theme_with_the_most_to_tell_is_chosen() -> None:
    chosen, worth = most_telling_theme([theme("aa", "one", "two"), theme("bb", "three")], GAINS, ())
    assert (chosen.screen.id, worth) == ("aa", pytest.approx(0.2))


def test_only_the_best_dozen_of_a_theme_count_and_they_keep_their_order() -> None:
    names = [f"item_{place:02d}" for place in range(20)]
    gains = {FindingId(name): 0.01 * place for place, name in enumerate(names)}
    chosen, worth = most_telling_theme([theme("aa", *names)], gains, ())
    assert list(chosen.items) == names[8:]
    assert worth == pytest.approx(sum(0.01 * place for place in range(8, 20)))


def test_an_item_that_tells_next_to_nothing_is_left_off_unless_a_rule_waits_for_it() -> None:
    gains = {FindingId("one"): 0.2}
    assert most_telling_theme([theme("aa", "one", "two")], gains, ())[0].items == ("one",)
    assert most_telling_theme([theme("aa", "one", "two")], gains, ids("two"))[0].items == ("one", "two")


def test_what_one_yes_would_make_urgent_is_known() -> None:
    facts = case_facts(MAN.with_answers([Answer.of(FindingId("numb"), state=AnswerState.PRESENT)]), SMALL).facts
    items = ids("weak", "fever", "bend")
    pending = pending_rules(facts, SMALL, items)
    assert set(one_answer_away(pending, facts, SMALL, items)) == {"weak", "fever"}


def test_the_most_urgent_rules_are_named_first_and_lower_ones_can_be_left_aside() -> None:
    facts = case_facts(MAN, SMALL).facts
    items = ids("numb", "weak", "fever", "stiff")
    pending = pending_rules(facts, SMALL, items)
    ranks = [rule.level.rank for rule, _ in pending]
    assert ranks == sorted(ranks, reverse=True)
    urgent = waited_for(pending, items, above=Level.WITHIN_DAYS)
    assert urgent[:2] == ["numb", "weak"]
    assert set(urgent) <= set(waited_for(pending, items, above=Level.SELF_CARE))


def test_a_rule_that_no_open_item_can_settle_is_not_looked_at() -> None:
    assert pending_rules(case_facts(MAN, SMALL).facts, SMALL, ids("bend")) == []


def test_gains_are_never_negative_and_count_circumstances() -> None:
    inference = infer(case_facts(MAN, SMALL).facts, SMALL)
    gains = finding_gains(inference, SMALL, ids("bend", "lean", "stiff"))
    assert set(gains) <= set(ids("bend", "lean", "stiff"))
    assert min(gains.values()) >= 0
    assert gains[FindingId("stiff")] > 0
    assert len(cause_weights(SMALL)) == len(SMALL.causes)


def test_what_is_not_open_gains_nothing() -> None:
    inference = infer(case_facts(MAN, SMALL).facts, SMALL)
    assert set(finding_gains(inference, SMALL, ids("bend"))) == {"bend"}
    assert finding_gains(inference, SMALL, ()) == {}


def test_a_plain_sore_back_is_settled_within_fifteen_screens() -> None:
    case, asked, stop = talk(MAN)
    verdict = step(case, KNOWLEDGE, NOW).verdict
    assert (verdict.level, verdict.at_most) == (Level.SELF_CARE, Level.SELF_CARE)
    assert stop in (StopReason.LONG_ENOUGH, StopReason.LITTLE_TO_GAIN)
    assert sum(question.reason is QuestionReason.INFORMATION for question in asked) <= 15


def test_no_later_screen_is_longer_than_a_dozen_and_none_comes_twice() -> None:
    _, asked, _ = talk(MAN)
    later = [question for question in asked if question.reason is QuestionReason.INFORMATION][3:]
    assert max(len(question.items) for question in later) <= MOST_ITEMS
    assert len({question.id for question in asked}) == len(asked)
    shown = [item.id for question in asked for item in question.items]
    assert len(shown) == len(set(shown))


def test_a_later_part_of_a_theme_says_so() -> None:
    _, asked, _ = talk(MAN)
    again = [question for question in asked if question.text.startswith("A few more.")]
    assert again
    assert all(question.id[-1].isdigit() for question in again)


def test_the_first_chosen_screen_holds_what_one_yes_would_make_urgent() -> None:
    _, asked, _ = talk(MAN)
    later = [question for question in asked if question.reason is QuestionReason.INFORMATION][3:]
    assert later[0].id == "more_signs"
    assert later[0].gain_bits == 0


def test_not_sure_to_everything_still_ends() -> None:
    _, asked, stop = talk(MAN, reply=unsure)
    assert stop is not StopReason.EMERGENCY
    assert len(asked) < 40


def test_what_a_case_file_has_answered_already_is_not_asked_again() -> None:
    told = MAN.with_answers([Answer.of(FindingId("pain_worse_sitting"), state=AnswerState.ABSENT)])
    _, asked, _ = talk(told)
    assert "pain_worse_sitting" not in {item.id for question in asked for item in question.items}
