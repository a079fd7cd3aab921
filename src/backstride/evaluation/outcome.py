"""What the engine made of one vignette, beside what was wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from backstride.assess import assess
from backstride.causes import infer
from backstride.evaluation.answer_map import MappedCase
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import case_facts
from backstride.model.case import Case
from backstride.model.identifiers import CauseId
from backstride.model.ranking import CauseKind
from backstride.model.verdict import Level, Verdict
from backstride.triage import triage

__all__ = ["MOMENT", "Outcome", "assessed", "judged", "place_of", "sources_in_order"]

MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""The moment every vignette is assessed at, so that the same files give the same tables."""

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One vignette's result.

    Parameters
    ----------
    level, at_most
        What triage proved, and the highest level that missing answers leave open.
    rules
        Ids of the rules that fired.
    causes
        The first five causes, most probable first, contributors included.
    sources
        The first five without contributors: the possible sources of the pain.
    place, source_place
        Position of the best right cause in either list, from 1; None where there is none.
    """

    id: str
    wanted: Level
    minimum: Level
    maximum: Level
    level: Level
    at_most: Level
    rules: tuple[str, ...]
    right: tuple[CauseId, ...]
    causes: tuple[CauseId, ...]
    sources: tuple[CauseId, ...]
    place: int | None
    source_place: int | None

    @property
    def is_under(self) -> bool:
        """Whether the level is below what is safe."""
        return self.level < self.minimum

    @property
    def is_over(self) -> bool:
        """Whether the level is above what is reasonable."""
        return self.level > self.maximum


def assessed(mapped: MappedCase, case: Case, knowledge: Knowledge) -> Outcome:
    """Assess a case as the product does."""
    answer = assess(case, knowledge, MOMENT)
    return _outcome(mapped, answer.triage, [cause.id for cause in answer.ranking.causes], knowledge)


def judged(mapped: MappedCase, case: Case, knowledge: Knowledge) -> Outcome:
    """Judge a case faster: the same triage and order of causes, without intervals, explanations and plan."""
    facts = case_facts(case, knowledge).facts
    inference = infer(facts, knowledge)
    order = np.argsort(-inference.probability, kind="stable").tolist()
    causes = [CauseId(inference.network.causes[row]) for row in order]
    return _outcome(mapped, triage(facts, knowledge, today=MOMENT.date()), causes, knowledge)


def _outcome(mapped: MappedCase, verdict: Verdict, causes: Sequence[CauseId], knowledge: Knowledge) -> Outcome:
    sources = [cause for cause in causes if knowledge.causes[cause].kind is CauseKind.DIAGNOSIS]
    return Outcome(
        id=mapped.vignette.id,
        wanted=mapped.vignette.wanted,
        minimum=mapped.vignette.minimum,
        maximum=mapped.vignette.maximum,
        level=verdict.level,
        at_most=verdict.at_most,
        rules=tuple(hit.id for hit in verdict.rules),
        right=tuple(sorted(mapped.right)),
        causes=tuple(causes[:_SHOWN]),
        sources=tuple(sources[:_SHOWN]),
        place=place_of(mapped.right, causes),
        source_place=place_of(mapped.right, sources),
    )


def place_of(right: Iterable[CauseId], order: Sequence[CauseId]) -> int | None:
    """Give the position of the best right cause, from 1.

    Examples
    --------
    >>> place_of([CauseId("b"), CauseId("c")], [CauseId("a"), CauseId("b"), CauseId("c")])
    2
    """
    return min((order.index(cause) + 1 for cause in right if cause in order), default=None)


def sources_in_order(score: NDArray[np.float64], knowledge: Knowledge) -> list[CauseId]:
    """Order the diagnoses by a score, highest first; equal scores keep the order of the ids.

    Parameters
    ----------
    score
        (causes,) in the order of the knowledge base.
    """
    names = list(knowledge.causes)
    order = np.argsort(-score, kind="stable").tolist()
    return [CauseId(names[row]) for row in order if knowledge.causes[names[row]].kind is CauseKind.DIAGNOSIS]
