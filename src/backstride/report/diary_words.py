"""A diary in a few lines for a clinician: what was written, how the pain went, and what the runner can do again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backstride.diary.function_trend import function_trend
from backstride.diary.pain_trend import Course
from backstride.diary.week_limits import week_limits
from backstride.model.check_in import CheckIn
from backstride.model.counted import counted

__all__ = ["diary_words"]

_COURSE = {Course.BETTER: "clearly better", Course.SAME: "no clear change", Course.WORSE: "clearly worse"}


def diary_words(check_ins: Sequence[CheckIn]) -> Iterator[str]:
    """Give the lines; none without a diary.

    Examples
    --------
    >>> list(diary_words(()))
    []
    """
    days = sorted(check_ins, key=lambda one: one.day)
    if not days:
        return
    worst = [one.pain_worst_0_to_10 for one in days if one.pain_worst_0_to_10 is not None]
    ran = sum(one.ran for one in days)
    yield f"{counted(len(days), 'day')} written down from {days[0].day} to {days[-1].day}; ran on {ran}."
    if worst:
        yield f"Worst pain of a day: {worst[0]:g} on the first, {worst[-1]:g} on the last, {max(worst):g} at most."
    yield from _function(days)
    yield from _weeks(days)


def _function(days: Sequence[CheckIn]) -> Iterator[str]:
    """Tell how the activities went that the runner named, with the change taken to matter and where it is from."""
    trend = function_trend(days, today=days[-1].day)
    if not trend.points:
        return
    named = ", ".join(dict.fromkeys(it.name for one in days for it in one.own_activities))
    first, last = trend.points[0], trend.points[-1]
    text = f"Own activities ({named}), mean of 0 to 10, 10 is as before: {first.ability_0_to_10:g} on {first.day}"
    if trend.course is Course.TOO_SOON:
        yield f"{text}; too soon to compare."
        return
    yield (
        f"{text}, {last.ability_0_to_10:g} on {last.day}: {_COURSE[trend.course]}. Two points are taken as a change "
        "that matters (from memory, not checked)."
    )


def _weeks(days: Sequence[CheckIn]) -> Iterator[str]:
    told = [one for one in week_limits(days, today=days[-1].day) if one.limited_days is not None]
    if told:
        counts = ", ".join(f"{one.limited_days:g}" for one in told[-4:])
        yield f"Days in the week on which the back limited running, last answers: {counts} (of 7)."
