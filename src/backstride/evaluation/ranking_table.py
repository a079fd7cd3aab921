"""How often a right cause stood at the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backstride.evaluation.proportion import Proportion

__all__ = ["RankingTable", "ranking_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingTable:
    """Places of the right cause over a set of vignettes.

    Parameters
    ----------
    top1, top3, top5
        How often a right cause stood within so many places.
    mean_reciprocal_rank
        Mean of one divided by the place, 0 where there is none; None without cases.
    absent
        Cases for which no right cause is in the list at all.
    """

    top1: Proportion
    top3: Proportion
    top5: Proportion
    mean_reciprocal_rank: float | None
    absent: int


def ranking_table(places: Sequence[int | None]) -> RankingTable:
    """Count places of the best right cause.

    Examples
    --------
    >>> table = ranking_table([1, 2, None, 4])
    >>> table.top3.hits, table.mean_reciprocal_rank
    (2, 0.4375)
    """
    found = [place for place in places if place is not None]
    top1, top3, top5 = (Proportion.count(sum(place <= k for place in found), len(places)) for k in (1, 3, 5))
    mean = round(sum(1 / place for place in found) / len(places), 4) if places else None
    return RankingTable(top1=top1, top3=top3, top5=top5, mean_reciprocal_rank=mean, absent=len(places) - len(found))
