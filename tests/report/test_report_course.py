"""What a clinician asks next stands in the report: when it began, the pattern of the day, how the weeks went."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from backstride.assess import assess
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Answer, AnswerState, Case
from backstride.model.activity import LoggedSession
from backstride.model.check_in import CheckIn
from backstride.model.clearance import Clearance
from backstride.model.identifiers import ExerciseId, FindingId
from backstride.model.verdict import Permission
from backstride.report.clinical_report import ClinicalReport, clinical_report
from backstride.report.pictures import report_pictures
from backstride.report.report_html import report_body, report_html
from backstride.report.report_text import report_text
from tests.web.filled_home import clip_report

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def case() -> Case:
    said = {"night_pain_wakes": AnswerState.ABSENT, "pain_next_morning": AnswerState.PRESENT}
    answers = [Answer.of(FindingId(name), state=state) for name, state in said.items()]
    doubt = Answer.of(FindingId("saddle_numbness"), state=AnswerState.UNKNOWN, at=NOW - timedelta(hours=2))
    weeks = Answer.number(FindingId("pain_duration_weeks"), 2)
    days = [CheckIn(day=TODAY - timedelta(days=back), pain_worst_0_to_10=back) for back in (3, 2, 1)]
    days[0] = replace(days[0], exercises_done=(ExerciseId("bird_dog"),))
    log = [LoggedSession(date=TODAY - timedelta(days=back), distance_km=8) for back in range(60, 15, -4)]
    leave = Clearance(by="Dr Ahn", given_on=date(2026, 11, 20), scope=Permission.WALK_STRENGTH, until=date(2026, 12, 4))
    return Case(
        log=(*log, LoggedSession(date=date(2026, 11, 8), distance_km=15)),
        check_ins=tuple(days),
        clearances=(leave,),
        forms=(clip_report(),),
    ).with_answers([*answers, doubt, weeks])


@pytest.fixture(scope="module")
def report(case: Case, knowledge: Knowledge) -> ClinicalReport:
    return clinical_report(case, assess(case, knowledge, NOW), knowledge, now=NOW)


def test_what_happened_stands_in_the_order_of_its_days(report: ClinicalReport):
    run, began, diary, leave = report.timeline
    assert began.startswith("about 08 November 2026: the pain began")
    assert "a run 1.9 times the longest" in run
    assert diary == "19 November 2026: first day in the diary"
    assert leave == "20 November 2026: Dr Ahn gave leave until 04 December 2026"


def test_a_part_of_the_day_is_told_apart_from_one_that_was_not_asked(report: ClinicalReport):
    pattern = dict(report.pattern)
    assert pattern["Night"] == "no"
    assert pattern["Next morning"] == "pain the morning after"
    assert pattern["Hours after"] == "not asked"


def test_the_log_of_warning_signs_says_when_they_were_asked(report: ClinicalReport):
    assert report.asked_on == "Asked 22 November 2026 07:00 UTC."


def test_it_says_how_much_of_the_programme_was_done(report: ClinicalReport):
    assert "Exercises done on 1 of 3 days written down." in report.diary


def test_what_was_not_filled_in_is_named_for_the_visit(report: ClinicalReport):
    words = report_text(report)
    assert "Not filled in: pain starts" in words
    assert "treatment so far" in words


def test_load_pain_and_form_have_their_pictures_with_ranges(report: ClinicalReport, case: Case, knowledge: Knowledge):
    load = assess(case, knowledge, NOW).load
    parts = [one.part for one in report_pictures(report, load, in_file=True)]
    assert parts[:2] == ["training", "pain"]
    assert parts.count("form") == len(report.measures) > 3
    assert all(one.low <= one.value <= one.high for one in report.measures)


def test_on_the_page_rules_and_causes_lead_to_their_evidence_and_in_a_file_they_do_not(knowledge: Knowledge):
    told = Case().with_answers([Answer.of(FindingId("burning_urine"), state=AnswerState.PRESENT)])
    shown = clinical_report(told, assess(told, knowledge, NOW), knowledge, now=NOW)
    page = report_body(shown)
    assert shown.rules
    assert all(f'href="/evidence/rules/{one.id}"' in page for one in shown.rules if one.id)
    assert 'href="/evidence' not in report_html(shown)
