"""A folder that looks like a fresh clone with a few files of a runner, and how the lines of a page are run in it."""

import io
import os
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from backstride.cli import main

COMMAND = ".venv/bin/backstride"
_SETTING = re.compile(r"[A-Z_]+=")
_LONGEST_S = 120


@dataclass(frozen=True, slots=True)
class Clone:
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"BACKSTRIDE_HOME": str(self.folder / "home"), "BROWSER": "true", "PWD": str(self.folder)}

    def run(self, block: str) -> str:
        """Run each line of a block; gives what was said. Our own command runs in this process, which is quicker."""
        said = [self._line(line) for line in block.replace("\\\n", " ").splitlines() if line.strip()]
        return "".join(said)

    def _line(self, line: str) -> str:
        words = shlex.split(line, comments=True)
        if any(mark in words for mark in ("|", "&&", ";")) or not any(word == COMMAND for word in words):
            return self._in_shell(line)
        settings = [word for word in words[: words.index(COMMAND)] if _SETTING.match(word)]
        with mock.patch.dict(os.environ, self.environment):
            for setting in settings:
                name, _, value = setting.partition("=")
                os.environ[name] = os.path.expandvars(value)
            return self._in_process(line, words[words.index(COMMAND) + 1 :])

    def _in_process(self, line: str, words: list[str]) -> str:
        said, complaints = io.StringIO(), io.StringIO()
        target = words[words.index(">") + 1] if ">" in words else ""
        given = words.index(">") if target else len(words)
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            with redirect_stdout(said), redirect_stderr(complaints), mock.patch.object(sys, "stdin", io.StringIO()):
                code = main(words[:given])
        finally:
            os.chdir(before)
        assert code == 0, f"{line}\n{complaints.getvalue()}"
        if target:
            (self.folder / target).write_text(said.getvalue(), encoding="utf-8")
        return said.getvalue()

    def _in_shell(self, line: str) -> str:
        if not line.strip() or line.lstrip().startswith("#"):
            return ""
        done = subprocess.run(
            ["bash", "-ec", line], cwd=self.folder, env=os.environ | self.environment, capture_output=True, text=True,
            timeout=_LONGEST_S, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        return done.stdout
