"""The whole pipeline on the small made-up knowledge base: one case, one moment, one answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import backstride
from backstride.assess import assess, step
from backstride.model import (
    Answer,
    AnswerState,
    Case,
    CheckIn,
    Clearance,
    Finding,
    Level,
    LoggedSession,
    Permission,
    Runner,
    Sex,
)
from backstride.model.errors import CaseError
from backstride.model.finding import Origin
from backstride.model.form import FormReport, View
from backstride.model.identifiers import FindingId, QuestionId
from backstride.model.question import QuestionReason
from tests.knowledge.small import small_knowledge

SMALL = small_knowledge()
NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
TODAY = NOW.date()
RUNNER = Runner(age_years=40, sex=Sex.FEMALE, time_zone="Europe/London")


def case_of(runner: Runner = RUNNER, **states: bool) -> Case:
    """Give a case in which no danger is reported but what is written."""
    told = {"numb": False, "weak": False, "fever": False, **states}
    answers = (
        Answer.of(FindingId(name), state=AnswerState.PRESENT if there else AnswerState.ABSENT)
        for name, there in told.items()
    )
    return Case(runner=runner).with_answers(answers)


def measured(name: str, origin: Origin) -> Finding:
    return Finding(id=FindingId(name), state=AnswerState.PRESENT, origin=origin, certainty=0.8, detail="Seen.")


def runs(*days_before: int, until: date = TODAY) -> tuple[LoggedSession, ...]:
    return tuple(LoggedSession(date=until - timedelta(days=back), distance_km=10, minutes=60) for back in days_before)


def test_the_same_case_gives_the_same_answer_and_the_module_itself_can_be_called() -> None:
    case = replace(case_of(bend=True), log=runs(20, 15, 10, 5, 1))
    assert assess(case, SMALL, NOW) == assess(case, SMALL, NOW) == backstride.assess(case, SMALL, NOW)


def test_a_step_asks_for_age_and_sex_first_but_an_answer_does_not() -> None:
    nobody = case_of(Runner())
    assert step(nobody, SMALL, NOW).next.question.reason is QuestionReason.BASICS
    assert assess(nobody, SMALL, NOW).question.reason is QuestionReason.INFORMATION


def test_a_step_and_the_answer_agree_and_a_load_that_is_known_is_taken_as_it_is() -> None:
    case = replace(case_of(low_back=True), log=runs(20, 15, 10, 5, 1))
    answer, taken = assess(case, SMALL, NOW), step(case, SMALL, NOW)
    assert (taken.verdict, taken.next.question) == (answer.triage, answer.question)
    assert answer.load is not None
    assert step(case, SMALL, NOW, load=answer.load) == taken
    bent = replace(answer.load, findings=(measured("bend", Origin.TRAINING),))
    assert FindingId("bend") in step(case, SMALL, NOW, load=bent).facts.facts


def test_without_runs_there_is_no_load_and_with_runs_its_notes_are_told() -> None:
    assert assess(case_of(), SMALL, NOW).load is None
    one_run = assess(replace(case_of(), log=runs(1)), SMALL, NOW)
    assert len(one_run.load.sessions) == 1
    assert set(one_run.load.notes) <= set(one_run.notes)
    assert one_run.load.notes


def test_the_days_are_those_of_the_runners_own_calendar() -> None:
    """At half past eleven in London it is already tomorrow in Auckland."""
    tomorrow = TODAY + timedelta(days=1)
    case = replace(case_of(), log=runs(0, until=tomorrow))
    there = replace(case, runner=replace(RUNNER, time_zone="Pacific/Auckland"))
    assert assess(case, SMALL, NOW).load.sessions == ()
    assert len(assess(there, SMALL, NOW).load.sessions) == 1


def test_a_clearance_ends_with_its_last_day_where_the_runner_lives() -> None:
    leave = Clearance(by="Dr Sole", given_on=date(2026, 11, 1), until=TODAY, scope=Permission.MODIFIED_RUNNING)
    cleared = replace(case_of(numb=True), clearances=(leave,)).with_answers([Answer.number(FindingId("score"), 2.0)])
    abroad = replace(cleared, runner=replace(RUNNER, time_zone="Pacific/Auckland"))
    assert assess(cleared, SMALL, NOW).triage.permission is Permission.MODIFIED_RUNNING
    assert assess(abroad, SMALL, NOW).triage.permission is Permission.WALK_STRENGTH


def test_only_the_last_clip_speaks() -> None:
    bend, lean = (
        FormReport(view=View.SIDE, fps=60.0, findings=(measured(name, Origin.FORM),)) for name in ("bend", "lean")
    )
    answer = assess(replace(case_of(), forms=(bend, lean)), SMALL, NOW)
    assert {finding.id for finding in answer.findings if finding.origin is Origin.FORM} == {"lean"}
    assert answer.form == lean


def test_a_contradiction_is_asked_about_until_it_was_confirmed() -> None:
    both = case_of(low_back=True, bend=True, lean=True)
    asked = assess(both, SMALL, NOW).question
    assert asked.reason is QuestionReason.CONFIRM_CONFLICT
    assert assess(both, SMALL, NOW, confirmed=[asked.id]).question.reason is not QuestionReason.CONFIRM_CONFLICT
    assert step(both, SMALL, NOW, confirmed=[QuestionId(asked.id)]).next.question.id != asked.id


def test_while_the_rules_are_not_complete_self_care_is_never_the_answer_and_that_is_said() -> None:
    whole, part = (small_knowledge(complete_rules=complete, complete_note="Half done.") for complete in (True, False))
    quiet = case_of().with_answers([Answer.number(FindingId("score"), 1.0)])
    assert assess(quiet, whole, NOW).triage.level is Level.SELF_CARE
    unfinished = assess(quiet, part, NOW)
    assert unfinished.triage.level is Level.ROUTINE_CLINICIAN
    assert unfinished.notes[0].endswith("self-care is never the answer. Half done.")


def test_an_answer_to_what_is_not_asked_is_refused() -> None:
    with pytest.raises(CaseError, match="no_such_thing"):
        assess(case_of(no_such_thing=True), SMALL, NOW)


def test_the_emergency_number_is_that_of_the_runners_country() -> None:
    abroad = replace(case_of(), runner=replace(RUNNER, country="GB"))
    assert assess(abroad, SMALL, NOW).emergency_number == SMALL.emergency_number("GB")


def test_a_diary_compares_runs_with_the_longest_that_did_not_hurt() -> None:
    day = TODAY - timedelta(days=5)
    hurt = CheckIn(day=day, run_minutes=60, pain_during_run_0_to_10=6)
    case = replace(case_of(), log=runs(20, 15, 10, 8, 5, 1), check_ins=(hurt,))
    last = assess(case, SMALL, NOW).load.sessions[-1]
    assert last.ratio_to_longest_pain_free_30d == pytest.approx(1.0)
