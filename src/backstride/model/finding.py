"""A finding: something known about the case, where it came from and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backstride.model.answer import Answer, AnswerState
from backstride.model.identifiers import FindingId

__all__ = ["Finding", "Origin"]


class Origin(StrEnum):
    """Where a finding came from.

    ``RUNNER`` follows from who the runner is (age, sex, what cannot apply); ``NOT_DONE`` is an optional self-test that
    nobody did, which holds no rule open and tells the causes nothing.
    """

    RUNNER = "runner"
    NOT_DONE = "not_done"
    ANSWER = "answer"
    TRAINING = "training"
    FORM = "form"
    DIARY = "diary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact of a case.

    Parameters
    ----------
    id
        The finding's id in the knowledge base.
    state
        Present, absent, unknown, not asked, or value.
    value
        The number or option, with state ``VALUE``.
    origin
        An answer, the training history, the form measures or the diary.
    certainty
        Probability in (0.5, 1] that the stated presence or absence is right; 1 for answers, less for measured things.
    detail
        The measured fact in plain words ("18 km on 3 May; longest in the 30 days before: 10 km"), or empty.
    observed_at
        When it was answered or measured (aware UTC), or None when that is not known.

    Examples
    --------
    >>> Finding(id=FindingId("leg_numbness"), state=AnswerState.PRESENT).origin.value
    'answer'
    """

    id: FindingId
    state: AnswerState
    value: float | str | None = None
    origin: Origin = Origin.ANSWER
    certainty: float = 1.0
    detail: str = ""
    observed_at: datetime | None = None

    def __post_init__(self) -> None:
        """Hold value, state and certainty together."""
        if (self.state is AnswerState.VALUE) != (self.value is not None):
            raise ValueError(f"{self.id}: a value goes with the state 'value' and no other")
        if not 0.5 < self.certainty <= 1.0:  # noqa: PLR2004
            raise ValueError(f"{self.id}: certainty {self.certainty} is not in (0.5, 1]")

    @classmethod
    def from_answer(cls, answer: Answer) -> Finding:
        """Take an answer at its word."""
        return cls(
            id=answer.finding,
            state=answer.state,
            value=answer.value,
            observed_at=answer.answered_at,
        )
