"""How much is lost when answers are missing or wrong, drawn by chance with a fixed seed.

Two questions are asked. How often is the level too low when any answer may be hit? And is it ever too low while the
answers that decided it are intact? The second must be never: rules only rise, so no other answer may lower a level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from backstride.evaluation.answer_map import MappedCase, Silence
from backstride.evaluation.outcome import MOMENT, Outcome, judged
from backstride.evaluation.proportion import Proportion
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import case_facts
from backstride.model.answer import Answer, AnswerState
from backstride.model.identifiers import FindingId
from backstride.triage import triage

__all__ = ["DECISIVE_KEPT_SHARES", "SHARES", "Damage", "DamageRow", "damaged", "decisive_answers", "robustness"]

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

DECISIVE_KEPT_SHARES: tuple[tuple[Damage, float], ...] = (*SHARES, (Damage.DROPPED, 1.0), (Damage.FLIPPED, 1.0))
"""The same with the decisive answers kept, up to every other answer left out or turned round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageRow:
    """Results under one kind of damage, all repeats together.

    Parameters
    ----------
    decisive_kept
        Whether the answers that decided the level were spared.
    under
        Level below what is safe.
    bracket_under
        Below what is safe even if every open answer turned out for the worst.
    top3
        A right source within three places.
    """

    damage: Damage
    share: float
    decisive_kept: bool = False
    repeats: int
    under: Proportion
    bracket_under: Proportion
    over: Proportion
    top3: Proportion


def robustness(
    mapped: Sequence[MappedCase], knowledge: Knowledge, *, seed: int, progress: Progress
) -> tuple[DamageRow, ...]:
    """Judge every case again with damaged answers; silence is read as no."""
    decisive = [decisive_answers(case, knowledge) for case in mapped]
    nothing = [frozenset[FindingId]()] * len(mapped)
    rows: list[DamageRow] = []
    for shares, spared in ((SHARES, nothing), (DECISIVE_KEPT_SHARES, decisive)):
        kept = spared is decisive
        for damage, share in shares:
            progress(f"answers damaged{', the decisive ones kept' if kept else ''}: {damage.value} {share:.0%}")
            rng = np.random.default_rng(seed)
            outcomes = [
                _judged_damaged(case, knowledge, damaged(case.answers, damage, share, rng, spared=safe))
                for _ in range(REPEATS)
                for case, safe in zip(mapped, spared, strict=True)
            ]
            rows.append(_row(damage, share, outcomes, decisive_kept=kept))
    return tuple(rows)


def decisive_answers(mapped: MappedCase, knowledge: Knowledge) -> frozenset[FindingId]:
    """Give the answers that decided a case's level: what the rules at the highest level fired because of.

    Where no rule has that level, it is the answers the runner was not sure about. An option that says such a finding is
    there ("after a fall") is decisive too.
    """
    verdict = triage(case_facts(mapped.case(knowledge, Silence.NO), knowledge).facts, knowledge, today=MOMENT.date())
    because = {name for hit in verdict.rules if hit.level is verdict.level for name in hit.because}
    deciding = because or set(verdict.unsure)
    options = {
        answer.finding
        for answer in mapped.answers.values()
        for choice in knowledge.findings[answer.finding].choices
        if choice.id == answer.value and deciding & set(choice.implies)
    }
    return frozenset(deciding | options)


def _judged_damaged(mapped: MappedCase, knowledge: Knowledge, answers: Answers) -> Outcome:
    hurt = replace(mapped, answers=answers)
    return judged(hurt, hurt.case(knowledge, Silence.NO), knowledge)


def damaged(
    answers: Answers,
    damage: Damage,
    share: float,
    rng: np.random.Generator,
    *,
    spared: frozenset[FindingId] = frozenset(),
) -> Answers:
    """Give the answers with a share of them damaged.

    A dropped answer stays dropped: it is not read as no. Only yes and no can be flipped.

    Parameters
    ----------
    share
        Expected share, 0 to 1; each answer is drawn by itself.
    spared
        Answers that are never hit.
    """
    hit = rng.random(len(answers)) < share
    return {
        finding: _damaged_answer(answer, damage) if struck and finding not in spared else answer
        for (finding, answer), struck in zip(answers.items(), hit.tolist(), strict=True)
    }


def _damaged_answer(answer: Answer, damage: Damage) -> Answer:
    if damage is Damage.DROPPED:
        return Answer.of(answer.finding, state=AnswerState.NOT_ASKED)
    state = _OPPOSITE.get(answer.state)
    return answer if state is None else Answer.of(answer.finding, state=state)


def _row(damage: Damage, share: float, outcomes: Sequence[Outcome], *, decisive_kept: bool) -> DamageRow:
    def count(hits: int) -> Proportion:
        return Proportion.count(hits, len(outcomes))

    return DamageRow(
        damage=damage,
        share=share,
        decisive_kept=decisive_kept,
        repeats=REPEATS,
        under=count(sum(outcome.is_under for outcome in outcomes)),
        bracket_under=count(sum(outcome.at_most < outcome.minimum for outcome in outcomes)),
        over=count(sum(outcome.is_over for outcome in outcomes)),
        top3=count(sum((outcome.source_place or 99) <= 3 for outcome in outcomes)),  # noqa: PLR2004
    )
