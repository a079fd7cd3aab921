"""An evaluation as a page of Markdown tables that reads as plain text too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backstride.causes import WIDEST_EXACT
from backstride.evaluation.answer_map import Silence
from backstride.evaluation.baseline import Baseline
from backstride.evaluation.interview_page import consistency_lines, interview_lines, made_up_lines
from backstride.evaluation.markdown import count, listed, number, percent, share, span, table
from backstride.evaluation.outcome import Outcome
from backstride.evaluation.ranking_table import RankingTable
from backstride.evaluation.robustness import Damage, DamageRow
from backstride.evaluation.run import Evaluation, SilenceResult
from backstride.evaluation.stability import Stability
from backstride.evaluation.urgency_table import UrgencyTable
from backstride.model.verdict import Level

__all__ = ["evaluation_page"]

SILENCE_NAMES = {
    Silence.NO: "silence means no",
    Silence.NOT_SURE: "silence means not sure",
    Silence.NOT_ASKED: "silence means not asked",
}
BASELINE_NAMES = {
    Baseline.PRIOR_ONLY: "Place, age, sex and circumstances only",
    Baseline.INDEPENDENT_RATIOS: "Each finding by itself (likelihood ratios)",
    Baseline.EXCLUSIVE: "Exactly one source (simple Bayes)",
}
DAMAGE_NAMES = {Damage.DROPPED: "left out", Damage.FLIPPED: "turned round"}


def evaluation_page(evaluation: Evaluation) -> str:
    """Write every table of an evaluation."""
    lines: list[str] = [*_head(evaluation)]
    for silence, result in evaluation.silence.items():
        lines += ["", f"## Urgency: {SILENCE_NAMES[silence]}", "", *_urgency(result.urgency)]
    for silence, result in evaluation.silence.items():
        lines += ["", f"## Source of the pain: {SILENCE_NAMES[silence]}", "", *_ranking(result)]
    lines += ["", *_widths(evaluation)]
    if evaluation.robustness:
        lines += ["", "## Missing and wrong answers", "", *_robustness(evaluation.robustness)]
    if evaluation.stability:
        lines += ["", "## Shaken numbers", "", *_stability(evaluation.stability)]
    if evaluation.interview:
        lines += ["", "## The interview", "", *interview_lines(evaluation.interview)]
    if evaluation.interview_made_up:
        lines += ["", "## The interview with made-up patients", "", *made_up_lines(evaluation.interview_made_up)]
    if evaluation.consistency:
        lines += ["", "## Made-up patients: probabilities", "", *consistency_lines(evaluation.consistency)]
    lines += ["", f"## Case by case: {SILENCE_NAMES[Silence.NO]}", "", *_cases(evaluation.silence[Silence.NO].cases)]
    return "\n".join(lines) + "\n"


def _head(evaluation: Evaluation) -> Iterator[str]:
    used = evaluation.vignettes - len(evaluation.unmapped)
    yield "# Validation on described cases"
    yield ""
    yield "> **This is not proof.** The cases are described in words, and the product was built with the open ones at"
    yield "> hand, so results look better here than they will on others. No patient took part. The cases hold far more"
    yield "> rare and serious illness than real life, so no share here is anyone's chance. The page on causes tells"
    yield "> [how far the open cases shaped the numbers](causes.md#how-far-the-open-cases-shaped-the-numbers)."
    yield ""
    yield f"{used} of {evaluation.vignettes} vignettes, knowledge `{evaluation.knowledge.version}`"
    yield f"(`{evaluation.knowledge.hash[:12]}`), engine {evaluation.engine}, seed {evaluation.seed}."
    if evaluation.unmapped:
        yield f"Without answers, and part of no table: {', '.join(evaluation.unmapped)}."
    if evaluation.without_cause:
        yield f"No cause of the catalogue counts as right, so always missed: {', '.join(evaluation.without_cause)}."
    yield ""
    yield "A person answered the catalogue for each case from its text alone. What the text does not mention is read"
    yield "in three ways: as *no* (for symptoms that a person would have mentioned), as *not sure*, or as *not asked*."
    yield "Brackets hold Wilson 95 % intervals."
    yield ""
    yield "Made again by `backstride evaluate VIGNETTES MAP --whole`; the map of the open cases is"
    yield "`tests/evaluation/open_map.yaml`. More sets of cases, written by the team that wrote the rules, have"
    yield "[a page of their own](own_cases.md)."


def _urgency(found: UrgencyTable) -> Iterator[str]:
    yield from table(
        ("measure", "cases", "share"),
        [
            ("the level wanted, exactly", count(found.exact), share(found.exact)),
            ("**too low** (below what is safe)", count(found.under), share(found.under)),
            ("too low even at the top of the bracket", count(found.bracket_under), share(found.bracket_under)),
            ("too high (above what is reasonable)", count(found.over), share(found.over)),
        ],
    )
    yield ""
    yield f"Too low: {listed(found.under_cases)}. Too high: {listed(found.over_cases)}."
    yield ""
    yield from table(
        ("wanted", "exact", "too low", "too high", *(f"got {level.value}" for level in Level)),
        [
            (
                row.wanted.value,
                f"{count(row.exact)} {share(row.exact)}",
                f"{count(row.under)} {share(row.under)}",
                f"{count(row.over)} {share(row.over)}",
                *(str(row.given[level]) for level in Level),
            )
            for row in found.levels
        ],
    )


def _ranking(result: SilenceResult) -> Iterator[str]:
    named: list[tuple[str, RankingTable]] = [(BASELINE_NAMES[base], found) for base, found in result.baselines.items()]
    named.append(("**Ours**", result.sources))
    named.append(("Ours, contributors in the same list", result.all_causes))
    yield from table(
        ("ranking", "top 1", "top 3", "top 5", "mean reciprocal rank"),
        [
            (name, share(found.top1), share(found.top3), share(found.top5), number(found.mean_reciprocal_rank))
            for name, found in named
        ],
    )


def _widths(evaluation: Evaluation) -> Iterator[str]:
    widest = max(result.widest for result in evaluation.silence.values())
    sampled = sorted({name for result in evaluation.silence.values() for name in result.sampled})
    yield f"The exact engine carried at most {widest} open positives at once (it may carry {WIDEST_EXACT}). Cases that"
    yield f"were sampled instead: {listed(sampled)}."


def _robustness(rows: Sequence[DamageRow]) -> Iterator[str]:
    yield "Silence means no; a dropped answer stays open. The bracket shows what open answers could still bring."
    yield "The decisive answers are those that made the rules of the highest level fire. With them kept, no loss and no"
    yield "error elsewhere may bring a level below what is safe."
    yield ""
    yield from table(
        ("answers", "repeats", "too low", "too low at the top of the bracket", "too high", "right source in top 3"),
        [
            (
                f"{row.share:.0%} {DAMAGE_NAMES[row.damage]}{', the decisive ones kept' if row.decisive_kept else ''}",
                str(row.repeats),
                f"{count(row.under)} {share(row.under)}",
                f"{count(row.bracket_under)} {share(row.bracket_under)}",
                f"{count(row.over)} {share(row.over)}",
                f"{count(row.top3)} {share(row.top3)}",
            )
            for row in rows
        ],
    )


def _stability(result: Stability) -> Iterator[str]:
    yield f"The odds of every weight were multiplied or divided by {result.factor:g}, {result.draws} times,"
    yield f"in {result.cases} cases. Left out as too entangled: {listed(result.left_out)}."
    yield ""
    yield from table(
        ("measure", "mean", "lowest to highest draw"),
        [
            ("right source on top", percent(result.top1_share), span(result.top1_range)),
            ("right source in the first three", percent(result.top3_share), span(result.top3_range)),
            ("same source on top as before", percent(result.same_top_share), ""),
        ],
    )
    yield ""
    yield "What would picking numbers by these cases give? No number of the network was fitted to cases. If someone"
    yield "kept the set of shaken numbers that does best, it would look better on the cases it was picked by than on a"
    yield "case left out of the picking. The first column's brackets come from drawing the cases again, 2,000 times."
    yield ""
    yield from table(
        ("right source", "ours, resampled 95 %", "best set, picked on all", "best set, picked without the case"),
        [
            (
                f"within {one.within}",
                f"{percent(one.share)} [{span(one.resampled95)}]",
                percent(one.picked_on_all),
                percent(one.picked_without_it),
            )
            for one in result.picked
        ],
    )


def _cases(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from table(
        ("case", "wanted", "got", "", "rules that fired", "place of a right source", "first three sources"),
        [
            (
                outcome.id,
                outcome.wanted.value,
                outcome.level.value,
                "**too low**" if outcome.is_under else "too high" if outcome.is_over else "",
                listed(outcome.rules),
                "–" if outcome.source_place is None else str(outcome.source_place),
                ", ".join(outcome.sources[:3]),
            )
            for outcome in outcomes
        ],
    )
