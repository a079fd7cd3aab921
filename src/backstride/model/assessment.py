"""The answer to a case: urgency, causes, next question, load, form and plan."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.model.finding import Finding
from backstride.model.form import FormReport
from backstride.model.load import LoadSeries
from backstride.model.plan import Plan
from backstride.model.question import Question, StopReason
from backstride.model.ranking import Ranking
from backstride.model.verdict import Verdict

__all__ = ["Assessment", "KnowledgeVersion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeVersion:
    """Which knowledge an answer rests on."""

    version: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The answer to a case. The same case, moment and knowledge give the same assessment, byte for byte.

    Parameters
    ----------
    question
        What to ask next, or None when the interview is done.
    stop_reason
        Why nothing more is asked, or None while there is a question.
    findings
        Every fact the answer rests on, with its origin.
    notes
        What was ignored, what is thin, and why.
    engine
        Version of the program.
    emergency_number
        The number to call in the runner's country, or the one that works in most.
    """

    triage: Verdict
    ranking: Ranking
    knowledge: KnowledgeVersion
    engine: str
    emergency_number: str
    question: Question | None = None
    stop_reason: StopReason | None = None
    load: LoadSeries | None = None
    form: FormReport | None = None
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
