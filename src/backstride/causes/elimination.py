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
        The causes that can explain any of them, in order.
    orphans
        Positions of positives that no cause explains.
    width
        Most bits alive at once; the work grows with 2 to this power.
    cost
        Number of multiplications of one forward pass.
    """

    positives: tuple[int, ...]
    steps: tuple[EliminationStep, ...]
    orphans: tuple[int, ...]
    width: int
    cost: int


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
    >>> [step.cause for step in plan.steps], plan.width
    ([1, 0], 2)
    """
    masks = _bit_masks(connected, positives)
    order = _greedy_order(dict(masks), len(positives))
    left = [sum(mask >> position & 1 for mask in masks.values()) for position in range(len(positives))]
    slots: list[int] = []
    steps: list[EliminationStep] = []
    seen = width = cost = 0
    for cause in order:
        mine = [position for position in range(len(positives)) if masks[cause] >> position & 1]
        opens = [position for position in mine if not seen >> position & 1]
        seen |= masks[cause]
        slots += opens
        width = max(width, len(slots))
        cost += (1 << len(slots)) * (len(mine) + 2)
        edges = tuple((slots.index(position), positives[position]) for position in mine)
        closes: list[tuple[int, int]] = []
        for position in mine:
            left[position] -= 1
            if left[position] == 0:
                closes.append((slots.index(position), position))
                slots.remove(position)
        steps.append(EliminationStep(cause, tuple(positives[position] for position in opens), edges, tuple(closes)))
    orphans = tuple(position for position in range(len(positives)) if not seen >> position & 1)
    return EliminationPlan(positives, tuple(steps), orphans, width, cost)


def _bit_masks(connected: NDArray[np.bool_], positives: tuple[int, ...]) -> dict[int, int]:
    masks: dict[int, int] = {}
    for position, column in enumerate(positives):
        for cause in np.flatnonzero(connected[:, column]).tolist():
            masks[cause] = masks.get(cause, 0) | 1 << position
    return masks


def _greedy_order(masks: dict[int, int], positives: int) -> list[int]:
    degree = [sum(mask >> position & 1 for mask in masks.values()) for position in range(positives)]
    order: list[int] = []
    opened = 0
    while masks:
        last = sum(1 << position for position in range(positives) if degree[position] == 1)
        cause = min(masks, key=lambda c: (_growth(masks[c], opened, last), (masks[c] & ~opened).bit_count(), c))
        mask = masks.pop(cause)
        order.append(cause)
        opened |= mask
        for position in range(positives):
            degree[position] -= mask >> position & 1
    return order


def _growth(mask: int, opened: int, last: int) -> int:
    return (mask & ~opened).bit_count() - (mask & last).bit_count()
