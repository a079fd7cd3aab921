"""One change tried in blocks: weeks with it and weeks without, in an order drawn by lot, compared at the end.

Two weeks as usual come first. Then come three pairs of weeks; in each pair one week has the change, and a lot decides
which. The first two days of a week do not count, so that the week before has worn off.

Sources
-------
kravitz2018, schmid2022
    Series of blocks in one person, and their reading by the lot that was drawn. In the one large trial of such trials
    on a phone (kravitz2018) people with lasting pain had no less pain for it: it is a way to learn, no treatment.
expert
    Three pairs, weeks, two days left out and the least days a block needs are product defaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import product
from statistics import mean

__all__ = ["LOTS", "Block", "BlockExperiment", "BlockResult", "Outcome", "draw_experiment", "read_experiment"]

PAIRS = 3
LOTS = 2**PAIRS
BLOCK_DAYS = 7
USUAL_DAYS = 14
WASHOUT_DAYS = 2
LEAST_RATED_DAYS = 3
MATTERS_0_TO_10 = 1.0
_ROUNDING = 1e-9


class Outcome(StrEnum):
    """What the blocks say."""

    RUNNING = "running"
    TOO_FEW_DAYS = "too_few_days"
    NO_DIFFERENCE = "no_difference"
    BETTER_WITH = "better_with"
    WORSE_WITH = "worse_with"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some days with the change or without it; ``last`` belongs to it."""

    first: date
    last: date
    with_change: bool

    @property
    def counted(self) -> tuple[date, ...]:
        """The days that count: those after the first two."""
        days = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=number) for number in range(WASHOUT_DAYS, days))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockExperiment:
    """A change and its blocks.

    Parameters
    ----------
    what
        The change, in the runner's words.
    blocks
        In order; two after each other are a pair.
    """

    what: str
    begun: date
    blocks: tuple[Block, ...]

    def block_on(self, day: date) -> Block | None:
        """Give the block of a day; None before the first and after the last."""
        return next((block for block in self.blocks if block.first <= day <= block.last), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockResult:
    """What the blocks say.

    Parameters
    ----------
    difference_0_to_10
        Mean pain with the change less that without it; None where too few days were rated.
    chance
        Share of all orders the lot could have drawn that give a difference at least as large; with three pairs it is
        one of eight at the least.
    days
        Days that count and were rated.
    """

    outcome: Outcome
    days: int
    difference_0_to_10: float | None = None
    chance: float | None = None
    pairs_0_to_10: tuple[float, ...] = ()


def draw_experiment(what: str, *, begin: date, lot: int) -> BlockExperiment:
    """Lay out the blocks.

    Parameters
    ----------
    lot
        Eight equal chances, 0 to 7, drawn by the caller: bit by bit, whether a pair begins with the change.

    Raises
    ------
    ValueError
        If the lot is none of the eight.

    Examples
    --------
    >>> one = draw_experiment("Quicker steps", begin=date(2026, 5, 4), lot=5)
    >>> [block.with_change for block in one.blocks], one.blocks[0].first.isoformat(), one.blocks[-1].last.isoformat()
    ([True, False, False, True, True, False], '2026-05-18', '2026-06-28')
    """
    if not 0 <= lot < LOTS:
        raise ValueError(f"{lot} is no lot from 0 to {LOTS - 1}")
    order: list[bool] = []
    for pair in range(PAIRS):
        first = bool(lot >> pair & 1)
        order += [first, not first]
    start = begin + timedelta(days=USUAL_DAYS)
    blocks = []
    for number, with_change in enumerate(order):
        first_day = start + timedelta(days=number * BLOCK_DAYS)
        blocks.append(Block(first=first_day, last=first_day + timedelta(days=BLOCK_DAYS - 1), with_change=with_change))
    return BlockExperiment(what=what, begun=begin, blocks=tuple(blocks))


def read_experiment(experiment: BlockExperiment, pain_0_to_10: Mapping[date, float], *, today: date) -> BlockResult:
    """Compare the blocks, against all orders that the lot could have drawn.

    Parameters
    ----------
    pain_0_to_10
        The day's pain by day.

    Examples
    --------
    >>> one = draw_experiment("Quicker steps", begin=date(2026, 5, 4), lot=1)
    >>> pain = {day: 2.0 if block.with_change else 4.0 for block in one.blocks for day in block.counted}
    >>> result = read_experiment(one, pain, today=date(2026, 7, 1))
    >>> result.outcome.value, result.difference_0_to_10, result.chance
    ('better_with', -2.0, 0.125)
    """
    rated = [[pain_0_to_10[day] for day in block.counted if day in pain_0_to_10] for block in experiment.blocks]
    days = sum(map(len, rated))
    if today <= experiment.blocks[-1].last:
        return BlockResult(outcome=Outcome.RUNNING, days=days)
    if min(map(len, rated)) < LEAST_RATED_DAYS:
        return BlockResult(outcome=Outcome.TOO_FEW_DAYS, days=days)
    means = [mean(scores) for scores in rated]
    pairs = tuple(
        (means[at] - means[at + 1]) * (1 if experiment.blocks[at].with_change else -1) for at in range(0, len(means), 2)
    )
    difference = mean(pairs)
    others = [mean(sign * pair for sign, pair in zip(signs, pairs, strict=True)) for signs in _signs(len(pairs))]
    side = 1 if difference >= 0 else -1
    as_large = sum(side * other >= side * difference - _ROUNDING for other in others)
    return BlockResult(
        outcome=_outcome(pairs, difference),
        days=days,
        difference_0_to_10=round(difference, 1),
        chance=as_large / len(others),
        pairs_0_to_10=tuple(round(pair, 1) for pair in pairs),
    )


def _signs(number: int) -> tuple[tuple[int, ...], ...]:
    return tuple(product((1, -1), repeat=number))


def _outcome(pairs: tuple[float, ...], difference: float) -> Outcome:
    """A difference is told where every pair points the same way and it is large enough to matter."""
    if abs(difference) < MATTERS_0_TO_10 or not all(pair * difference > 0 for pair in pairs):
        return Outcome.NO_DIFFERENCE
    return Outcome.BETTER_WITH if difference < 0 else Outcome.WORSE_WITH
