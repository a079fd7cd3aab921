"""How urgent a case is, what may be done meanwhile, and which rules said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from backstride.model.identifiers import FindingId, RuleId

__all__ = ["Level", "Permission", "RuleHit", "Verdict"]


class _Ordered(StrEnum):
    """An enum whose members compare by the order they are written in."""

    @property
    def rank(self) -> int:
        """Position from the lowest member, starting at 0."""
        return _ranks(type(self))[self.value]

    def __lt__(self, other: str) -> bool:
        ranks = _ranks(type(self))
        return ranks[self.value] < ranks[str(other)]

    def __le__(self, other: str) -> bool:
        ranks = _ranks(type(self))
        return ranks[self.value] <= ranks[str(other)]

    def __gt__(self, other: str) -> bool:
        ranks = _ranks(type(self))
        return ranks[self.value] > ranks[str(other)]

    def __ge__(self, other: str) -> bool:
        ranks = _ranks(type(self))
        return ranks[self.value] >= ranks[str(other)]


@cache
def _ranks(kind: type[_Ordered]) -> Mapping[str, int]:
    return {member.value: place for place, member in enumerate(kind)}


class Level(_Ordered):
    """How soon someone should be seen, from lowest to highest.

    Examples
    --------
    >>> Level.SELF_CARE < Level.SAME_DAY, Level.highest([]).value
    (True, 'self_care')
    """

    SELF_CARE = "self_care"
    ROUTINE_CLINICIAN = "routine_clinician"
    WITHIN_DAYS = "within_days"
    SAME_DAY = "same_day"
    EMERGENCY_NOW = "emergency_now"

    @classmethod
    def highest(cls, levels: Iterable[Level]) -> Level:
        """Take the most urgent of several levels; nothing at all is self-care."""
        return max(levels, default=cls.SELF_CARE)


class Permission(_Ordered):
    """What a body may be asked to do meanwhile, from least to most.

    Examples
    --------
    >>> Permission.strictest([Permission.FULL, Permission.NO_IMPACT]).value
    'no_impact'
    """

    NONE = "none"
    NO_IMPACT = "no_impact"
    WALK_STRENGTH = "walk_strength"
    MODIFIED_RUNNING = "modified_running"
    FULL = "full"

    @classmethod
    def strictest(cls, permissions: Iterable[Permission]) -> Permission:
        """Take the least of several permissions; nothing at all is full."""
        return min(permissions, default=cls.FULL)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHit:
    """A rule that fired, and the findings that made it fire."""

    id: RuleId
    level: Level
    because: tuple[FindingId, ...]
    name: str = ""
    reason: str = ""
    action: str = ""
    tell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome of triage.

    Parameters
    ----------
    level
        The highest level that the answers already prove.
    at_most
        The highest level that answers still missing could lead to; equal to ``level`` when nothing is open.
    rules
        The rules that fired, most urgent first.
    unsure
        Facts that were asked, answered "not sure", and could still raise the level; most urgent first.
    open
        Facts not asked yet that could still raise the level; most urgent first.
    permission
        What the body may be asked to do meanwhile.

    Examples
    --------
    >>> Verdict(level=Level.SELF_CARE, at_most=Level.SELF_CARE, permission=Permission.FULL).is_settled
    True
    """

    level: Level
    at_most: Level
    permission: Permission
    rules: tuple[RuleHit, ...] = ()
    unsure: tuple[FindingId, ...] = ()
    open: tuple[FindingId, ...] = ()

    def __post_init__(self) -> None:
        """Keep the bracket the right way round."""
        if self.at_most < self.level:
            raise ValueError(f"at_most {self.at_most} is below level {self.level}")

    @property
    def is_settled(self) -> bool:
        """Whether no missing answer can raise the level."""
        return self.level is self.at_most

    @property
    def may_be_urgent(self) -> bool:
        """Whether something not asked yet could still make a case urgent that is not."""
        return bool(self.open) and self.level < Level.SAME_DAY <= self.at_most
