"""The cause network of a knowledge base: which cause brings which finding about, how often, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import Absent, AllOf, AnyOf, CountOf, evaluate, leaves, parts_of
from backstride.knowledge.schema import Cause, Frequency, FrequencyWord, Region
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.ranking import CauseKind

__all__ = ["COMPLAINT", "CauseNetwork", "case_prior", "cause_network", "frequency_of", "regions_of"]

Floats = NDArray[np.float64]

COMPLAINT = "back_pain_after_running"
"""The complaint itself: present in every case, brought about by each diagnosis, so that diagnoses compete for it."""

COMPLAINT_GIVEN_DIAGNOSIS = 0.99
_LOWEST_PRIOR = 1e-6
_HIGHEST_PRIOR = 0.9
_Z90 = 1.6449


@dataclass(frozen=True, slots=True, eq=False)
class CauseNetwork:
    """A knowledge base as arrays.

    Parameters
    ----------
    causes
        Cause ids, one a row.
    findings
        Finding and sign ids, one a column; the last is the complaint.
    weight, weight_ess
        (causes, findings) how often a cause alone brings a finding about (0 = not connected), and the effective sample
        size behind that number.
    leak, leak_ess
        (findings,) how often it is there for other reasons.
    """

    causes: tuple[str, ...]
    findings: tuple[str, ...]
    column: Mapping[str, int]
    weight: Floats
    weight_ess: Floats
    leak: Floats
    leak_ess: Floats
    is_diagnosis: NDArray[np.bool_]

    @property
    def connected(self) -> NDArray[np.bool_]:
        """Whether a cause can bring a finding about, (causes, findings)."""
        return self.weight > 0


@lru_cache(maxsize=8)
def cause_network(knowledge: Knowledge) -> CauseNetwork:
    """Give the network of a knowledge base; built once for each."""
    causes = tuple(knowledge.causes)
    shown = sorted({name for cause in knowledge.causes.values() for name in cause.shows})
    findings = (*shown, COMPLAINT)
    column = {name: index for index, name in enumerate(findings)}
    words = knowledge.manifest.frequencies
    weight = np.zeros((len(causes), len(findings)))
    weight_ess = np.ones_like(weight)
    for row, cause in enumerate(knowledge.causes.values()):
        for name, frequency in cause.shows.items():
            weight[row, column[name]], weight_ess[row, column[name]] = frequency_of(frequency, words)
    is_diagnosis = np.array([cause.kind is CauseKind.DIAGNOSIS for cause in knowledge.causes.values()], dtype=bool)
    weight[is_diagnosis, -1] = COMPLAINT_GIVEN_DIAGNOSIS
    weight_ess[:, -1] = np.inf
    leaks = [frequency_of(_background(knowledge, name), words) for name in shown]
    leaks.append(frequency_of(knowledge.manifest.complaint_leak, words))
    leak, leak_ess = (np.array(values) for values in zip(*leaks, strict=True))
    return CauseNetwork(causes, findings, column, weight, weight_ess, leak, leak_ess, is_diagnosis)


def _background(knowledge: Knowledge, name: str) -> Frequency:
    record = knowledge.findings[name] if name in knowledge.findings else knowledge.signs[name]
    if record.background is None:
        raise ValueError(f"{name} is shown by a cause and has no background")
    return record.background


def frequency_of(frequency: Frequency, words: Mapping[str, FrequencyWord]) -> tuple[float, float]:
    """Give the mean and the effective sample size of a frequency, written as a word or as numbers."""
    if frequency.freq is not None:
        word = words[frequency.freq]
        return word.mean, word.ess
    if frequency.mean is None or frequency.ess is None:
        raise ValueError("a frequency needs a word, or a mean and a sample size")
    return frequency.mean, frequency.ess


def regions_of(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> tuple[Region, ...]:
    """List the regions marked on the body map for which there are priors."""
    known = {region.value for region in Region}
    marked = {
        text.region
        for text in knowledge.findings.values()
        if text.body_map and text.region in known and _is_present(facts.get(FindingId(text.id)))
    }
    return tuple(region for region in Region if region.value in marked)


def _is_present(fact: Finding | None) -> bool:
    return fact is not None and fact.state is AnswerState.PRESENT


def case_prior(facts: Mapping[FindingId, Finding], knowledge: Knowledge, *, z_score: Floats | None = None) -> Floats:
    """Give each cause's prior for this case: region first, then what multiplies its odds.

    Parameters
    ----------
    z_score
        (b, causes) standard normal numbers that move every prior and modifier inside its spread; None gives the
        best guess. A cause's prior and modifiers move together, which keeps intervals wide rather than narrow.

    Returns
    -------
    (b, causes) probabilities; b is 1 without ``z_score``. A cause that cannot apply (sex) gets next to nothing.
    """
    regions = regions_of(facts, knowledge)
    base = np.array([_regional(cause, regions) for cause in knowledge.causes.values()])
    sex = facts.get(FindingId("sex"))
    if sex is not None:
        base[[sex.value not in cause.sex for cause in knowledge.causes.values()]] = 0.0
    shift, variance = _shifts(facts, knowledge)
    base = np.clip(base, _LOWEST_PRIOR, _HIGHEST_PRIOR)
    log_odds = np.log(base / (1 - base)) + shift
    if z_score is None:
        log_odds = log_odds[None, :]
    else:
        spread = np.log([_spread(cause) for cause in knowledge.causes.values()])
        log_odds = log_odds + z_score * np.sqrt(spread**2 + variance) / _Z90
    chance: Floats = np.clip(1.0 / (1.0 + np.exp(-log_odds)), _LOWEST_PRIOR, 1 - _LOWEST_PRIOR)
    return chance


def _regional(cause: Cause, regions: tuple[Region, ...]) -> float:
    """Take the highest prior of the marked regions; without a mark, the mean of all regions."""
    if regions:
        return max((cause.prior[region].per_100 for region in regions if region in cause.prior), default=0.0) / 100
    return sum(prior.per_100 for prior in cause.prior.values()) / (100 * len(Region))


def _spread(cause: Cause) -> float:
    return max((prior.spread for prior in cause.prior.values()), default=1.0)


def _shifts(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> tuple[Floats, Floats]:
    """Sum each cause's log-odds of the modifiers that hold, and their variances; a measured one counts by certainty."""
    shift, variance = np.zeros(len(knowledge.causes)), np.zeros(len(knowledge.causes))
    by_fact = _modifiers_by_fact(knowledge)
    told = (by_fact.get((name, fact.state is AnswerState.ABSENT), ()) for name, fact in facts.items())
    for row, place in sorted({pair for pairs in told for pair in pairs}):
        modifier = knowledge.causes[_cause_ids(knowledge)[row]].modifiers[place]
        outcome = evaluate(modifier.when, facts)
        if outcome.truth:
            certainty = min((facts[finding].certainty for finding in outcome.because), default=1.0)
            shift[row] += np.log(certainty * modifier.odds + (1 - certainty))
            variance[row] += np.log(modifier.spread) ** 2
    return shift, variance


@lru_cache(maxsize=8)
def _cause_ids(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.causes)


@lru_cache(maxsize=8)
def _modifiers_by_fact(knowledge: Knowledge) -> Mapping[tuple[str, bool], tuple[tuple[int, int], ...]]:
    """Map each fact, and whether it is absent, to the (cause row, place) of the modifiers that it could make true."""
    index: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for row, cause in enumerate(knowledge.causes.values()):
        for place, modifier in enumerate(cause.modifiers):
            for part in parts_of(modifier.when):
                if not isinstance(part, AllOf | AnyOf | CountOf):
                    key = (leaves(part)[0], isinstance(part, Absent))
                    index.setdefault(key, []).append((row, place))
    return {key: tuple(pairs) for key, pairs in index.items()}
