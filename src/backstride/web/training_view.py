"""The training in a headline, a line and one chart: the run that stood out, and kilometres a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from backstride.figures import Chart, weekly_volume_chart
from backstride.figures.charts.chart import Width
from backstride.model.answer import AnswerState
from backstride.model.load import LoadBand, LoadSeries, LoadSession
from backstride.web.dates import day_words
from backstride.web.drawing import drawing
from backstride.web.wording import sentence

__all__ = ["DrawnChart", "TrainingSummary", "amount_words", "drawn_chart", "training_summary"]

_RECENT = timedelta(days=60)
_WEEKS = 16
_STANDS_OUT = (LoadBand.SMALL, LoadBand.MODERATE, LoadBand.LARGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnChart:
    """A chart in the width of a phone and of a laptop, and its numbers; ``laptop`` is empty where one width serves."""

    phone: Markup
    laptop: Markup
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSummary:
    """What the training says, in a headline and a line, with its weeks."""

    headline: str
    line: str
    runs: int
    weekly: DrawnChart | None
    details: tuple[str, ...]
    as_usual: tuple[str, ...]
    notes: tuple[str, ...]


def training_summary(load: LoadSeries | None) -> TrainingSummary | None:
    """Give the load picture, or None without any session."""
    if load is None or not load.sessions:
        return None
    last = load.sessions[-1].local_date
    recent = tuple(one for one in load.sessions if last - one.local_date <= _RECENT)
    stood_out = max(recent, key=lambda one: (one.ratio_to_longest_30d or 0.0, one.local_date))
    has_step = stood_out.band in _STANDS_OUT
    return TrainingSummary(
        headline=_headline(stood_out) if has_step else "No run stands out",
        line=_line(stood_out) if has_step else _quiet_line(recent),
        runs=len(load.sessions),
        weekly=_weekly(load, stood_out if has_step else None),
        details=_details(load, AnswerState.PRESENT),
        as_usual=_details(load, AnswerState.ABSENT),
        notes=load.notes,
    )


def _details(load: LoadSeries, state: AnswerState) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentence(one.detail) for one in load.findings if one.detail and one.state is state))


def _headline(one: LoadSession) -> str:
    return {
        LoadBand.LARGE: "One run was far longer than usual",
        LoadBand.MODERATE: "One run was clearly longer than usual",
    }.get(one.band, "One run was a little longer than usual")


def _line(one: LoadSession) -> str:
    ratio = one.ratio_to_longest_30d or 0.0
    return (
        f"On {day_words(one.local_date)} you ran {amount_words(one)}. That is {ratio:.2g} times your longest run of "
        f"the 30 days before ({_longest(one)})."
    )


def amount_words(one: LoadSession) -> str:
    """Say how long a run was, in the measure it was compared by."""
    if one.ratio_basis == "minutes" or one.distance_m is None:
        return f"{one.minutes or 0:.0f} minutes"
    return f"{one.distance_m / 1000:.1f} km"


def _longest(one: LoadSession) -> str:
    if one.ratio_basis == "minutes" or one.longest_30d_m is None:
        return f"{one.longest_30d_minutes or 0:.0f} minutes"
    return f"{one.longest_30d_m / 1000:.1f} km"


def _quiet_line(recent: tuple[LoadSession, ...]) -> str:
    if all(one.ratio_to_longest_30d is None for one in recent):
        return "There are too few runs in the last weeks to compare one with another."
    return "In the last two months no run was much longer than what you were used to."


def _weekly(load: LoadSeries, stood_out: LoadSession | None) -> DrawnChart | None:
    weeks = load.weeks[-_WEEKS:]
    if not any(week.runs for week in weeks):
        return None
    spikes: dict[date, str] = {}
    if stood_out is not None:
        monday = stood_out.local_date - timedelta(days=stood_out.local_date.weekday())
        spikes = {monday: f"{amount_words(stood_out)} in one run"}
    charts = [weekly_volume_chart(weeks, spikes, width=width) for width in Width]
    return drawn_chart(*charts)


def drawn_chart(phone: Chart, laptop: Chart | None = None) -> DrawnChart:
    """Put a chart in its widths together; columns of the table without a single value are left out."""
    kept = [index for index in range(len(phone.table[0])) if any(row[index] for row in phone.table[1:])]
    heading, *rows = (tuple(row[index] for index in kept) for row in phone.table)
    return DrawnChart(
        phone=drawing(phone.svg),
        laptop=Markup() if laptop is None else drawing(laptop.svg),
        heading=heading,
        rows=tuple(rows),
    )
