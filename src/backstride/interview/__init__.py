"""Answers so far to the next question and why; when to stop and why."""

from backstride.interview.next_question import SAFETY_ANSWERS_LAST, NextStep, fresh_case, next_step
from backstride.interview.reply import answer_from, apply_reply

__all__ = ["NextStep", "SAFETY_ANSWERS_LAST", "answer_from", "apply_reply", "fresh_case", "next_step"]
