"""The trends as the page shows them: the course of the pain, the look back, mornings after runs, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from backstride.diary import Course, LinkBand, PainTrend, flares, mornings_after, pain_trend, review
from backstride.diary.function_trend import function_trend
from backstride.diary.links import DiaryLink, diary_links
from backstride.diary.pain_trend import MATTERS_0_TO_10, MATTERS_SHARE, day_pain
from backstride.diary.week_limits import week_limits
from backstride.figures.charts.chart import Chart, Width, day
from backstride.figures.charts.pain_course import PainDay, pain_course_chart
from backstride.model.case import Case
from backstride.model.check_in import CheckIn
from backstride.model.counted import counted
from backstride.model.load import LoadSeries
from backstride.plan.pain_zone import run_zone
from backstride.web.drawing import drawing
from backstride.web.training_view import DrawnChart

__all__ = ["LinkView", "TrendsView", "minutes_by_day", "trends_view"]

_SHOWN_DAYS = 120
_MORNINGS_SHOWN = 8
_ROWS = 8
_REVIEW_WEEKS = (2, 6, 12)
_BAND_WORDS = {
    LinkBand.NOT_ENOUGH: "not enough to say",
    LinkBand.NO_CLEAR: "no clear link",
    LinkBand.POSSIBLE: "a possible link",
    LinkBand.LIKELY: "a likely link",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One load and what the diary says about it, in words."""

    name: str
    band: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendsView:
    """Everything the page of trends shows, words first."""

    headline: str
    line: str
    days: int
    chart: DrawnChart | None
    flares: tuple[str, ...]
    review: str
    see_someone: bool
    next_review: str
    mornings: tuple[tuple[str, str], ...]
    function: str
    months: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[str, str, str], ...]
    links: tuple[LinkView, ...]


def trends_view(case: Case, minutes: Mapping[date, float], *, today: date, began: date) -> TrendsView:
    """Put the trends of a diary together.

    Parameters
    ----------
    minutes
        Minutes run by day, as :func:`minutes_by_day` gives them.
    began
        The first day of the diary.
    """
    diary = tuple(one for one in case.check_ins if one.day <= today)
    trend = pain_trend(diary, today=today)
    seen = review(diary, today=today)
    return TrendsView(
        headline=_HEADLINES[trend.course] if diary else "Your trends begin with your first check-in",
        line=_line(trend, diary, today),
        days=len(diary),
        chart=_chart(diary, trend, minutes, today),
        flares=tuple(_flare(one.first, one.last, one.worst_0_to_10) for one in flares(diary)),
        review="" if seen is None else seen.text,
        see_someone=seen is not None and seen.see_someone,
        next_review=_next_review(began, today) if diary else "",
        mornings=_mornings(diary),
        function=_function(diary, today),
        months=_months(diary, today),
        weeks=_weeks(diary, today),
        links=tuple(_link(one) for one in diary_links(diary, minutes, today=today)) if diary else (),
    )


def minutes_by_day(case: Case, load: LoadSeries | None) -> dict[date, float]:
    """Give the minutes run by day: from the load where it knows the day, else from the diary."""
    known = {} if load is None else {one.date: one.minutes for one in load.days}
    told = {one.day: one.run_minutes or 0.0 for one in case.check_ins}
    return {one: max(known.get(one, 0.0), told.get(one, 0.0)) for one in sorted({*known, *told})}


_HEADLINES = {
    Course.TOO_SOON: "Too soon to tell a trend",
    Course.BETTER: "Clearly better than at the start",
    Course.SAME: "About the same as at the start",
    Course.WORSE: "Worse than at the start",
}


def _line(trend: PainTrend, diary: tuple[CheckIn, ...], today: date) -> str:
    if not diary:
        return "After two weeks this page says whether it gets better, and what each run did."
    if trend.first_0_to_10 is None or trend.last_0_to_10 is None:
        left = max(0, 14 - (today - diary[0].day).days)
        wait = f" That is in {counted(left, 'day')} at the earliest." if left else ""
        return f"It takes seven rated days to begin with, two weeks, and four rated days in the last week.{wait}"
    return (
        f"Pain of the day, on average: {trend.first_0_to_10:g} in your first seven rated days, "
        f"{trend.last_0_to_10:g} in the last week. A change counts from 2 points, or from 1 point that is also 30 in "
        "100 of where you began."
    )


def _chart(
    diary: tuple[CheckIn, ...], trend: PainTrend, minutes: Mapping[date, float], today: date
) -> DrawnChart | None:
    shown = [one for one in diary if one.day > today - timedelta(days=_SHOWN_DAYS)]
    days = [PainDay(day=one.day, pain_0_to_10=day_pain(one), colour=_colour(one)) for one in shown]
    if not any(one.pain_0_to_10 is not None for one in days):
        return None
    first = trend.first_0_to_10
    better = None if first is None else first - max(min(MATTERS_0_TO_10, MATTERS_SHARE * first), 1.0)
    spans = tuple((one.first, one.last) for one in flares(diary))

    def drawn(width: Width) -> Chart:
        return pain_course_chart(
            days,
            flares=spans,
            first_0_to_10=first,
            better_at_0_to_10=better if better is not None and better > 0 else None,
            minutes=minutes,
            width=width,
        )

    phone, laptop = drawn(Width.PHONE), drawn(Width.LAPTOP)
    heading, *rows = phone.table
    return DrawnChart(phone=drawing(phone.svg), laptop=drawing(laptop.svg), heading=heading, rows=tuple(rows))


def _colour(one: CheckIn) -> str:
    return run_zone(one).zone.value if one.ran else ""


def _flare(first: date, last: date, worst: float) -> str:
    return f"{day(first)} to {day(last)}, worst {worst:g}"


def _next_review(began: date, today: date) -> str:
    ahead = [week for week in _REVIEW_WEEKS if began + timedelta(weeks=week) > today]
    if not ahead:
        return ""
    return f"The next look back is on {day(began + timedelta(weeks=ahead[0]))}, {ahead[0]} weeks after you began."


def _mornings(diary: tuple[CheckIn, ...]) -> tuple[tuple[str, str], ...]:
    rows = []
    for one in reversed(mornings_after(diary)[-_MORNINGS_SHOWN:]):
        change = one.change_0_to_10
        way = "as usual" if change == 0 else f"{abs(change):g} {'above' if change > 0 else 'below'} your usual"
        ran = "" if one.run_minutes is None else f", {one.run_minutes:.0f} min"
        rows.append((f"{day(one.day)}{ran}", f"{one.morning_0_to_10:g}, {way}"))
    return tuple(rows)


def _function(diary: tuple[CheckIn, ...], today: date) -> str:
    trend = function_trend(diary, today=today)
    if not trend.points:
        return ""
    last = trend.points[-1]
    if trend.course is Course.TOO_SOON:
        return (
            f"The things you named: {last.ability_0_to_10:g} of 10 on {day(last.day)}. It takes three weeks to compare."
        )
    words = {Course.BETTER: "clearly better", Course.SAME: "no clear change", Course.WORSE: "clearly worse"}
    first = trend.points[0]
    return (
        f"The things you named: {first.ability_0_to_10:g} of 10 on {day(first.day)}, {last.ability_0_to_10:g} on "
        f"{day(last.day)}: {words[trend.course]}. Two points are taken as a change that matters; that number is from "
        "memory."
    )


def _months(diary: tuple[CheckIn, ...], today: date) -> tuple[tuple[str, str], ...]:
    """Give the last ratings of what the runner named, newest first; one rating is no row of its own."""
    points = function_trend(diary, today=today).points
    rows = tuple((day(one.day), f"{one.ability_0_to_10:g}") for one in reversed(points[-_ROWS:]))
    return rows if len(rows) > 1 else ()


def _weeks(diary: tuple[CheckIn, ...], today: date) -> tuple[tuple[str, str, str], ...]:
    """Give the last weeks' answers, newest first: days held back, and how sure of running."""

    def said(amount: float | None, of: str) -> str:
        return "not said" if amount is None else f"{amount:g} of {of}"

    return tuple(
        (day(one.day), said(one.limited_days, "7"), said(one.confidence_0_to_10, "10"))
        for one in reversed(week_limits(diary, today=today)[-_ROWS:])
    )


def _link(one: DiaryLink) -> LinkView:
    found = one.link
    if found.effect_0_to_10 is None or found.interval95 is None:
        return LinkView(
            name=one.name, band=_BAND_WORDS[found.band], words=f"{found.reason} ({counted(found.days, 'day')} used.)"
        )
    low, high = found.interval95
    words = (
        f"{found.effect_0_to_10:+.1f} points over the four mornings after (95 in 100: {low:+.1f} to {high:+.1f}), "
        f"from {found.days} days. {found.reason}"
    )
    return LinkView(name=one.name, band=_BAND_WORDS[found.band], words=words)
