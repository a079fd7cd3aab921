"""The facts of a small example, as rules and tests see them."""

from __future__ import annotations

from collections.abc import Mapping

from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import with_signs
from backstride.knowledge.schema import Example
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId

__all__ = ["example_facts", "fact_of"]


def fact_of(name: str, written: bool | float | str) -> Finding:  # noqa: FBT001 - one value of an example
    """Read one answer of an example: true, false, a number, an option, or ``unknown``.

    Examples
    --------
    >>> fact_of("fever", True).state.value, fact_of("age_years", 44).value
    ('present', 44.0)
    """
    finding = FindingId(name)
    if isinstance(written, bool):
        return Finding(id=finding, state=AnswerState.PRESENT if written else AnswerState.ABSENT)
    if written == "unknown":
        return Finding(id=finding, state=AnswerState.UNKNOWN)
    value = written if isinstance(written, str) else float(written)
    return Finding(id=finding, state=AnswerState.VALUE, value=value)


def example_facts(example: Example, knowledge: Knowledge) -> Mapping[FindingId, Finding]:
    """Give an example's answers as facts, with the signs they amount to."""
    facts = {FindingId(name): fact_of(name, written) for name, written in example.answers.items()}
    return with_signs(facts, knowledge)
