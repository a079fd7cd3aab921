"""Circumstances that multiply the odds of causes, as arrays: so that asking for one can be weighed like a sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backstride.causes.network import frequency_of
from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import AnyOf, Expression, Present
from backstride.model.identifiers import FindingId

__all__ = ["Circumstances", "circumstances"]

UNKNOWN_SHARE = 0.05
"""How often a circumstance is there when the knowledge base gives no background; it only helps to choose questions."""


@dataclass(frozen=True, slots=True, eq=False)
class Circumstances:
    """Pairs of a circumstance and a cause whose odds it multiplies.

    Parameters
    ----------
    findings
        The circumstance of each pair.
    cause
        (pairs,) row of the cause.
    odds
        (pairs,) by how much it multiplies the odds.
    share
        (pairs,) how often the circumstance is there without the cause.
    """

    findings: tuple[FindingId, ...]
    cause: NDArray[np.intp]
    odds: NDArray[np.float64]
    share: NDArray[np.float64]


@lru_cache(maxsize=8)
def circumstances(knowledge: Knowledge) -> Circumstances:
    """Give every circumstance that moves a cause by itself; built once for each knowledge base."""
    pairs = [
        (finding, row, modifier.odds, _share(finding, knowledge))
        for row, cause in enumerate(knowledge.causes.values())
        for modifier in cause.modifiers
        for finding in _by_itself(modifier.when)
        if finding in knowledge.findings
    ]
    return Circumstances(
        findings=tuple(pair[0] for pair in pairs),
        cause=np.array([pair[1] for pair in pairs], dtype=np.intp),
        odds=np.array([pair[2] for pair in pairs], dtype=np.float64),
        share=np.array([pair[3] for pair in pairs], dtype=np.float64),
    )


def _by_itself(expression: Expression) -> tuple[FindingId, ...]:
    """List the findings any of which makes an expression true alone."""
    if isinstance(expression, Present):
        return (expression.finding,)
    if isinstance(expression, AnyOf):
        return tuple(finding for part in expression.parts for finding in _by_itself(part))
    return ()


def _share(finding: FindingId, knowledge: Knowledge) -> float:
    background = knowledge.findings[finding].background
    return UNKNOWN_SHARE if background is None else frequency_of(background, knowledge.manifest.frequencies)[0]
