"""The pictures of a report beside the body chart: load, pain day by day, measures of form with their ranges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.figures import interval_bar, session_ratio_chart
from backstride.figures.charts.pain_course import PainDay, pain_course_chart
from backstride.figures.paint import self_contained
from backstride.model.load import LoadSeries
from backstride.report.clinical_report import ClinicalReport

__all__ = ["Picture", "report_pictures"]

_MOST_SESSIONS = 40
_FEWEST_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing with what it shows in words; ``part`` is training, pain or form."""

    part: str
    words: str
    svg: str


def report_pictures(report: ClinicalReport, load: LoadSeries | None, *, in_file: bool) -> tuple[Picture, ...]:
    """Draw what there is to draw.

    Parameters
    ----------
    in_file
        Whether the pictures leave the app; then they bring their own paint.
    """
    found = []
    sessions = load.sessions[-_MOST_SESSIONS:] if load is not None else ()
    if any(one.ratio_to_longest_30d is not None for one in sessions):
        chart = session_ratio_chart(sessions)
        found.append(
            Picture(part="training", words="Each run against the longest of the 30 days before", svg=chart.svg)
        )
    rated = [PainDay(day=date.fromisoformat(day), pain_0_to_10=pain) for day, pain in report.pain_days]
    if sum(one.pain_0_to_10 is not None for one in rated) >= _FEWEST_DAYS:
        chart = pain_course_chart(rated)
        found.append(Picture(part="pain", words="Worst pain of each day in the diary", svg=chart.svg))
    for one in report.measures:
        bar = interval_bar(one.value, one.low, one.high, label=one.name, unit=one.unit, scale=one.scale)
        words = f"{one.words}; the bar goes from {one.scale[0]:g} to {one.scale[1]:g}"
        found.append(Picture(part="form", words=words, svg=bar.svg))
    return tuple(_painted(one) for one in found) if in_file else tuple(found)


def _painted(one: Picture) -> Picture:
    return Picture(part=one.part, words=one.words, svg=self_contained(one.svg))
