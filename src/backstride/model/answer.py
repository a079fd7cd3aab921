"""What a person answered to one question, kept apart from what was never asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backstride.model.identifiers import FindingId

__all__ = ["Answer", "AnswerState"]


class AnswerState(StrEnum):
    """The five ways a question can stand.

    ``NOT_ASKED`` leaves a triage bracket open; ``UNKNOWN`` means asked and not sure, which triage
    treats as a reason for caution and the ranking of causes treats as no information.
    """

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to one finding's question.

    Parameters
    ----------
    finding
        The finding that was asked about.
    state
        Present, absent, unknown, not asked, or value.
    value
        A number in the finding's unit, or the id of the chosen option; only with state ``VALUE``.
    answered_at
        When it was given (aware UTC), or None when it came without a time.

    Examples
    --------
    >>> Answer.of(FindingId("leg_numbness"), state=AnswerState.UNKNOWN).state.value
    'unknown'
    >>> Answer.number(FindingId("pain_intensity_0_to_10"), 4).value
    4.0
    """

    finding: FindingId
    state: AnswerState
    value: float | str | None = None
    answered_at: datetime | None = None

    def __post_init__(self) -> None:
        """Hold value and state together."""
        if (self.state is AnswerState.VALUE) != (self.value is not None):
            raise ValueError(f"{self.finding}: a value goes with the state 'value' and no other")
        if isinstance(self.value, float) and not math.isfinite(self.value):
            raise ValueError(f"{self.finding}: a value must be finite")
        if self.answered_at is not None and self.answered_at.tzinfo is None:
            raise ValueError(f"{self.finding}: answered_at needs a time zone")

    @classmethod
    def of(cls, finding: FindingId, *, state: AnswerState, at: datetime | None = None) -> Answer:
        """Make an answer that is a state: present, absent, unknown or not asked."""
        return cls(finding=finding, state=state, answered_at=at)

    @classmethod
    def number(cls, finding: FindingId, value: float, *, at: datetime | None = None) -> Answer:
        """Make an answer that is a number in the finding's own unit."""
        return cls(finding=finding, state=AnswerState.VALUE, value=float(value), answered_at=at)

    @classmethod
    def option(cls, finding: FindingId, option: str, *, at: datetime | None = None) -> Answer:
        """Make an answer that is one of the finding's options."""
        return cls(finding=finding, state=AnswerState.VALUE, value=option, answered_at=at)
