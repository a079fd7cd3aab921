"""Commands keep their contract: JSON alone on standard output, one plain line for a mistake, the right exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CASE = """
runner: {age_years: 38, sex: male}
answers: {pain_worse_bending_forward: present, pain_low_back: present, pain_intensity_0_to_10: 4, onset: gradual}
now: 2026-11-22T09:00:00Z
"""
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in a folder of its own, with text on standard input."""

    def command(*words: str, say: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "backstride", *words],
            cwd=tmp_path, input=say, capture_output=True, text=True, timeout=120, check=False, env=dict(os.environ),
        )  # fmt: skip

    return command


def case_file(folder: Path, text: str = CASE) -> str:
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return "case.yaml"


def test_assess_gives_the_same_bytes_for_the_same_case(run: Run, tmp_path: Path) -> None:
    name = case_file(tmp_path)
    first, second = run("assess", name, "--json"), run("assess", name, "--json")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    answer = json.loads(first.stdout)
    chances = [cause["probability"] for cause in answer["causes"]]
    assert chances == sorted(chances, reverse=True)
    assert answer["question"]["reason"] == "safety"
    assert answer["triage"]["at_most"] == "emergency_now"


def test_assess_reads_well_as_text(run: Run, tmp_path: Path) -> None:
    result = run("assess", case_file(tmp_path))
    assert result.returncode == 0, result.stderr
    assert "No set of answers can exclude" in result.stdout
    assert "not a medical device" in result.stdout


@pytest.mark.parametrize(
    ("text", "code"),
    [("", 0), ("answers: {nobody_knows: present}", 3), ("answers: {pain_intensity_0_to_10: 40}", 3), ("a: [", 3)],
)
def test_exit_codes_of_assess(run: Run, tmp_path: Path, text: str, code: int) -> None:
    result = run("assess", case_file(tmp_path, text), "--json")
    assert result.returncode == code
    if code:
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) == 1
    else:
        assert json.loads(result.stdout)["question"]["reason"] == "safety"


def test_a_case_that_contradicts_itself_is_asked_again(run: Run, tmp_path: Path) -> None:
    told = "answers: {pain_getting_better: present, pain_getting_worse: present}"
    result = run("assess", case_file(tmp_path, told), "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["question"]["reason"] in ("safety", "confirm_conflict")


def test_wrong_usage_exits_2(run: Run) -> None:
    assert run("assess").returncode == 2
    assert run("no-such-command").returncode == 2
    assert run("catalogue", "nonsense").returncode == 2


@pytest.mark.parametrize("part", ["findings", "causes", "rules", "advice", "sources", "exercises"])
def test_the_catalogue_is_one_json_list(run: Run, part: str) -> None:
    result = run("catalogue", part, "--json")
    assert result.returncode == 0, result.stderr
    assert isinstance(json.loads(result.stdout), list)


def test_ask_goes_through_an_interview_line_by_line(run: Run) -> None:
    none = json.dumps({"answers": {}, "none": True})
    start = json.dumps({"answers": {"age_years": 38, "sex": "male"}})
    result = run("ask", "--json", say="\n".join([start, "not json", '{"answers": {"nobody": 1}}', *[none] * 60]) + "\n")
    assert result.returncode == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    questions = [line for line in lines if "items" in line]
    assert questions[0]["reason"] == "basics"
    assert questions[1]["reason"] == "safety"
    assert sum("error" in line for line in lines) == 2
    assert lines[-1]["done"] is True
    assert lines[-1]["assessment"]["triage"]["level"] in ("self_care", "routine_clinician")
    safety = {line["id"] for line in questions if line["reason"] == "safety"}
    assert len(safety) <= 8


def test_ask_ends_when_its_input_ends(run: Run) -> None:
    result = run("ask", "--json", say="")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout.splitlines()[-1])["done"] is True


def test_an_emergency_ends_the_interview_and_is_the_answer(run: Run, tmp_path: Path) -> None:
    name = case_file(
        tmp_path, "runner: {age_years: 44, sex: female}\nanswers: {saddle_numbness: present, pain_low_back: present}"
    )
    result = run("ask", "--case", name, "--json")
    assert result.returncode == 0, result.stderr
    last = json.loads(result.stdout.splitlines()[-1])
    assert (last["reason"], last["assessment"]["triage"]["level"]) == ("emergency", "emergency_now")
    assert last["assessment"]["causes"]
    assert last["assessment"]["plan"]["permission"] == "none"


def test_help_names_every_command(run: Run) -> None:
    shown = run("--help").stdout
    for name in ("assess", "ask", "catalogue", "doctor"):
        assert name in shown
