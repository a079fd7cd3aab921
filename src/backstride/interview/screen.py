"""A screen of the knowledge base as a question for one runner."""

from __future__ import annotations

from collections.abc import Sequence

from backstride.knowledge.base import Knowledge
from backstride.knowledge.schema import FindingText, FindingType, Screen
from backstride.model.identifiers import FindingId, QuestionId
from backstride.model.question import Choice, Item, Question, QuestionReason, QuestionType

__all__ = ["YES_NO_CHOICES", "basics_question", "item_for", "question_for"]

YES_NO_CHOICES = (
    Choice(id="present", text="Yes"),
    Choice(id="absent", text="No"),
    Choice(id="unknown", text="Not sure"),
)
_NOT_SURE = Choice(id="unknown", text="Not sure")


def item_for(text: FindingText) -> Item:
    """Put one finding as an item with its possible answers."""
    choices: tuple[Choice, ...] = ()
    if text.type is FindingType.YES_NO:
        choices = YES_NO_CHOICES
    elif text.type is FindingType.CHOICE:
        choices = (*(Choice(id=choice.id, text=choice.text) for choice in text.choices), _NOT_SURE)
    return Item(
        id=FindingId(text.id),
        text=text.question,
        choices=choices,
        minimum=text.minimum,
        maximum=text.maximum,
        unit=text.unit,
        how_to_check=text.how_to_check,
    )


def question_for(
    screen: Screen,
    findings: Sequence[FindingId],
    knowledge: Knowledge,
    *,
    reason: QuestionReason,
    gain_bits: float = 0.0,
) -> Question:
    """Put the findings of a screen that still need an answer as one question."""
    texts = [knowledge.findings[finding] for finding in findings]
    alone = len(texts) == 1
    return Question(
        id=QuestionId(screen.id),
        text=texts[0].question if alone else screen.title,
        why=texts[0].why if alone else screen.why,
        type=_type_of(texts),
        items=tuple(item_for(text) for text in texts),
        reason=reason,
        gain_bits=round(gain_bits, 4),
    )


def _type_of(texts: Sequence[FindingText]) -> QuestionType:
    if all(text.body_map for text in texts):
        return QuestionType.BODY_MAP
    if len(texts) == 1:
        return {
            FindingType.YES_NO: QuestionType.SINGLE,
            FindingType.NUMBER: QuestionType.SCALE,
            FindingType.CHOICE: QuestionType.CHOICE,
        }[texts[0].type]
    if all(text.type is FindingType.YES_NO for text in texts):
        return QuestionType.GROUP_MULTIPLE
    return QuestionType.GROUP_SINGLE


def basics_question() -> Question:
    """Ask for age and sex, on which other questions depend."""
    return Question(
        id=QuestionId("basics"),
        text="First, two things about you.",
        why="Some causes depend on age and sex, and some questions are only for some people.",
        type=QuestionType.GROUP_SINGLE,
        items=(
            Item(id=FindingId("age_years"), text="How old are you?", minimum=0, maximum=110, unit="years"),
            Item(
                id=FindingId("sex"),
                text="What sex were you given at birth?",
                choices=(
                    Choice(id="female", text="Female"),
                    Choice(id="male", text="Male"),
                    Choice(id="unspecified", text="Other, or rather not say"),
                ),
            ),
        ),
        reason=QuestionReason.BASICS,
    )
