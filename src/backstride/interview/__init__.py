"""Answers so far to the next question and why; when to stop and why."""

from backstride.interview.closer_look import MOST_ITEMS
from backstride.interview.next_question import (
    MOST_STORY_QUESTIONS,
    SAFETY_ANSWERS_LAST,
    NextStep,
    fresh_case,
    next_step,
)
from backstride.interview.reply import answer_from, apply_reply, change_earlier

__all__ = [
    "MOST_ITEMS",
    "MOST_STORY_QUESTIONS",
    "NextStep",
    "SAFETY_ANSWERS_LAST",
    "answer_from",
    "apply_reply",
    "change_earlier",
    "fresh_case",
    "next_step",
]
