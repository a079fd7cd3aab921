"""`dev.py check` is part of the suite: lint, format, strict types and import rules hold."""

import subprocess
import sys
from pathlib import Path

import dev
import pytest


@pytest.mark.parametrize("step", dev.COMMANDS["check"].steps, ids=["lint", "format", "types", "imports"])
def test_the_whole_tree_passes(step: tuple[str, ...], root: Path):
    done = subprocess.run([sys.executable, *step], cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
