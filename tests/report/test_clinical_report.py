"""The report for a clinician: one page that fits, nothing that soothes beside an emergency, every source named."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import typst

from backstride.assess import assess
from backstride.jobs.demo_ready import demo_state
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Answer, AnswerState, Case, Level
from backstride.model.assessment import Assessment
from backstride.model.history import History, Medicine, PainSettling, PainStart, Response, Treatment, TreatmentKind
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadSeries
from backstride.model.runner import Runner, Sex
from backstride.report.clinical_report import ClinicalReport, clinical_report
from backstride.report.referral import Reader, referral_text
from backstride.report.report_html import report_html
from backstride.report.report_pdf import TEMPLATE, report_pdf, template_inputs
from backstride.report.report_text import report_text
from tests.plan.test_plan_command import command, command_of_its_own
from tests.plan.test_plan_files import HEALTH_WORDS
from tests.web.filled_home import clip_report, diary, typed_runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LONGEST = History(
    pain_starts=PainStart.AFTER_60_MIN,
    pain_settles=PainSettling.DOES_NOT_SETTLE,
    medicines=(Medicine(name="M" * 80, dose="W" * 60, how_often="W" * 60, response=Response.NOT_SURE),) * 8,
    treatments=(Treatment(kind=TreatmentKind.HANDS_ON, what="W" * 80, when="W" * 60, sessions=500),) * 8,
    work="W" * 400,
    worry="worries " * 50,
    hope="W" * 400,
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def report(knowledge: Knowledge) -> ClinicalReport:
    """The report of the demo runner."""
    return reported(demo(), knowledge)


def reported(case: Case, knowledge: Knowledge) -> ClinicalReport:
    return clinical_report(case, assess(case, knowledge, NOW), knowledge, now=NOW)


def demo() -> Case:
    return demo_state(NOW, forms=(clip_report(),)).case


def everything_yes(knowledge: Knowledge, *, urgent: bool) -> Case:
    """The longest case there can be: yes to everything, or to everything that is no warning sign."""
    asked = {name for screen in knowledge.manifest.safety_screens for name in screen.findings}
    names = [name for name, text in knowledge.findings.items() if text.type == "yes_no"]
    told = [
        Answer.of(
            FindingId(name), state=AnswerState.ABSENT if name in asked and not urgent else AnswerState.PRESENT, at=NOW
        )
        for name in names
    ]
    return demo().with_answers(told)


@cache
def longest_case(*, urgent: bool) -> tuple[Case, Assessment]:
    """Everything at once: yes to all, runs, a clip, a diary, a long note, a long page for the clinician."""
    knowledge = load_knowledge()
    case = replace(
        everything_yes(knowledge, urgent=urgent),
        log=typed_runs(NOW.date()),
        check_ins=diary(NOW.date()),
        note="W\u00e9" * 300,
        history=LONGEST,
    )
    return case, assess(case, knowledge, NOW)


def appendix_page(report: ClinicalReport, load: LoadSeries | None = None) -> int:
    """Ask the setter on which page the appendix begins."""
    given = template_inputs(report, load)
    found = typst.query(str(TEMPLATE), "<appendix-page>", ignore_system_fonts=True, sys_inputs=given)
    return json.loads(found)[0]["value"]


def test_every_number_of_a_source_is_in_the_list(report: ClinicalReport) -> None:
    numbers = {number for one in (*report.rules, *report.causes, *report.adding) for number in one.sources}
    assert numbers
    assert numbers <= set(range(1, len(report.sources) + 1))


def test_the_log_counts_every_warning_sign_and_names_doubts_and_gaps(knowledge: Knowledge) -> None:
    first = knowledge.manifest.safety_screens[0].findings
    doubt = Answer.of(FindingId(first[0]), state=AnswerState.UNKNOWN, at=NOW)
    case = demo().with_answers([doubt]).without_answers([FindingId(first[1])])
    line = reported(case, knowledge).safety[0]

    assert line.asked == len(first) - 1
    assert line.unsure == (knowledge.label(first[0]),)
    assert line.not_asked == (knowledge.label(first[1]),)


def test_a_self_test_nobody_did_is_no_answer(knowledge: Knowledge) -> None:
    found = reported(Case(runner=Runner(age_years=38, sex=Sex.MALE)), knowledge)
    told = {label: answer for _, rows in found.answers for label, answer in rows}
    assert told == {}


def test_what_cannot_apply_to_the_runner_is_neither_asked_nor_missing(knowledge: Knowledge) -> None:
    labels = {knowledge.label(FindingId(name)) for name in ("pregnant", "could_be_pregnant")}
    man, woman = (
        [line for line in reported(Case(runner=Runner(age_years=38, sex=sex)), knowledge).safety if line.not_asked]
        for sex in (Sex.MALE, Sex.FEMALE)
    )
    assert labels <= {label for line in woman for label in line.not_asked}
    assert not labels & {label for line in man for label in line.not_asked}
    assert sum(line.asked for line in man) == 0


def test_no_source_of_pain_stands_beside_an_emergency(knowledge: Knowledge) -> None:
    case, assessment = longest_case(urgent=True)
    report = clinical_report(case, assessment, knowledge, now=NOW)
    assert assessment.triage.level is Level.EMERGENCY_NOW
    assert (report.causes, report.adding) == ((), ())
    assert report.rules
    assert "Not ranked" in report_text(report)


@pytest.mark.parametrize("urgent", [True, False])
def test_the_first_page_holds_even_the_longest_case(knowledge: Knowledge, urgent: bool) -> None:
    case, assessment = longest_case(urgent=urgent)
    assert appendix_page(clinical_report(case, assessment, knowledge, now=NOW), assessment.load) == 2


def test_the_same_case_gives_the_same_bytes(report: ClinicalReport) -> None:
    assert report_pdf(report, now=NOW) == report_pdf(report, now=NOW)
    assert report_html(report) == report_html(report)


def test_the_pdf_is_tagged_and_has_a_title(report: ClinicalReport) -> None:
    pdf = report_pdf(report, now=NOW)
    assert b"/MarkInfo" in pdf or b"/StructTreeRoot" in pdf


def test_words_of_the_runner_are_shown_and_never_run(report: ClinicalReport) -> None:
    told = replace(report, note="<script>alert(1)</script> #emph[x]" + "\u00e9" * 300)
    assert "&lt;script&gt;" in report_html(told)
    assert report_pdf(told, now=NOW).startswith(b"%PDF")


def test_letters_ask_what_each_reader_can_do_and_two_say_nothing_about_health(report: ClinicalReport) -> None:
    letters = {reader: referral_text(report, reader) for reader in Reader}
    assert len(set(letters.values())) == len(Reader)
    for reader in (Reader.COACH, Reader.SHOE_SHOP):
        assert HEALTH_WORDS.findall(letters[reader]) == []
    assert "no warning sign" in letters[Reader.DOCTOR]


@pytest.mark.parametrize("kind", ["html", "pdf", "txt", "json", "fhir.json"])
def test_the_command_writes_each_kind(tmp_path: Path, kind: str) -> None:
    (tmp_path / "case.yaml").write_text("runner: {age_years: 38, sex: male}\nanswers: {pain_low_back: present}\n")
    run = command_of_its_own if kind == "pdf" else command
    done = run(tmp_path, "report", "case.yaml", "--out", f"mine.{kind}", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"file": f"mine.{kind}"}
    assert (tmp_path / f"mine.{kind}").stat().st_size > 1000


def test_another_ending_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("runner: {age_years: 38, sex: male}\n")
    done = command(tmp_path, "report", "case.yaml", "--out", "mine.docx")
    assert done.returncode == 2
    assert ".pdf" in done.stderr
