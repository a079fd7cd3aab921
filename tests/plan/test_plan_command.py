"""``backstride plan`` keeps its contract."""

import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from backstride.cli import main
from backstride.knowledge.compiled import load_knowledge
from backstride.service.schemas import SHAPES, schema_of


class Done(NamedTuple):
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


def command(folder: Path, *words: str) -> Done:
    """Run the command in this process, which is quicker."""
    said, complaints = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(complaints):
        code = main(words)
    return Done(code, said.getvalue(), complaints.getvalue())


def command_of_its_own(folder: Path, *words: str) -> Done:
    """Run the command as a person does."""
    done = subprocess.run(
        [sys.executable, "-m", "backstride", *words],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=dict(os.environ),
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def case_text(**changes: object) -> str:
    knowledge = load_knowledge()
    answers = {f.id: "absent" for f in knowledge.findings.values() if f.type == "yes_no"}
    answers |= {"pain_low_back": "present", "pain_intensity_0_to_10": 2, "pain_duration_weeks": 1, "onset": "after_run"}
    answers |= changes
    log = [
        {"date": f"2026-{month:02}-{day:02}", "minutes": 50, "distance_km": 8.0}
        for month in (9, 10, 11) for day in (2, 5, 9, 12, 16, 19)
    ]  # fmt: skip
    return json.dumps(
        {
            "runner": {"age_years": 38, "sex": "male"},
            "answers": answers,
            "log": log,
            "preferences": {"equipment": ["chair", "band"], "minutes_per_session": 20, "running_days": [1, 3, 6]},
            "now": "2026-11-22T09:00:00Z",
        }
    )


def test_the_json_has_the_published_shape_and_names_catalogued_exercises(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text())
    first, second = (run(tmp_path, "plan", "case.json", "--json") for run in (command_of_its_own, command))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    plan = json.loads(first.stdout)
    assert {"permission", "state", "today", "weeks", "rules", "withheld"} <= set(plan)
    jsonschema.Draft202012Validator(schema_of(SHAPES["plan"])).validate(plan)
    catalogue = {row["id"] for row in json.loads(command(tmp_path, "catalogue", "exercises", "--json").stdout)}
    sessions = [session for week in plan["weeks"] for session in week["sessions"]]
    assert sessions
    assert {dose["id"] for session in sessions for dose in session["exercises"]} <= catalogue
    assert {"kind", "exercises", "run"} <= set(sessions[0])
    assert any(session["run"] for session in sessions)


def test_the_text_reads_well(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(case_text())
    text = command(tmp_path, "plan", "case.json").stdout
    assert "You may run, but less" in text
    assert "Week 1, from Sunday 22 November" in text
    assert "not a medical device" in text


@pytest.mark.parametrize(
    ("preferences", "said"),
    [("{running_days: [9]}", "weekdays"), ("{minutes_per_session: 500}", "minutes_per_session"), ("{yoga: 1}", "yoga")],
)
def test_impossible_preferences_are_refused_in_one_line(tmp_path: Path, preferences: str, said: str) -> None:
    (tmp_path / "case.yaml").write_text(f"preferences: {preferences}\n")
    result = command(tmp_path, "plan", "case.yaml", "--json")
    assert (result.returncode, result.stdout) == (3, "")
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_an_empty_case_exits_0_and_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("")
    result = command(tmp_path, "plan", "case.yaml", "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["withheld"]
