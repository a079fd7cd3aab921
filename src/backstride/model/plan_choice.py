"""What a runner decided about a change of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backstride.model.score import hold_to_scale

__all__ = ["PlanChoice", "PlanChoiceKind"]


class PlanChoiceKind(StrEnum):
    """``KEEP`` takes one day's change of the plan back; ``BEGIN_AGAIN`` starts the plan anew after it had stopped."""

    KEEP = "keep"
    BEGIN_AGAIN = "begin_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoice:
    """One decision.

    Parameters
    ----------
    day
        For ``KEEP`` the day whose change is taken back; for ``BEGIN_AGAIN`` the last day before the new start.
    pain_0_to_10
        Pain at rest when the plan began again; None when nobody said.

    Examples
    --------
    >>> PlanChoice(kind=PlanChoiceKind.KEEP, day=date(2026, 5, 3)).pain_0_to_10 is None
    True
    """

    kind: PlanChoiceKind
    day: date
    pain_0_to_10: float | None = None

    def __post_init__(self) -> None:
        """Hold the pain to its scale."""
        hold_to_scale(str(self.day), pain_0_to_10=self.pain_0_to_10)
