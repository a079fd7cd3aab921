"""docs/start.md does what it says: every block is run as it stands, in a folder that looks like a fresh clone."""

import os
import re
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LONGEST_S = 120


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "start.md").read_text(encoding="utf-8")


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """A folder with the parts of a clone that the page names."""
    for name in ("dev.py", ".venv"):
        (tmp_path / name).symlink_to(root / name)
    return tmp_path


def blocks(page: str, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page) if kind == language]


def environment(clone: Path) -> dict[str, str]:
    # No window is opened, and the data folder is a new one.
    return os.environ | {"BACKSTRIDE_HOME": str(clone / "home"), "BROWSER": "true"}


def test_the_first_block_opens_the_app(page: str, clone: Path):
    command = blocks(page, "sh")[0]
    with subprocess.Popen(
        ["bash", "-c", f"exec {command}"], cwd=clone, env=environment(clone), stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found, "the app did not say where it is"
            with urllib.request.urlopen(found.group(), timeout=LONGEST_S) as answer:
                assert answer.status == 200
                assert b"See it with a made-up runner" in answer.read()
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(LONGEST_S)


def test_the_other_blocks_run_as_they_stand(page: str, clone: Path):
    (clone / "my-back.yaml").write_text(blocks(page, "yaml")[0], encoding="utf-8")
    for command in blocks(page, "sh")[1:]:
        done = subprocess.run(
            ["bash", "-c", command], cwd=clone, env=environment(clone), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_every_block_has_a_language_that_is_run(page: str):
    assert {kind for kind, _ in BLOCK.findall(page)} == {"sh", "yaml"}


def test_every_picture_is_there(page: str, root: Path):
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page)

    assert pictures
    assert [name for name in pictures if not (root / "docs" / name).exists()] == []
