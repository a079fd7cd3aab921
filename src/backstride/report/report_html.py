"""The clinician's report as HTML: a file of its own, or the body of a page of the app."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from backstride.figures import body_map_svg, session_ratio_chart
from backstride.figures.paint import self_contained
from backstride.model.load import LoadSeries
from backstride.report.clinical_report import ClinicalReport

__all__ = ["report_body", "report_html"]

_MOST_SESSIONS = 40


def report_html(report: ClinicalReport, *, load: LoadSeries | None = None) -> str:
    """Write the report as one file with its pictures and style inside."""
    return _drawn("report.html", report, load, in_file=True)


def report_body(report: ClinicalReport, *, load: LoadSeries | None = None) -> Markup:
    """Write what stands on the page, painted by the app's own style sheets."""
    return Markup(_drawn("report_body.html", report, load, in_file=False))  # noqa: S704 - escaped by the template


def _drawn(template: str, report: ClinicalReport, load: LoadSeries | None, *, in_file: bool) -> str:
    body = body_map_svg(dict(report.regions))
    chart = "" if load is None or not load.sessions else session_ratio_chart(load.sessions[-_MOST_SESSIONS:]).svg
    if in_file:
        body, chart = self_contained(body), self_contained(chart) if chart else ""
    drawings = {"body": Markup(body), "chart": Markup(chart)}  # noqa: S704 - drawings of our own
    return _templates().get_template(template).render(report=report, **drawings)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("backstride.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
