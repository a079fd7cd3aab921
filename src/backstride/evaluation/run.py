"""A whole evaluation: vignettes and a map in, every table out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backstride import __version__
from backstride.causes import Inference, infer
from backstride.evaluation.answer_map import MappedCase, Silence, load_mapped_cases
from backstride.evaluation.baseline import Baseline, baseline_orders
from backstride.evaluation.interview_trial import InterviewRow, interview_trial
from backstride.evaluation.outcome import Outcome, assessed, judged, place_of
from backstride.evaluation.ranking_table import RankingTable, ranking_table
from backstride.evaluation.robustness import DamageRow, robustness
from backstride.evaluation.self_consistency import ConsistencyRow, self_consistency
from backstride.evaluation.simulated_patient import simulated_patients
from backstride.evaluation.stability import Stability, stability
from backstride.evaluation.urgency_table import UrgencyTable, urgency_table
from backstride.evaluation.vignettes import load_vignettes
from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import case_facts
from backstride.model.assessment import KnowledgeVersion

__all__ = ["SEED", "Evaluation", "SilenceResult", "evaluate", "evaluate_files"]

SEED = 20261122
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceResult:
    """Everything under one reading of silence.

    Parameters
    ----------
    sources
        Ranking among possible sources of the pain, as a person is shown them.
    all_causes
        Ranking among sources and contributors together, as the machine output lists them.
    baselines
        Simpler models on the same numbers, among sources.
    widest
        Most open positives that the exact engine carried at once.
    sampled
        Cases too entangled for it.
    """

    urgency: UrgencyTable
    sources: RankingTable
    all_causes: RankingTable
    baselines: Mapping[Baseline, RankingTable]
    widest: int
    sampled: tuple[str, ...]
    cases: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All tables of one run.

    Parameters
    ----------
    unmapped
        Vignettes without answers; they are part of no table.
    without_cause
        Vignettes for which the map names no right cause; they count as missed in every ranking.
    robustness, stability, interview, interview_made_up, consistency
        Empty or None unless the whole evaluation was asked for.
    """

    knowledge: KnowledgeVersion
    engine: str
    seed: int
    vignettes: int
    unmapped: tuple[str, ...]
    without_cause: tuple[str, ...]
    silence: Mapping[Silence, SilenceResult]
    robustness: tuple[DamageRow, ...] = ()
    stability: Stability | None = None
    interview: tuple[InterviewRow, ...] = ()
    interview_made_up: tuple[InterviewRow, ...] = ()
    consistency: tuple[ConsistencyRow, ...] = ()


def evaluate_files(
    vignettes: Path, answer_map: Path, knowledge: Knowledge, *, whole: bool = False, progress: Progress = lambda _: None
) -> Evaluation:
    """Evaluate the vignettes of a file under a map.

    Parameters
    ----------
    whole
        Also damage the answers, shake the weights and hold the interviews (minutes).
    progress
        Is told what is being done.

    Raises
    ------
    FileError
        If a file cannot be read.
    CaseError
        If a file names something unknown or impossible.
    """
    described = load_vignettes(vignettes)
    mapped, unmapped = load_mapped_cases(answer_map, described, knowledge)
    return evaluate(mapped, knowledge, unmapped=unmapped, whole=whole, progress=progress)


def evaluate(
    mapped: Sequence[MappedCase],
    knowledge: Knowledge,
    *,
    unmapped: tuple[str, ...] = (),
    whole: bool = False,
    progress: Progress = lambda _: None,
) -> Evaluation:
    """Evaluate mapped vignettes; see :func:`evaluate_files`."""
    silence = {each: _under_silence(mapped, knowledge, each, progress) for each in Silence}
    return Evaluation(
        knowledge=knowledge.version,
        engine=__version__,
        seed=SEED,
        vignettes=len(mapped) + len(unmapped),
        unmapped=unmapped,
        without_cause=tuple(case.vignette.id for case in mapped if not case.right),
        silence=silence,
        robustness=robustness(mapped, knowledge, seed=SEED, progress=progress) if whole else (),
        stability=stability(mapped, knowledge, seed=SEED, progress=progress) if whole else None,
        interview=_interviews(mapped, knowledge, progress) if whole else (),
        interview_made_up=_made_up_interviews(knowledge, progress) if whole else (),
        consistency=self_consistency(knowledge, seed=SEED, progress=progress) if whole else (),
    )


def _interviews(mapped: Sequence[MappedCase], knowledge: Knowledge, progress: Progress) -> tuple[InterviewRow, ...]:
    return tuple(
        row
        for silence in (Silence.NO, Silence.NOT_SURE)
        for row in interview_trial(mapped, knowledge, seed=SEED, progress=progress, silence=silence)
    )


def _made_up_interviews(knowledge: Knowledge, progress: Progress) -> tuple[InterviewRow, ...]:
    patients = simulated_patients(knowledge, each=1, seed=SEED)
    return interview_trial(patients, knowledge, seed=SEED, progress=progress)


def _under_silence(
    mapped: Sequence[MappedCase], knowledge: Knowledge, silence: Silence, progress: Progress
) -> SilenceResult:
    outcomes: list[Outcome] = []
    inferences: list[Inference] = []
    places: dict[Baseline, list[int | None]] = {baseline: [] for baseline in Baseline}
    for number, each in enumerate(mapped, start=1):
        progress(f"silence means {silence.value.replace('_', ' ')}: case {number} of {len(mapped)}")
        case = each.case(knowledge, silence)
        # The product's own path is walked once; the other readings take its shorter twin.
        outcomes.append((assessed if silence is Silence.NO else judged)(each, case, knowledge))
        inference = infer(case_facts(case, knowledge).facts, knowledge)
        inferences.append(inference)
        for baseline, order in baseline_orders(inference, knowledge).items():
            places[baseline].append(place_of(each.right, order))
    return SilenceResult(
        urgency=urgency_table(outcomes),
        sources=ranking_table([outcome.source_place for outcome in outcomes]),
        all_causes=ranking_table([outcome.place for outcome in outcomes]),
        baselines={baseline: ranking_table(found) for baseline, found in places.items()},
        widest=max((inference.plan.width for inference in inferences), default=0),
        sampled=tuple(
            each.vignette.id for each, inference in zip(mapped, inferences, strict=True) if not inference.is_exact
        ),
        cases=tuple(outcomes),
    )
