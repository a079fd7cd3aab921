"""The warning signs a runner can tick from any page, with how soon each one asks for help."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Level
from backstride.triage import triage

__all__ = ["SignGroup", "WarningSign", "known_signs", "warning_signs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSign:
    """One sign; ``urgency`` is ``now``, ``today`` or ``ask``."""

    id: str
    text: str
    urgency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGroup:
    """Signs that belong together, the most urgent first."""

    title: str
    signs: tuple[WarningSign, ...]


_ORDER = {"now": 0, "today": 1}


@cache
def warning_signs() -> tuple[SignGroup, ...]:
    """List the signs that by themselves ask for help now or today, in the groups of the safety questions."""
    knowledge = load_knowledge()
    groups = []
    for screen in knowledge.manifest.safety_screens:
        signs = [
            WarningSign(id=name, text=_label(knowledge, name), urgency=_urgency(knowledge, name))
            for name in map(FindingId, screen.findings)
        ]
        fitting = sorted((one for one in signs if one.urgency in _ORDER), key=lambda one: _ORDER[one.urgency])
        if fitting:
            groups.append(SignGroup(title=screen.title.partition(":")[0], signs=tuple(fitting)))
    return tuple(groups)


def known_signs() -> frozenset[str]:
    """Give the ids of all signs that can be ticked."""
    return frozenset(sign.id for group in warning_signs() for sign in group.signs)


def _label(knowledge: Knowledge, name: FindingId) -> str:
    text = knowledge.label(name)
    return text[:1].upper() + text[1:]


def _urgency(knowledge: Knowledge, name: FindingId) -> str:
    """Say how soon a sign asks for help when it is the only thing known."""
    alone = Finding(id=name, state=AnswerState.PRESENT)
    level = triage({name: alone}, knowledge).level
    if level is Level.EMERGENCY_NOW:
        return "now"
    return "today" if level is Level.SAME_DAY else "ask"
