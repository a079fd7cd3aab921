"""The reference says all that the commands can do: each command, option, setting and exit code has its heading."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from backstride.cli.app import application, commands
from backstride.cli.command_reference import EXIT_CODES, commands_page, parameters
from backstride.cli.examples import EXAMPLES, NOT_RUN
from backstride.model import errors
from backstride.service.settings import CASE_FIELDS, VARIABLES, case_fields

READ = re.compile(r'environ(?:\.get\(|\[)\s*"?(\w+)|^[A-Z_]+ = "(BACKSTRIDE_\w+)"', re.MULTILINE)
OUR_OWN = {"BACKSTRIDE_WORKER"}

COMMANDS = commands()


@pytest.fixture(scope="module")
def headings(root: Path) -> set[str]:
    pages = [root / "docs" / "reference" / name for name in ("commands.md", "settings.md")]
    return {line.strip("# `\n") for page in pages for line in page.read_text("utf-8").splitlines() if line[:2] == "##"}


def test_the_page_is_fresh(root: Path) -> None:
    kept = (root / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert kept == commands_page(), "run: python3 dev.py compile"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_all_it_takes_have_their_headings(name: str, headings: set[str]) -> None:
    assert f"backstride {name}" in headings
    assert [one.name for one in parameters(COMMANDS[name]) if f"{name} {one.name}" not in headings] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_read_from_a_signature_is_what_the_command_line_takes(name: str) -> None:
    command = get_command(application()).commands[name]
    taken = [one.opts[0] for one in command.params if one.param_type_name == "option"]
    assert sorted(taken) == sorted(one.name for one in parameters(COMMANDS[name]) if one.name.startswith("--"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_an_example_that_names_it(name: str) -> None:
    assert EXAMPLES[name]
    assert all(f" {name}" in line for line in EXAMPLES[name])


def test_examples_that_are_not_run_are_examples() -> None:
    assert set(NOT_RUN) <= {line for lines in EXAMPLES.values() for line in lines}


def test_every_exit_code_has_its_heading(headings: set[str]) -> None:
    raised = {one.exit_code for one in vars(errors).values() if hasattr(one, "exit_code")}
    assert raised <= set(EXIT_CODES)
    assert {f"Exit code {code}" for code in EXIT_CODES} <= headings


def test_every_variable_that_the_program_reads_is_a_setting_or_our_own(root: Path, headings: set[str]) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py")]
    read = {one or other for text in sources for one, other in READ.findall(text)}
    names = {name for name in read if name.startswith("BACKSTRIDE_") or name == "TZ"}
    assert names == {one.name for one in VARIABLES} - {"NO_COLOR"} | OUR_OWN
    assert {one.name for one in VARIABLES} <= headings


def test_every_field_of_a_case_file_has_its_heading(headings: set[str]) -> None:
    assert set(case_fields()) == set(CASE_FIELDS)
    assert set(CASE_FIELDS) <= headings


def completed(**asked: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", "from backstride.cli import main; main([])"],
        env=os.environ | asked, capture_output=True, text=True, timeout=60, check=False,
    ).stdout  # fmt: skip


@pytest.mark.parametrize(("typed", "place", "offered"), [("as", 1, "assess"), ("catalogue ru", 2, "rules")])
def test_the_tab_key_completes_commands_and_lists(typed: str, place: int, offered: str) -> None:
    line = {"COMP_WORDS": f"backstride {typed}", "COMP_CWORD": str(place)}
    assert offered in completed(_BACKSTRIDE_COMPLETE="complete_bash", **line).split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_written_for_a_shell(shell: str) -> None:
    assert f"_BACKSTRIDE_COMPLETE=complete_{shell}" in completed(_BACKSTRIDE_COMPLETE=f"source_{shell}")
