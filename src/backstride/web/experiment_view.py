"""One change in blocks as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.diary.block_experiment import Block, BlockExperiment, BlockResult, Outcome, read_experiment
from backstride.diary.pain_trend import day_pain
from backstride.figures.charts.chart import day
from backstride.model.case import Case

__all__ = ["CHANGES", "BlockView", "ExperimentProgress", "experiment_view"]

CHANGES = (
    "Slightly quicker steps in easy runs",
    "Five minutes of brisk walking before each run",
    "Ten minutes of gentle movement in the evening",
    "Standing up every half hour at work",
)
"""What may be tried: each is safe both ways, and none takes the place of a rule of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One week."""

    words: str
    with_change: bool
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentProgress:
    """How far it is and what it says."""

    what: str
    blocks: tuple[BlockView, ...]
    lines: tuple[str, ...]


def experiment_view(experiment: BlockExperiment | None, case: Case, *, today: date) -> ExperimentProgress | None:
    """Give the blocks with what they say so far; None where nothing is tried."""
    if experiment is None:
        return None
    pain = {one.day: score for one in case.check_ins if (score := day_pain(one)) is not None}
    result = read_experiment(experiment, pain, today=today)
    return ExperimentProgress(
        what=experiment.what,
        blocks=tuple(_block(one, today) for one in experiment.blocks),
        lines=tuple(_lines(experiment, result)),
    )


def _block(one: Block, today: date) -> BlockView:
    words = f"{day(one.first)} to {day(one.last)}"
    return BlockView(words=words, with_change=one.with_change, is_now=one.first <= today <= one.last)


def _lines(experiment: BlockExperiment, result: BlockResult) -> list[str]:
    last = day(experiment.blocks[-1].last)
    if result.outcome is Outcome.RUNNING:
        return [f"It ends on {last}. What it says is shown then and not before, so that a peek cannot mislead."]
    if result.outcome is Outcome.TOO_FEW_DAYS:
        return ["It is over, but a week has fewer than three rated days, so it says nothing."]
    points = f"{abs(result.difference_0_to_10 or 0.0):g} points"
    words = {
        Outcome.NO_DIFFERENCE: f"No clear difference: {points} on average, small or not the same way in each pair.",
        Outcome.BETTER_WITH: f"In every pair the week with it hurt less: {points} on average.",
        Outcome.WORSE_WITH: f"In every pair the week with it hurt more: {points} on average.",
    }[result.outcome]
    chance = round(8 * (result.chance or 0.0))
    reading = (
        f"{result.days} rated days count. By chance alone, {chance} of the 8 orders that the lot could have drawn "
        "would show as much. With three pairs it can never be fewer than one, so take this as a hint, not as proof."
    )
    return [words, reading]
