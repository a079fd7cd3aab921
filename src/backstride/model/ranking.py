"""The causes of a case in order, each with its probability, interval and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from backstride.model.identifiers import CauseId, FindingId

__all__ = ["CauseKind", "Evidence", "Flip", "RankedCause", "Ranking", "Statement"]


class CauseKind(StrEnum):
    """A source of the pain, or something that adds to it. Several of either may be true together."""

    DIAGNOSIS = "diagnosis"
    CONTRIBUTOR = "contributor"


class Statement(StrEnum):
    """The honest answer to "muscle or disc?": what can be told apart, and what only a clinician can."""

    MECHANICAL = "mechanical"
    NERVE = "nerve"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One finding's pull on one cause.

    Parameters
    ----------
    finding
        The finding.
    strength
        Change of the cause's log-odds (natural logarithm) when the finding is left out; positive speaks for the cause.
    present
        Whether the finding was present (its absence can speak too).
    """

    finding: FindingId
    strength: float
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """An answer not given yet that would change a cause's probability most."""

    finding: FindingId
    if_present: float
    if_absent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedCause:
    """One cause with its probability and what speaks for and against it.

    Parameters
    ----------
    probability
        Posterior probability in [0, 1]; causes are not exclusive, so these need not add up to 1.
    interval90
        Central 90 % range from the uncertainty of the knowledge base's own numbers.
    """

    id: CauseId
    name: str
    kind: CauseKind
    probability: float
    interval90: tuple[float, float]
    for_: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    would_change: tuple[Flip, ...] = ()

    def __post_init__(self) -> None:
        """Keep probabilities inside [0, 1] and the interval the right way round."""
        low, high = self.interval90
        if not (0.0 <= low <= high <= 1.0 and 0.0 <= self.probability <= 1.0):
            raise ValueError(f"{self.id}: {self.probability} with {self.interval90} is not a probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Every cause, most probable first, and how the numbers were reached.

    Parameters
    ----------
    causes
        All causes that can apply, by falling probability.
    something_else
        Probability that none of the listed diagnoses explains the pain.
    statement
        Mechanical, nerve, or needs a clinician.
    method
        ``exact``, or ``sampled`` when the case is too entangled for the exact engine.
    error99
        Half-width of the 99 % band of the sampling error; 0 when exact.
    log_evidence
        Natural logarithm of the probability of the findings.
    conflict
        How much less probable the findings are together than one by one (natural logarithm); positive: they quarrel.
    """

    causes: tuple[RankedCause, ...]
    something_else: float
    statement: Statement
    method: Literal["exact", "sampled"] = "exact"
    error99: float = 0.0
    log_evidence: float = 0.0
    conflict: float = 0.0
