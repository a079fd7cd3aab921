"""The interview's and the made-up patients' tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backstride.evaluation.answer_map import Silence
from backstride.evaluation.baseline import Baseline
from backstride.evaluation.interview_trial import GROWTH_AFTER, InterviewRow, Order
from backstride.evaluation.markdown import listed, percent, share, table
from backstride.evaluation.self_consistency import ConsistencyRow, Model

__all__ = ["consistency_lines", "interview_lines", "made_up_lines"]

ORDER_NAMES = {Order.MOST_TELLING: "What tells most (ours)", Order.WRITTEN: "Written order", Order.RANDOM: "By chance"}
SILENCE_WORDS = {Silence.NO: "no", Silence.NOT_SURE: "not sure", Silence.NOT_ASKED: "not asked"}
MODEL_NAMES: dict[Model, str] = {
    Baseline.PRIOR_ONLY: "Priors only",
    Baseline.INDEPENDENT_RATIOS: "Each finding by itself (likelihood ratios)",
    Baseline.EXCLUSIVE: "Exactly one source (simple Bayes)",
    None: "**Ours**",
}
SOURCES_WORDS = {0: "all", 1: "one", 2: "two or more"}


def interview_lines(rows: Sequence[InterviewRow]) -> Iterator[str]:
    """Write the interviews with the described runners."""
    yield "The described runner answers the interview; the second column says how they answer what the text does not"
    yield "mention. An emergency ends the interview at once, on purpose, and no cause is shown then; so the ranking is"
    yield "also given for the interviews that went to their end. All three orders share the safety and opening screens"
    yield "and ask as many further screens of at most twelve boxes."
    yield ""
    yield from _table(rows)
    yield ""
    ours = rows[0]
    yield f"Ended by an emergency: {ours.emergencies} of {ours.top3.of}."
    yield ""
    yield from _growth(rows)


def made_up_lines(rows: Sequence[InterviewRow]) -> Iterator[str]:
    """Write the interviews with patients drawn from the network."""
    yield "One patient for each source of the catalogue, drawn from the network itself; the order of the questions was"
    yield "worked out on such patients. They show what the order gains, not how people would fare."
    yield ""
    yield from _table(rows)
    yield ""
    yield from _growth(rows)


def _growth(rows: Sequence[InterviewRow]) -> Iterator[str]:
    yield "A right source on top / in the first three, after so many screens of the order (interviews that no emergency"
    yield "ended). In the end all orders have asked nearly the same; the better one gets there sooner."
    yield ""
    yield from table(
        (
            "order of the later screens",
            "silence is",
            *("in the end" if screens is None else f"after {screens}" for screens in GROWTH_AFTER),
        ),
        [
            (
                ORDER_NAMES[row.order],
                SILENCE_WORDS[row.silence],
                *(f"{percent(grown.top1.share)} / {percent(grown.top3.share)}" for grown in row.growth),
            )
            for row in rows
        ],
    )


def _table(rows: Sequence[InterviewRow]) -> Iterator[str]:
    yield from table(
        (
            "order of the later screens",
            "silence is",
            "screens beside safety, median (most)",
            "findings brought up",
            "urgency lower",
            "too low",
            "top 3, after the interview",
            "top 3, all answered",
            "top 3, to the end",
            "top 3, all answered, the same cases",
        ),
        [
            (
                ORDER_NAMES[row.order],
                SILENCE_WORDS[row.silence],
                f"{row.further_median:g} ({row.further_most})",
                share(row.recall),
                _cases(row.urgency_lower),
                _cases(row.under),
                share(row.top3),
                share(row.top3_of_all_answers),
                share(row.top3_to_the_end),
                share(row.top3_of_all_answers_to_the_end),
            )
            for row in rows
        ],
    )


def _cases(names: Sequence[str]) -> str:
    most_named = 6
    return listed(names) if len(names) <= most_named else f"{len(names)} cases"


def consistency_lines(rows: Sequence[ConsistencyRow]) -> Iterator[str]:
    """Write how near each model comes to what was at work in patients drawn from the network."""
    yield "Self-consistency only: sources, contributors and findings were drawn from the network by its own rules, and"
    yield "each model was shown some of the findings. This proves the arithmetic, and shows what the simpler models"
    yield "give away when several sources are at work. It says nothing about people."
    yield ""
    yield from table(
        (
            "model",
            "sources at work",
            "patients",
            "at work, mean",
            "claimed, mean",
            "Brier",
            "calibration error",
            "sources found in the first five",
            "all of them in the first five",
        ),
        [
            (
                MODEL_NAMES[row.model],
                SOURCES_WORDS[row.sources],
                str(row.patients),
                f"{row.at_work:.2f}",
                f"{row.claimed:.2f}",
                f"{row.brier:.3f}",
                "–" if row.calibration_error is None else f"{row.calibration_error:.4f}",
                percent(row.found_in_five),
                percent(row.all_in_five),
            )
            for row in rows
        ],
    )
