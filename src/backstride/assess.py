"""The whole pure pipeline: one case, one knowledge base, one moment, one answer.

The module can be called: ``backstride.assess(case, knowledge, now)`` is ``backstride.assess.assess(...)``, because a
package cannot hold a module and a function of one name.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType
from zoneinfo import ZoneInfo

from backstride import __version__
from backstride.causes import rank_causes
from backstride.gait.watch_agreement import watch_lines
from backstride.interview import NextStep, next_step
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import CaseFacts, case_facts
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.finding import Finding
from backstride.model.identifiers import QuestionId
from backstride.model.load import LoadSeries
from backstride.model.verdict import Verdict
from backstride.plan import make_plan
from backstride.training import load_series
from backstride.triage import triage

__all__ = ["Step", "assess", "step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an interview: what is known, how urgent it is, what to ask next."""

    facts: CaseFacts
    verdict: Verdict
    next: NextStep


def step(
    case: Case,
    knowledge: Knowledge,
    now: datetime,
    *,
    load: LoadSeries | None = None,
    confirmed: Collection[QuestionId] = (),
    basics: bool = True,
) -> Step:
    """Take one fast step: triage and the next question, without intervals, explanation and plan.

    Parameters
    ----------
    load
        The case's load, if it was worked out before; else it is worked out here.
    confirmed
        Contradictions that were already asked again.
    basics
        Whether an interview asks for age and sex first.
    """
    load = _load(case, now) if load is None else load
    facts = case_facts(case, knowledge, _measured(case, load))
    verdict = triage(facts.facts, knowledge, clearances=case.clearances, today=_today(case, now))
    asked = next_step(case, facts.facts, verdict, knowledge, confirmed=confirmed, basics=basics)
    return Step(facts=facts, verdict=verdict, next=asked)


def assess(case: Case, knowledge: Knowledge, now: datetime, *, confirmed: Collection[QuestionId] = ()) -> Assessment:
    """Answer a case. The same case, knowledge and moment give the same answer, byte for byte.

    Raises
    ------
    CaseError
        If an answer names an unknown finding or cannot be.
    """
    load = _load(case, now)
    taken = step(case, knowledge, now, load=load, confirmed=confirmed, basics=False)
    facts = taken.facts.facts
    ranking = rank_causes(facts, knowledge)
    form = case.forms[-1] if case.forms else None
    return Assessment(
        triage=taken.verdict,
        ranking=ranking,
        knowledge=knowledge.version,
        engine=__version__,
        emergency_number=knowledge.emergency_number(case.runner.country),
        question=taken.next.question,
        stop_reason=taken.next.stop,
        load=load,
        form=form,
        plan=make_plan(
            case,
            verdict=taken.verdict,
            ranking=ranking,
            facts=facts,
            knowledge=knowledge,
            load=load,
            today=_today(case, now),
        ),
        findings=tuple(facts.values()),
        notes=(
            *_state_notes(knowledge),
            *taken.facts.notes,
            *(load.notes if load else ()),
            *watch_lines(form, case.activities, height_cm=case.runner.height_cm),
        ),
    )


def _load(case: Case, now: datetime) -> LoadSeries | None:
    if not case.activities and not case.log:
        return None
    return load_series(case.activities, case.log, until=_today(case, now), check_ins=case.check_ins)


def _today(case: Case, now: datetime) -> date:
    return now.astimezone(ZoneInfo(case.runner.time_zone)).date()


def _measured(case: Case, load: LoadSeries | None) -> tuple[Finding, ...]:
    form = case.forms[-1].findings if case.forms else ()
    return (*(load.findings if load else ()), *form)


def _state_notes(knowledge: Knowledge) -> tuple[str, ...]:
    if knowledge.manifest.complete_rules:
        return ()
    return (f"The rules are not complete yet, so self-care is never the answer. {knowledge.manifest.complete_note}",)


class _CallableModule(ModuleType):
    """Lets ``backstride.assess`` be the function that its users expect."""

    def __call__(
        self, case: Case, knowledge: Knowledge, now: datetime, *, confirmed: Collection[QuestionId] = ()
    ) -> Assessment:
        """Answer a case; see :func:`assess`."""
        return assess(case, knowledge, now, confirmed=confirmed)


sys.modules[__name__].__class__ = _CallableModule
