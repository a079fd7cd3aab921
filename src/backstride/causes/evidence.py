"""From facts to what the network is shown: absences, positives, and how sure each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.causes.network import COMPLAINT, CauseNetwork
from backstride.causes.posterior import Observed
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId

__all__ = ["NetworkEvidence", "network_evidence"]

_SILENT = frozenset({Origin.RUNNER, Origin.NOT_DONE})
_TELLING = frozenset({AnswerState.PRESENT, AnswerState.ABSENT})

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class NetworkEvidence:
    """Evidence of one case in the columns of the network.

    Parameters
    ----------
    absent
        (findings,) true where a finding is surely absent.
    carried
        Columns of positives and of uncertain findings; the complaint comes last.
    likelihood
        (carried, 2) probability of what was seen if the finding is absent / present.
    """

    absent: NDArray[np.bool_]
    carried: tuple[int, ...]
    likelihood: Floats

    def observed(self) -> Observed:
        """Give the evidence as a batch of one."""
        return Observed(self.absent[None, :], self.likelihood[None, :, :])

    @property
    def seen(self) -> tuple[int, ...]:
        """Columns of everything known but the complaint."""
        return (*self.carried[:-1], *np.flatnonzero(self.absent).tolist())


def network_evidence(facts: Mapping[FindingId, Finding], network: CauseNetwork) -> NetworkEvidence:
    """Sort facts into absences and positives.

    Unknown and not asked are exactly neutral: they are left out, and so is what cannot apply to the runner.
    """
    absent = np.zeros(len(network.findings), dtype=bool)
    carried: list[int] = []
    likelihood: list[tuple[float, float]] = []
    for name, fact in facts.items():
        column = network.column.get(name)
        if column is None or fact.origin in _SILENT or fact.state not in _TELLING:
            continue
        if fact.state is AnswerState.ABSENT and fact.certainty == 1.0:
            absent[column] = True
            continue
        sure, unsure = fact.certainty, 1.0 - fact.certainty
        carried.append(column)
        likelihood.append((unsure, sure) if fact.state is AnswerState.PRESENT else (sure, unsure))
    order = sorted(range(len(carried)), key=carried.__getitem__)
    columns = [carried[index] for index in order] + [network.column[COMPLAINT]]
    rows = [likelihood[index] for index in order] + [(0.0, 1.0)]
    return NetworkEvidence(absent, tuple(columns), np.array(rows, dtype=np.float64))
