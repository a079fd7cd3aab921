"""What goes with the pain: four loads named beforehand, all judged and all shown, whatever they say.

Four loads are four chances to be wrong. `backstride.diary.null_diaries` measures how often a diary without any link is
told of at least one. So that it stays at five in a hundred or less, a link is told only from a higher chance than for
one load alone; a fifth load may be added only if the measurement still holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from backstride.diary.link import Link, link
from backstride.model.check_in import CheckIn

__all__ = ["DiaryLink", "diary_links"]

_WEEK_DAYS = 7
_POSSIBLE_FROM_TOGETHER = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryLink:
    """One load and what the diary says about it."""

    name: str
    link: Link


def diary_links(
    check_ins: tuple[CheckIn, ...], minutes_run: Mapping[date, float], *, today: date
) -> tuple[DiaryLink, ...]:
    """Judge the loads that were named beforehand against next-morning pain.

    Parameters
    ----------
    minutes_run
        Minutes run by day, from watch files, typed sessions and the diary; days not named were without a run.

    Examples
    --------
    >>> [one.name for one in diary_links((), {}, today=date(2026, 5, 3))][0]
    'Minutes of running'
    """
    mornings = {
        one.day: one.pain_next_morning_0_to_10
        for one in check_ins
        if one.pain_next_morning_0_to_10 is not None and one.day <= today
    }  # fmt: skip
    days = _span(mornings)
    running = {day: minutes_run.get(day, 0.0) for day in days}
    exercises = {one.day: float(bool(one.exercises_done)) for one in check_ins}
    return (
        DiaryLink(name="Minutes of running", link=_judged(mornings, running)),
        DiaryLink(name="Running over seven days", link=_judged(mornings, _week_sums(running), smoothed=True)),
        DiaryLink(name="Nights shorter than your usual", link=_judged(mornings, _short_nights(check_ins))),
        DiaryLink(name="Days with exercises", link=_judged(mornings, exercises)),
    )


def _judged(mornings: Mapping[date, float], load: Mapping[date, float], *, smoothed: bool = False) -> Link:
    return link(mornings, load, smoothed=smoothed, possible_from=_POSSIBLE_FROM_TOGETHER)


def _span(mornings: Mapping[date, float]) -> tuple[date, ...]:
    if not mornings:
        return ()
    first, last = min(mornings) - timedelta(days=_WEEK_DAYS), max(mornings)
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def _week_sums(running: Mapping[date, float]) -> dict[date, float]:
    return {
        day: sum(running.get(day - timedelta(days=back), 0.0) for back in range(_WEEK_DAYS)) for day in running
    }  # fmt: skip


def _short_nights(check_ins: tuple[CheckIn, ...]) -> dict[date, float]:
    slept = {one.day: one.sleep_h for one in check_ins if one.sleep_h is not None}
    if not slept:
        return {}
    usual = median(slept.values())
    return {day: max(usual - hours, 0.0) for day, hours in slept.items()}
