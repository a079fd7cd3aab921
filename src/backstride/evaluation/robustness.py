"""How much is lost when answers are missing or wrong, drawn by chance with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from backstride.evaluation.answer_map import MappedCase, Silence
from backstride.evaluation.outcome import Outcome, judged
from backstride.evaluation.proportion import Proportion
from backstride.knowledge.base import Knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.identifiers import FindingId

__all__ = ["Damage", "DamageRow", "damaged", "robustness"]

Answers = Mapping[FindingId, Answer]
Progress = Callable[[str], None]

REPEATS = 3
_OPPOSITE = {AnswerState.PRESENT: AnswerState.ABSENT, AnswerState.ABSENT: AnswerState.PRESENT}


class Damage(StrEnum):
    """What happens to an answer: it was never asked, or yes and no change places."""

    DROPPED = "dropped"
    FLIPPED = "flipped"


SHARES: tuple[tuple[Damage, float], ...] = (
    (Damage.DROPPED, 0.1),
    (Damage.DROPPED, 0.3),
    (Damage.DROPPED, 0.5),
    (Damage.FLIPPED, 0.05),
    (Damage.FLIPPED, 0.1),
)
"""Kinds of damage, and the share of the stated answers that suffer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageRow:
    """Results under one kind of damage, all repeats together.

    Parameters
    ----------
    under
        Level below what is safe.
    bracket_under
        Below what is safe even if every open answer turned out for the worst.
    top3
        A right source within three places.
    """

    damage: Damage
    share: float
    repeats: int
    under: Proportion
    bracket_under: Proportion
    over: Proportion
    top3: Proportion


def robustness(
    mapped: Sequence[MappedCase], knowledge: Knowledge, *, seed: int, progress: Progress
) -> tuple[DamageRow, ...]:
    """Judge every case again with damaged answers; silence is read as no."""
    rows: list[DamageRow] = []
    for damage, share in SHARES:
        progress(f"answers damaged: {damage.value} {share:.0%}")
        rng = np.random.default_rng(seed)
        outcomes = [_judged_damaged(case, knowledge, damage, share, rng) for _ in range(REPEATS) for case in mapped]
        rows.append(_row(damage, share, outcomes))
    return tuple(rows)


def _judged_damaged(
    mapped: MappedCase, knowledge: Knowledge, damage: Damage, share: float, rng: np.random.Generator
) -> Outcome:
    hurt = replace(mapped, answers=damaged(mapped.answers, damage, share, rng))
    return judged(hurt, hurt.case(knowledge, Silence.NO), knowledge)


def damaged(answers: Answers, damage: Damage, share: float, rng: np.random.Generator) -> Answers:
    """Give the answers with a share of them damaged.

    A dropped answer stays dropped: it is not read as no. Only yes and no can be flipped.

    Parameters
    ----------
    share
        Expected share, 0 to 1; each answer is drawn by itself.
    """
    hit = rng.random(len(answers)) < share
    return {
        finding: _damaged_answer(answer, damage) if struck else answer
        for (finding, answer), struck in zip(answers.items(), hit.tolist(), strict=True)
    }


def _damaged_answer(answer: Answer, damage: Damage) -> Answer:
    if damage is Damage.DROPPED:
        return Answer.of(answer.finding, state=AnswerState.NOT_ASKED)
    state = _OPPOSITE.get(answer.state)
    return answer if state is None else Answer.of(answer.finding, state=state)


def _row(damage: Damage, share: float, outcomes: Sequence[Outcome]) -> DamageRow:
    def count(hits: int) -> Proportion:
        return Proportion.count(hits, len(outcomes))

    return DamageRow(
        damage=damage,
        share=share,
        repeats=REPEATS,
        under=count(sum(outcome.is_under for outcome in outcomes)),
        bracket_under=count(sum(outcome.at_most < outcome.minimum for outcome in outcomes)),
        over=count(sum(outcome.is_over for outcome in outcomes)),
        top3=count(sum((outcome.source_place or 99) <= 3 for outcome in outcomes)),  # noqa: PLR2004
    )
