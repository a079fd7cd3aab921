"""What is in the repository belongs there: no machine's paths, no registries, no weights, no drawers."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.arch.source import ROOT

MOST_BYTES = 2 * 1024 * 1024
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff"}
# Put together here, so that this file does not hold what it looks for.
MACHINE_FOLDERS = ("work", "root")
MACHINE_PATH = re.compile(rf"(?<![A-Za-z0-9_])/(?:{'|'.join(MACHINE_FOLDERS)})/")
REGISTRIES = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so nothing is tracked")
    listed = subprocess.check_output([git, "ls-files", "-z"], cwd=ROOT, text=True)
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts(paths: list[Path]) -> dict[str, str]:
    found = {}
    for path in paths:
        content = path.read_bytes()
        if b"\0" not in content:
            found[str(path.relative_to(ROOT))] = content.decode("utf-8", errors="replace")
    return found


def test_no_file_names_a_folder_of_one_machine(tracked: list[Path]):
    assert [name for name, text in texts(tracked).items() if MACHINE_PATH.search(text)] == []


def test_no_file_names_the_address_of_a_package_registry(tracked: list[Path]):
    named = [(name, host) for name, text in texts(tracked).items() for host in REGISTRIES if host in text]
    assert named == []


def test_no_file_is_large(tracked: list[Path]):
    large = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked}
    assert {name: size for name, size in large.items() if size > MOST_BYTES} == {}


def test_no_file_or_folder_is_a_drawer(tracked: list[Path]):
    names = {part.partition(".")[0].strip("_") for path in tracked for part in path.relative_to(ROOT).parts}
    assert names & DRAWERS == set()
