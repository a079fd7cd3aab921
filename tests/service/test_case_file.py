"""A case file is read strictly: what is unknown or impossible is refused in one line, what is missing is not."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backstride.model import AnswerState, Permission, Sex, Sport
from backstride.model.errors import InputError
from backstride.model.identifiers import FindingId
from backstride.service.case_file import load_case

WHOLE = """
runner: {age_years: 38, sex: male, height_cm: 178, country: gb, time_zone: Europe/London}
answers: {pain_worse_bending_forward: present, pain_intensity_0_to_10: 4, leg_numbness: unknown, onset: gradual,
          leg_tingling: false}
log: [{date: 2026-11-20, minutes: 60, kind: treadmill}, {date: 2026-11-18, distance_km: 9.5}]
clearances: [{by: Dr Sole, given_on: 2026-11-01, scope: modified_running, until: 2026-12-01}]
now: 2026-11-22T09:00:00Z
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_case_is_read(tmp_path: Path) -> None:
    case = load_case(written(tmp_path, WHOLE))
    assert (case.runner.age_years, case.runner.sex, case.runner.country) == (38, Sex.MALE, "GB")
    assert case.answers[FindingId("leg_numbness")].state is AnswerState.UNKNOWN
    assert case.answers[FindingId("leg_tingling")].state is AnswerState.ABSENT
    assert case.answers[FindingId("pain_intensity_0_to_10")].value == 4.0
    assert case.answers[FindingId("onset")].value == "gradual"
    assert [session.kind for session in case.log] == [Sport.TREADMILL_RUNNING, Sport.RUNNING]
    assert case.log[0].date == date(2026, 11, 20)
    assert case.clearances[0].scope is Permission.MODIFIED_RUNNING
    assert case.now == datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "{}", "answers:", "runner:\nanswers: {}\nlog: []"])
def test_an_empty_case_is_not_an_error(tmp_path: Path, text: str) -> None:
    assert load_case(written(tmp_path, text)).answers == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("runner: {age_years: 200}", "age"),
        ("runner: {age_years: 38.5}", "whole"),
        ("runner: {age_years: old}", "age_years"),
        ("runner: {sex: both}", "sex"),
        ("runner: {height_cm: 17}", "height"),
        ("runner: {time_zone: Nowhere/Here}", "time zone"),
        ("runner: {shoe: 44}", "shoe"),
        ("runer: {}", "runer"),
        ("answers: {no_such_finding: present}", "no_such_finding"),
        ("answers: {pain_intensity_0_to_10: 11}", "pain_intensity_0_to_10"),
        ("answers: {leg_numbness: 4}", "leg_numbness"),
        ("answers: {leg_numbness: [1]}", "leg_numbness"),
        ("answers: {onset: yesterday}", "onset"),
        ("answers: [leg_numbness]", "answers"),
        ("log: [{date: 2026-11-20}]", "minutes"),
        ("log: [{date: 2026-11-20, minutes: -4}]", "minutes"),
        ("log: [{date: someday, minutes: 4}]", "date"),
        ("log: [{date: 2026-11-20, minutes: 4, kind: flying}]", "flying"),
        ("activities: [gone.fit]", "gone.fit"),
        ("video: [{path: gone.mp4}]", "gone.mp4"),
        ("video: [{}]", "video"),
        ("now: tomorrow", "now"),
        ('now: "0001-01-01T01:00:00+02:00"', "now"),
        ('now: "9999-12-31T23:00:00-02:00"', "now"),
        ("log: [{date: 1812-06-24, minutes: 60}]", "1812"),
        ("check_ins: [{day: 0001-01-01, pain_now_0_to_10: 2}]", "check_ins[0].day"),
        ("plan_choices: [{day: 9999-12-31, kind: keep}]", "plan_choices[0].day"),
        ("- a list", "object"),
        ("a: [unclosed", "YAML"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        load_case(written(tmp_path, text))
    line = caught.value.line()
    assert named in line
    assert "\n" not in line
    assert caught.value.exit_code == 3


def test_files_that_are_no_case_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.yaml").write_bytes(b"\xff\xd8\xff\xe0" * 40)
    for path in (tmp_path, tmp_path / "gone.yaml", tmp_path / "picture.yaml"):
        with pytest.raises(InputError):
            load_case(path)
