"""import, load and what-if keep their contract."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
import typer
from typer.testing import CliRunner, Result

from backstride.cli.import_command import import_
from backstride.cli.load_command import load
from backstride.cli.what_if_command import what_if
from backstride.model.errors import UsageError
from backstride.service.schemas import SHAPES, schema_of
from tests.intake.made_files import START, a_fit, a_gpx, with_garbage_behind

ENTRY = {
    "file", "sport", "start", "distance_m", "timer_s", "elapsed_s", "records", "laps", "avg_heart_rate_bpm",
    "avg_cadence_steps_per_min", "avg_vertical_oscillation_mm", "avg_contact_time_ms", "avg_contact_balance_pct_left",
}  # fmt: skip
application = typer.Typer()
for name, command in (("import", import_), ("load", load), ("what-if", what_if)):
    application.command(name=name)(command)


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five runs and a copy of one, with a data folder of their own."""
    monkeypatch.setenv("BACKSTRIDE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "runs"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.fit").write_bytes(a_fit(start=START + timedelta(days=3 * number)))
    (folder / "copy.gpx").write_bytes(a_gpx(start=START))
    (folder / "0.fit").write_bytes(with_garbage_behind((folder / "0.fit").read_bytes()))
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(application, words, catch_exceptions=False)


def test_import_writes_one_json_value_with_the_fields_of_the_contract(runs: Path) -> None:
    answer = json.loads(run("import", str(runs), "--json").stdout)
    assert set(answer) == {"activities", "warnings", "duplicates"}
    assert len(answer["activities"]) == 5
    assert all(set(entry) == ENTRY for entry in answer["activities"])
    entry = answer["activities"][0]
    assert datetime.fromisoformat(entry["start"]) == START
    assert (entry["sport"], entry["records"], entry["laps"]) == ("running", 1201, 3)
    assert answer["warnings"][0] | {"message": ""} == {"file": "0.fit", "code": "trailing_garbage", "message": ""}
    assert answer["duplicates"] == [{"kept": "0.fit", "dropped": "copy.gpx"}]


def test_what_the_commands_write_fits_the_published_schemas(runs: Path) -> None:
    written = {
        "import": run("import", str(runs), "--json"),
        "load": run("load", str(runs), "--json"),
        "what-if": run("what-if", str(runs), "--km", "5", "--on", "2026-05-17", "--json"),
    }
    for name, result in written.items():
        jsonschema.Draft202012Validator(schema_of(SHAPES[name])).validate(json.loads(result.stdout))


def test_import_again_says_the_same(runs: Path) -> None:
    assert run("import", str(runs), "--json").stdout == run("import", str(runs), "--json").stdout


def test_import_in_words_names_files_that_gave_less(runs: Path) -> None:
    text = run("import", str(runs)).stdout
    assert "5 sessions in 6 files, 5 of them new." in text
    assert "0.fit: There are 300 bytes behind the end" in text


def test_load_gives_days_sessions_weeks_and_findings(runs: Path) -> None:
    answer = json.loads(run("load", str(runs), "--until", "2026-05-20", "--json").stdout)
    assert {"days", "sessions", "weeks", "findings"} <= set(answer)
    assert answer["days"][-1]["date"] == "2026-05-20"
    assert {"start", "distance_m", "minutes", "ratio_to_longest_30d", "band"} <= set(answer["sessions"][0])
    assert [one["band"] for one in answer["sessions"]] == ["no_baseline"] * 4 + ["reference"]


def test_load_in_words_shows_the_last_runs(runs: Path) -> None:
    assert "15 May 2026   3.6 km    20 min  1.00 times the longest" in run("load", str(runs)).stdout


def test_what_if_works_from_the_store(runs: Path) -> None:
    run("import", str(runs))
    text = run("what-if", "--km", "16", "--on", "2026-05-17").stdout
    assert "a large step: more than double, 4.44 times your longest run" in text
    assert "on different days" in text
    assert "your answers and your plan come first" in text


def test_what_if_says_what_the_run_does_to_a_race(runs: Path) -> None:
    words = ("what-if", str(runs), "--km", "6", "--on", "2026-05-17", "--race-km", "10", "--race-on", "2026-06-21")
    assert "before your race of 10 km on Sunday 21 June" in run(*words).stdout
    race = json.loads(run(*words, "--json").stdout)["race"]
    assert (race["on"], race["band"]) == ("2026-06-21", "moderate")


@pytest.mark.parametrize(
    "words",
    [
        ("--km", "0", "--on", "2026-05-17"),
        ("--km", "nan", "--on", "2026-05-17"),
        ("--km", "5", "--on", "Sunday"),
        ("--km", "5", "--on", "2026-05-17", "--race-km", "10"),
        ("--km", "5", "--on", "2026-05-17", "--race-km", "10", "--race-on", "2026-05-17"),
    ],
)
def test_what_cannot_be_planned_is_one_plain_line(runs: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run("what-if", *words)
