"""Names of things, typed so that a cause is never passed where a finding is meant."""

from __future__ import annotations

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
