"""What programs send and get, beside the shapes that are published already."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from backstride.model.question import Question, StopReason
from backstride.model.verdict import Verdict
from backstride.service.case_file import LogRow

__all__ = ["CaseBody", "FILE_FIELDS", "LoadRequest", "NextQuestion", "QuestionRequest"]

FILE_FIELDS = ("activities", "video")
"""Parts of a case file that name files of this machine; a program may not have them opened."""
CaseBody = dict[str, Any]
"""A case as in a case file, without files."""


class QuestionRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A case, and the contradictions that were already asked again.

    Parameters
    ----------
    confirmed
        Ids of questions with the reason ``confirm_conflict`` that were answered.
    """

    case: CaseBody = msgspec.field(default_factory=dict)
    confirmed: tuple[str, ...] = ()


class LoadRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Runs and other sessions.

    Parameters
    ----------
    until
        The last day to look at; the day of the newest session when it is left out.
    """

    sessions: tuple[LogRow, ...]
    until: date | None = None


class NextQuestion(Struct, frozen=True, kw_only=True):
    """What to ask next, or why nothing more is asked; and how urgent it is so far."""

    question: Question | None
    stop_reason: StopReason | None
    triage: Verdict
