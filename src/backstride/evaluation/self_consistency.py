"""Patients drawn from the network by its own rules: how near each model comes to what was at work in the drawing.

This proves the arithmetic and shows what the simpler models give away. It says nothing about people: the patients are
as the knowledge base imagines them.

Sources
-------
Brier GW 1950 (the score); Heckerman D, Shwe M 1993 (how simple Bayes errs when several causes are at work).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backstride.causes import COMPLAINT, cause_network, infer
from backstride.evaluation.baseline import Baseline, baseline_chances
from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import leaves
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId

__all__ = ["ConsistencyRow", "Model", "calibration_error", "self_consistency"]

Floats = NDArray[np.float64]
Model = Baseline | None
"""A simpler model, or None for ours."""

PATIENTS = 400
FINDINGS_SEEN = 120
BINS = 10
_MOST_SOURCES_TOLD_APART = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyRow:
    """One model on the drawn patients with so many sources at work.

    Parameters
    ----------
    sources
        Patients with one source, with 2 (two and more), or all of them (0).
    at_work, claimed
        Mean number of sources at work, and the sum of the probabilities.
    brier
        Mean squared error of the probabilities of the diagnoses, a patient's errors added up; lower is better.
    calibration_error
        Mean distance between probability and frequency, over ten bins; None for a part of the patients, since a part
        picked by the truth cannot be calibrated.
    found_in_five
        Share of the sources at work that stood among the first five.
    all_in_five
        Share of patients whose sources all stood among the first five.
    """

    model: Model
    sources: int
    patients: int
    at_work: float
    claimed: float
    brier: float
    calibration_error: float | None
    found_in_five: float
    all_in_five: float


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """A drawn patient: what is at work among the diagnoses, and what each model makes of the findings."""

    at_work: NDArray[np.bool_]
    chances: dict[Model, Floats]


def self_consistency(
    knowledge: Knowledge, *, seed: int, progress: Callable[[str], None], patients: int = PATIENTS
) -> tuple[ConsistencyRow, ...]:
    """Draw patients with the complaint, show each model part of their findings, and score its probabilities."""
    rng = np.random.default_rng(seed)
    drawn: list[_Drawn] = []
    while len(drawn) < patients:
        one = _draw(knowledge, rng)
        if one is not None:
            drawn.append(one)
            progress(f"drawn patients: {len(drawn)} of {patients}")
    rows: list[ConsistencyRow] = []
    for sources in (0, 1, _MOST_SOURCES_TOLD_APART):
        mine = [one for one in drawn if sources in (0, min(int(one.at_work.sum()), _MOST_SOURCES_TOLD_APART))]
        rows += [_row(model, sources, mine) for model in (*Baseline, None) if mine]
    return tuple(rows)


def _draw(knowledge: Knowledge, rng: np.random.Generator) -> _Drawn | None:
    """Draw causes by their priors and findings by the causes; None when nobody has the complaint, or no diagnosis."""
    network = cause_network(knowledge)
    active = rng.random(len(network.causes)) < infer({}, knowledge).prior
    chance = 1 - (1 - network.leak) * np.prod(1 - network.weight[active], axis=0)
    there = rng.random(len(network.findings)) < chance
    at_work = active[network.is_diagnosis]
    if not there[network.column[COMPLAINT]] or not at_work.any():
        return None
    inference = infer(_seen(knowledge, there, rng), knowledge)
    if not inference.is_exact:
        return None
    simpler = baseline_chances(inference)
    chances: dict[Model, Floats] = {baseline: simpler[baseline] for baseline in Baseline}
    return _Drawn(
        at_work,
        {model: found[network.is_diagnosis] for model, found in (chances | {None: inference.probability}).items()},
    )


def _seen(knowledge: Knowledge, there: NDArray[np.bool_], rng: np.random.Generator) -> dict[FindingId, Finding]:
    """Show a random part of the findings; the map is left out, since where it hurts sets the priors."""
    network = cause_network(knowledge)
    moving = _moving(knowledge)
    names = [
        name
        for name in network.findings[:-1]
        if name not in moving and not (name in knowledge.findings and knowledge.findings[name].body_map)
    ]
    chosen = rng.choice(len(names), size=min(FINDINGS_SEEN, len(names)), replace=False)
    return {
        FindingId(names[index]): Finding(
            id=FindingId(names[index]),
            state=AnswerState.PRESENT if there[network.column[names[index]]] else AnswerState.ABSENT,
        )
        for index in chosen.tolist()
    }


@lru_cache(maxsize=8)
def _moving(knowledge: Knowledge) -> frozenset[str]:
    """List what moves priors, signs and their parts included; such a finding would be drawn by other rules."""
    modifiers = (modifier.when for cause in knowledge.causes.values() for modifier in cause.modifiers)
    return frozenset(str(name) for when in modifiers for name in leaves(when))


def _row(model: Model, sources: int, drawn: Sequence[_Drawn]) -> ConsistencyRow:
    chance = np.stack([one.chances[model] for one in drawn])
    truth = np.stack([one.at_work for one in drawn])
    first_five = np.argsort(-chance, axis=1, kind="stable")[:, :5]
    found = np.take_along_axis(truth, first_five, axis=1).sum(1)
    return ConsistencyRow(
        model=model,
        sources=sources,
        patients=len(drawn),
        at_work=round(float(truth.sum(1).mean()), 4),
        claimed=round(float(chance.sum(1).mean()), 4),
        brier=round(float(((chance - truth) ** 2).sum(1).mean()), 4),
        calibration_error=None if sources else round(calibration_error(chance.ravel(), truth.ravel()), 4),
        found_in_five=round(float(found.sum() / truth.sum()), 4),
        all_in_five=round(float((found == truth.sum(1)).mean()), 4),
    )


def calibration_error(chance: Floats, truth: NDArray[np.bool_]) -> float:
    """Give the mean distance between probability and frequency over ten bins of equal width, weighted by their size.

    Examples
    --------
    >>> calibration_error(np.array([0.25, 0.25, 0.25, 0.25]), np.array([True, False, False, False]))
    0.0
    """
    place = np.minimum((chance * BINS).astype(np.int64), BINS - 1)
    size = np.bincount(place, minlength=BINS)
    apart = np.abs(
        np.bincount(place, weights=chance, minlength=BINS)
        - np.bincount(place, weights=truth.astype(np.float64), minlength=BINS)
    )
    return float(apart.sum() / max(int(size.sum()), 1))
