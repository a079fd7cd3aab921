"""The clinician's report as plain text, in the order of the page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from backstride.report.clinical_report import ClinicalReport
from backstride.report.report_evidence import GRADES_EXPLAINED, ReportCause, ReportRule

__all__ = ["report_text"]

_WIDTH = 96
_LOOK_UP = "Every rule (its name stands in brackets), cause and source can be looked up in the app under Evidence."


def report_text(report: ClinicalReport) -> str:
    """Write the report as plain text; numbers in square brackets are those of the sources at the end."""
    return "\n".join(line for part in _lines(report) for line in _wrapped(part)) + "\n"


def _wrapped(line: str) -> list[str]:
    indent = "  " if line.startswith("* ") else ""
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent) or [""]


def _lines(report: ClinicalReport) -> Iterator[str]:
    yield from ("BACK PAIN AFTER RUNNING: REPORT FOR A CLINICIAN", f"Runner: {report.runner}. Made {report.made_at}.")
    yield from ("", f"{report.title.upper()}. {report.action}")
    for rule in report.rules:
        yield _rule(rule)
    told = (f"{heading}: {'; '.join(lines)}." for heading, lines in report.story)
    yield from _part("Story", (*report.timeline, *told))
    yield from _part("Over the day", (f"{moment}: {said}" for moment, said in report.pattern))
    if report.note:
        yield f'In the runner\'s own words: "{report.note}"'
    yield from _part("From the runner, for this visit", _told(report))
    yield from _part("Warning signs", (*((report.asked_on,) if report.asked_on else ()), *_safety(report)))
    yield from _part("Possible sources, by the answers", [report.statement, *map(_cause, report.causes)])
    yield from _part("May add to it", map(_cause, report.adding))
    yield from _part("Training", report.load)
    yield from _part("Form, from a phone video", report.form)
    yield from _part("Programme and diary", (*report.programme, *report.diary))
    yield from _part("For this visit", report.questions)
    for heading, rows in report.answers:
        yield from _part(heading, (f"{label}: {said}" for label, said in rows))
    yield from _part("What the ranking rests on", _evidence(report))
    yield from _part("Sources", (_source(number, *one) for number, one in enumerate(report.sources, 1)))
    yield from ("", GRADES_EXPLAINED, _LOOK_UP, *report.limits, report.version)


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"* {line}" for line in lines]
    if found:
        yield from ("", heading, "-" * len(heading), *found)


def _safety(report: ClinicalReport) -> Iterator[str]:
    for line in report.safety:
        parts = [f"{line.asked} asked"]
        parts += [f"YES: {', '.join(line.present)}"] if line.present else []
        parts += [f"not sure: {', '.join(line.unsure)}"] if line.unsure else []
        parts += [f"not asked: {', '.join(line.not_asked)}"] if line.not_asked else []
        yield f"{line.family}: {'; '.join(parts)}"


def _rule(rule: ReportRule) -> str:
    name = f"{rule.name} ({rule.id})" if rule.id else rule.name
    rests = f" Rests on: {rule.backing}{_refs(rule.sources)}." if rule.backing else ""
    return f"* {name}. {rule.reason} Because: {', '.join(rule.because)}.{rests}"


def _told(report: ClinicalReport) -> Iterator[str]:
    """Give what was told, several lines under their heading, and what was not filled in on one line at the end."""
    yield from (f"{heading}: {'; '.join(lines)}" for heading, lines in report.told if lines)
    if report.to_tell:
        yield f"Not filled in: {', '.join(one.lower() for one in report.to_tell)}."


def _evidence(report: ClinicalReport) -> Iterator[str]:
    for cause in (*report.causes, *report.adding):
        rests = (f"By {one.backing}{_refs(one.sources)}: {'; '.join(one.words)}." for one in cause.evidence)
        if line := " ".join(rests):
            yield f"{cause.name}. {line}"


def _cause(cause: ReportCause) -> str:
    clinical = f" ({cause.clinical_name})" if cause.clinical_name else ""
    speaks = f" For: {'; '.join(cause.speaks_for)}." if cause.speaks_for else ""
    speaks += f" Against: {'; '.join(cause.speaks_against)}." if cause.speaks_against else ""
    return f"{cause.name}{clinical}{_refs(cause.sources)}: {cause.chance}.{speaks}"


def _refs(numbers: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def _source(number: int, cite: str, where: str, _: bool, mark: str) -> str:  # noqa: FBT001 - a row of a table
    place = f" {where}." if where else ""
    return f"[{number}] {cite}.{place} ({mark})"
