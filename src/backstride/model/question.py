"""What is asked next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backstride.model.identifiers import FindingId, QuestionId

__all__ = ["Choice", "Item", "Question", "QuestionReason", "QuestionType", "StopReason"]


class QuestionType(StrEnum):
    """How a question is put and answered."""

    SINGLE = "single"
    GROUP_SINGLE = "group_single"
    GROUP_MULTIPLE = "group_multiple"
    SCALE = "scale"
    CHOICE = "choice"
    BODY_MAP = "body_map"


class QuestionReason(StrEnum):
    """Why a question is asked now."""

    BASICS = "basics"
    SAFETY = "safety"
    INFORMATION = "information"
    CONFIRM_CONFLICT = "confirm_conflict"


class StopReason(StrEnum):
    """Why an interview ends."""

    EMERGENCY = "emergency"
    NOTHING_LEFT = "nothing_left"
    LITTLE_TO_GAIN = "little_to_gain"
    LONG_ENOUGH = "long_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One finding inside a question, with its possible answers.

    For a number, ``minimum``, ``maximum`` and ``unit`` say what is possible and ``choices`` is empty.
    """

    id: FindingId
    text: str
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    how_to_check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One screen of the interview.

    Parameters
    ----------
    gain_bits
        Expected fall of the weighted entropy of the causes; 0 for questions asked by rule.
    """

    id: QuestionId
    text: str
    why: str
    type: QuestionType
    items: tuple[Item, ...]
    reason: QuestionReason
    gain_bits: float = 0.0

    def __post_init__(self) -> None:
        """A question must ask something."""
        if not self.items:
            raise ValueError(f"{self.id}: a question needs at least one item")
