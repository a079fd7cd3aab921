"""When it does not settle: what is due after 2, 6 and 12 weeks of a diary.

Sources
-------
wallwork2024, costa2012
    Most new back pain eases within six weeks; so no change by then is a reason to be seen.
expert
    The three dates and what each asks for are product defaults.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backstride.diary.flares import flares
from backstride.diary.pain_trend import Course, pain_trend
from backstride.model.check_in import CheckIn

__all__ = ["REVIEW_SOURCES", "Review", "review"]

REVIEW_SOURCES = ("wallwork2024", "costa2012", "expert")
_WEEKS = (2, 6, 12)
_SECOND_WEEK = 6
_MILD_0_TO_10 = 1.0
_STILL_BOTHERS_0_TO_10 = 3.0
_FLARES_TOO_MANY = 3
_FLARE_WINDOW = timedelta(weeks=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a look back says.

    Parameters
    ----------
    week
        2, 6 or 12: the look back that is due.
    see_someone
        Whether it is time to be seen.
    """

    week: int
    see_someone: bool
    text: str
    course: Course


def review(check_ins: Sequence[CheckIn], *, today: date) -> Review | None:
    """Look back over a diary; None before two weeks, or where too little is written to judge.

    Examples
    --------
    >>> start = date(2026, 5, 1)
    >>> same = [CheckIn(day=start + timedelta(days=n), pain_worst_0_to_10=4) for n in range(43)]
    >>> seen = review(same, today=date(2026, 6, 12))
    >>> seen.week, seen.see_someone
    (6, True)
    """
    so_far = [one for one in check_ins if one.day <= today]
    weeks = (today - min((one.day for one in so_far), default=today)).days // 7
    due = max((week for week in _WEEKS if weeks >= week), default=None)
    trend = pain_trend(so_far, today=today)
    if due is None or trend.course is Course.TOO_SOON or trend.last_0_to_10 is None:
        return None
    many = sum(one.first > today - _FLARE_WINDOW for one in flares(so_far)) >= _FLARES_TOO_MANY
    see = many or _see_someone(due, trend.course, trend.last_0_to_10)
    text = _MANY if many else _TEXT[due, see]
    return Review(week=due, see_someone=see, text=text, course=trend.course)


def _see_someone(week: int, course: Course, last_0_to_10: float) -> bool:
    if course is Course.WORSE:
        return True
    if week == _SECOND_WEEK:
        return course is not Course.BETTER and last_0_to_10 > _MILD_0_TO_10
    return week > _SECOND_WEEK and last_0_to_10 >= _STILL_BOTHERS_0_TO_10


_MANY = "Three flares in eight weeks: take your diary to a clinician."
_TEXT = {
    (2, True): "After two weeks it is worse than at the start. See a clinician this week.",
    (2, False): "After two weeks it is no worse. Go on; the next look back is at six weeks.",
    (6, True): "After six weeks it is not clearly better. See a clinician or physiotherapist, and take your diary.",
    (6, False): "After six weeks it is mild or clearly better. Go on with the strength work.",
    (12, True): "After twelve weeks it still bothers you. See a clinician or physiotherapist, and take your diary.",
    (12, False): "After twelve weeks it is mild. Two strength sessions a week help to keep it so.",
}
