"""From check-ins to trend, flare, next-morning response and honest links."""

from backstride.diary.flares import Flare, flares
from backstride.diary.link import Link, LinkBand, link
from backstride.diary.next_morning import MorningAfter, mornings_after
from backstride.diary.pain_trend import Course, PainTrend, pain_trend
from backstride.diary.review import Review, review

__all__ = [
    "Course",
    "Flare",
    "Link",
    "LinkBand",
    "MorningAfter",
    "PainTrend",
    "Review",
    "flares",
    "link",
    "mornings_after",
    "pain_trend",
    "review",
]
