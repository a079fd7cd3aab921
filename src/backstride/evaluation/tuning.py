"""What the share of right rankings would be on other cases: resampling the cases, and leaving each out in turn.

No number of the network was fitted to cases, so there is nothing to fit again without a case. What can be asked is how
much choosing by the cases would flatter: a way of ranking is picked by how it does on all other cases, and then judged
on the one left out.

Sources
-------
Efron B, Tibshirani RJ 1993 (the bootstrap); Stone M 1974 (cross-validatory choice).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["LeftOut", "left_out"]

RESAMPLES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Share of cases with a right source within so many places.

    Parameters
    ----------
    share
        Of our ranking.
    resampled95
        Central 95 % of that share over cases drawn again with replacement.
    picked_on_all
        Of the way of ranking that does best on all cases together.
    picked_without_it
        Of the way of ranking that does best on the other cases, judged on the one left out.
    ways
        How many ways there were to pick from.
    """

    within: int
    share: float
    resampled95: tuple[float, float]
    picked_on_all: float
    picked_without_it: float
    ways: int


def left_out(
    ours: Sequence[int | None], others: Mapping[str, Sequence[int | None]], *, within: int, seed: int
) -> LeftOut | None:
    """Compare our places with those of other ways of ranking the same cases; None without cases.

    Parameters
    ----------
    ours
        Place of the best right cause in each case.
    others
        The same for each other way of ranking.

    Examples
    --------
    >>> left_out([1, 2, 9], {"other": [9, 1, 1]}, within=1, seed=0).picked_without_it
    0.0
    """
    if not ours:
        return None
    hits = np.array([_hits(ours, within), *(_hits(places, within) for places in others.values())])
    rng = np.random.default_rng(seed)
    drawn = hits[0][rng.integers(len(ours), size=(RESAMPLES, len(ours)))].mean(1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    without = hits.sum(1)[:, None] - hits
    picked = np.take_along_axis(hits, without.argmax(0)[None], axis=0)[0]
    return LeftOut(
        within=within,
        share=round(float(hits[0].mean()), 4),
        resampled95=(round(float(low), 4), round(float(high), 4)),
        picked_on_all=round(float(hits.mean(1).max()), 4),
        picked_without_it=round(float(picked.mean()), 4),
        ways=len(hits),
    )


def _hits(places: Sequence[int | None], within: int) -> NDArray[np.int64]:
    return np.array([place is not None and place <= within for place in places], dtype=np.int64)
