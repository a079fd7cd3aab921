"""The clinician's report as a tagged PDF, set by typst with the fonts it brings along."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from backstride.figures import body_map_svg
from backstride.figures.paint import self_contained
from backstride.model.load import LoadSeries
from backstride.report.clinical_report import ClinicalReport
from backstride.report.pictures import report_pictures
from backstride.report.report_evidence import GRADES_EXPLAINED
from backstride.report.typesetter import typeset

__all__ = ["TEMPLATE", "report_pdf", "template_inputs"]

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"


def report_pdf(report: ClinicalReport, *, load: LoadSeries | None = None, now: datetime) -> bytes:
    """Set the report; the same report and moment give the same bytes.

    Parameters
    ----------
    load
        For the picture of runs against the longest of the 30 days before.
    now
        Aware moment, written into the file as its date.
    """
    return typeset(TEMPLATE, template_inputs(report, load), timestamp=int(now.timestamp()))


def template_inputs(report: ClinicalReport, load: LoadSeries | None = None) -> dict[str, str]:
    """Give what the template reads: the report and its drawings, as JSON."""
    data: dict[str, Any] = msgspec.to_builtins(report)
    data["body"] = self_contained(body_map_svg(dict(report.regions)))
    data["grades"] = GRADES_EXPLAINED
    data["body_words"] = "Body map of where it hurts"
    pictures = report_pictures(report, load, in_file=True)
    data["pictures"] = [{"part": one.part, "words": one.words, "svg": one.svg} for one in pictures]
    return {"data": msgspec.json.encode(data).decode()}
