"""The pictures of a report: whatever history there is, each is drawn or left out, and the report is still made."""

from datetime import UTC, datetime, timedelta

import pytest

from backstride.assess import assess
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case, Runner
from backstride.model.activity import LoggedSession
from backstride.report.clinical_report import clinical_report
from backstride.report.pictures import report_pictures

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def parts(*days_ago: int) -> list[str]:
    runs = [LoggedSession(date=NOW.date() - timedelta(days=days), minutes=60, distance_km=11) for days in days_ago]
    case, knowledge = Case(runner=Runner(age_years=38), log=tuple(runs)), load_knowledge()
    found = assess(case, knowledge, NOW)
    report = clinical_report(case, found, knowledge, now=NOW)
    return [one.part for one in report_pictures(report, found.load, in_file=True)]


@pytest.mark.parametrize("days_ago", [(3,), (200, 100, 3), (1500, 3)])
def test_runs_too_far_apart_to_be_compared_are_not_drawn(days_ago: tuple[int, ...]):
    assert parts(*days_ago) == []


def test_runs_that_can_be_compared_are_drawn():
    assert parts(*range(45, 0, -3)) == ["training"]
