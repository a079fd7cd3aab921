"""What speaks for and against each cause, and what one more answer would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.causes.inference import AfterAnswer, Inference
from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import evaluate
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.ranking import Evidence, Flip

__all__ = ["Pulls", "evidence_of", "flips_of", "leave_one_out"]

Floats = NDArray[np.float64]

WEAKEST_SHOWN = 0.1
"""Changes of log-odds below this are not worth a reader's time."""

MOST_SHOWN = 12
MOST_FLIPS = 4
SMALLEST_FLIP = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Pulls:
    """The pull of every known finding on every cause.

    Parameters
    ----------
    columns
        Columns of the findings left out in turn.
    log_odds
        (findings, causes) log-odds with everything minus log-odds without that finding.
    """

    columns: tuple[int, ...]
    log_odds: Floats


def leave_one_out(inference: Inference) -> Pulls:
    """Leave each known finding out in turn and see how every cause's log-odds move.

    For a case too wide for the exact engine, the pull is the log-odds change as if causes were independent.
    """
    columns = inference.evidence.seen
    if not columns:
        return Pulls((), np.zeros((0, len(inference.probability))))
    positions = {column: index for index, column in enumerate(inference.evidence.carried)}
    if not inference.is_exact:
        return Pulls(columns, _direct(inference, columns, positions))
    absent = np.repeat(inference.evidence.absent[None], len(columns), axis=0)
    likelihood = np.repeat(inference.evidence.likelihood[None], len(columns), axis=0)
    for row, column in enumerate(columns):
        if column in positions:
            likelihood[row, positions[column]] = 1.0
        else:
            absent[row, column] = False
    without = inference.posterior_of(absent, likelihood).probability
    return Pulls(columns, _log_odds(inference.probability)[None] - _log_odds(without))


def _log_odds(probability: Floats) -> Floats:
    p = np.clip(probability, 1e-9, 1 - 1e-9)
    odds: Floats = np.log(p) - np.log1p(-p)
    return odds


def _direct(inference: Inference, columns: tuple[int, ...], positions: Mapping[int, int]) -> Floats:
    weight = inference.network.weight[:, list(columns)].T
    leak = inference.network.leak[list(columns)][:, None]
    with_cause = 1 - (1 - leak) * (1 - weight)
    present = np.array([column in positions for column in columns])[:, None]
    ratio: Floats = np.where(present, np.log(with_cause / leak), np.log((1 - with_cause) / (1 - leak)))
    return ratio


def evidence_of(
    cause: str, pulls: Pulls, inference: Inference, facts: Mapping[FindingId, Finding], knowledge: Knowledge
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Give what speaks for and what speaks against a cause, strongest first."""
    row = inference.network.causes.index(cause)
    pull: dict[str, float] = {
        inference.network.findings[column]: float(pulls.log_odds[index, row])
        for index, column in enumerate(pulls.columns)
    }
    for name, strength in _modifier_pulls(cause, facts, knowledge).items():
        pull[name] = pull.get(name, 0.0) + strength
    ordered = sorted(pull.items(), key=lambda item: (-abs(item[1]), item[0]))
    shown = [
        Evidence(finding=FindingId(name), strength=round(strength, 3), present=_is_present(facts, name))
        for name, strength in ordered
        if abs(strength) >= WEAKEST_SHOWN
    ]
    speaks_for = tuple(item for item in shown if item.strength > 0)[:MOST_SHOWN]
    speaks_against = tuple(item for item in shown if item.strength < 0)[:MOST_SHOWN]
    return speaks_for, speaks_against


def _is_present(facts: Mapping[FindingId, Finding], name: str) -> bool:
    fact = facts.get(FindingId(name))
    return fact is not None and fact.state in (AnswerState.PRESENT, AnswerState.VALUE)


def _modifier_pulls(cause: str, facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> dict[str, float]:
    pulls: dict[str, float] = {}
    for modifier in knowledge.causes[cause].modifiers:
        outcome = evaluate(modifier.when, facts)
        for finding in outcome.because if outcome.truth else ():
            share = float(np.log(modifier.odds)) / len(outcome.because)
            pulls[finding] = pulls.get(finding, 0.0) + share
    return pulls


def flips_of(cause: str, ahead: AfterAnswer, inference: Inference) -> tuple[Flip, ...]:
    """Give the answers not given yet that would move a cause's probability most."""
    row = inference.network.causes.index(cause)
    reach = np.abs(ahead.if_present[:, row] - ahead.if_absent[:, row])
    best = [int(index) for index in np.argsort(-reach, kind="stable")[:MOST_FLIPS] if reach[index] >= SMALLEST_FLIP]
    return tuple(
        Flip(
            finding=FindingId(inference.network.findings[ahead.columns[index]]),
            if_present=round(float(ahead.if_present[index, row]), 4),
            if_absent=round(float(ahead.if_absent[index, row]), 4),
        )
        for index in best
    )
