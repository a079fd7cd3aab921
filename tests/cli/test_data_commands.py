"""``backstride export | backup | restore | erase``: one plain line each, nothing lost by accident."""

import contextlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from backstride.cli.doctor_command import doctor
from backstride.service.daily_copy import make_daily_copy
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    start_episode(home, shelf=Shelf.OWN, now=datetime.now(UTC))
    return home


def command(home: Path, *words: str, answer: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "backstride", *words],
        cwd=home.parent, input=answer, capture_output=True, text=True, timeout=120, check=False,
        env=os.environ | {"BACKSTRIDE_HOME": str(home)} | settings,
    )  # fmt: skip


def test_a_backup_goes_out_and_comes_back(home: Path):
    assert command(home, "backup", "--out", "copy.zip").returncode == 0
    assert command(home, "erase", "--yes").returncode == 0
    assert not home.exists()

    back = command(home, "restore", "copy.zip", "--yes")
    assert (back.returncode, back.stdout) == (0, "Brought back.\n")
    assert (home / "backstride.sqlite").is_file()


@pytest.mark.prove
def test_a_locked_backup_goes_out_and_comes_back(home: Path):
    secret = {"BACKSTRIDE_PASSPHRASE": "a long walk home"}
    made = command(home, "backup", "--out", "copy.zip", "--passphrase", "--json", **secret)
    assert made.returncode == 0, made.stderr
    file = json.loads(made.stdout)["file"]
    assert file == "copy.zip.age"
    assert command(home, "erase", "--yes").returncode == 0
    assert not home.exists()

    back = command(home, "restore", file, "--passphrase", "--yes", **secret)
    assert back.returncode == 0, back.stderr
    assert (home / "backstride.sqlite").is_file()


@pytest.mark.parametrize("words", [("erase",), ("restore", "copy.zip")])
def test_nothing_happens_without_a_yes(home: Path, words: tuple[str, ...]):
    command(home, "backup", "--out", "copy.zip")
    done = command(home, *words, answer="n\n")

    assert done.returncode == 1
    assert (home / "backstride.sqlite").is_file()
    assert done.stdout.strip() == ""


def doctors_words(capsys: pytest.CaptureFixture[str]) -> str:
    with contextlib.suppress(typer.Exit):
        doctor(json=False)
    return capsys.readouterr().out


def test_doctor_names_the_daily_copies_and_asks_for_care_when_one_cannot_be_made(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("BACKSTRIDE_HOME", str(home))
    assert "ok   daily copies: none yet" in doctors_words(capsys)
    make_daily_copy(home, now=datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert "ok   daily copies: 1, the newest of 2026-11-22" in doctors_words(capsys)

    (home / "backups" / "daily-problem.json").write_text('{"line": "The disk is full.", "since": null}')
    assert "LOOK daily copies: The disk is full. (1, the newest of 2026-11-22)" in doctors_words(capsys)
    with pytest.raises(typer.Exit) as ended:
        doctor(json=True)
    assert ended.value.exit_code == 3
    monkeypatch.setenv("BACKSTRIDE_DAILY_COPY", "off")
    capsys.readouterr()
    assert "daily copies: off by BACKSTRIDE_DAILY_COPY (1 there)" in doctors_words(capsys)


def test_an_export_says_where_it_is(home: Path):
    done = command(home, "export", "--out", "mine.zip")
    assert (done.returncode, done.stdout) == (0, "Your data is in mine.zip.\n")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("restore", "nothing.zip", "--yes"), "there is no such file"),
        (("export", "--out", "/proc/nowhere/mine.zip"), "/proc/nowhere"),
    ],
)
def test_what_cannot_be_is_one_plain_line(home: Path, words: tuple[str, ...], line: str):
    done = command(home, *words)

    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.strip().count("\n") == 0
    assert line in done.stderr
