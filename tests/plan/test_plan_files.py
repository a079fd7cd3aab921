"""A plan as files to take along: calendar, watch, text, and a sheet for the coach without a word about health."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

from icalendar import Calendar

from backstride.service.plan_files import zipped
from tests.plan.test_plan_command import case_text, command

HEALTH_WORDS = re.compile(
    r"\b(pain|hurt|sore|back|spine|disc|nerve|injur\w*|symptom\w*|flare|calm|diagnos\w*|clinic\w*|doctor|medic\w*)\b",
    re.IGNORECASE,
)


def test_the_folder_holds_calendar_text_coach_sheet_and_one_workout_a_run(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text())
    done = command(tmp_path, "plan", "case.json", "--json", "--out", "taken")
    assert done.returncode == 0, done.stderr

    plan = json.loads(done.stdout)
    runs = [session["day"] for week in plan["weeks"] for session in week["sessions"] if session["run"]]
    written = {path.relative_to(tmp_path / "taken").as_posix() for path in (tmp_path / "taken").rglob("*.*")}
    assert written == {"plan.ics", "plan.txt", "coach.txt", *(f"watch/{day}_run_1.fit" for day in runs)}
    events = Calendar.from_ical((tmp_path / "taken" / "plan.ics").read_bytes()).walk("VEVENT")
    assert len(events) == sum(len(week["sessions"]) for week in plan["weeks"]) + 2


def test_writing_again_brings_the_calendar_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text())
    command(tmp_path, "plan", "case.json", "--out", "taken")
    (tmp_path / "case.json").write_text(case_text(pain_intensity_0_to_10=6))
    done = command(tmp_path, "plan", "case.json", "--out", "taken")
    assert done.returncode == 0, done.stderr

    events = Calendar.from_ical((tmp_path / "taken" / "plan.ics").read_bytes()).walk("VEVENT")
    assert "CANCELLED" in {str(event.get("status")) for event in events}


def test_the_coach_hears_what_may_be_trained_and_nothing_about_health(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text())
    command(tmp_path, "plan", "case.json", "--out", "taken")
    sheet = (tmp_path / "taken" / "coach.txt").read_text()

    assert HEALTH_WORDS.findall(sheet) == []
    for word in ("Running at most", "flat", "easy", "End the session", "Review:"):
        assert word in sheet


def test_a_case_that_needs_a_look_first_gets_no_workouts_and_says_so_to_the_coach(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text(saddle_numbness="present"))
    done = command(tmp_path, "plan", "case.json", "--out", "taken")
    assert done.returncode == 0, done.stderr

    assert not (tmp_path / "taken" / "watch").exists()
    sheet = (tmp_path / "taken" / "coach.txt").read_text()
    assert "No training for now" in sheet
    assert HEALTH_WORDS.findall(sheet) == []


def test_a_folder_that_cannot_be_made_is_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text())
    (tmp_path / "taken").write_text("in the way")
    done = command(tmp_path, "plan", "case.json", "--out", "taken")

    assert done.returncode == 3
    assert done.stderr.strip().count("\n") == 0


def test_an_archive_of_the_same_files_is_the_same() -> None:
    files = {"b.fit": b"2", "a.fit": b"1"}
    assert zipped(files) == zipped(dict(reversed(files.items())))
    assert zipfile.ZipFile(BytesIO(zipped(files))).namelist() == ["a.fit", "b.fit"]
