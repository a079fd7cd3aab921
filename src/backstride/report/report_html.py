"""The clinician's report as HTML: a file of its own, or the body of a page of the app."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from backstride.figures import body_map_svg
from backstride.figures.paint import self_contained
from backstride.model.load import LoadSeries
from backstride.report.clinical_report import ClinicalReport
from backstride.report.pictures import report_pictures
from backstride.report.report_evidence import GRADES_EXPLAINED

__all__ = ["report_body", "report_html"]


def report_html(report: ClinicalReport, *, load: LoadSeries | None = None) -> str:
    """Write the report as one file with its pictures and style inside."""
    return _drawn("report.html", report, load, in_file=True)


def report_body(report: ClinicalReport, *, load: LoadSeries | None = None) -> Markup:
    """Write what stands on the page, painted by the app's own style sheets; rules and causes lead to their evidence."""
    return Markup(_drawn("report_body.html", report, load, in_file=False))  # noqa: S704 - escaped by the template


def _drawn(template: str, report: ClinicalReport, load: LoadSeries | None, *, in_file: bool) -> str:
    body = body_map_svg(dict(report.regions))
    drawn = Markup(self_contained(body) if in_file else body)  # noqa: S704 - a drawing of our own
    pictures = [
        {"part": one.part, "words": one.words, "svg": Markup(one.svg)}  # noqa: S704 - the same
        for one in report_pictures(report, load, in_file=in_file)
    ]
    # A file that left the app has no evidence pages to lead to.
    return (
        _templates()
        .get_template(template)
        .render(report=report, body=drawn, pictures=pictures, linked=not in_file, grades=GRADES_EXPLAINED)
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("backstride.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
