"""The pictures of the training page: the last months, or one whole year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from backstride.figures import (
    Chart,
    Width,
    calendar_chart,
    change_words,
    form_over_months_chart,
    form_speed_chart,
    long_run_share_chart,
    session_ratio_chart,
    shoe_mileage_chart,
    weekly_volume_chart,
)
from backstride.model.load import FormTrend, LoadBand, LoadSeries, LoadSession, LoadWeek
from backstride.web.training_view import DrawnChart, amount_words, drawn_chart

__all__ = ["Picture", "TrainingPictures", "training_pictures"]

_RECENT = timedelta(days=60)
_WEEKS = 16
_STANDS_OUT = (LoadBand.MODERATE, LoadBand.LARGE)
_STRIPED = "Striped: a week with a run more than 1.3 times as long as the longest of the 30 days before."
_RATIO_BEFORE = "1.0 is as long as your longest run of the 30 days before."
_RATIO_AFTER = (
    "In a study of 5,205 runners, injury came more often after runs above 1.1. That does not prove that one of these "
    "runs caused your pain."
)
_SHARE_BEFORE = "How much of each week was one run. No study says which share is right; look for weeks that stand out."
_FORM_AFTER = (
    "Each of these changes with speed, so runs are compared at like speed. No study ties such a change to back pain."
)
_SHOES_AFTER = "As far as your exports name the shoe. No number of kilometres is known to be too many."
_FORM_NAMES = {
    "avg_cadence_steps_per_min": "Your steps and your speed",
    "avg_contact_time_ms": "Your time on the ground and your speed",
    "avg_vertical_oscillation_mm": "Your bounce and your speed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One card: a heading, words around it, and one or two charts with a name each."""

    id: str
    heading: str
    charts: tuple[tuple[str, DrawnChart], ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPictures:
    """The pictures of one stretch of time.

    Parameters
    ----------
    years
        Years with a run, newest first.
    year
        The year that is shown, or None for the last months.
    """

    years: tuple[int, ...]
    year: int | None
    pictures: tuple[Picture, ...]


def training_pictures(
    load: LoadSeries, *, year: int | None = None, pain_0_to_10: Mapping[date, float] | None = None
) -> TrainingPictures:
    """Draw the last months, or a year that has runs.

    Parameters
    ----------
    year
        The year asked for; one without a run shows the last months.
    pain_0_to_10
        Day -> worst pain of that day, from the diary.
    """
    pain = pain_0_to_10 or {}
    years = tuple(sorted({one.local_date.year for one in load.sessions}, reverse=True))
    shown = year if year in years else None
    if not years:
        return TrainingPictures(years=(), year=None, pictures=())
    sessions, weeks = _of_year(load, shown) if shown else _recent(load)
    drawn = [
        _weekly(weeks, load.sessions, pain),
        _calendar(load, shown or years[0], pain),
        _ratio(sessions),
        _share(weeks),
    ]
    if shown is None:
        drawn += [_form(load.sessions, trend) for trend in load.form_trends]
        drawn.append(_shoes(load))
    return TrainingPictures(years=years, year=shown, pictures=tuple(one for one in drawn if one is not None))


def _recent(load: LoadSeries) -> tuple[tuple[LoadSession, ...], tuple[LoadWeek, ...]]:
    last = load.sessions[-1].local_date
    return tuple(one for one in load.sessions if last - one.local_date <= _RECENT), load.weeks[-_WEEKS:]


def _of_year(load: LoadSeries, year: int) -> tuple[tuple[LoadSession, ...], tuple[LoadWeek, ...]]:
    sessions = tuple(one for one in load.sessions if one.local_date.year == year)
    # A week belongs to the year that holds its Thursday, as in the international calendar.
    return sessions, tuple(one for one in load.weeks if (one.start + timedelta(days=3)).year == year)


def _both(draw: Callable[[Width], Chart]) -> DrawnChart:
    return drawn_chart(draw(Width.PHONE), draw(Width.LAPTOP))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekly(
    weeks: tuple[LoadWeek, ...], sessions: tuple[LoadSession, ...], pain: Mapping[date, float]
) -> Picture | None:
    if not any(week.runs for week in weeks):
        return None
    spikes = {_monday(one.local_date): f"{amount_words(one)} in one run" for one in sessions if one.band in _STANDS_OUT}
    shown = {week.start for week in weeks}
    spikes = {start: words for start, words in spikes.items() if start in shown}
    worst: dict[date, float] = {}
    for day, level in pain.items():
        if _monday(day) in shown:
            worst[_monday(day)] = max(level, worst.get(_monday(day), 0.0))
    chart = _both(lambda width: weekly_volume_chart(weeks, spikes, worst, width=width))
    after = (
        "Striped: a week with a run more than 1.3 times as long as the longest of the 30 days before." if spikes else ""
    )
    return Picture(id="weeks", heading="Week by week", charts=(("Week by week", chart),), after=after)


def _calendar(load: LoadSeries, year: int, pain: Mapping[date, float]) -> Picture:
    chart = _both(lambda width: calendar_chart(load.days, year=year, pain_0_to_10=pain, width=width))
    return Picture(id="calendar", heading=f"Every day of {year}", charts=((f"Every day of {year}", chart),))


def _ratio(sessions: tuple[LoadSession, ...]) -> Picture | None:
    if not any(one.ratio_to_longest_30d is not None for one in sessions):
        return None
    name = "Each run against your longest"
    chart = _both(lambda width: session_ratio_chart(sessions, width=width))
    return Picture(id="ratio", heading=name, charts=((name, chart),), before=_RATIO_BEFORE, after=_RATIO_AFTER)


def _share(weeks: tuple[LoadWeek, ...]) -> Picture | None:
    try:
        chart = _both(lambda width: long_run_share_chart(weeks, width=width))
    except ValueError:
        return None
    name = "The longest run of each week"
    return Picture(id="share", heading=name, charts=((name, chart),), before=_SHARE_BEFORE)


def _form(sessions: tuple[LoadSession, ...], trend: FormTrend) -> Picture:
    name = _FORM_NAMES[trend.measure]
    # Two charts stand side by side where there is room, so each keeps the width of a phone.
    charts = [(name, drawn_chart(form_speed_chart(sessions, trend)))]
    if trend.months:
        charts.append((f"{name}, by month", drawn_chart(form_over_months_chart(trend))))
    return Picture(
        id=trend.measure, heading=name, charts=tuple(charts), before=change_words(trend), after=_FORM_AFTER
    )  # fmt: skip


def _shoes(load: LoadSeries) -> Picture | None:
    if not load.shoes:
        return None
    chart = _both(lambda width: shoe_mileage_chart(load.shoes, width=width))
    return Picture(id="shoes", heading="Your shoes", charts=(("Your shoes", chart),), after=_SHOES_AFTER)
