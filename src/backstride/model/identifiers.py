"""Names of things, typed so that a cause is never passed where a finding is meant."""

from __future__ import annotations

import re
from typing import NewType

__all__ = [
    "ActivityId",
    "AdviceId",
    "CauseId",
    "ExerciseId",
    "FindingId",
    "QuestionId",
    "RuleId",
    "RunnerId",
    "SourceId",
    "is_identifier",
]

FindingId = NewType("FindingId", str)
CauseId = NewType("CauseId", str)
RuleId = NewType("RuleId", str)
ExerciseId = NewType("ExerciseId", str)
AdviceId = NewType("AdviceId", str)
SourceId = NewType("SourceId", str)
QuestionId = NewType("QuestionId", str)
ActivityId = NewType("ActivityId", str)
RunnerId = NewType("RunnerId", str)

_PATTERN = re.compile(r"[a-z][a-z0-9_]{1,63}")


def is_identifier(text: str) -> bool:
    """Say whether a text may name a knowledge item: lower case, digits, underscores.

    Examples
    --------
    >>> is_identifier("saddle_numbness"), is_identifier("Saddle numbness")
    (True, False)
    """
    return _PATTERN.fullmatch(text) is not None
