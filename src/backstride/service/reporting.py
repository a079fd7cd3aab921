"""The clinician's report, written as the kind of file its name asks for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from backstride.knowledge.base import Knowledge
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.errors import FileError, UsageError
from backstride.model.pain_place import PainPlace
from backstride.report.clinical_report import clinical_report
from backstride.report.report_html import report_html
from backstride.report.report_pdf import report_pdf
from backstride.report.report_text import report_text
from backstride.service.fhir_bundle import fhir_bundle

__all__ = ["KINDS", "report_bytes", "write_report"]

KINDS = (".html", ".pdf", ".txt", ".fhir.json", ".json")


def report_bytes(
    kind: str,
    case: Case,
    assessment: Assessment,
    knowledge: Knowledge,
    *,
    now: datetime,
    pains: tuple[PainPlace, ...] = (),
) -> bytes:
    """Give the report as one kind of file; the same case and moment give the same bytes.

    Raises
    ------
    UsageError
        When there is no such kind.
    """
    report = clinical_report(case, assessment, knowledge, now=now, pains=pains)
    if kind == ".pdf":
        return report_pdf(report, load=assessment.load, now=now)
    if kind == ".html":
        return report_html(report, load=assessment.load).encode()
    if kind == ".txt":
        return report_text(report).encode()
    if kind == ".fhir.json":
        return fhir_bundle(case, assessment, knowledge, now=now)
    if kind == ".json":
        return msgspec.json.format(msgspec.json.encode(report)) + b"\n"
    raise UsageError(f"there is no report of the kind '{kind}'", advice=f"end the name in one of {', '.join(KINDS)}")


def write_report(out: Path, case: Case, assessment: Assessment, knowledge: Knowledge, *, now: datetime) -> None:
    """Write the report to a file.

    Raises
    ------
    UsageError
        When the ending of the name says nothing we know.
    FileError
        When the file cannot be written.
    """
    kind = next((kind for kind in KINDS if out.name.lower().endswith(kind)), out.suffix)
    data = report_bytes(kind, case, assessment, knowledge, now=now)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    except OSError as error:
        what = f"the report cannot be written ({error.strerror})"
        raise FileError(what, where=str(out), advice="name another place") from error
