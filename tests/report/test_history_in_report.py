"""What the runner wrote for the visit stands in every report, in their own words, shown and never run."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import typst

from backstride.assess import assess
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.schema import Grade, Rule
from backstride.model.answer import Answer, AnswerState
from backstride.model.assessment import Assessment
from backstride.model.case import Case
from backstride.model.history import History, Medicine, PainSettling, PainStart, Response, Treatment, TreatmentKind
from backstride.model.identifiers import FindingId
from backstride.model.runner import Sex
from backstride.report.clinical_report import ClinicalReport, clinical_report
from backstride.report.history_words import (
    KIND_OF_TREATMENT,
    RESPONSE_WORDS,
    SETTLE_WORDS,
    START_WORDS,
    history_words,
    plain_line,
)
from backstride.report.referral import Reader, referral_text
from backstride.report.report_html import report_body, report_html
from backstride.report.report_pdf import TEMPLATE, template_inputs
from backstride.report.report_text import report_text
from backstride.service.reporting import report_bytes
from tests.report.test_clinical_report import LONGEST, appendix_page, demo
from tests.web.filled_home import diary, typed_runs

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST_PAGE, APPENDIX = "<told-first>", "<told>"
HOSTILE = (
    '#eval("1+1") #panic("typst")',
    "<script>alert(1)</script>",
    "*bold* _em_ `raw` $x$ @ref // [x] \\",
    "one\n= two\n\n- three",
    "\u202eright to left \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "}} {% raw %} {{ 7 * 7 }}",
)
TOLD = History(
    pain_starts=PainStart.FROM_15_TO_30_MIN,
    pain_settles=PainSettling.FROM_1_TO_24_H,
    medicines=(Medicine(name="ibuprofen", dose="400 mg", how_often="twice a day", response=Response.BETTER),),
    treatments=(Treatment(kind=TreatmentKind.PHYSIOTHERAPY, when="spring 2026", sessions=6, response=Response.SAME),),
    work="I lift boxes",
    worry="A slipped disc",
    hope="A half marathon",
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def busy(knowledge: Knowledge) -> tuple[Case, Assessment]:
    """A runner with everything a calm page can hold: runs, a clip, a diary, causes, a plan, a note."""
    case = replace(demo(), log=typed_runs(NOW.date()), check_ins=diary(NOW.date()), note="W\u00e9" * 300)
    return case, assess(case, knowledge, NOW)


def reported(busy: tuple[Case, Assessment], knowledge: Knowledge, history: History | None) -> ClinicalReport:
    case, assessment = busy
    return clinical_report(replace(case, history=history), assessment, knowledge, now=NOW)


def paper(report: ClinicalReport, label: str) -> str:
    """Read what the setter was given to print under a label, word by word."""
    found = typst.query(str(TEMPLATE), label, ignore_system_fonts=True, sys_inputs=template_inputs(report))
    return "\n".join("".join(_printed(one)) for one in json.loads(found)).replace("\u200b", "")


def _printed(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("func") in ("text", "space"):
            yield value.get("text", " ")
        for held in value.values():
            yield from _printed(held)
    elif isinstance(value, list):
        for held in value:
            yield from _printed(held)


def test_every_kind_of_report_shows_what_was_told(busy: tuple[Case, Assessment], knowledge: Knowledge) -> None:
    report = reported(busy, knowledge, TOLD)
    wanted = (
        "15 to 30 minutes into a run",
        "1 to 24 hours",
        "ibuprofen, 400 mg, twice a day (better with it)",
        "physiotherapy, 6 times, spring 2026 (no change)",
        "I lift boxes",
        "A slipped disc",
        "A half marathon",
    )
    case, assessment = busy
    case = replace(case, history=TOLD)
    told = report_bytes(".json", case, assessment, knowledge, now=NOW).decode()
    for words in (
        report_text(report),
        report_html(report),
        report_body(report),
        paper(report, APPENDIX),
        paper(report, FIRST_PAGE),
        told,
    ):
        assert [one for one in wanted if one not in words] == []
    assert report.to_tell == ()


def test_what_is_missing_is_said_to_be_missing(busy: tuple[Case, Assessment], knowledge: Knowledge) -> None:
    report = reported(busy, knowledge, History(no_medicines=True))
    assert dict(report.told)["Medicines"] == ("none",)
    assert "Treatment so far" in report.to_tell
    for words in (report_text(report), report_html(report)):
        assert "Not filled in: pain starts, settles after a run, treatment so far" in " ".join(words.split())
    assert paper(report, FIRST_PAGE) == "Medicines: none"
    assert "Treatment so far: not filled in" in paper(report, APPENDIX)
    assert reported(busy, knowledge, None).to_tell == tuple(heading for heading, _ in history_words(None))


def test_words_of_the_runner_are_shown_and_never_run(busy: tuple[Case, Assessment], knowledge: Knowledge) -> None:
    told = History(
        medicines=tuple(Medicine(name=words, dose=words[:60]) for words in HOSTILE),
        treatments=tuple(Treatment(kind=TreatmentKind.OTHER, what=words, when=words[:60]) for words in HOSTILE),
        work=HOSTILE[0],
        worry=HOSTILE[1],
        hope=HOSTILE[2],
    )
    report = reported(busy, knowledge, told)
    page = report_html(report)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    read = paper(report, APPENDIX)
    assert [words for words in HOSTILE if plain_line(words) not in read] == []
    assert [line for line in report_text(report).splitlines() if line.startswith(("= two", "- three"))] == []


def test_words_that_run_the_other_way_cannot_turn_what_follows() -> None:
    turned = plain_line("\u202eabc")
    assert (turned[0], turned[-1]) == ("\u2068", "\u2069")
    assert plain_line("1 o'clock, caf\u00e9") == "1 o'clock, caf\u00e9"


def test_the_first_page_stays_one_however_much_was_written(busy: tuple[Case, Assessment], knowledge: Knowledge) -> None:
    report = reported(busy, knowledge, LONGEST)
    assert report.causes
    assert appendix_page(report, busy[1].load) == 2
    assert "W" * 91 not in paper(report, FIRST_PAGE)
    assert "W" * 400 in paper(report, APPENDIX)


def test_letters_to_coach_and_shop_say_nothing_of_it(busy: tuple[Case, Assessment], knowledge: Knowledge) -> None:
    told, silent = (reported(busy, knowledge, history) for history in (TOLD, None))
    for reader in Reader:
        assert referral_text(told, reader) == referral_text(silent, reader)


def test_every_answer_there_can_be_has_words() -> None:
    assert set(START_WORDS) == set(PainStart)
    assert set(SETTLE_WORDS) == set(PainSettling)
    assert set(RESPONSE_WORDS) == set(Response)
    assert set(KIND_OF_TREATMENT) == set(TreatmentKind)


def test_on_paper_every_rule_and_cause_names_grade_mark_and_citation(knowledge: Knowledge) -> None:
    simple = [one for one in knowledge.rules.values() if yes_alone(one, knowledge)]
    graded = next(one for one in simple if one.grade is not Grade.EXPERT)
    judged = next(one for one in simple if one.grade is Grade.EXPERT)
    case = demo().with_answers(
        Answer.of(FindingId(name), state=AnswerState.PRESENT, at=NOW)
        for name in (*graded.fires.answers, *judged.fires.answers)
    )
    report = clinical_report(case, assess(case, knowledge, NOW), knowledge, now=NOW)
    told = {rule.id: rule for rule in report.rules}
    assert told[judged.id].backing == "judgement"
    assert told[graded.id].backing.startswith(f"grade {graded.grade}, ")
    cited = {report.sources[number - 1][0] for number in told[graded.id].sources}
    assert cited == {knowledge.sources[name].cite.rstrip(".") for name in graded.source}
    text = " ".join(report_text(report).split())
    assert f"Rests on: {told[graded.id].backing} [" in text
    printed = paper(report, "<cited>")
    for cite, *_, mark in report.sources:
        assert cite in text
        assert f"({mark})" in text
        assert cite in printed


def yes_alone(rule: Rule, knowledge: Knowledge) -> bool:
    """Whether a single yes fires it, whoever the runner is."""
    answers = rule.fires.answers
    return list(answers.values()) == [True] and all(len(knowledge.findings[name].sex) == len(Sex) for name in answers)


def test_a_ranking_says_what_it_rests_on(busy: tuple[Case, Assessment], knowledge: Knowledge) -> None:
    report = reported(busy, knowledge, None)
    for cause in report.causes:
        numbers = {number for one in cause.evidence for number in one.sources}
        assert numbers
        assert numbers <= set(cause.sources)
    assert "What the ranking rests on" in report_text(report)
