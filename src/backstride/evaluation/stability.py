"""Whether the ranking hangs on exact numbers: every weight multiplied or divided by three in odds, again and again.

Sources
-------
Pradhan M, Henrion M 1996 (diagnosis in large networks hardly moves under noise in the numbers).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from backstride.causes import Inference, infer
from backstride.evaluation.answer_map import MappedCase, Silence
from backstride.evaluation.outcome import place_of, sources_in_order
from backstride.evaluation.ranking_table import ranking_table
from backstride.evaluation.tuning import LeftOut, left_out
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import case_facts

__all__ = ["Stability", "shaken_weights", "stability"]

Floats = NDArray[np.float64]

DRAWS = 20
FACTOR = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Ranking of the sources under shaken weights.

    Parameters
    ----------
    top1_share, top3_share
        Mean share of cases with a right source within so many places, over the draws.
    top1_range, top3_range
        Lowest and highest share of any draw.
    same_top_share
        How often the source at the top stayed the same.
    picked
        What picking the best of the shaken sets, or none, would give: on all cases, and on each case left out.
    left_out
        Cases too entangled for the exact engine; they are not part of this table.
    """

    draws: int
    factor: float
    cases: int
    top1_share: float | None
    top1_range: tuple[float, float] | None
    top3_share: float | None
    top3_range: tuple[float, float] | None
    same_top_share: float | None
    picked: tuple[LeftOut, ...]
    left_out: tuple[str, ...]


def stability(
    mapped: Sequence[MappedCase], knowledge: Knowledge, *, seed: int, progress: Callable[[str], None]
) -> Stability:
    """Rank every case again under shaken weights; silence is read as no."""
    inferences = [infer(case_facts(case.case(knowledge, Silence.NO), knowledge).facts, knowledge) for case in mapped]
    kept = [index for index, inference in enumerate(inferences) if inference.is_exact]
    too_wide = tuple(mapped[index].vignette.id for index in range(len(mapped)) if index not in kept)
    if not kept:
        return Stability(
            draws=0, factor=FACTOR, cases=0, top1_share=None, top1_range=None, top3_share=None, top3_range=None,
            same_top_share=None, picked=(), left_out=too_wide,
        )  # fmt: skip
    rng = np.random.default_rng(seed)
    top1, top3, same = [], [], []
    unshaken = [place_of(mapped[i].right, sources_in_order(inferences[i].probability, knowledge)) for i in kept]
    shaken: dict[str, list[int | None]] = {}
    for draw in range(DRAWS):
        progress(f"shaken weights: draw {draw + 1} of {DRAWS}")
        weight = shaken_weights(inferences[kept[0]].network.weight, rng)
        orders = [sources_in_order(_posterior_under(weight, inferences[index]), knowledge) for index in kept]
        before = [sources_in_order(inferences[index].probability, knowledge)[0] for index in kept]
        shaken[f"set {draw}"] = [place_of(mapped[i].right, order) for i, order in zip(kept, orders, strict=True)]
        table = ranking_table(shaken[f"set {draw}"])
        top1.append(table.top1.share or 0.0)
        top3.append(table.top3.share or 0.0)
        same.append(float(np.mean([order[0] == first for order, first in zip(orders, before, strict=True)])))
    picked = [left_out(unshaken, shaken, within=within, seed=seed) for within in (1, 3)]
    return Stability(
        draws=DRAWS,
        factor=FACTOR,
        cases=len(kept),
        top1_share=round(float(np.mean(top1)), 4),
        top1_range=(round(min(top1), 4), round(max(top1), 4)),
        top3_share=round(float(np.mean(top3)), 4),
        top3_range=(round(min(top3), 4), round(max(top3), 4)),
        same_top_share=round(float(np.mean(same)), 4),
        picked=tuple(one for one in picked if one is not None),
        left_out=too_wide,
    )


def shaken_weights(weight: Floats, rng: np.random.Generator) -> Floats:
    """Multiply or divide the odds of every weight by the factor, by the toss of a coin.

    The complaint's own column and unconnected pairs stay as they are.

    Parameters
    ----------
    weight
        (causes, findings) as in the network; the complaint comes last.
    """
    shaken = weight.copy()
    connected = weight > 0
    connected[:, -1] = False
    factor = np.where(rng.random(weight.shape) < 0.5, FACTOR, 1 / FACTOR)  # noqa: PLR2004 - a fair coin
    odds = weight[connected] / (1 - weight[connected]) * factor[connected]
    shaken[connected] = odds / (1 + odds)
    return shaken


def _posterior_under(weight: Floats, inference: Inference) -> Floats:
    shaken = replace(inference, network=replace(inference.network, weight=weight))
    evidence = inference.evidence
    probability: Floats = shaken.posterior_of(evidence.absent[None], evidence.likelihood[None]).probability[0]
    return probability
