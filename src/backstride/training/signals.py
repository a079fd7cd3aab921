"""What is worked out of a training history: from how much data on, where each rule is from, and how sure it is.

This is the one list of the load's signals. The training page shows it, and the explanation page is written from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backstride.training.bands import FEWEST_RUNS, WINDOW_DAYS
from backstride.training.form_trend import BASELINE_DAYS, FEWEST_BEFORE, FEWEST_RECENT, RECENT_DAYS
from backstride.training.rhythm import BREAK_DAYS, RESUMED_WITHIN_DAYS
from backstride.training.terrain import LEAST_FAST_M
from backstride.training.weeks import CHANGE_FROM_KM, CHANGE_FROM_RUNS

__all__ = ["SIGNALS", "LoadSignal", "SignalGrade", "signals_table"]


class SignalGrade(StrEnum):
    """How sure it is that a signal says something about injury, in the words of the evidence table."""

    LOW = "low: one large study that watched, any overuse injury"
    VERY_LOW = "very low: studies disagree or are tiny"
    FORCES = "low: forces were measured, not injuries"
    MEASURE = "fair as a measure of effort; nothing about injury"
    DESCRIPTIVE = "none: it only describes"
    EXPERT = "expert opinion: no trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSignal:
    """One signal.

    Parameters
    ----------
    name
        In the runner's words.
    rule
        What is compared with what.
    least_data
        What it takes; with less nothing is said.
    sources
        Ids of the publications; empty for our own defaults.
    findings
        The findings that it gives to triage and causes; empty for context alone.
    """

    name: str
    rule: str
    least_data: str
    grade: SignalGrade
    sources: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


SIGNALS: tuple[LoadSignal, ...] = (
    LoadSignal(
        name="A run against your longest",
        rule=f"its distance (or minutes) over the longest of the {WINDOW_DAYS} days before; steps at 1.1, 1.3, 2.0",
        least_data=f"{FEWEST_RUNS} runs in these {WINDOW_DAYS} days",
        grade=SignalGrade.LOW,
        sources=("frandsen2025",),
        findings=("session_much_longer_than_recent",),
    ),
    LoadSignal(
        name="A run against your longest without pain",
        rule=f"the same, over the longest of the {WINDOW_DAYS} days that did not hurt",
        least_data="a diary with pain, or the day it began",
        grade=SignalGrade.EXPERT,
        sources=("frandsen2025",),
    ),
    LoadSignal(
        name="Kilometres a week",
        rule="a week over the week before; told from 30 % more on",
        least_data=f"{CHANGE_FROM_KM:g} km and {CHANGE_FROM_RUNS} runs in the week before",
        grade=SignalGrade.VERY_LOW,
        sources=("damsted2019", "nielsen2014prog", "frandsen2025"),
        findings=("sudden_weekly_volume_increase",),
    ),
    LoadSignal(
        name="Share of the longest run",
        rule="the longest run of a week over the week",
        least_data="two runs in the week",
        grade=SignalGrade.DESCRIPTIVE,
    ),
    LoadSignal(
        name="Downhill",
        rule=f"metres down over the most of the {WINDOW_DAYS} days before; told from 1.5 times and 150 m on",
        least_data=f"{FEWEST_RUNS} runs with altitude before it",
        grade=SignalGrade.FORCES,
        sources=("gottschall2005", "levine2007"),
        findings=("more_downhill_than_usual",),
    ),
    LoadSignal(
        name="Uphill and speed",
        rule=f"metres up (1.5 times) or mean speed (1.08 times) over the most of the {WINDOW_DAYS} days before",
        least_data=f"{FEWEST_RUNS} runs before it; for speed of {LEAST_FAST_M / 1000:g} km or more",
        grade=SignalGrade.EXPERT,
        findings=("new_hill_or_speed_work",),
    ),
    LoadSignal(
        name="Days in a row",
        rule="running days without a day off; told from 5 on",
        least_data="one run in two weeks",
        grade=SignalGrade.EXPERT,
        sources=("neason2024", "osu_return"),
        findings=("many_days_in_a_row",),
    ),
    LoadSignal(
        name="Breaks",
        rule=f"{BREAK_DAYS} days or more without a run that ended in the last {RESUMED_WITHIN_DAYS} days",
        least_data=f"{RESUMED_WITHIN_DAYS + BREAK_DAYS} days of history",
        grade=SignalGrade.EXPERT,
        findings=("recent_return_after_break", "no_recent_running"),
    ),
    LoadSignal(
        name="Effort",
        rule="minutes times effort (0 to 10), all sports added up",
        least_data="an effort for every session of the day",
        grade=SignalGrade.MEASURE,
        sources=("foster2001",),
    ),
    LoadSignal(
        name="Sameness of days",
        rule="mean over spread of seven days' distance",
        least_data="seven days that are not all alike",
        grade=SignalGrade.VERY_LOW,
        sources=("foster1998", "lovdal_recheck"),
    ),
    LoadSignal(
        name="Trend of 7 and 28 days",
        rule="distance a day, each new day weighted with 2 / (days + 1)",
        least_data="28 days",
        grade=SignalGrade.DESCRIPTIVE,
        sources=("williams2017",),
    ),
    LoadSignal(
        name="Steps, ground contact and bounce at like speed",
        rule=f"the last {RECENT_DAYS} days against a line through the {BASELINE_DAYS} days before",
        least_data=f"{FEWEST_RECENT} runs inside the speeds of {FEWEST_BEFORE} earlier ones",
        grade=SignalGrade.DESCRIPTIVE,
    ),
)
"""All signals, those that give findings with the best evidence first."""


def signals_table() -> str:
    """Write the signals as a Markdown table."""
    rows = [
        f"| {one.name} | {one.rule} | {one.least_data} | {one.grade.value} | "
        f"{', '.join(f'`{source}`' for source in one.sources) or 'our own default'} | "
        f"{', '.join(f'`{finding}`' for finding in one.findings) or 'context only'} |"
        for one in SIGNALS
    ]
    head = "| signal | what is compared | needs at least | how sure | from | gives |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows])
