"""How often the urgency was right, too low or too high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backstride.evaluation.outcome import Outcome
from backstride.evaluation.proportion import Proportion
from backstride.model.verdict import Level

__all__ = ["LevelRow", "UrgencyTable", "urgency_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """The vignettes that want one level.

    Parameters
    ----------
    given
        How many got each level, in the order of the levels.
    """

    wanted: Level
    exact: Proportion
    under: Proportion
    over: Proportion
    given: dict[Level, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyTable:
    """Urgency over a set of vignettes.

    Parameters
    ----------
    exact
        Just the level wanted.
    under, over
        Below what is safe, above what is reasonable.
    bracket_under
        Below what is safe even if every open answer turned out for the worst.
    under_cases, over_cases
        Ids of those cases.
    """

    exact: Proportion
    under: Proportion
    over: Proportion
    bracket_under: Proportion
    under_cases: tuple[str, ...]
    over_cases: tuple[str, ...]
    levels: tuple[LevelRow, ...]


def urgency_table(outcomes: Sequence[Outcome]) -> UrgencyTable:
    """Count how the levels given compare with the levels wanted."""
    return UrgencyTable(
        exact=_exact(outcomes),
        under=_under(outcomes),
        over=_over(outcomes),
        bracket_under=Proportion.count(sum(outcome.at_most < outcome.minimum for outcome in outcomes), len(outcomes)),
        under_cases=tuple(outcome.id for outcome in outcomes if outcome.is_under),
        over_cases=tuple(outcome.id for outcome in outcomes if outcome.is_over),
        levels=tuple(_level_row(level, [each for each in outcomes if each.wanted is level]) for level in Level),
    )


def _level_row(level: Level, outcomes: Sequence[Outcome]) -> LevelRow:
    given = {each: sum(outcome.level is each for outcome in outcomes) for each in Level}
    return LevelRow(wanted=level, exact=_exact(outcomes), under=_under(outcomes), over=_over(outcomes), given=given)


def _exact(outcomes: Sequence[Outcome]) -> Proportion:
    return Proportion.count(sum(outcome.level is outcome.wanted for outcome in outcomes), len(outcomes))


def _under(outcomes: Sequence[Outcome]) -> Proportion:
    return Proportion.count(sum(outcome.is_under for outcome in outcomes), len(outcomes))


def _over(outcomes: Sequence[Outcome]) -> Proportion:
    return Proportion.count(sum(outcome.is_over for outcome in outcomes), len(outcomes))
