"""The order in which causes are worked through, and what it will cost, known before any number is touched.

Sources
-------
Takikawa M, D'Ambrosio B 1999, Multiplicative factorization of noisy-MAX (why negatives factorise).
Heckerman D 1989, A tractable inference algorithm for diagnosing multiple diseases (the problem it replaces).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["EliminationPlan", "EliminationStep", "plan_elimination"]

_DOUBLE_BYTES = 8


@dataclass(frozen=True, slots=True)
class EliminationStep:
    """One cause's turn.

    Parameters
    ----------
    cause
        Index of the cause.
    opens
        Columns of the positives that enter the frontier before this cause.
    edges
        (frontier slot, column) of every positive this cause can explain.
    closes
        (frontier slot, position among the positives) of those whose last cause this is.
    """

    cause: int
    opens: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    closes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class EliminationPlan:
    """An order for one set of positives; it depends on who can cause what, not on the numbers.

    Parameters
    ----------
    positives
        Columns of the findings carried as one "already explained?" bit each.
    steps
        The causes that can explain any of them, in order, but for the pooled ones.
    pool
        Position of the positive that most causes can explain alone; None when there are none.
    pooled
        The causes that can explain that positive and no other; together they act like a leak of it.
    orphans
        Positions of positives that no step explains.
    width
        Most bits alive at once; the work grows with 2 to this power.
    cost
        Number of multiplications of one forward pass.
    """

    positives: tuple[int, ...]
    steps: tuple[EliminationStep, ...]
    pool: int | None
    pooled: tuple[int, ...]
    orphans: tuple[int, ...]
    width: int
    cost: int

    @property
    def message_bytes(self) -> int:
        """Memory that the messages of one batch member take at most."""
        return (1 << self.width) * max(1, len(self.steps)) * _DOUBLE_BYTES


def plan_elimination(connected: NDArray[np.bool_], positives: tuple[int, ...]) -> EliminationPlan:
    """Choose an order that keeps few positives open at a time (greedy, smallest newly opened first).

    Parameters
    ----------
    connected
        (causes, findings) whether a cause can bring a finding about.
    positives
        Columns of the positive findings.

    Examples
    --------
    >>> plan = plan_elimination(np.array([[True, True], [False, True]]), (0, 1))
    >>> [step.cause for step in plan.steps], plan.pooled, plan.width
    ([0], (1,), 2)
    """
    masks = _bit_masks(connected, positives)
    pool, pooled = _pool(masks, len(positives))
    for cause in pooled:
        del masks[cause]
    steps: list[EliminationStep] = []
    left = [sum(mask >> position & 1 for mask in masks.values()) for position in range(len(positives))]
    slots: list[int] = []
    seen = width = cost = 0
    for cause in _greedy_order(masks, len(positives)):
        mine = _positions(masks[cause])
        opens = tuple(positives[position] for position in mine if not seen >> position & 1)
        slots += [position for position in mine if not seen >> position & 1]
        seen |= masks[cause]
        width = max(width, len(slots))
        cost += (1 << len(slots)) * (len(mine) + 2)
        edges = tuple((slots.index(position), positives[position]) for position in mine)
        steps.append(EliminationStep(cause, opens, edges, _closed(mine, left, slots)))
    orphans = tuple(position for position in range(len(positives)) if not seen >> position & 1)
    return EliminationPlan(positives, tuple(steps), pool, pooled, orphans, width, cost)


def _bit_masks(connected: NDArray[np.bool_], positives: tuple[int, ...]) -> dict[int, int]:
    masks: dict[int, int] = {}
    for position, column in enumerate(positives):
        for cause in np.flatnonzero(connected[:, column]).tolist():
            masks[cause] = masks.get(cause, 0) | 1 << position
    return masks


def _positions(mask: int) -> list[int]:
    return [position for position in range(mask.bit_length()) if mask >> position & 1]


def _pool(masks: dict[int, int], positives: int) -> tuple[int | None, tuple[int, ...]]:
    """Find the positive with most causes that explain nothing else; they need no step of their own."""
    alone = {
        position: tuple(cause for cause, mask in masks.items() if mask == 1 << position)
        for position in range(positives)
    }
    pool = max(alone, key=lambda position: len(alone[position]), default=None)
    return (pool, alone[pool]) if pool is not None and alone[pool] else (None, ())


def _closed(mine: list[int], left: list[int], slots: list[int]) -> tuple[tuple[int, int], ...]:
    """Close the positives whose last cause this is; ``left`` and ``slots`` are brought up to date."""
    closes: list[tuple[int, int]] = []
    for position in mine:
        left[position] -= 1
        if left[position] == 0:
            closes.append((slots.index(position), position))
            slots.remove(position)
    return tuple(closes)


def _greedy_order(masks: dict[int, int], positives: int) -> list[int]:
    """Order the causes; those that explain the same positives go one after the other."""
    alike: dict[int, list[int]] = {}
    for cause, mask in sorted(masks.items()):
        alike.setdefault(mask, []).append(cause)
    degree = [sum(mask >> position & 1 for mask in alike) for position in range(positives)]
    order: list[int] = []
    opened = 0
    while alike:
        last = sum(1 << position for position in range(positives) if degree[position] == 1)
        mask = min(alike, key=lambda m: (_growth(m, opened, last), (m & ~opened).bit_count(), alike[m][0]))
        order += alike.pop(mask)
        opened |= mask
        for position in _positions(mask):
            degree[position] -= 1
    return order


def _growth(mask: int, opened: int, last: int) -> int:
    return (mask & ~opened).bit_count() - (mask & last).bit_count()
