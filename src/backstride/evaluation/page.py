"""An evaluation as a page of Markdown tables that reads as plain text too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from backstride.evaluation.answer_map import Silence
from backstride.evaluation.baseline import Baseline
from backstride.evaluation.interview_trial import InterviewRow, Order
from backstride.evaluation.outcome import Outcome
from backstride.evaluation.proportion import Proportion
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
ORDER_NAMES = {Order.MOST_TELLING: "What tells most (ours)", Order.WRITTEN: "Written order", Order.RANDOM: "By chance"}
DAMAGE_NAMES = {Damage.DROPPED: "left out", Damage.FLIPPED: "turned round"}


def evaluation_page(evaluation: Evaluation) -> str:
    """Write every table of an evaluation."""
    lines: list[str] = [*_head(evaluation)]
    for silence, result in evaluation.silence.items():
        lines += ["", f"## Urgency: {SILENCE_NAMES[silence]}", "", *_urgency(result.urgency)]
    for silence, result in evaluation.silence.items():
        lines += ["", f"## Source of the pain: {SILENCE_NAMES[silence]}", "", *_ranking(result)]
    if evaluation.robustness:
        lines += ["", "## Missing and wrong answers", "", *_robustness(evaluation.robustness)]
    if evaluation.stability:
        lines += ["", "## Shaken numbers", "", *_stability(evaluation.stability)]
    if evaluation.interview:
        lines += ["", "## The interview", "", *_interview(evaluation.interview)]
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
    yield "`tests/evaluation/open_map.yaml`. Two more sets of cases, written by the team that wrote the rules, have"
    yield "[a page of their own](own_cases.md)."


def _urgency(table: UrgencyTable) -> Iterator[str]:
    yield from _table(
        ("measure", "cases", "share"),
        [
            ("the level wanted, exactly", _count(table.exact), _share(table.exact)),
            ("**too low** (below what is safe)", _count(table.under), _share(table.under)),
            ("too low even at the top of the bracket", _count(table.bracket_under), _share(table.bracket_under)),
            ("too high (above what is reasonable)", _count(table.over), _share(table.over)),
        ],
    )
    yield ""
    yield f"Too low: {_list(table.under_cases)}. Too high: {_list(table.over_cases)}."
    yield ""
    yield from _table(
        ("wanted", "exact", "too low", "too high", *(f"got {level.value}" for level in Level)),
        [
            (
                row.wanted.value,
                f"{_count(row.exact)} {_share(row.exact)}",
                f"{_count(row.under)} {_share(row.under)}",
                f"{_count(row.over)} {_share(row.over)}",
                *(str(row.given[level]) for level in Level),
            )
            for row in table.levels
        ],
    )


def _ranking(result: SilenceResult) -> Iterator[str]:
    named: list[tuple[str, RankingTable]] = [(BASELINE_NAMES[base], table) for base, table in result.baselines.items()]
    named.append(("**Ours**", result.sources))
    named.append(("Ours, contributors in the same list", result.all_causes))
    yield from _table(
        ("ranking", "top 1", "top 3", "top 5", "mean reciprocal rank"),
        [
            (name, _share(table.top1), _share(table.top3), _share(table.top5), _number(table.mean_reciprocal_rank))
            for name, table in named
        ],
    )


def _robustness(rows: Sequence[DamageRow]) -> Iterator[str]:
    yield "Silence means no; a dropped answer stays open. The bracket shows what open answers could still bring."
    yield "The decisive answers are those that made the rules of the highest level fire. With them kept, no loss and no"
    yield "error elsewhere may bring a level below what is safe."
    yield ""
    yield from _table(
        ("answers", "repeats", "too low", "too low at the top of the bracket", "too high", "right source in top 3"),
        [
            (
                f"{row.share:.0%} {DAMAGE_NAMES[row.damage]}{', the decisive ones kept' if row.decisive_kept else ''}",
                str(row.repeats),
                f"{_count(row.under)} {_share(row.under)}",
                f"{_count(row.bracket_under)} {_share(row.bracket_under)}",
                f"{_count(row.over)} {_share(row.over)}",
                f"{_count(row.top3)} {_share(row.top3)}",
            )
            for row in rows
        ],
    )


def _stability(result: Stability) -> Iterator[str]:
    yield f"The odds of every weight were multiplied or divided by {result.factor:g}, {result.draws} times,"
    yield f"in {result.cases} cases. Left out as too entangled: {_list(result.left_out)}."
    yield ""
    yield from _table(
        ("measure", "mean", "lowest to highest draw"),
        [
            ("right source on top", _percent(result.top1_share), _range(result.top1_range)),
            ("right source in the first three", _percent(result.top3_share), _range(result.top3_range)),
            ("same source on top as before", _percent(result.same_top_share), ""),
        ],
    )


def _interview(rows: Sequence[InterviewRow]) -> Iterator[str]:
    yield "The vignette's runner answers the interview; what the text does not mention is answered no."
    yield ""
    yield from _table(
        (
            "order of the later screens",
            "screens, median (90 %)",
            "of them chosen",
            "findings brought up",
            "urgency lower",
            "too low",
            "top 3",
            "top 3, all answered",
        ),
        [
            (
                ORDER_NAMES[row.order],
                f"{row.questions_median:g} ({row.questions_p90:g})",
                f"{row.chosen_median:g}",
                _share(row.recall),
                _list(row.urgency_lower),
                _list(row.under),
                _share(row.top3),
                _share(row.top3_of_all_answers),
            )
            for row in rows
        ],
    )


def _cases(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from _table(
        ("case", "wanted", "got", "", "rules that fired", "place of a right source", "first three sources"),
        [
            (
                outcome.id,
                outcome.wanted.value,
                outcome.level.value,
                "**too low**" if outcome.is_under else "too high" if outcome.is_over else "",
                _list(outcome.rules),
                "–" if outcome.source_place is None else str(outcome.source_place),
                ", ".join(outcome.sources[:3]),
            )
            for outcome in outcomes
        ],
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _count(proportion: Proportion) -> str:
    return f"{proportion.hits} of {proportion.of}"


def _share(proportion: Proportion) -> str:
    if proportion.share is None or proportion.interval95 is None:
        return "–"
    low, high = proportion.interval95
    return f"{proportion.share:.0%} [{low:.0%} to {high:.0%}]"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _range(ends: tuple[float, float] | None) -> str:
    return "–" if ends is None else f"{ends[0]:.0%} to {ends[1]:.0%}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"
