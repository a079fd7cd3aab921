"""What the facts of a case say in plain words: yes, a number, or "not sure"."""

from __future__ import annotations

from collections.abc import Mapping

from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId

__all__ = ["is_told", "is_unsure", "number_told"]


def is_told(facts: Mapping[FindingId, Finding], name: str) -> bool:
    """Say whether a finding is there.

    Examples
    --------
    >>> limp = Finding(id=FindingId("limping_running"), state=AnswerState.PRESENT)
    >>> is_told({limp.id: limp}, "limping_running"), is_told({}, "limping_running")
    (True, False)
    """
    return _state(facts, name) is AnswerState.PRESENT


def is_unsure(facts: Mapping[FindingId, Finding], name: str) -> bool:
    """Say whether a finding was asked about and the runner was not sure.

    Examples
    --------
    >>> pregnant = Finding(id=FindingId("could_be_pregnant"), state=AnswerState.UNKNOWN)
    >>> is_unsure({pregnant.id: pregnant}, "could_be_pregnant"), is_unsure({}, "could_be_pregnant")
    (True, False)
    """
    return _state(facts, name) is AnswerState.UNKNOWN


def number_told(facts: Mapping[FindingId, Finding], name: str) -> float | None:
    """Give the number of a finding; None where nobody gave one.

    Examples
    --------
    >>> age = Finding(id=FindingId("age_years"), state=AnswerState.VALUE, value=38.0)
    >>> number_told({age.id: age}, "age_years"), number_told({}, "age_years")
    (38.0, None)
    """
    fact = facts.get(FindingId(name))
    return fact.value if fact is not None and isinstance(fact.value, float) else None


def _state(facts: Mapping[FindingId, Finding], name: str) -> AnswerState | None:
    fact = facts.get(FindingId(name))
    return None if fact is None else fact.state
