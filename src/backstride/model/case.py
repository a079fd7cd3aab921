"""A case: one runner, one episode, everything known about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from backstride.model.activity import Activity, IntakeWarning, LoggedSession
from backstride.model.answer import Answer
from backstride.model.check_in import CheckIn
from backstride.model.clearance import Clearance
from backstride.model.form import FormReport
from backstride.model.history import History
from backstride.model.identifiers import FindingId
from backstride.model.plan_choice import PlanChoice
from backstride.model.preferences import Preferences
from backstride.model.runner import Runner

__all__ = ["Case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything an assessment rests on, already read from files and videos.

    Parameters
    ----------
    answers
        By finding; a finding that is not there was not asked.
    activities
        Imported sessions, each once.
    log
        Sessions typed by hand.
    forms
        Form reports, oldest first; the last one speaks.
    warnings
        What files did not give.
    note
        The runner's own words; kept, never read for safety facts.
    preferences
        What a plan is fitted to.
    plan_choices
        Changes of the plan that the runner took back, and new starts.
    own_activities
        Up to three things that matter to the runner, in their words; check-ins rate them.
    history
        What the runner tells a clinician; shown in the report, and read by nothing else. None was not filled in.

    Examples
    --------
    >>> from backstride.model.answer import AnswerState
    >>> case = Case().with_answers([Answer.of(FindingId("leg_numbness"), state=AnswerState.ABSENT)])
    >>> sorted(case.answers)
    ['leg_numbness']
    """

    runner: Runner = field(default_factory=Runner)
    answers: Mapping[FindingId, Answer] = field(default_factory=dict)
    activities: tuple[Activity, ...] = ()
    log: tuple[LoggedSession, ...] = ()
    forms: tuple[FormReport, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    warnings: tuple[IntakeWarning, ...] = ()
    note: str = ""
    now: datetime | None = None
    preferences: Preferences = field(default_factory=Preferences)
    plan_choices: tuple[PlanChoice, ...] = ()
    own_activities: tuple[str, ...] = ()
    history: History | None = None

    def __post_init__(self) -> None:
        """Hold keys to their answers and moments to a zone."""
        for key, answer in self.answers.items():
            if key != answer.finding:
                raise ValueError(f"answer {answer.finding} is filed under {key}")
        if self.now is not None and self.now.tzinfo is None:
            raise ValueError("now needs a time zone")

    def with_answers(self, answers: Iterable[Answer]) -> Case:
        """Give the case with more answers; a later answer to the same finding replaces the earlier one."""
        return replace(self, answers={**self.answers, **{answer.finding: answer for answer in answers}})

    def without_answers(self, findings: Iterable[FindingId]) -> Case:
        """Give the case as if these findings had never been asked."""
        gone = set(findings)
        return replace(self, answers={key: answer for key, answer in self.answers.items() if key not in gone})
